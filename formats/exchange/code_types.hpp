// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace egiz::formats {

/// XLIFF 2's `type` and `subType` of a code.
struct Xliff2Type {
    std::string type;
    std::string sub_type;  ///< may be empty
};
/// Any type fits: what XLIFF 2 has no word for becomes `other` with a subType of ours.
[[nodiscard]] Xliff2Type to_xliff2_type(std::string_view type);
[[nodiscard]] std::string from_xliff2_type(std::string_view type, std::string_view sub_type);

/// XLIFF 1.2's `ctype`: a word of its list, or anything that begins with `x-`. `alone`: the code is
/// a placeholder, for which the list is another.
[[nodiscard]] std::string to_xliff12_type(std::string_view type, bool alone);

/// `text` with `%`, `:`, white space and control characters as `%XX`, and back.
[[nodiscard]] std::string encode_blanks(std::string_view text);
/// As encode_blanks(), and `;` as `%3B`, for values in a list.
[[nodiscard]] std::string encode_item(std::string_view text);
[[nodiscard]] std::string decode_blanks(std::string_view text);

}  // namespace egiz::formats
