// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"

#include <memory>
#include <string>
#include <utility>

namespace egiz::formats {

/// The two files of a pair as Moses has it, `corpus.en` and `corpus.ru`, that one path stands for:
/// `corpus.en-ru.moses`, or `corpus.moses` with the languages said.
/// \throws Error (usage) if neither the name nor the options tell the languages
[[nodiscard]] std::pair<std::string, std::string> moses_files(const std::string& path,
                                                              const std::string& source_tag,
                                                              const std::string& target_tag);
/// Reads both files side by side, a unit a line. A line that is empty in both is passed over; one
/// that is empty in one file gives a unit with one text. \throws Error (input), with both counts,
/// if one file has more lines than the other
[[nodiscard]] std::unique_ptr<UnitReader> open_moses(const std::string& path,
                                                     const WarningSink& warn,
                                                     const ReadOptions& options);
/// Writes the side that the options say: a line a unit that has both texts. Line breaks inside a
/// text become a space each, and are counted.
[[nodiscard]] std::unique_ptr<UnitWriter> make_moses_writer(std::ostream& out,
                                                            const UnitWriterOptions& options);

}  // namespace egiz::formats
