// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/segment_text.hpp"

#include "align/segment_stream.hpp"
#include "cli/interrupt.hpp"
#include "cli/workflow/explain.hpp"
#include "cli/workflow/result_output.hpp"
#include "cli/workflow/segment_items.hpp"
#include "cli/workflow/sentence_writer.hpp"
#include "cli/workflow/show_rules.hpp"
#include "formats/documents/document_file.hpp"
#include "formats/readers/text_stream.hpp"
#include "text/language_guess.hpp"

#include <string>
#include <string_view>
#include <unistd.h>

namespace egiz::workflow {
namespace {

formats::PlainTextOptions text_options(const SegmentOptions& options) {
    Language language;
    if (!options.language.empty()) language = Language::require(options.language);
    return {language, options.read.encoding, options.read.line_breaks};
}

/// The language that was said, else the name's, else the text's.
Language language_of(const SegmentOptions& options, const Language& said,
                     std::string_view beginning, cli::Console& console) {
    if (!said.undetermined()) return said;
    Language language = language_of_name(options.file);
    if (language.undetermined()) language = guess_language(beginning);
    if (language.undetermined()) {
        throw Error(Fault::usage, {options.file}, "cannot tell the language of this text",
                    "say it with --lang, as in --lang ru");
    }
    console.note(options.file + ": language " + language.tag());
    return language;
}

void say_encoding(const SegmentOptions& options, const std::string& encoding,
                  cli::Console& console) {
    if (encoding != "UTF-8") console.note(options.file + ": read as " + encoding);
}

int segment_file(const SegmentOptions& options, Segmenters& segmenters, cli::Console& console) {
    const formats::PlainTextOptions reading = text_options(options);
    formats::TextStream text(options.file, reading);
    const Language language = language_of(options, reading.language, text.beginning(), console);
    say_encoding(options, text.encoding(), console);
    const align::Segmenter& segmenter = segmenters.get(language);
    segmenters.warn_of_unused();

    ResultOutput out(options.output, console);
    SentenceWriter writer(out, options.format);
    align::SegmentStream segments(
        segmenter, reading.line_breaks,
        [&](std::string_view segment, std::size_t begin, std::size_t paragraph) {
            writer.write(segment, begin, paragraph);
        });
    // A terminal says only once that its text has ended; that is heard of by now.
    const bool from_pipe = options.file == "-" && isatty(STDIN_FILENO) == 0;
    for (std::string_view piece; text.next(piece);) {
        segments.feed(piece);
        cli::throw_if_interrupted();
        if (from_pipe) cli::wait_for_standard_input();
    }
    segments.finish();
    writer.finish();
    out.finish();
    return 0;
}

/// A document with markup is read whole.
int segment_document(const SegmentOptions& options, Segmenters& segmenters, cli::Console& console) {
    const formats::PlainTextOptions reading = text_options(options);
    Document document = read_running_text(options.file, reading, console);
    document.language = language_of(options, document.language, document.text, console);
    say_encoding(options, document.encoding, console);
    const align::Segmenter& segmenter = segmenters.get(document.language);
    segmenters.warn_of_unused();
    const SegmentedText text = align::segment(std::move(document), segmenter);
    ResultOutput out(options.output, console);
    SentenceWriter writer(out, options.format);
    for (std::size_t i = 0; i < text.segments.size(); ++i) {
        const Segment& segment = text.segments[i];
        writer.write(text.text_of(i), segment.range.begin, segment.paragraph);
    }
    writer.finish();
    out.finish();
    return 0;
}

int explain_file(const SegmentOptions& options, Segmenters& segmenters, cli::Console& console) {
    const formats::PlainTextOptions reading = text_options(options);
    Document document = read_running_text(options.file, reading, console);
    document.language = language_of(options, document.language, document.text, console);
    say_encoding(options, document.encoding, console);
    const align::Segmenter& segmenter = segmenters.get(document.language);
    segmenters.warn_of_unused();
    ResultOutput out(options.output, console);
    ExplanationWriter(out, options.format, false).write(document, segmenter, {});
    out.finish();
    return 0;
}

}  // namespace

int segment_text(SegmentOptions options, cli::Console& console) {
    check_output_spares(options.output, options.segmentation);
    if (!options.show_rules.empty() || !options.export_srx.empty()) {
        return show_rules(options, console);
    }
    if (options.file.empty()) options.file = "-";
    if (options.format.empty()) options.format = console.json() ? "jsonl" : "text";
    check_output_spares(options.output, options.file);
    Segmenters segmenters(options.segmentation, console);
    if (options.input == "jsonl") return segment_items(options, segmenters, console);
    if (options.explain) return explain_file(options, segmenters, console);
    return formats::is_document(options.file) ? segment_document(options, segmenters, console)
                                              : segment_file(options, segmenters, console);
}

}  // namespace egiz::workflow
