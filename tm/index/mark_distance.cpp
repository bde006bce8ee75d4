// SPDX-License-Identifier: Apache-2.0
#include "tm/index/mark_distance.hpp"

#include <algorithm>

namespace egiz::tm {
namespace {

std::vector<std::uint32_t> symbols(std::string_view marks) {
    std::vector<std::uint32_t> result;
    result.reserve(marks.size());
    for (const char c : marks) result.push_back(static_cast<unsigned char>(c));
    return result;
}

}  // namespace

void MarkDistance::set_pattern(std::string_view marks) {
    for (const char c : pattern_) masks_[static_cast<unsigned char>(c)] = 0;
    pattern_ = marks;
    long_pattern_.reset();
    if (marks.size() > 64) {
        pattern_.clear();
        long_pattern_.emplace(symbols(marks));
        return;
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
        masks_[static_cast<unsigned char>(marks[i])] |= std::uint64_t{1} << i;
    }
}

std::optional<std::size_t> MarkDistance::distance(std::string_view marks, std::size_t limit) const {
    if (long_pattern_) return long_pattern_->distance(symbols(marks), limit);
    const std::size_t size = pattern_.size();
    const std::size_t longer = std::max(size, marks.size());
    if (longer - std::min(size, marks.size()) > limit) return std::nullopt;
    if (size == 0) return marks.size();
    // One block of DistancePattern.
    const std::uint64_t bottom = std::uint64_t{1} << (size - 1);
    std::uint64_t plus = ~std::uint64_t{0};
    std::uint64_t minus = 0;
    std::size_t row = size;
    std::size_t columns_left = marks.size();
    for (const char c : marks) {
        const std::uint64_t equal = masks_[static_cast<unsigned char>(c)];
        const std::uint64_t vertical = equal | minus;
        const std::uint64_t horizontal = (((equal & plus) + plus) ^ plus) | equal;
        std::uint64_t down = minus | ~(horizontal | plus);
        std::uint64_t up = plus & horizontal;
        row += (down & bottom) != 0 ? 1 : 0;
        row -= (up & bottom) != 0 ? 1 : 0;
        down = down << 1U | 1U;
        up <<= 1U;
        plus = up | ~(vertical | down);
        minus = down & vertical;
        --columns_left;
        if (row > limit + columns_left) return std::nullopt;
    }
    return row <= limit ? std::optional(row) : std::nullopt;
}

}  // namespace egiz::tm
