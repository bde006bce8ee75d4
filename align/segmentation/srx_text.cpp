// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_text.hpp"

#include "text/unicode.hpp"

#include <algorithm>

namespace egiz::align {

void SrxText::assign(std::string_view text, std::size_t begin, std::size_t end) {
    begin_ = begin;
    if (units_.size() < end - begin + 1) {
        units_.resize(end - begin + 1);
        bytes_.resize(end - begin + 1);
    }
    const std::string_view all = text.substr(0, end);
    char16_t* units = units_.data();
    std::uint32_t* bytes = bytes_.data();
    std::size_t count = 0;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(all[i]); };
    const auto trails = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
    for (std::size_t offset = begin; offset < end;) {
        bytes[count] = static_cast<std::uint32_t>(offset - begin);
        const unsigned lead = byte(offset);
        if (lead < 0x80) {
            units[count++] = static_cast<char16_t>(lead);
            ++offset;
        } else if (lead >= 0xC2 && lead < 0xE0 && offset + 1 < end && trails(offset + 1)) {
            units[count++] = static_cast<char16_t>((lead & 0x1F) << 6 | (byte(offset + 1) & 0x3Fu));
            offset += 2;
        } else if (lead > 0xE0 && lead < 0xED && offset + 2 < end && trails(offset + 1) &&
                   trails(offset + 2)) {
            units[count++] = static_cast<char16_t>(
                (lead & 0x0F) << 12 | (byte(offset + 1) & 0x3Fu) << 6 | (byte(offset + 2) & 0x3Fu));
            offset += 3;
        } else {
            const char32_t c = next_code_point(all, offset);
            if (c < 0x10000) {
                units[count++] = static_cast<char16_t>(c);
            } else {
                units[count++] = static_cast<char16_t>(0xD7C0 + (c >> 10));
                bytes[count] = bytes[count - 1];
                units[count++] = static_cast<char16_t>(0xDC00 | (c & 0x3FF));
            }
        }
    }
    units[count] = 0;
    bytes[count] = static_cast<std::uint32_t>(end - begin);
    size_ = static_cast<std::int32_t>(count);
}

std::int32_t SrxText::unit_of(std::size_t byte) const {
    if (byte <= begin_) return 0;
    const auto first = bytes_.begin();
    const auto found = std::lower_bound(first, first + size_, byte - begin_);
    return static_cast<std::int32_t>(found - first);
}

}  // namespace egiz::align
