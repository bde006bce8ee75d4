// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/segment_text.hpp"

#include "align/own_rules.hpp"
#include "align/segment_stream.hpp"
#include "align/srx_segmenter.hpp"
#include "cli/workflow/explain.hpp"
#include "cli/workflow/result_output.hpp"
#include "cli/workflow/sentence_writer.hpp"
#include "formats/exchange/srx_writer.hpp"
#include "formats/readers/plain_text.hpp"
#include "formats/readers/text_stream.hpp"
#include "text/language_guess.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <utility>
#include <vector>

namespace egiz::workflow {
namespace {

using Json = nlohmann::json;

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
    for (std::string_view piece; text.next(piece);) segments.feed(piece);
    segments.finish();
    writer.finish();
    out.finish();
    return 0;
}

int explain_file(const SegmentOptions& options, Segmenters& segmenters, cli::Console& console) {
    const formats::PlainTextOptions reading = text_options(options);
    Document document = formats::read_plain_text(options.file, reading);
    document.language = language_of(options, reading.language, document.text, console);
    say_encoding(options, document.encoding, console);
    const align::Segmenter& segmenter = segmenters.get(document.language);
    segmenters.warn_of_unused();
    ResultOutput out(options.output, console);
    ExplanationWriter(out, options.format, false).write(document, segmenter, {});
    out.finish();
    return 0;
}

/// One line of `--input jsonl`.
struct Item {
    TextId id;
    std::string text;
    Language language;  ///< `und`: not said
};

[[noreturn]] void fail_item(const Place& place, const std::string& message) {
    throw Error(Fault::input, place, message,
                "each line is one object: {\"id\": \"1\", \"lang\": \"ru\", \"text\": \"…\"}");
}

/// What the parser has against a line, without what it says of itself.
std::string reason_of(const Json::exception& error) {
    std::string reason = error.what();
    const auto drop_to = [&](std::string_view text) {
        if (const std::size_t at = reason.find(text); at != std::string::npos) {
            reason.erase(0, at + text.size());
        }
    };
    drop_to("] ");
    drop_to("parse error at line 1, ");
    drop_to("syntax error while ");
    if (const std::size_t at = reason.find("; last read: "); at != std::string::npos) {
        reason.resize(at);
    }
    return reason;
}

/// \throws Error (input) with the line
Item parse_item(const std::string& line, Place place) {
    Json json;
    try {
        json = Json::parse(line);
    } catch (const Json::parse_error& error) {
        place.column = error.byte;
        fail_item(place, "not JSON: " + reason_of(error));
    }
    if (!json.is_object()) fail_item(place, "not a JSON object");
    Item item;
    const auto text = json.find("text");
    if (text == json.end() || !text->is_string()) fail_item(place, "no string \"text\"");
    item.text = std::move(text->get_ref<std::string&>());
    if (const auto id = json.find("id"); id != json.end()) {
        if (id->is_structured()) fail_item(place, "\"id\" is neither a string nor a number");
        item.id.json = id->dump();
        item.id.plain = id->is_string() ? id->get<std::string>() : item.id.json;
    }
    if (const auto tag = json.find("lang"); tag != json.end() && !tag->is_null()) {
        const auto language =
            tag->is_string() ? Language::parse(tag->get_ref<std::string&>()) : std::nullopt;
        if (!language) fail_item(place, "\"lang\" is no language: " + tag->dump().substr(0, 40));
        item.language = *language;
    }
    return item;
}

class ItemSegmenter {
public:
    ItemSegmenter(const SegmentOptions& options, Segmenters& segmenters, ResultOutput& out)
        : options_(options),
          segmenters_(segmenters),
          out_(out),
          sentences_(out, options.format, true),
          explanations_(out, options.format, true) {
        if (!options.language.empty()) said_ = Language::require(options.language);
    }

    void take(Item item, const Place& place) {
        Language language = said_;
        if (language.undetermined()) language = item.language;
        if (language.undetermined()) language = guess_language(item.text);
        const align::Segmenter& segmenter = segmenters_.get(language);
        Document document{place.to_string(), language, "UTF-8", std::move(item.text), {}};
        document.paragraphs = find_paragraphs(document.text, options_.read.line_breaks);
        if (options_.explain) {
            explanations_.write(document, segmenter, item.id);
        } else if (options_.format == "jsonl") {
            write_object(item, document, segmenter);
        } else {
            write_rows(item, document, segmenter);
        }
    }
    void finish() {
        if (!options_.explain && options_.format != "jsonl") sentences_.finish();
    }

private:
    template <class Visit>
    static void for_each_sentence(const Document& document, const align::Segmenter& segmenter,
                                  Visit visit) {
        for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
            const Range paragraph = document.paragraphs[i];
            for (const Range sentence : segmenter.split(slice(document.text, paragraph))) {
                visit(Range{paragraph.begin + sentence.begin, paragraph.begin + sentence.end}, i);
            }
        }
    }

