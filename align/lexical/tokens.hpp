// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what a segment is made of, as far as words can tell which segments belong
// together.
#pragma once

#include "align/lexical/vocabulary.hpp"
#include "text/segmented_text.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace egiz::align {

/// The tokens of each segment, in text order.
struct TokenizedText {
    std::vector<TokenId> ids;
    std::vector<std::size_t> first{0};  ///< of each segment in `ids`, and the end

    [[nodiscard]] std::size_t segments() const { return first.size() - 1; }
    [[nodiscard]] std::span<const TokenId> segment(std::size_t i) const {
        return std::span(ids).subspan(first[i], first[i + 1] - first[i]);
    }
};

/// Cuts segments of one language into tokens. One object, one thread.
class Tokenizer {
public:
    explicit Tokenizer(const Language& language);
    ~Tokenizer();

    void tokenize(std::string_view segment, Vocabulary& vocabulary, std::vector<TokenId>& tokens);
    [[nodiscard]] TokenizedText tokenize(const SegmentedText& text, Vocabulary& vocabulary);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::align
