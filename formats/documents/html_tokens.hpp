// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents.
#pragma once

#include "text/unicode.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::formats {

/// White space of HTML (Infra Standard, "ASCII whitespace").
inline constexpr std::string_view html_blanks = " \t\r\n\f";

/// One piece of an HTML text, with the bytes that it takes. Every byte is in one piece.
struct HtmlToken {
    enum class Kind {
        start,  ///< `<a>`
        end,    ///< `</a>`
        text,   ///< characters, with references as they stand
        raw,    ///< content of `script`, `style` and their like
        other   ///< comment, document type, processing instruction
    };
    struct Attribute {
        std::string name;  ///< in small letters
        Range value;       ///< without quotes
    };
    Kind kind = Kind::text;
    Range range;
    std::string name;  ///< of a tag, in small letters
    bool self_closing = false;
    std::vector<Attribute> attributes;

    [[nodiscard]] const Attribute* find(std::string_view attribute) const;
};

/// Cuts HTML into pieces as its standard says (WHATWG HTML, 13.2.5), and bears with any bytes. It
/// builds no tree: elements that are not closed, or closed in the wrong order, are left as they
/// are. Time is linear in the size.
class HtmlTokens {
public:
    explicit HtmlTokens(std::string_view text) : text_(text) {}
    [[nodiscard]] bool next(HtmlToken& token);

private:
    void read_tag(HtmlToken& token);
    void read_attributes(HtmlToken& token, std::size_t at);
    [[nodiscard]] std::size_t end_of_raw(std::size_t from) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::string raw_;  ///< element whose content is no markup, being read
};

/// Reads the character reference at `at` (a `&`) and moves behind it. Empty, and `at` as it was, if
/// it is none that is known (those of HTML 4.01 and all numbers are). The oldest names and numbers
/// need no semicolon; but in an attribute `&copy=` is no reference (13.2.5.73).
[[nodiscard]] std::string read_reference(std::string_view text, std::size_t& at,
                                         bool in_attribute = false);

}  // namespace egiz::formats