    void write_object(const Item& item, const Document& document,
                      const align::Segmenter& segmenter) {
        std::string& out = out_.text();
        out += '{';
        if (!item.id.json.empty()) out.append("\"id\":").append(item.id.json).append(",");
        out += "\"sentences\":[";
        bool first = true;
        for_each_sentence(document, segmenter, [&](Range sentence, std::size_t /*paragraph*/) {
            if (!std::exchange(first, false)) out += ',';
            append_json_string(out, slice(document.text, sentence));
        });
        out += "]}";
        out_.end_line();
    }

    void write_rows(const Item& item, const Document& document, const align::Segmenter& segmenter) {
        sentences_.begin_text(item.id.plain);
        for_each_sentence(document, segmenter, [&](Range sentence, std::size_t paragraph) {
            sentences_.write(slice(document.text, sentence), sentence.begin, paragraph);
        });
    }

    const SegmentOptions& options_;
    Segmenters& segmenters_;
    ResultOutput& out_;
    SentenceWriter sentences_;
    ExplanationWriter explanations_;
    Language said_;
};

int segment_items(const SegmentOptions& options, Segmenters& segmenters, cli::Console& console) {
    std::ifstream opened;
    if (options.file != "-") {
        opened.open(options.file, std::ios::binary);
        if (!opened) {
            throw Error(Fault::input, {options.file}, "cannot open this file",
                        "check the path; `-` reads standard input");
        }
    }
    std::istream& in = options.file == "-" ? std::cin : opened;
    ResultOutput out(options.output, console);
    ItemSegmenter segmenter(options, segmenters, out);
    Place place{options.file == "-" ? "standard input" : options.file, 0};
    std::string line;
    while (std::getline(in, line)) {
        ++place.line;
        if (place.line == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (trim(line, {0, line.size()}).empty()) continue;
        segmenter.take(parse_item(line, place), place);
        // Whoever asks line by line gets each answer at once.
        if (in.rdbuf()->in_avail() <= 0) out.flush();
    }
    if (in.bad()) throw Error(Fault::input, place, "cannot read on");
    segmenters.warn_of_unused();
    segmenter.finish();
    out.finish();
    return 0;
}

/// Ours and, behind them, the user's: as a rules file, or as SRX.
int show_rules(const SegmentOptions& options, cli::Console& console) {
    const bool as_srx = options.show_rules.empty();
    const Language language = Language::require(as_srx ? options.export_srx : options.show_rules);
    SegmentationOptions native = options.segmentation;
    if (!native.srx.empty() || !native.srx_first.empty()) {
        console.warn({{}, "rules in SRX (--srx, --srx-first) are not among those that are written"});
        native.srx.clear();
        native.srx_first.clear();
    }
    Segmenters segmenters(native, console);
    static_cast<void>(segmenters.get(language));  // says what is wrong with them
    std::vector<align::RulesFile> users = segmenters.rules_for(language);
    segmenters.warn_of_unused();
    ResultOutput out(options.output, console);
    if (as_srx) {
        std::ostringstream srx;
        formats::write_srx(srx, align::own_rules_as_srx(language, users),
                           "Rules of egiz " EGIZ_VERSION " for " + language.tag() +
                               ", as near as SRX can say them");
        out.text() = std::move(srx).str();
    } else {
        std::vector<align::RulesFile> files = align::own_rules(language);
        std::move(users.begin(), users.end(), std::back_inserter(files));
        out.text() = align::joined_rules(files);
    }
    out.finish();
    return 0;
}

}  // namespace

int segment_text(const SegmentOptions& options, cli::Console& console) {
    if (!options.show_rules.empty() || !options.export_srx.empty()) {
        return show_rules(options, console);
    }
    check_output_spares(options.output, options.file);
    Segmenters segmenters(options.segmentation, console);
    if (options.input == "jsonl") return segment_items(options, segmenters, console);
    return options.explain ? explain_file(options, segmenters, console)
                           : segment_file(options, segmenters, console);
}

}  // namespace egiz::workflow
