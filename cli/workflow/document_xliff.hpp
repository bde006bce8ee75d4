// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/client.hpp"
#include "cli/workflow/inputs.hpp"
#include "text/segmented_text.hpp"

#include <string>

namespace egiz::workflow {

/// How a text or a document becomes XLIFF.
struct DocumentXliffOptions {
    std::string source;  ///< empty: the one that the name tells, or the text
    std::string target;
    ClientOptions client;
    ReadOptions read;
    SegmentationOptions segmentation;
};

/// A text cut into sentences as XLIFF without translations, in the version and with the languages
/// that the client wants. \throws Error (input) if there is no text in it
[[nodiscard]] std::string xliff_of(const SegmentedText& text, const Language& target,
                                   const ClientOptions& client);

/// Reads a text or a document and writes what a translator gets of it; `egiz merge` puts the
/// translation back. \throws Error (usage) if a language cannot be told, or both are the same
int write_document_xliff(const std::string& input, const std::string& output,
                         const DocumentXliffOptions& options, cli::Console& console);

}  // namespace egiz::workflow
