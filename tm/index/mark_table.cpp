// SPDX-License-Identifier: Apache-2.0
#include "tm/index/mark_table.hpp"

#include "tm/index/mark_block.hpp"

#include <algorithm>
#include <limits>

namespace egiz::tm {

std::string_view marks_in_block(std::string_view block, UnitNumber unit) {
    const auto slot = static_cast<std::size_t>(unit % units_per_block);
    const char* begin = nullptr;
    const char* end = nullptr;
    for_each_marks(block, [&](const MarkBlockEntry& entry) {
        if (entry.slot == slot) {
            if (begin == nullptr) begin = entry.begin;
            end = entry.end;
        }
        return entry.slot <= slot;
    });
    if (begin == nullptr) return {};
    return {begin, static_cast<std::size_t>(end - begin)};
}

bool MarkTable::add_block(UnitNumber block, std::string_view bytes) {
    const auto first = static_cast<std::size_t>(block * units_per_block);
    // Entries of a unit stand side by side.
    std::size_t slot = 0;
    const char* begin = bytes.data();
    const char* end = begin;
    const auto put_unit = [&] {
        if (begin != end) put(first + slot, {begin, static_cast<std::size_t>(end - begin)});
    };
    bool in_order = true;
    const bool sound = for_each_marks(bytes, [&](const MarkBlockEntry& entry) {
        if (entry.slot != slot) {
            in_order = in_order && entry.slot > slot;
            put_unit();
            slot = entry.slot;
            begin = entry.begin;
        }
        end = entry.end;
        return in_order;
    });
    if (!sound || !in_order || bytes_.size() > std::numeric_limits<std::uint32_t>::max()) {
        return false;
    }
    put_unit();
    return true;
}

void MarkTable::put(std::size_t unit, std::string_view entries) {
    if (places_.size() <= unit) places_.resize(unit + 1);
    Place& place = places_[unit];
    if (entries.size() <= place.bytes.size()) {
        std::copy(entries.begin(), entries.end(), place.bytes.begin());
        place.size = static_cast<std::uint8_t>(entries.size());
        return;
    }
    const Elsewhere rest{static_cast<std::uint32_t>(bytes_.size()),
                         static_cast<std::uint32_t>(entries.size())};
    std::memcpy(place.bytes.data(), &rest, sizeof(rest));
    place.size = elsewhere;
    bytes_.insert(bytes_.end(), entries.begin(), entries.end());
}

void MarkTable::finish() {
    places_.shrink_to_fit();
    bytes_.shrink_to_fit();
}

}  // namespace egiz::tm
