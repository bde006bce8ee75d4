// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/unicode.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats::xml {

/// Watches the bytes of an XML file before the parser sees them: libxml2 compares each attribute of
/// a tag with all others, so that one tag of 100,000 attributes keeps it busy for half a minute.
/// It judges nothing else; what is not well-formed, the parser will find.
class TagScanner {
public:
    static constexpr std::size_t most_attributes = 256;
    static constexpr std::size_t largest_tag = 1 << 20;      ///< bytes
    static constexpr std::size_t largest_doctype = 1 << 16;  ///< bytes
    /// Of a comment, a CDATA section or a processing instruction; bytes.
    static constexpr std::size_t largest_section = 8 << 20;

    struct Finding {
        std::size_t offset;  ///< into the piece
        std::string message;
    };
    /// Looks at the next piece of the file. `texts` becomes where in it there is text outside of
    /// any markup, from one `<` to the next.
    [[nodiscard]] std::optional<Finding> scan(std::string_view piece, std::vector<Range>& texts);

private:
    enum class State {
        text,
        opened,
        bang,
        tag,
        tag_quote,
        comment,
        cdata,
        instruction,
        doctype,
        doctype_quote
    };
    void enter(State state) noexcept;
    [[nodiscard]] static bool pass_short_tag(std::string_view piece, std::size_t& at) noexcept;
    [[nodiscard]] std::optional<Finding> judge_length(std::size_t at) const;
    void after_opened(char c) noexcept;
    void after_bang(char c) noexcept;
    void in_tag(char c) noexcept;
    void in_doctype(char c) noexcept;

    State state_ = State::text;
    bool in_doctype_ = false;  ///< a comment or instruction is inside the document type
    std::size_t length_ = 0;   ///< bytes of this state
    std::size_t attributes_ = 0;
    std::size_t doctype_length_ = 0;
    std::size_t doctype_depth_ = 0;
    char quote_ = 0;
    char last_ = 0;  ///< the two bytes before this one
    char last_but_one_ = 0;
};

}  // namespace egiz::formats::xml
