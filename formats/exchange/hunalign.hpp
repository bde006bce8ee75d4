// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/ladder.hpp"
#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace egiz::formats {

/// Writes a ladder as hunalign does: `source TAB target TAB score` for the position that each bead
/// begins at, and a last line for the end. The score is the confidence, 0 where there is none.
/// \throws Error (usage) if the beads leave out segments
void write_rungs(std::ostream& out, const std::vector<LadderLine>& beads);
[[nodiscard]] std::vector<LadderLine> ladder_lines(const Ladder& ladder);

/// Writes a bead as `hunalign -text` does: `source TAB target TAB score`, sentences of a side
/// joined by ` ~~~ `. White space inside a sentence becomes one space each.
void write_hunalign_text(std::ostream& out, const std::vector<std::string>& source,
                         const std::vector<std::string>& target, double score);

/// Reads what `hunalign -text` writes. A bead with text on one side is a unit with one text. The
/// sentences of a side are joined by a space; where they begin is the property `x-egiz-joints` of
/// the variant (byte offsets, parted by commas), and the score the property `x-egiz-hunalign-score`
/// of the unit: it is no confidence. \throws Error (usage) if the options do not say the languages
[[nodiscard]] std::unique_ptr<UnitReader> make_hunalign_text_reader(InputFile file,
                                                                    const WarningSink& warn,
                                                                    const ReadOptions& options);
[[nodiscard]] std::unique_ptr<UnitWriter> make_hunalign_text_writer(
    std::ostream& out, const UnitWriterOptions& options);

}  // namespace egiz::formats
