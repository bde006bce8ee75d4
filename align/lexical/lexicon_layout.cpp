// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/lexicon_layout.hpp"

#include "text/error.hpp"
#include "text/language.hpp"

#include <bit>
#include <string>

namespace egiz::align {
namespace {

[[noreturn]] void refuse(const std::string& reason) {
    throw Error(Fault::input, {}, "not a usable lexicon: " + reason,
                "have it built again from its source");
}
void require(bool holds, const char* reason) {
    if (!holds) refuse(reason);
}

std::uint64_t read_u64(std::string_view bytes, std::size_t offset) {
    const PackedNumbers halves(bytes.data() + offset, 2);
    return std::uint64_t{halves[0]} | std::uint64_t{halves[1]} << 32U;
}

/// Takes one part after the other.
class Cutter {
public:
    Cutter(std::string_view bytes, std::size_t offset) : bytes_(bytes), offset_(offset) {}
    std::string_view text(std::size_t size) {
        require(size <= bytes_.size() - offset_, "it ends too early");
        const std::string_view result = bytes_.substr(offset_, size);
        offset_ += size;
        return result;
    }
    PackedNumbers numbers(std::size_t count) { return {text(4 * count).data(), count}; }
    void pad() { require(text((4 - offset_ % 4) % 4).find_first_not_of('\0') == npos, "padding"); }
    [[nodiscard]] bool at_end() const { return offset_ == bytes_.size(); }

private:
    static constexpr std::size_t npos = std::string_view::npos;
    std::string_view bytes_;
    std::size_t offset_;
};

/// Offsets from 0 to `end` that never go back.
bool are_offsets(const PackedNumbers& first, std::size_t end) {
    if (first[0] != 0 || first[first.size() - 1] != end) return false;
    for (std::size_t i = 1; i < first.size(); ++i) {
        if (first[i - 1] > first[i]) return false;
    }
    return true;
}

bool are_below(const PackedNumbers& numbers, std::size_t limit) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] >= limit) return false;
    }
    return true;
}

void check_language(const LexiconLanguage& language, std::size_t entries) {
    const auto parsed = Language::parse(language.tag);
    require(parsed && parsed->tag() == language.tag, "language tag");
    require(are_offsets(language.token_first, language.token_bytes.size()) &&
                are_offsets(language.term_first, language.term_bytes.size()) &&
                are_offsets(language.term_tokens_first, language.term_tokens.size()) &&
                are_offsets(language.entry_first, language.entry_terms.size()) &&
                are_offsets(language.posting_first, language.postings.size()),
            "offsets");
    require(are_below(language.term_tokens, language.tokens()) &&
                are_below(language.entry_terms, language.terms()) &&
                are_below(language.postings, entries) &&
                are_below(language.slots, language.tokens() + 1),
            "numbers");
    require(std::has_single_bit(language.slots.size()) && language.slots.size() > language.tokens(),
            "size of the hash table");
    for (std::size_t i = 0; i < language.tokens(); ++i) {
        require(!language.token(i).empty() && (i == 0 || language.token(i - 1) < language.token(i)),
                "tokens");
    }
    // With as many slots taken as there are tokens, some are free and each search ends.
    std::size_t taken = 0;
    for (std::size_t i = 0; i < language.slots.size(); ++i) taken += language.slots[i] != 0;
    require(taken == language.tokens(), "hash table");
    for (std::size_t i = 0; i < language.tokens(); ++i) {
        require(language.find(language.token(i)) == i, "hash table");
        const auto with_token = language.entries_with_token(i);
        for (std::size_t k = 1; k < with_token.size(); ++k) {
            require(with_token[k - 1] < with_token[k], "postings");
        }
    }
    for (std::size_t i = 0; i < language.terms(); ++i) {
        require(!language.term(i).empty() && (i == 0 || language.term(i - 1) < language.term(i)),
                "terms");
    }
}

}  // namespace

