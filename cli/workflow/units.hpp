// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/alignment.hpp"
#include "text/translation_unit.hpp"

#include <string>
#include <vector>

namespace egiz::workflow {

/// What is written into every unit of an alignment.
struct UnitOrigin {
    std::string document;
    std::string date;
};

// Every variant knows where it stood: context_hash() of unit_text() of the segment before its first
// and behind its last segment.

/// One unit a group that has text in at least two languages (text/alignment.hpp, close_groups).
[[nodiscard]] std::vector<TranslationUnit> multilingual_units(const Alignment& alignment,
                                                              const UnitOrigin& origin);

/// One unit a two-sided bead of the ladder between two texts.
[[nodiscard]] std::vector<TranslationUnit> bilingual_units(const Alignment& alignment,
                                                           std::size_t source, std::size_t target,
                                                           const UnitOrigin& origin);

/// What goes into the memory: the multilingual units, and beside each that a pair cuts finer, that
/// pair's beads; a pair without the pivot by its own ladder, if it has one
/// (docs/decisions/0007-what-goes-into-the-memory.md).
[[nodiscard]] std::vector<TranslationUnit> memory_units(const Alignment& alignment,
                                                        const UnitOrigin& origin);

/// A segment's text as a unit holds it: line breaks become spaces (between Han characters,
/// nothing), everything else stays as written.
[[nodiscard]] std::string unit_text(std::string_view text);
/// The same, and the codes' offsets are set to what they are in the result.
[[nodiscard]] std::string unit_text(std::string_view text, std::vector<InlineCode>& codes);

}  // namespace egiz::workflow
