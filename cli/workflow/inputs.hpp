// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/segmentation.hpp"
#include "formats/readers/plain_text.hpp"
#include "text/segmented_text.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace egiz::workflow {

struct ReadOptions {
    std::string encoding;  ///< IANA name; empty: found out
    LineBreaks line_breaks = LineBreaks::smart;
    bool segmented = false;  ///< one segment a line
};

/// A file and the language that was said for it (`und` if none was).
struct InputName {
    Language language;
    std::string path;
    bool from_option = false;  ///< --from says the language, not `LANG=PATH`
};

/// Reads `LANG=PATH` or `PATH`.
/// \throws Error (usage) if LANG is no language
[[nodiscard]] InputName parse_input(const std::string& argument);

/// The language a file name tells: `x.kk.txt`, `kk.txt`, `a.en`; `und` if it tells none. `my.txt`
/// does not: it is mine more often than Burmese (`x.my.txt`).
[[nodiscard]] Language language_of_name(const std::string& path);

/// A text with what is needed to speak of it.
struct Input {
    SegmentedText text;
    std::vector<std::uint32_t> lines;  ///< of each segment, from 0; empty for running text
};

/// Reads a text, or a document with markup. Its language is the one of `options`, else what the
/// document says of itself.
[[nodiscard]] Document read_running_text(const std::string& path,
                                         const formats::PlainTextOptions& options,
                                         cli::Console& console);

/// Reads and cuts one file. The language is the one said, else the name's, else the text's; where
/// it was not said, it is noted. \throws Error (input) if the file cannot be used, (usage) if the
/// language cannot be told
[[nodiscard]] Input read_input(const InputName& name, const ReadOptions& options,
                               Segmenters& segmenters, cli::Console& console);

/// Reads all files of one alignment.
/// \throws Error (usage) if there are fewer than two, or a file or a language comes twice
[[nodiscard]] std::vector<Input> read_inputs(const std::vector<InputName>& names,
                                             const ReadOptions& options, Segmenters& segmenters,
                                             cli::Console& console);

}  // namespace egiz::workflow
