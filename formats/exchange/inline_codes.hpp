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

/// Ids of codes that have none in the file, but something that pairs them: TMX `i`, as `i 3`, and
/// the order of `hi`, `g`, `pc`, as `pair 3`.
inline constexpr std::string_view numbered_code = "i ";
inline constexpr std::string_view unnamed_pair = "pair ";

/// Pairs codes that open and close by `keys`, one a code. A closing code takes the id of its
/// opening one; codes without a partner become lone ones. \return the number of those
std::size_t settle_pairs(std::vector<InlineCode>& codes, const std::vector<std::string>& keys);

/// For each code the number of its partner, by id; nothing for those that have none.
[[nodiscard]] std::vector<std::optional<std::size_t>> partners(
    const std::vector<InlineCode>& codes);

/// Whether the file that a code came from has no id for it: `i 3`, `pair 3`, or none.
[[nodiscard]] bool has_made_up_id(const InlineCode& code);
/// For each code of a pair the number that pairs it in TMX, 0 for others (TMX 1.4b, 3.2, `i`).
/// Pairs keep the number that they had, if no other has it; others get theirs by their order.
[[nodiscard]] std::vector<std::size_t> number_pairs(
    const std::vector<InlineCode>& codes, const std::vector<std::optional<std::size_t>>& partners);

/// True if pairs lie one inside the other, or side by side, and never cross.
[[nodiscard]] bool well_nested(const std::vector<std::optional<std::size_t>>& partners);

/// Shows the pieces of text between the codes, and the codes by number, in order. Offsets that are
/// out of order, out of bounds or inside a character are moved to where they can be.
void for_each_piece(const Variant& variant, const std::function<void(std::string_view)>& on_text,
                    const std::function<void(std::size_t)>& on_code);

}  // namespace egiz::formats
