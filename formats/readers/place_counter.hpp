// SPDX-License-Identifier: Apache-2.0
// Internal to formats/readers.
#pragma once

#include "text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace egiz::formats {

/// How many bytes are as `is_wanted` says. Counts in bytes, block by block, which compilers make
/// vector instructions of: texts of any size go through this several times.
template <class IsWanted>
[[nodiscard]] std::size_t count_bytes(std::string_view text, IsWanted is_wanted) {
    constexpr std::size_t block = 255;
    std::size_t count = 0;
    for (std::size_t begin = 0; begin < text.size(); begin += block) {
        std::uint8_t in_block = 0;
        for (const char c : text.substr(begin, block)) {
            in_block = static_cast<std::uint8_t>(in_block + (is_wanted(c) ? 1 : 0));
        }
        count += in_block;
    }
    return count;
}

/// Knows line and column at the end of a text that comes in pieces; CR, LF and CRLF end lines.
class PlaceCounter {
public:
    void add(std::string_view text) {
        if (text.empty()) return;
        const std::size_t breaks = count_bytes(text, [](char c) { return c == '\n' || c == '\r'; });
        if (breaks > 0) {
            lines_ += breaks;
            if (behind_cr_ && text.front() == '\n') --lines_;
            for (std::size_t at = text.find("\r\n"); at != std::string_view::npos;
                 at = text.find("\r\n", at + 2)) {
                --lines_;
            }
            columns_ = 0;
            behind_cr_ = text.back() == '\r';
            text.remove_prefix(text.find_last_of("\r\n") + 1);
        } else {
            behind_cr_ = false;
        }
        columns_ += count_bytes(
            text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
    }
    [[nodiscard]] Place place(const std::string& file) const {
        return {file, lines_ + 1, columns_ + 1};
    }

private:
    std::size_t lines_ = 0;
    std::size_t columns_ = 0;
    bool behind_cr_ = false;
};

}  // namespace egiz::formats
