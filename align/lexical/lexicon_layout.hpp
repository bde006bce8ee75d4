// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the bytes of a lexicon.
//
// Numbers are little-endian, 32 bits unless said otherwise, and unaligned.
//
//     "egizlexi"  version  entries  languages  size of all  checksum:64
//     weight:double of each entry
//     of each language, sorted by tag:
//         the ten counts of LanguageCounts
//         first byte of each token, and the end;          first byte of each term, and the end
//         first token of each term, and the end;          tokens of the terms
//         first term of each entry, and the end;          terms of the entries
//         first posting of each token, and the end;       postings: entries with that token
//         slots: hash table of the tokens
//         the bytes of the tag, the tokens (kind first) and the terms; zeros up to 4
//
// Tokens and terms are sorted, none comes twice. A slot holds a token's number + 1, or 0; a token
// is in the first slot from `token_hash() % slots` on that was free when it came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace egiz::align {

constexpr std::string_view lexicon_magic = "egizlexi";
constexpr std::uint32_t lexicon_version = 1;
constexpr std::size_t lexicon_header_size = 32;
constexpr std::size_t lexicon_checksum_offset = 24;

/// Whether sums and quotients of such weights stay numbers.
[[nodiscard]] constexpr bool is_usable_weight(double weight) {
    return weight >= 1e-100 && weight <= 1e100;
}

/// FNV-1a, 32 bits, with the finalizer of MurmurHash3.
[[nodiscard]] std::uint32_t token_hash(std::string_view key);

/// Of all bytes but its own eight.
[[nodiscard]] std::uint64_t lexicon_checksum(std::string_view bytes);

/// Numbers in bytes.
class PackedNumbers {
public:
    PackedNumbers() = default;
    PackedNumbers(const char* bytes, std::size_t size) : bytes_(bytes), size_(size) {}
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::uint32_t operator[](std::size_t i) const {
        const auto byte = [at = bytes_ + 4 * i](std::size_t n) {
            return std::uint32_t{static_cast<unsigned char>(at[n])} << 8 * n;
        };
        return byte(0) | byte(1) | byte(2) | byte(3);
    }

private:
    const char* bytes_ = nullptr;
    std::size_t size_ = 0;
};

struct LanguageCounts {
    std::uint32_t tag_bytes = 0;
    std::uint32_t tokens = 0;
    std::uint32_t terms = 0;
    std::uint32_t term_tokens = 0;
    std::uint32_t entry_terms = 0;
    std::uint32_t postings = 0;
    std::uint32_t slots = 0;
    std::uint32_t token_bytes = 0;
    std::uint32_t term_bytes = 0;
    std::uint32_t reserved = 0;
};
constexpr std::size_t language_counts = 10;

/// The part of one language.
struct LexiconLanguage {
    /// A run of numbers, as a `for` wants it.
    struct Run {
        PackedNumbers numbers;
        std::size_t begin = 0;
        std::size_t end = 0;
        [[nodiscard]] std::size_t size() const { return end - begin; }
        [[nodiscard]] std::uint32_t operator[](std::size_t i) const { return numbers[begin + i]; }
    };

    std::string_view tag;
    PackedNumbers token_first;
    PackedNumbers term_first;
    PackedNumbers term_tokens_first;
    PackedNumbers term_tokens;
    PackedNumbers entry_first;
    PackedNumbers entry_terms;
    PackedNumbers posting_first;
    PackedNumbers postings;
    PackedNumbers slots;
    std::string_view token_bytes;
    std::string_view term_bytes;

    [[nodiscard]] std::size_t tokens() const { return token_first.size() - 1; }
    [[nodiscard]] std::size_t terms() const { return term_first.size() - 1; }
    [[nodiscard]] std::string_view token(std::size_t i) const {
        return token_bytes.substr(token_first[i], token_first[i + 1] - token_first[i]);
    }
    [[nodiscard]] std::string_view term(std::size_t i) const {
        return term_bytes.substr(term_first[i], term_first[i + 1] - term_first[i]);
    }
    [[nodiscard]] Run tokens_of_term(std::size_t i) const {
        return {term_tokens, term_tokens_first[i], term_tokens_first[i + 1]};
    }
    [[nodiscard]] Run terms_of_entry(std::size_t i) const {
        return {entry_terms, entry_first[i], entry_first[i + 1]};
    }
    [[nodiscard]] Run entries_with_token(std::size_t i) const {
        return {postings, posting_first[i], posting_first[i + 1]};
    }
    /// The number of a token: kind, then text.
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view key) const;
};

/// Where things are in the bytes of a lexicon; borrows them.
class LexiconView {
public:
    /// \throws Error (input) if something would reach beyond the bytes
    explicit LexiconView(std::string_view bytes);
    /// \throws Error (input) if the bytes are not those of a lexicon, as far as a reader of it
    ///         relies on them
    void check() const;

    [[nodiscard]] std::size_t entries() const { return entries_; }
    [[nodiscard]] double weight(std::size_t entry) const;
    [[nodiscard]] const std::vector<LexiconLanguage>& languages() const { return languages_; }

private:
    std::string_view bytes_;
    std::size_t entries_ = 0;
    std::vector<LexiconLanguage> languages_;
};

}  // namespace egiz::align
