// SPDX-License-Identifier: Apache-2.0
#include "tm/edit_distance.hpp"

#include <algorithm>

namespace egiz::tm {
namespace {

constexpr std::size_t block_bits = 64;

/// The column's vertical differences within one block: +1 where `plus` is set, -1 where `minus` is.
struct Block {
    std::uint64_t plus = ~std::uint64_t{0};
    std::uint64_t minus = 0;
};

/// Moves a block one column on. `carry` is the horizontal difference that comes in at its top.
/// Returns the one that leaves at the row whose bit is `bottom`.
int advance(Block& block, std::uint64_t equal, int carry, std::uint64_t bottom) {
    const std::uint64_t vertical = equal | block.minus;
    if (carry < 0) equal |= 1;
    const std::uint64_t horizontal = (((equal & block.plus) + block.plus) ^ block.plus) | equal;
    std::uint64_t plus = block.minus | ~(horizontal | block.plus);
    std::uint64_t minus = block.plus & horizontal;
    const int leaves = (plus & bottom) != 0 ? 1 : (minus & bottom) != 0 ? -1 : 0;
    plus = plus << 1 | (carry > 0 ? 1U : 0U);
    minus = minus << 1 | (carry < 0 ? 1U : 0U);
    block.plus = minus | ~(vertical | plus);
    block.minus = plus & vertical;
    return leaves;
}

}  // namespace

DistancePattern::DistancePattern(std::span<const std::uint32_t> pattern) : size_(pattern.size()) {
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] >= masks_.size()) masks_.resize(std::size_t{pattern[i]} + 1);
        auto& blocks = masks_[pattern[i]];
        const std::size_t block = i / block_bits;
        if (blocks.empty() || blocks.back().block != block) blocks.push_back({block, 0});
        blocks.back().mask |= std::uint64_t{1} << i % block_bits;
    }
}

std::optional<std::size_t> DistancePattern::distance(std::span<const std::uint32_t> text,
                                                     std::size_t limit) const {
    const std::size_t longer = std::max(size_, text.size());
    if (longer - std::min(size_, text.size()) > limit) return std::nullopt;
    if (size_ == 0) return text.size();

    std::vector<Block> column((size_ + block_bits - 1) / block_bits);
    const std::uint64_t last_bottom = std::uint64_t{1} << (size_ - 1) % block_bits;
    const std::uint64_t bottom = std::uint64_t{1} << (block_bits - 1);
    std::size_t bottom_row = size_;
    for (std::size_t i = 0; i < text.size(); ++i) {
        static const std::vector<BlockMask> nowhere;
        const auto& masks = text[i] < masks_.size() ? masks_[text[i]] : nowhere;
        auto next = masks.begin();
        int carry = 1;  // the top row counts the text's symbols
        for (std::size_t block = 0; block < column.size(); ++block) {
            std::uint64_t equal = 0;
            if (next != masks.end() && next->block == block) equal = (next++)->mask;
            const bool is_last = block + 1 == column.size();
            carry = advance(column[block], equal, carry, is_last ? last_bottom : bottom);
        }
        bottom_row = carry > 0 ? bottom_row + 1 : carry < 0 ? bottom_row - 1 : bottom_row;
        // The bottom row falls by one a column at most.
        const std::size_t columns_left = text.size() - i - 1;
        if (bottom_row > limit + columns_left) return std::nullopt;
    }
    return bottom_row <= limit ? std::optional(bottom_row) : std::nullopt;
}

}  // namespace egiz::tm