std::uint32_t token_hash(std::string_view key) {
    std::uint32_t hash = 2166136261U;
    for (const char c : key) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 16777619U;
    }
    hash ^= hash >> 16U;
    hash *= 0x85EBCA6BU;
    hash ^= hash >> 13U;
    hash *= 0xC2B2AE35U;
    return hash ^ hash >> 16U;
}

std::uint64_t lexicon_checksum(std::string_view bytes) {
    // FNV-1a over eight bytes at a time, rotated so that high bits reach the low ones.
    std::uint64_t sum = 0xCBF29CE484222325U;
    const auto add = [&](std::uint64_t value) {
        sum = std::rotl(sum ^ value, 29) * 0x100000001B3U;
    };
    for (std::size_t offset = 0; offset < bytes.size(); offset += 8) {
        if (offset == lexicon_checksum_offset) continue;
        if (bytes.size() - offset >= 8) {
            add(read_u64(bytes, offset));
            continue;
        }
        std::uint64_t rest = 0;
        for (std::size_t i = bytes.size(); i > offset; --i) {
            rest = rest << 8U | static_cast<unsigned char>(bytes[i - 1]);
        }
        add(rest);
    }
    add(bytes.size());
    return sum;
}

std::optional<std::uint32_t> LexiconLanguage::find(std::string_view key) const {
    const std::size_t mask = slots.size() - 1;
    for (std::size_t slot = token_hash(key) & mask;; slot = (slot + 1) & mask) {
        const std::uint32_t entry = slots[slot];
        if (entry == 0) return std::nullopt;
        if (token(entry - 1) == key) return entry - 1;
    }
}

LexiconView::LexiconView(std::string_view bytes) : bytes_(bytes) {
    require(bytes.size() >= lexicon_header_size && bytes.starts_with(lexicon_magic),
            "it does not begin like one");
    const PackedNumbers header(bytes.data() + lexicon_magic.size(), 4);
    if (header[0] != lexicon_version) refuse("version " + std::to_string(header[0]));
    entries_ = header[1];
    require(header[3] == bytes.size(), "its size is not what it was");
    Cutter cutter(bytes, lexicon_header_size);
    cutter.text(8 * entries_);
    for (std::uint32_t i = 0; i < header[2]; ++i) {
        const PackedNumbers numbers = cutter.numbers(language_counts);
        const LanguageCounts counts{numbers[0], numbers[1], numbers[2], numbers[3], numbers[4],
                                    numbers[5], numbers[6], numbers[7], numbers[8], numbers[9]};
        require(counts.reserved == 0, "reserved number");
        LexiconLanguage& language = languages_.emplace_back();
        language.token_first = cutter.numbers(counts.tokens + std::size_t{1});
        language.term_first = cutter.numbers(counts.terms + std::size_t{1});
        language.term_tokens_first = cutter.numbers(counts.terms + std::size_t{1});
        language.term_tokens = cutter.numbers(counts.term_tokens);
        language.entry_first = cutter.numbers(entries_ + 1);
        language.entry_terms = cutter.numbers(counts.entry_terms);
        language.posting_first = cutter.numbers(counts.tokens + std::size_t{1});
        language.postings = cutter.numbers(counts.postings);
        language.slots = cutter.numbers(counts.slots);
        language.tag = cutter.text(counts.tag_bytes);
        language.token_bytes = cutter.text(counts.token_bytes);
        language.term_bytes = cutter.text(counts.term_bytes);
        cutter.pad();
    }
    require(cutter.at_end(), "it does not end where it should");
}

void LexiconView::check() const {
    require(read_u64(bytes_, lexicon_checksum_offset) == lexicon_checksum(bytes_), "checksum");
    for (std::size_t i = 0; i < entries_; ++i) {
        require(is_usable_weight(weight(i)), "weights");
    }
    for (std::size_t i = 0; i < languages_.size(); ++i) {
        check_language(languages_[i], entries_);
        require(i == 0 || languages_[i - 1].tag < languages_[i].tag, "order of languages");
    }
}

double LexiconView::weight(std::size_t entry) const {
    return std::bit_cast<double>(read_u64(bytes_, lexicon_header_size + 8 * entry));
}

}  // namespace egiz::align
