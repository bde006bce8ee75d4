// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/inputs.hpp"
#include "formats/exchange/xliff_file.hpp"
#include "text/translation_unit.hpp"
#include "tm/matcher.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace egiz::workflow {

/// A segment to be translated, and where it stands.
struct SourceSegment {
    std::string text;
    std::vector<InlineCode> codes;
    std::optional<Context> context;
    std::string id;

    [[nodiscard]] tm::MatchQuery query(const Language& source, const Language& target,
                                       int min_score, std::size_t limit) const;
};

/// From what language into which.
struct LanguagePair {
    Language source;
    Language target;
};
/// \throws Error (usage) if one is no language, or both are the same
[[nodiscard]] LanguagePair require_languages(const std::string& source, const std::string& target);

/// Cuts a text in `language`. \throws as read_input()
[[nodiscard]] SegmentedText read_source_text(const std::string& path, const Language& language,
                                             const ReadOptions& options, Segmenters& segmenters,
                                             cli::Console& console);
/// Of a cut text: what units would hold of it.
[[nodiscard]] std::vector<SourceSegment> source_segments(const SegmentedText& text);
/// Of an XLIFF file: those that are to be translated, with their numbers in it. Neighbours are
/// those of the same `file` element. Where a `file` is in other languages, that is warned of.
/// \throws Error (input) if none is in the pair's source language, or the target language is
/// another one
[[nodiscard]] std::vector<std::pair<std::size_t, SourceSegment>> source_segments(
    const formats::XliffFile& file, const std::string& path, const LanguagePair& languages,
    cli::Console& console);
/// Of a text, or of a file of units, as its name says.
/// \throws Error (input) if the file cannot be used or has no text in the source language
[[nodiscard]] std::vector<SourceSegment> read_source_segments(const std::string& path,
                                                              const LanguagePair& languages,
                                                              const ReadOptions& options,
                                                              Segmenters& segmenters,
                                                              cli::Console& console);

}  // namespace egiz::workflow
