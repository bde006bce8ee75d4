// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace egiz::formats::xml {

/// What characters of ASCII are in XML, as flags.
enum CharacterClass : std::uint8_t {
    starts_name = 1,  ///< a letter of ASCII, or `_`
    in_name = 2,      ///< but for the colon
    blank = 4,
    ends_text = 8,  ///< what text, or a value, may not hold, or not as it is
    in_public_id = 16,
    in_system_id = 32  ///< of those that are allowed there, the usual ones
};

extern const std::array<std::uint8_t, 256> character_classes;

[[nodiscard]] inline bool is(char c, int what) {
    return (character_classes[static_cast<unsigned char>(c)] & what) != 0;
}

/// The first byte from `at` on that is `<`, `&`, `]`, a control character other than tab and line
/// feed, or the first of a character from U+F000 on; `end` if there is none.
[[nodiscard]] const char* find_text_end(const char* at, const char* end);

/// U+FFFE and U+FFFF are no characters of XML.
[[nodiscard]] inline bool is_noncharacter(const char* at, const char* end) {
    return end - at >= 3 && at[0] == '\xEF' && at[1] == '\xBF' &&
           (at[2] == '\xBE' || at[2] == '\xBF');
}

/// What ends a text must stand at its end.
[[nodiscard]] inline const char* skip_blanks(const char* at) {
    while (is(*at, blank)) ++at;
    return at;
}

[[nodiscard]] inline std::string_view between(const char* begin, const char* end) {
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// True if there is nothing that XML cannot hold at all.
[[nodiscard]] bool holds_characters(std::string_view text);

}  // namespace egiz::formats::xml
