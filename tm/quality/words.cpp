// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/words.hpp"

#include "text/icu.hpp"

#include <unicode/uscript.h>

namespace egiz::tm {

std::vector<Range> words_of(std::string_view text) {
    std::vector<Range> words;
    bool inside = false;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        const std::uint8_t flags = char_flags(c);
        if ((flags & han_flag) != 0) {
            words.push_back({begin, offset});
            inside = false;
        } else if ((flags & (letter_flag | digit_flag)) != 0 ||
                   (inside && (flags & accent_flag) != 0)) {
            if (inside) {
                words.back().end = offset;
            } else {
                words.push_back({begin, offset});
            }
            inside = true;
        } else {
            inside = false;
        }
    }
    return words;
}

Script script_of(char32_t c) {
    if (c < 0x80) return is_letter(c) ? Script::latin : Script::none;
    if (!is_letter(c)) return is_han(c) ? Script::han : Script::none;
    IcuStatus status;
    switch (uscript_getScript(static_cast<UChar32>(c), status)) {
        case USCRIPT_LATIN:
            return Script::latin;
        case USCRIPT_CYRILLIC:
            return Script::cyrillic;
        case USCRIPT_HAN:
            return Script::han;
        case USCRIPT_COMMON:
        case USCRIPT_INHERITED:
            return Script::none;
        default:
            return Script::other;
    }
}

Script script_of(const Language& language) {
    const std::string script = language.script();
    if (script == "Latn") return Script::latin;
    if (script == "Cyrl") return Script::cyrillic;
    if (script == "Hans" || script == "Hant" || script == "Hani") return Script::han;
    return Script::other;
}

std::string bare(std::string_view text) {
    std::string result;
    for (const Range word : words_of(text)) {
        if (!result.empty()) result.push_back(' ');
        result += fold(slice(text, word));
    }
    return result;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 40;
    std::string result = "“";
    std::size_t offset = 0;
    for (std::size_t i = 0; i < longest && offset < text.size(); ++i) {
        append_utf8(result, next_code_point(text, offset));
    }
    return result + (offset < text.size() ? "…”" : "”");
}

}  // namespace egiz::tm
