// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace egiz::formats::xml {

inline constexpr std::string_view white_space = " \t\r\n";

/// Without the white space of XML around it.
[[nodiscard]] inline std::string_view trimmed(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(white_space), text.size()));
    return text.substr(0, text.find_last_not_of(white_space) + 1);
}

/// The items of a list that white space parts; they point into `text`.
[[nodiscard]] inline std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    while (!(text = trimmed(text)).empty()) {
        const std::size_t end = std::min(text.find_first_of(white_space), text.size());
        found.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return found;
}

}  // namespace egiz::formats::xml
