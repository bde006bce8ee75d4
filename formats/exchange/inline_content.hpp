// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// A segment while it is being read: its plain text, and the codes beside it. Codes that open and
/// close are paired by a key of the format's own (TMX `i`, XLIFF `rid`).
class InlineContent {
public:
    void clear();
    void add_text(std::string_view text) { text_ += text; }
    /// Adds a code at the end of the text so far. \return its number
    std::size_t add_code(InlineCode::Kind kind, std::string id, std::string type, std::string key);
    /// Native code of a code that was added.
    void add_data(std::size_t code, std::string_view data) { codes_[code].data += data; }

    [[nodiscard]] const std::string& text() const noexcept { return text_; }
    [[nodiscard]] std::size_t code_count() const noexcept { return codes_.size(); }
    [[nodiscard]] bool empty() const noexcept { return text_.empty() && codes_.empty(); }

    /// A place in the content: what is before it and what is behind.
    struct Mark {
        std::size_t byte_offset = 0;
        std::size_t code = 0;
    };
    [[nodiscard]] Mark mark() const noexcept { return {text_.size(), codes_.size()}; }
    [[nodiscard]] InlineContent slice(Mark begin, Mark end) const;

    /// Moves text and codes into `variant`. Codes without a partner become lone ones.
    /// \return the number of those
    std::size_t move_into(Variant& variant);

private:
    std::size_t pair_codes();

    std::string text_;
    std::vector<InlineCode> codes_;
    std::vector<std::string> keys_;
};

/// For each code the number of its partner, by id; nothing for those that have none.
[[nodiscard]] std::vector<std::optional<std::size_t>> partners(const std::vector<InlineCode>& codes);

/// True if pairs lie one inside the other, or side by side, and never cross.
[[nodiscard]] bool well_nested(const std::vector<std::optional<std::size_t>>& partners);

/// Shows the pieces of text between the codes, and the codes by number, in order. Offsets that are
/// out of order, out of bounds or inside a character are moved to where they can be.
void for_each_piece(const Variant& variant, const std::function<void(std::string_view)>& on_text,
                    const std::function<void(std::size_t)>& on_code);

}  // namespace egiz::formats
