// SPDX-License-Identifier: Apache-2.0
#include "tm/match_key.hpp"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

namespace egiz::tm {

CharacterClass character_class(char32_t character) {
    if (character < 0x80) {
        const bool alphanumeric = (character >= U'a' && character <= U'z') ||
                                  (character >= U'A' && character <= U'Z') ||
                                  (character >= U'0' && character <= U'9');
        return alphanumeric ? CharacterClass::in_word : CharacterClass::other;
    }
    const auto code_point = static_cast<UChar32>(character);
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode script = uscript_getScript(code_point, &status);
    const bool is_mark = (U_GET_GC_MASK(code_point) & U_GC_M_MASK) != 0;
    if (is_mark && script == USCRIPT_INHERITED) return CharacterClass::mark;
    if (!is_mark && !is_letter(character) && !is_digit(character)) return CharacterClass::other;
    // By script extensions, because the prolonged sound mark belongs to both kana and to neither.
    const bool own_word = uscript_hasScript(code_point, USCRIPT_HAN) != 0 ||
                          uscript_hasScript(code_point, USCRIPT_HIRAGANA) != 0 ||
                          uscript_hasScript(code_point, USCRIPT_KATAKANA) != 0 ||
                          uscript_hasScript(code_point, USCRIPT_THAI) != 0;
    return own_word ? CharacterClass::own_word : CharacterClass::in_word;
}

namespace {

/// Stops behind `longest_fuzzy_text` words.
std::vector<Range> find_word_ranges(std::string_view text) {
    std::vector<Range> words;
    CharacterClass previous = CharacterClass::other;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const CharacterClass current = character_class(next_code_point(text, offset));
        if (current == CharacterClass::mark && previous != CharacterClass::other) {
            words.back().end = offset;
            continue;  // what follows is joined, or not, as if the mark were not there
        }
        const bool joins =
            previous == CharacterClass::in_word && current == CharacterClass::in_word;
        if (joins) {
            words.back().end = offset;
        } else if (current != CharacterClass::other) {
            if (words.size() > longest_fuzzy_text) break;
            words.push_back({begin, offset});
        }
        previous = current == CharacterClass::mark ? CharacterClass::in_word : current;
    }
    return words;
}

std::vector<Range> find_characters(std::string_view text) {
    std::vector<Range> characters;
    for (std::size_t offset = 0; offset < text.size() && characters.size() <= longest_fuzzy_text;) {
        const std::size_t begin = offset;
        static_cast<void>(next_code_point(text, offset));
        characters.push_back({begin, offset});
    }
    return characters;
}

}  // namespace

MatchKey match_key(std::string_view text) {
    MatchKey key;
    key.folded = fold(text);
    key.tokens = find_word_ranges(key.folded);
    key.has_words = !key.tokens.empty();
    if (!key.has_words) key.tokens = find_characters(key.folded);
    key.too_long = key.tokens.size() > longest_fuzzy_text;
    if (key.too_long) key.tokens.clear();
    return key;
}

}  // namespace egiz::tm
