// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace egiz::tm {

/// Appends numbers to bytes: seven bits a byte, the lowest first (LEB128).
inline void put_varint(std::string& bytes, std::uint64_t value) {
    while (value >= 0x80) {
        bytes += static_cast<char>(value | 0x80U);
        value >>= 7U;
    }
    bytes += static_cast<char>(value);
}

/// Appends the lowest `count` bytes of a number, the lowest first.
inline void put_fixed(std::string& bytes, std::uint64_t value, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) bytes += static_cast<char>(value >> 8U * i);
}

/// Appends a text with its size in front, so that no two lists of texts give the same bytes.
inline void put_sized(std::string& bytes, std::string_view text) {
    put_varint(bytes, text.size());
    bytes += text;
}

/// Reads what those wrote. Bytes may come from a damaged file: past their end, or where they make
/// no sense, everything is 0 and `failed()`.
class ByteReader {
public:
    explicit ByteReader(std::string_view bytes) : next_(bytes.data()), end_(next_ + bytes.size()) {}

    std::uint64_t varint() {
        if (next_ != end_) {
            const auto byte = static_cast<unsigned char>(*next_);
            if (byte < 0x80) {
                ++next_;
                return byte;
            }
        }
        return long_varint();
    }
    std::uint64_t fixed(std::size_t count) {
        if (left() < count) {
            fail();
            return 0;
        }
        std::uint64_t value = 0;
        std::memcpy(&value, next_, count);
        next_ += count;
        return value;  // little-endian, as everything that we run on
    }
    std::string_view bytes(std::uint64_t count) {
        if (left() < count) {
            fail();
            return {};
        }
        const std::string_view result(next_, static_cast<std::size_t>(count));
        next_ += count;
        return result;
    }
    void fail() {
        next_ = end_;
        failed_ = true;
    }
    [[nodiscard]] const char* position() const noexcept { return next_; }
    [[nodiscard]] bool at_end() const noexcept { return next_ == end_; }
    [[nodiscard]] std::size_t left() const noexcept {
        return static_cast<std::size_t>(end_ - next_);
    }
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    std::uint64_t long_varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            if (next_ == end_) break;
            const auto byte = static_cast<unsigned char>(*next_++);
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80) return value;
        }
        fail();
        return 0;
    }

    const char* next_;
    const char* end_;
    bool failed_ = false;
};

}  // namespace egiz::tm
