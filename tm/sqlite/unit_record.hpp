// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/translation_unit.hpp"
#include "tm/sqlite/name_table.hpp"
#include "tm/store.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace egiz::tm {

/// A unit as the column `unit.body` holds it, and the change that made it so. docs/memory.md has
/// the layout; a checksum of two bytes stands in front.
struct UnitRecord {
    ChangeNumber change = 0;
    TranslationUnit unit;
};

[[nodiscard]] std::string encode_record(const TranslationUnit& unit, ChangeNumber change,
                                        NameTable& names);
/// Whether the checksum of a record is right.
[[nodiscard]] bool has_sound_checksum(std::string_view bytes);
/// Nothing if the bytes are not sound.
[[nodiscard]] std::optional<UnitRecord> decode_record(std::string_view bytes, NameTable& names);

}  // namespace egiz::tm
