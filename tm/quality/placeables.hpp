// SPDX-License-Identifier: Apache-2.0
// Internal to tm/quality.
#pragma once

#include "text/unicode.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// A stretch of a text that is not language.
struct Placeable {
    enum class Kind : std::uint8_t {
        format,    ///< `%s`, `%1$d`, `%(name)s`, `%1`
        variable,  ///< `{0}`, `{name}`, `${name}`, `$[name]`, `%PRODUCTNAME`
        tag,       ///< `<b>`, `</b>`, `<br/>`
        entity,    ///< `&amp;`, `&#160;`
        address,   ///< of the web or of mail; a path, a file name, an option: `--verbose`
    };
    Range range;
    Kind kind = Kind::format;
    /// Equal for two that serve the same end: `%1$s` for the first `%s`, `<a>` whatever its
    /// attributes. Empty: need not be in the other text.
    std::string value;
};

/// In text order, apart from each other.
[[nodiscard]] std::vector<Placeable> find_placeables(std::string_view text);

/// Bytes that stand for masked ones. They are neither letters nor digits nor spaces.
inline constexpr char masked_placeable = '\x01';
inline constexpr char masked_tag = '\x02';
/// `text` with all bytes of its placeables masked: places stay the same.
[[nodiscard]] std::string mask(std::string_view text, const std::vector<Placeable>& placeables);

}  // namespace egiz::tm
