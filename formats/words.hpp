// SPDX-License-Identifier: Apache-2.0
// Internal to formats/: names and words as formats have them.
#pragma once

#include "text/unicode.hpp"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>

namespace egiz::formats {

template <class Names>
[[nodiscard]] bool is_one_of(std::string_view name, const Names& names) {
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}
[[nodiscard]] inline bool is_one_of(std::string_view name,
                                    std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// \param words  with a blank in front of each and behind the last
[[nodiscard]] inline bool is_word_of(std::string_view words, std::string_view word) {
    return !word.empty() && word.find(' ') == std::string_view::npos &&
           words.find(" " + std::string(word) + " ") != std::string_view::npos;
}

/// A capital of ASCII as a small letter; all else as it is.
[[nodiscard]] constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
[[nodiscard]] inline std::string with_small_letters(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(), lower);
    return result;
}

/// Without white space at its ends; that of XML alone: xml::trimmed().
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
    return slice(text, trim(text, {0, text.size()}));
}

}  // namespace egiz::formats
