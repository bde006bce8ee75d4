// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// What an aligner knows about a unit, as pairs for formats that have no field of their own for it:
/// `document`, `bead`, `score`, `state`. Only what is set.
[[nodiscard]] std::vector<Property> aligner_properties(const TranslationUnit& unit);
/// Sets the field back. False if `type` is none of these or the value makes no sense.
[[nodiscard]] bool take_aligner_property(TranslationUnit& unit, std::string_view type,
                                         std::string_view value);

/// All of a unit that XLIFF has no place for: aligner_properties(), `id` if it is not `written_id`,
/// dates and names (`created`, `created-by`, `changed`, `changed-by`) and properties
/// (`prop-TYPE`) of the unit, and of both sides with `source-` and `target-` in front.
[[nodiscard]] std::vector<Property> unit_metadata(const TranslationUnit& unit,
                                                  const Variant& source, const Variant& target,
                                                  std::string_view written_id);
/// Sets it back. `target` may be null. False if `type` is not known.
bool take_unit_metadata(TranslationUnit& unit, Variant& source, Variant* target,
                        std::string_view type, std::string_view value);

[[nodiscard]] std::string print_score(double score);

/// `text` with `%`, white space and control characters as `%XX`, and back.
[[nodiscard]] std::string encode_blanks(std::string_view text);
[[nodiscard]] std::string decode_blanks(std::string_view text);

}  // namespace egiz::formats
