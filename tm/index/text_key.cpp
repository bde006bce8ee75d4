// SPDX-License-Identifier: Apache-2.0
#include "tm/index/text_key.hpp"

#include "text/icu.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>

namespace egiz::tm {
namespace {

constexpr std::uint64_t word_seed = 0x9ae16a3b2f90404f;
constexpr std::uint64_t character_seed = 0xc3a5c85c97cb3127;

constexpr std::uint64_t extended(std::uint64_t hash, char32_t character) {
    hash = (hash ^ character) * 0x9fb21c651e98df25;
    return hash ^ hash >> 32U;
}
/// Of splitmix64: every bit of the input reaches every bit of the result.
constexpr std::uint64_t mixed(std::uint64_t z) {
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
    return z ^ (z >> 31U);
}

const icu::Normalizer2& folding() {
    static const icu::Normalizer2* const form = [] {
        IcuStatus status;
        const icu::Normalizer2* instance = icu::Normalizer2::getNFKCCasefoldInstance(status);
        status.check("loading Unicode case folding");
        return instance;
    }();
    return *form;
}

/// What a character does, alone and in front of others.
struct CharacterEntry {
    char32_t folded = 0;
    CharacterClass folded_class = CharacterClass::other;
    CharacterClass own_class = CharacterClass::other;  ///< as a character of folded text
    bool single = false;           ///< folds to one character, if nothing behind it joins it
    bool boundary_before = false;  ///< never joins what is before it
};

constexpr std::size_t page_size = 256;
using Page = std::array<CharacterEntry, page_size>;

std::unique_ptr<Page> make_page(std::size_t number) {
    auto page = std::make_unique<Page>();
    const icu::Normalizer2& form = folding();
    for (std::size_t i = 0; i < page_size; ++i) {
        const auto c = static_cast<char32_t>(number * page_size + i);
        CharacterEntry& entry = (*page)[i];
        entry.own_class = character_class(c);
        const auto code_point = static_cast<UChar32>(c);
        entry.boundary_before = form.hasBoundaryBefore(code_point) != 0;
        IcuStatus status;
        const icu::UnicodeString folded = form.normalize(icu::UnicodeString(code_point), status);
        status.check("folding a character");
        entry.single = folded.countChar32() == 1;
        if (entry.single) {
            entry.folded = static_cast<char32_t>(folded.char32At(0));
            entry.folded_class = character_class(entry.folded);
        }
    }
    return page;
}

/// Filled page by page, since most texts use few. Pages live as long as the program.
std::array<std::atomic<const Page*>, 0x110000 / page_size> pages{};

const Page& add_page(std::size_t number) {
    std::unique_ptr<Page> made = make_page(number);
    const Page* page = nullptr;
    // Another thread may have been faster.
    if (pages[number].compare_exchange_strong(page, made.get(), std::memory_order_acq_rel)) {
        page = made.release();
    }
    return *page;
}

inline const CharacterEntry& entry_of(char32_t c) {
    const Page* const page = pages[c / page_size].load(std::memory_order_acquire);
    return (page != nullptr ? *page : add_page(c / page_size))[c % page_size];
}

std::u32string fold_piece(std::string_view piece) {
    IcuStatus status;
    const icu::UnicodeString folded = folding().normalize(
        icu::UnicodeString::fromUTF8({piece.data(), static_cast<int32_t>(piece.size())}), status);
    status.check("folding a text");
    std::u32string characters;
    for (int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        characters += static_cast<char32_t>(folded.char32At(i));
    }
    return characters;
}

/// Shows the characters of the folded text: `visit(character, class, range in the text)`; stops
/// when it returns false.
template <class Visit>
void for_each_folded(std::string_view text, Visit visit) {
    std::size_t offset = 0;
    if (text.empty()) return;
    std::size_t begin = 0;
    char32_t c = next_code_point(text, offset);
    const CharacterEntry* entry = &entry_of(c);
    while (true) {
        std::size_t end = offset;
        const CharacterEntry* next_entry = nullptr;
        if (offset < text.size()) next_entry = &entry_of(next_code_point(text, offset));
        if (entry->single && (next_entry == nullptr || next_entry->boundary_before)) {
            if (!visit(entry->folded, entry->folded_class, Range{begin, end})) return;
        } else {
            while (next_entry != nullptr && !next_entry->boundary_before) {
                end = offset;
                next_entry =
                    offset < text.size() ? &entry_of(next_code_point(text, offset)) : nullptr;
            }
            for (const char32_t folded : fold_piece(text.substr(begin, end - begin))) {
                if (!visit(folded, entry_of(folded).own_class, Range{begin, end})) return;
            }
        }
        if (next_entry == nullptr) return;
        begin = end;
        entry = next_entry;
    }
}

}  // namespace

template <bool with_ranges>
void Tokenizer::cut(std::string_view text) {
    std::uint64_t hash = 0;
    CharacterClass previous = CharacterClass::other;
    bool open = false;
    const auto close = [&] {
        if (open) key_.tokens.push_back(mixed(hash));
        open = false;
    };
    for_each_folded(text, [&](char32_t c, CharacterClass current, Range range) {
        if (current == CharacterClass::mark && previous != CharacterClass::other) {
            hash = extended(hash, c);
            if constexpr (with_ranges) ranges_.back().end = range.end;
            return true;  // what follows is joined, or not, as if the mark were not there
        }
        if (previous == CharacterClass::in_word && current == CharacterClass::in_word) {
            hash = extended(hash, c);
            if constexpr (with_ranges) ranges_.back().end = range.end;
        } else if (current != CharacterClass::other) {
            close();
            if (key_.tokens.size() > longest_fuzzy_text) return false;
            open = true;
            hash = extended(word_seed, c);
            if constexpr (with_ranges) ranges_.push_back(range);
        }
        previous = current == CharacterClass::mark ? CharacterClass::in_word : current;
        return true;
    });
    close();
}

template <bool with_ranges>
void Tokenizer::cut_characters(std::string_view text) {
    for_each_folded(text, [&](char32_t c, CharacterClass /*current*/, Range range) {
        key_.tokens.push_back(mixed(extended(character_seed, c)));
        if constexpr (with_ranges) ranges_.push_back(range);
        return key_.tokens.size() <= longest_fuzzy_text;
    });
}

const TextKey& Tokenizer::key(std::string_view text) {
    key_.tokens.clear();
    cut<false>(text);
    key_.has_words = !key_.tokens.empty();
    if (!key_.has_words) cut_characters<false>(text);
    key_.too_long = key_.tokens.size() > longest_fuzzy_text;
    if (key_.too_long) key_.tokens.clear();
    return key_;
}

const TextKey& Tokenizer::key_with_ranges(std::string_view text) {
    key_.tokens.clear();
    ranges_.clear();
    cut<true>(text);
    key_.has_words = !key_.tokens.empty();
    if (!key_.has_words) cut_characters<true>(text);
    key_.too_long = key_.tokens.size() > longest_fuzzy_text;
    if (key_.too_long) {
        key_.tokens.clear();
        ranges_.clear();
    }
    return key_;
}

namespace {

/// Signs that numbers and variables have, and some of the addresses.
bool suspicious(char32_t c) {
    return is_digit(c) || c == U'%' || c == U'$' || c == U'{' || c == U'}' || c == U'@';
}

bool has_suspicious(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const auto lead = static_cast<unsigned char>(text[offset]);
        if (lead < 0x80) {
            const char c = text[offset++];
            if (suspicious(static_cast<char32_t>(c))) return true;
            if (c == ':' && text.substr(offset, 2) == "//") return true;
            if (c == 'w' && text.substr(offset, 3) == "ww.") return true;
        } else if (lead >= 0xC3 && lead <= 0xD7) {
            offset += 2;  // Latin, Greek, Cyrillic, Armenian, Hebrew letters: no digits
        } else if (suspicious(next_code_point(text, offset))) {
            return true;
        }
    }
    return false;
}

}  // namespace

