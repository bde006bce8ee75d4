// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/xml/parser.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats::xml {

/// One piece of an XML text, with the bytes that it takes.
struct Markup {
    enum class Kind {
        start,  ///< `<a>`
        empty,  ///< `<a/>`
        end,    ///< `</a>`
        text,   ///< characters or CDATA
        other   ///< comment, processing instruction, declaration
    };
    Kind kind = Kind::other;
    Range range;  ///< into the whole text
    std::string_view prefix;
    std::string_view name;              ///< without prefix
    std::vector<Attribute> attributes;  ///< references replaced; valid until the next piece
    std::string text;                   ///< references replaced, line ends as LF
};

/// Takes an XML text apart without changing it, for who wants to write most of it back as it is.
///
/// The text must be UTF-8, well-formed (read it with Parser before) and without entities of its
/// own.
class MarkupScanner {
public:
    explicit MarkupScanner(std::string_view text) : text_(text) {}

    /// False at the end.
    [[nodiscard]] bool next(Markup& piece);

private:
    void read_tag(Markup& piece);

    std::string_view text_;
    std::size_t at_ = 0;
    std::deque<std::string> decoded_;
};

/// Where in `text` an attribute's value stands; empty if it has references, or nothing, in it.
[[nodiscard]] Range place_of(std::string_view text, std::string_view value);

/// The tag that `markup` is, with attributes set anew, or added, in the order given. Names are with
/// their prefix; what else the tag holds stays as it is.
struct NewAttribute {
    std::string name;
    std::string value;  ///< empty: the attribute is taken out
};
[[nodiscard]] std::string with_attributes(std::string_view tag,
                                          const std::vector<NewAttribute>& attributes);

}  // namespace egiz::formats::xml
