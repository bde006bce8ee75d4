// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/translation_unit.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace egiz::tm {

/// Hash of what makes a unit the same as another (tm/store.hpp). The order of the variants does not
/// count. Stored in files: must never change.
[[nodiscard]] std::uint64_t content_hash(const TranslationUnit& unit);
/// Whether two units are the same in the sense of tm/store.hpp.
[[nodiscard]] bool same_content(const TranslationUnit& a, const TranslationUnit& b);
/// What is kept when `unit` is added and `stored`, the same unit, is there: the metadata of `unit`,
/// but a unit stays created when and by whom it was, and what a person said of it (reviewed,
/// rejected) is not taken back by one that nobody looked at. Variants stand in the order of
/// `stored`, and know the contexts of both.
[[nodiscard]] TranslationUnit merged(const TranslationUnit& stored, const TranslationUnit& unit);

/// \throws Error (internal) if an inline code is outside its text; (input) if there is more of
/// anything than a store keeps
void check_unit(const TranslationUnit& unit);

inline constexpr std::size_t longest_unit_text_bytes = std::size_t{64} * 1024 * 1024;
/// Variants, codes, properties and notes. More than the readers of files let into a unit, which say
/// where in the file they stopped.
inline constexpr std::size_t most_unit_parts = 600'000;

}  // namespace egiz::tm
