// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/cognates.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace egiz::align {
namespace {

constexpr std::size_t letters = 26;
constexpr std::size_t shortest = 4;
constexpr std::size_t common_prefix = 5;
constexpr double alike = 0.75;

std::size_t letter(char c) { return static_cast<std::size_t>(c - 'a'); }

/// Where each letter is in a word of at most 64.
class Positions {
public:
    explicit Positions(std::string_view word) : size_(word.size()) {
        for (std::size_t i = 0; i < word.size(); ++i) {
            bits_[letter(word[i])] |= std::uint64_t{1} << i;
        }
    }
    [[nodiscard]] std::size_t common_subsequence(std::string_view other) const {
        std::uint64_t row = ~std::uint64_t{0};
        for (const char c : other) {
            const std::uint64_t match = row & bits_[letter(c)];
            row = (row + match) | (row - match);
        }
        const std::uint64_t used =
            size_ == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << size_) - 1;
        return static_cast<std::size_t>(std::popcount(~row & used));
    }

private:
    std::array<std::uint64_t, letters> bits_{};
    std::size_t size_;
};

std::size_t long_common_subsequence(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const char c : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = c == b[j] ? diagonal + 1 : std::max(row[j + 1], row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

/// A word and what tells quickly that another is unlike it.
struct Word {
    std::uint32_t index = 0;
    std::uint32_t letter_set = 0;
    std::uint32_t size = 0;
    std::uint32_t prefix = 0;  ///< the first five letters, five bits each; 0 if there are fewer
};

Word describe(std::uint32_t index, std::string_view text) {
    Word word{index, 0, static_cast<std::uint32_t>(text.size()), 0};
    for (const char c : text) word.letter_set |= 1U << letter(c);
    for (std::size_t i = 0; text.size() >= common_prefix && i < common_prefix; ++i) {
        word.prefix = word.prefix << 5U | static_cast<std::uint32_t>(letter(text[i]) + 1);
    }
    return word;
}

/// Whether the letters that only one has leave enough for `alike`.
bool might_be_alike(const Word& a, const Word& b) {
    const auto missing = [](std::uint32_t set) {
        return static_cast<std::uint32_t>(std::popcount(set));
    };
    const std::uint32_t most = std::min(a.size - missing(a.letter_set & ~b.letter_set),
                                        b.size - missing(b.letter_set & ~a.letter_set));
    return 4 * most >= 3 * std::max(a.size, b.size);
}

std::size_t beginning(std::string_view word) { return letters * letter(word[0]) + letter(word[1]); }

}  // namespace

std::size_t longest_common_subsequence(std::string_view a, std::string_view b) {
    return a.size() > 64 ? long_common_subsequence(a, b) : Positions(a).common_subsequence(b);
}

std::vector<Cognates> find_cognates(std::span<const std::string> source,
                                    std::span<const std::string> target) {
    std::vector<std::vector<Word>> by_beginning(letters * letters);
    for (std::uint32_t t = 0; t < target.size(); ++t) {
        if (target[t].size() >= shortest)
            by_beginning[beginning(target[t])].push_back(describe(t, target[t]));
    }
    std::vector<Cognates> result;
    for (std::uint32_t s = 0; s < source.size(); ++s) {
        const std::string& text = source[s];
        if (text.size() < shortest) continue;
        const auto& candidates = by_beginning[beginning(text)];
        if (candidates.empty()) continue;
        const Word word = describe(s, text);
        const Positions positions(std::string_view(text).substr(0, 64));
        for (const Word& other : candidates) {
            const bool prefix = word.prefix != 0 && word.prefix == other.prefix;
            if (!prefix && !might_be_alike(word, other)) continue;
            const std::size_t common = text.size() > 64
                                           ? long_common_subsequence(text, target[other.index])
                                           : positions.common_subsequence(target[other.index]);
            const double likeness =
                static_cast<double>(common) / static_cast<double>(std::max(word.size, other.size));
            if (prefix || likeness >= alike) result.push_back({s, other.index, likeness});
        }
    }
    return result;
}

}  // namespace egiz::align