std::uint64_t substitution_key(std::string_view text, Tokenizer& tokenizer) {
    // A stretch without white space or characters that are words is taken out whole if it has a
    // digit or a sign that variables and addresses have.
    if (!has_suspicious(text)) return 0;
    const TextKey& key = tokenizer.key_with_ranges(text);
    if (!key.has_words || key.too_long) return 0;

    std::uint64_t hash = 0;
    std::size_t kept = 0;
    std::size_t taken_out = 0;
    std::size_t token = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        bool placeable = false;
        while (offset < text.size()) {
            const std::size_t at = offset;
            const char32_t c = next_code_point(text, offset);
            if (is_space(c) || character_class(c) == CharacterClass::own_word) {
                if (at > begin) offset = at;  // a stretch of its own
                break;
            }
            placeable = placeable || suspicious(c);
        }
        const std::string_view stretch = text.substr(begin, offset - begin);
        placeable = placeable || stretch.find("://") != std::string_view::npos ||
                    stretch.find("www.") != std::string_view::npos;
        taken_out += placeable ? 1 : 0;
        for (; token < key.tokens.size() && tokenizer.ranges()[token].begin < offset; ++token) {
            if (placeable) continue;
            hash = mixed(hash ^ key.tokens[token]);
            ++kept;
        }
    }
    if (kept == 0 || taken_out == 0) return 0;
    return hash == 0 ? 1 : hash;
}

}  // namespace egiz::tm
