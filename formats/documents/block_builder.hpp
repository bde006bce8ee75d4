// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents.
#pragma once

#include "formats/documents/block.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Gathers text and codes of one block in the order of the source. What adds to it may throw
/// OutOfBounds.
class BlockBuilder {
public:
    enum class Spaces {
        collapse,  ///< a run of white space reads as one: a line feed if it holds one, else a blank
        keep,
        /// As `keep`, and what is at the ends lies in the place of the block too; what is beside a
        /// line break is none of the text.
        keep_ends
    };
    explicit BlockBuilder(std::size_t part, Spaces spaces = Spaces::collapse) : spaces_(spaces) {
        block_.part = part;
    }
    [[nodiscard]] Block& block() noexcept { return block_; }
    void set_spaces(Spaces spaces) noexcept { spaces_ = spaces; }

    /// Text that stands in the source as it reads. White space before the first other character
    /// stays outside of the block, and so does what follows the last one.
    void text(std::string_view text, std::size_t source_begin);
    /// Text that the source spells otherwise, as in `&amp;`.
    void text(std::string_view text, Range source);
    /// White space that a code stands for, as a line break does; `source` of it is the code's.
    void code_space(char space);
    /// Blanks that are not collapsed with others, behind the first character.
    void hard_spaces(std::size_t count);
    void placeholder(std::string type, Range source, std::string data = {});
    void open(std::string_view name, std::string type, Range source, std::string data = {});
    /// Closes what was opened last under this name; a lone code if nothing was.
    void close(std::string_view name, Range source, std::string data = {});
    /// Makes the place of the block take in this too.
    void cover(Range source);
    /// The code that was added last; must not be kept.
    [[nodiscard]] BlockCode& last_code() { return block_.codes.back(); }
    [[nodiscard]] bool has_codes() const noexcept { return !block_.codes.empty(); }
    /// The last thing that was added is a code.
    [[nodiscard]] bool at_code() const noexcept {
        return has_codes() && block_.codes.back().code.byte_offset == block_.text.size();
    }
    /// The last thing that was added is a line break that is a code.
    [[nodiscard]] bool at_line_break() const;

    /// The block; nothing if it holds no text. Begins anew.
    [[nodiscard]] std::optional<Block> finish();

private:
    BlockCode& add(InlineCode::Kind kind, std::string id, std::string type, Range source,
                   std::string data);
    void check_room(std::size_t bytes) const;
    void space(char32_t character, std::string_view bytes);
    void leading_space(char32_t character, std::string_view bytes);
    void take_trailing_space();
    void take_space_before_break();

    Block block_;
    Spaces spaces_;
    bool begun_ = false;
    bool has_text_ = false;
    std::size_t ids_ = 0;
    std::size_t hard_end_ = 0;  ///< where blanks that are not collapsed end; 0: there are none
    std::map<std::string, std::vector<std::size_t>, std::less<>> open_;
};

}  // namespace egiz::formats
