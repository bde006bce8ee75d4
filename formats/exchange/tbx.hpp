// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"

#include <memory>

namespace egiz::formats {

/// Reads the concepts of a term base as units: TBX 2 (`martif`), TBX 3 in either style, TBX-Min. A
/// concept with several terms in a language becomes as many units as the most that a language has;
/// a language with fewer gives its first to the others. (read_lexicon() reads terms as
/// alternatives.)
///
/// What a file says of a concept are properties `x-egiz-tbx-ELEMENT-TYPE` of the unit
/// (`x-egiz-tbx-descrip-subjectField`), of a language those of its variant, and of a term
/// `x-egiz-tbx-term-ELEMENT-TYPE` of the variant. Notes of the concept are notes of the unit,
/// others of the variant.
[[nodiscard]] std::unique_ptr<UnitReader> make_tbx_reader(InputFile file, const WarningSink& warn);
/// Writes TBX 3, dialect TBX-Basic, style DCA (ISO 30042:2019). Units of one id that follow each
/// other are a concept. Properties that TBX-Basic has no data category for are left out and
/// counted.
[[nodiscard]] std::unique_ptr<UnitWriter> make_tbx_writer(std::ostream& out,
                                                          const UnitWriterOptions& options);

}  // namespace egiz::formats
