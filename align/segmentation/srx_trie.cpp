// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_trie.hpp"

#include <algorithm>

namespace egiz::align {
namespace {

constexpr std::size_t most_classes = 2'000;

}  // namespace

bool SrxTrie::add(const Expression& expression, const SplitForm& form, std::uint32_t rule) {
    std::size_t needed = 0;
    for (const SetSequence& sequence : form.sequences) needed += sequence.size();
    if (nodes_.size() + needed > most_nodes || sets_.size() > most_classes) return false;
    if (nodes_.empty()) nodes_.emplace_back();
    for (const SetSequence& sequence : form.sequences) {
        std::uint32_t node = 0;
        for (auto set = sequence.rbegin(); set != sequence.rend(); ++set) {
            node = step(node, expression.sets[*set]);
        }
        nodes_[node].entries.push_back({rule, form.at_word_boundary, form.exact});
    }
    return true;
}

std::uint32_t SrxTrie::child_of(const Node& node, char32_t c) {
    const auto found =
        std::lower_bound(node.characters.begin(), node.characters.end(), c,
                         [](const auto& entry, char32_t wanted) { return entry.first < wanted; });
    return found != node.characters.end() && found->first == c ? found->second : 0;
}

std::uint32_t SrxTrie::class_of(const CharSet& set) {
    for (std::size_t i = 0; i < sets_.size(); ++i) {
        if (sets_[i].set() == set.set()) return static_cast<std::uint32_t>(i);
    }
    sets_.push_back(set);
    return static_cast<std::uint32_t>(sets_.size() - 1);
}

std::uint32_t SrxTrie::step(std::uint32_t node, const CharSet& set) {
    const auto added = static_cast<std::uint32_t>(nodes_.size());
    if (set.set().size() == 1) {
        const auto c = static_cast<char32_t>(set.set().charAt(0));
        if (const std::uint32_t child = child_of(nodes_[node], c)) return child;
        auto& characters = nodes_[node].characters;
        characters.insert(std::lower_bound(characters.begin(), characters.end(),
                                           std::pair<char32_t, std::uint32_t>{c, 0}),
                          {c, added});
    } else {
        const std::uint32_t wanted = class_of(set);
        for (const auto& [known, child] : nodes_[node].classes) {
            if (known == wanted) return child;
        }
        nodes_[node].classes.emplace_back(wanted, added);
    }
    nodes_.emplace_back();
    return added;
}

}  // namespace egiz::align
