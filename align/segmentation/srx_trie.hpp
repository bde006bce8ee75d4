// SPDX-License-Identifier: Apache-2.0
// Internal to align/: finds, all at once, those of many finite expressions that may match up to a
// place: the exceptions of a rule set are mostly lists of abbreviations. Uses ICU.
#pragma once

#include "align/segmentation/srx_shape.hpp"
#include "align/segmentation/srx_text.hpp"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace egiz::align {

class SrxTrie {
public:
    struct Entry {
        std::uint32_t rule = 0;
        bool at_word_boundary = false;  ///< has to be in front
        bool exact = true;              ///< the rule matches; otherwise it may
    };
    /// False if the trie has become too large: nothing is added.
    bool add(const Expression& expression, const SplitForm& form, std::uint32_t rule);

    /// Shows every entry whose characters end at `end`, with the place where they begin.
    template <class Visit>
    void find(const SrxText& text, std::int32_t end, const Visit& visit) const {
        if (!nodes_.empty()) find_from(0, text, end, visit);
    }

private:
    static constexpr std::size_t most_nodes = 1'000'000;

    struct Node {
        std::vector<std::pair<char32_t, std::uint32_t>> characters;    ///< sorted
        std::vector<std::pair<std::uint32_t, std::uint32_t>> classes;  ///< set, node
        std::vector<Entry> entries;
    };

    template <class Visit>
    void find_from(std::uint32_t index, const SrxText& text, std::int32_t at,
                   const Visit& visit) const {
        const Node& node = nodes_[index];
        for (const Entry& entry : node.entries) visit(entry, at);
        if (at == 0) return;
        std::int32_t front = at;
        const char32_t c = text.previous(front);
        if (const std::uint32_t child = child_of(node, c)) find_from(child, text, front, visit);
        for (const auto& [set, child] : node.classes) {
            if (sets_[set].contains(c)) find_from(child, text, front, visit);
        }
    }
    [[nodiscard]] static std::uint32_t child_of(const Node& node, char32_t c);
    [[nodiscard]] std::uint32_t class_of(const CharSet& set);
    [[nodiscard]] std::uint32_t step(std::uint32_t node, const CharSet& set);

    std::vector<Node> nodes_;  ///< the first is the root
    std::vector<CharSet> sets_;
};

}  // namespace egiz::align
