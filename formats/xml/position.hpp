// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace egiz::formats::xml {

/// A line, and a column in bytes of UTF-8, from 1. Lines end with LF.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;

    /// Goes on behind `passed`.
    void advance(std::string_view passed) {
        line += line_feeds(passed);
        const std::size_t last = passed.rfind('\n');
        column = last == std::string_view::npos ? column + passed.size() : passed.size() - last;
    }
    [[nodiscard]] Place in(const std::string& path) const { return {path, line, column}; }

private:
    /// So many of them at once as one byte can count: the compiler makes vectors of that.
    static std::size_t line_feeds(std::string_view text) {
        constexpr std::size_t countable = 255;
        std::size_t count = 0;
        while (!text.empty()) {
            const std::string_view part = text.substr(0, countable);
            std::uint8_t found = 0;
            for (const char c : part) found = static_cast<std::uint8_t>(found + (c == '\n'));
            count += found;
            text.remove_prefix(part.size());
        }
        return count;
    }
};

}  // namespace egiz::formats::xml
