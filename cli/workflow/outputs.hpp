// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/workflow/client.hpp"
#include "cli/workflow/units.hpp"
#include "formats/exchange/units.hpp"
#include "formats/output_file.hpp"
#include "text/alignment.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace egiz::workflow {

/// What an alignment can be written as, by extension.
enum class OutputKind {
    egiz,
    units,  ///< in a format of formats::UnitFormat
    html,
    ladder,
    rungs,         ///< hunalign's ladder
    hunalign_text  ///< as `hunalign -text` writes
};

/// By a path's extension: `.egiz .html .htm .ladder .hunladder .huntext`, and those of units.
[[nodiscard]] std::optional<OutputKind> output_kind_of(const std::string& path);
/// All of them, for messages and help.
[[nodiscard]] std::string output_extensions();

struct OutputSpec {
    std::string path;
    OutputKind kind = OutputKind::egiz;
    /// Indices of two languages of the alignment; none: all of them.
    std::optional<std::pair<std::size_t, std::size_t>> pair;
    formats::UnitPart part = formats::UnitPart::all;
    formats::UnitFormat format = formats::UnitFormat::tmx;  ///< of `units`
    std::size_t side = 0;  ///< of the pair, where each has a file of its own
};
/// What a path's extension asks for, of all languages. Nothing if it asks for nothing known.
[[nodiscard]] std::optional<OutputSpec> whole_output(const std::string& path);
/// Whether the file holds two languages and no more.
[[nodiscard]] bool needs_pair(const OutputSpec& spec);

/// Reads what a path asks for: the kind from its extension, the pair from a part `.en-kk.` of its
/// name or from there being two languages.
/// \throws Error (usage) if the extension is not known, the pair is of other languages, or the kind
/// needs a pair and none is said
[[nodiscard]] OutputSpec parse_output(const std::string& path,
                                      const std::vector<Language>& languages);
/// What has to be written for `spec`, in the files that the client wants.
/// \throws Error (usage) if it reads TMX of two languages only, and there are more
[[nodiscard]] std::vector<OutputSpec> parts_of(const OutputSpec& spec, const ClientOptions& client,
                                               const std::vector<Language>& languages);

/// The pairs that outputs ask for.
[[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> pairs_of(
    const std::vector<OutputSpec>& specs);

struct ExportOptions {
    ClientOptions client;
    UnitOrigin origin;
    std::string fingerprint;  ///< of the inputs; for `.egiz`
    /// Line numbers of the segments of each text, for ladders of pre-segmented texts; empty: as
    /// they are.
    std::vector<std::vector<std::uint32_t>> lines;
};

/// Writes an alignment as `spec` asks, into a file that the caller commits.
void write_output(const Alignment& alignment, const OutputSpec& spec, const ExportOptions& options,
                  formats::OutputFile& file);
/// As above, to a stream; not for `egiz`, which is no stream.
void write_output(const Alignment& alignment, const OutputSpec& spec, const ExportOptions& options,
                  std::ostream& out);

[[nodiscard]] std::vector<Language> languages_of(const Alignment& alignment);

/// The pair of languages that a part of a path's file name tells, as in `x.en-kk.tmx`.
[[nodiscard]] std::optional<std::pair<Language, Language>> pair_of_name(const std::string& path);
/// Reads `en-kk`, also `zh-Hant-ru`. Nothing if it is no pair of languages.
[[nodiscard]] std::optional<std::pair<Language, Language>> parse_pair(const std::string& text);

}  // namespace egiz::workflow
