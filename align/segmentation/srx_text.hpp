// SPDX-License-Identifier: Apache-2.0
// Internal to align/: a stretch of a text in UTF-16, for regular expressions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace egiz::align {

/// Part of a UTF-8 text as UTF-16, with the way back. Ill-formed bytes are U+FFFD.
class SrxText {
public:
    /// Takes the bytes from `begin` to `end`, both at characters.
    void assign(std::string_view text, std::size_t begin, std::size_t end);

    [[nodiscard]] const char16_t* data() const noexcept { return units_.data(); }
    [[nodiscard]] std::int32_t size() const noexcept { return size_; }
    /// The byte offset, into the whole text, of a unit; of size() too.
    [[nodiscard]] std::size_t byte_of(std::int32_t unit) const {
        return begin_ + bytes_[static_cast<std::size_t>(unit)];
    }
    /// The first unit at or behind a byte offset.
    [[nodiscard]] std::int32_t unit_of(std::size_t byte) const;

    /// The code point at `unit`, which moves behind it. `limit` ends the text.
    [[nodiscard]] char32_t next(std::int32_t& unit, std::int32_t limit) const {
        const char16_t* units = units_.data();
        const char16_t lead = units[unit++];
        if ((lead & 0xFC00) != 0xD800 || unit >= limit || (units[unit] & 0xFC00) != 0xDC00) {
            return lead;
        }
        return 0x10000 + ((static_cast<char32_t>(lead) - 0xD800) << 10) +
               (static_cast<char32_t>(units[unit++]) - 0xDC00);
    }
    /// The code point before `unit`, which moves to its front; `unit` must be greater than 0.
    [[nodiscard]] char32_t previous(std::int32_t& unit) const {
        const char16_t* units = units_.data();
        const char16_t trail = units[--unit];
        if ((trail & 0xFC00) != 0xDC00 || unit == 0 || (units[unit - 1] & 0xFC00) != 0xD800) {
            return trail;
        }
        --unit;
        return 0x10000 + ((static_cast<char32_t>(units[unit]) - 0xD800) << 10) +
               (static_cast<char32_t>(trail) - 0xDC00);
    }
    /// `unit`, or the one before if `unit` is inside a character.
    [[nodiscard]] std::int32_t at_character(std::int32_t unit) const {
        return unit > 0 && unit < size_ &&
                       (units_[static_cast<std::size_t>(unit)] & 0xFC00) == 0xDC00
                   ? unit - 1
                   : unit;
    }

private:
    std::vector<char16_t> units_;
    std::vector<std::uint32_t> bytes_;  ///< of each unit and the end, from begin_
    std::size_t begin_ = 0;
    std::int32_t size_ = 0;
};

}  // namespace egiz::align
