// SPDX-License-Identifier: Apache-2.0
#include "tm/index/mark_block.hpp"

namespace egiz::tm {
namespace {

void put_entry(std::string& block, const MarkBlockEntry& entry) {
    block += static_cast<char>(entry.slot);
    put_varint(block, entry.length);
    block += entry.marks;
}

}  // namespace

std::string updated_block(std::string_view block, const IndexedTexts& all,
                          std::span<const std::uint32_t> texts) {
    std::string updated;
    std::size_t next = 0;
    const auto slot_of = [&](std::size_t i) {
        return static_cast<std::size_t>(all[texts[i]].unit % units_per_block);
    };
    const auto put_until = [&](std::size_t slot) {
        for (; next < texts.size() && slot_of(next) < slot; ++next) {
            const IndexedTexts::Text& text = all[texts[next]];
            put_entry(updated, {slot_of(next), text.length, all.marks(text)});
        }
    };
    for_each_marks(block, [&](const MarkBlockEntry& entry) {
        put_until(entry.slot);
        const bool replaced = (next < texts.size() && slot_of(next) == entry.slot) ||
                              (next > 0 && slot_of(next - 1) == entry.slot);
        if (!replaced) put_entry(updated, entry);
        return true;
    });
    put_until(units_per_block);
    return updated;
}

}  // namespace egiz::tm
