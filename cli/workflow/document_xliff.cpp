// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/document_xliff.hpp"

#include "cli/workflow/result_output.hpp"
#include "cli/workflow/source_segments.hpp"
#include "formats/exchange/xliff_file.hpp"
#include "formats/output_file.hpp"

#include <ostream>
#include <utility>
#include <vector>

namespace egiz::workflow {

std::string xliff_of(const SegmentedText& text, const Language& target,
                     const ClientOptions& client) {
    std::vector<formats::XliffSource> contents;
    for (SourceSegment& segment : source_segments(text)) {
        contents.push_back({std::move(segment.text), std::move(segment.codes)});
    }
    formats::XliffSourceOptions writing;
    writing.version = client.version();
    writing.language_style = client.profile().language_style;
    writing.copies_source =
        client.profile().copies_source && writing.version == formats::XliffVersion::v1_2;
    writing.target = target;
    writing.tool_version = EGIZ_VERSION;
    return formats::xliff_of_text(text, contents, writing);
}

int write_document_xliff(const std::string& input, const std::string& output,
                         const DocumentXliffOptions& options, cli::Console& console) {
    if (options.target.empty()) {
        throw Error(Fault::usage, {input}, "what language is it to be translated into?",
                    "say it with --to, as in --to kk");
    }
    const Language target = Language::require(options.target);
    Language source;
    if (!options.source.empty()) source = Language::require(options.source);
    check_output_spares(output, input);
    check_output_spares(output, options.segmentation);
    Segmenters segmenters(options.segmentation, console);
    const SegmentedText text = read_source_text(input, source, options.read, segmenters, console);
    segmenters.warn_of_unused();
    if (text.document.language == target) {
        throw Error(Fault::usage, {input}, "this text is in " + target.tag() + " already",
                    "say what is translated into what, as in --from en --to ru");
    }
    formats::OutputFile file(output);
    file.stream() << xliff_of(text, target, options.client.written_as(output));
    file.commit();
    console.note(output + ": " + std::to_string(text.segments.size()) + " segments of " +
                 text.document.language.tag() + " for " + target.tag());
    console.finish_warnings();
    return 0;
}

}  // namespace egiz::workflow
