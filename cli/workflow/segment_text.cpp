// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/segment_text.hpp"

#include "align/segmenter.hpp"
#include "cli/workflow/units.hpp"
#include "formats/exchange/tsv.hpp"
#include "formats/readers/plain_text.hpp"
#include "text/language_guess.hpp"

#include <nlohmann/json.hpp>

#include <fstream>
#include <iostream>
#include <map>
#include <utility>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

align::SegmenterOptions segmenter_options(const SegmentOptions& options) {
    return {.split_quotations = !options.keep_quotations};
}

void say_which_rules(const Language& language, const align::Segmenter& segmenter,
                     cli::Console& console) {
    if (!segmenter.has_own_rules()) {
        console.note("no rules for " + language.tag() + ": cut by the general ones");
    }
}

void print(std::ostream& out, const SegmentedText& text, const std::string& format) {
    if (format == "tsv") out << "begin\tend\tparagraph\ttext\n";
    for (std::size_t i = 0; i < text.segments.size(); ++i) {
        const Segment& segment = text.segments[i];
        if (format == "tsv") {
            out << segment.range.begin << '\t' << segment.range.end << '\t' << segment.paragraph
                << '\t' << formats::escape_cell(text.text_of(i)) << '\n';
        } else if (format == "jsonl") {
            out << dump({{"begin", segment.range.begin},
                         {"end", segment.range.end},
                         {"paragraph", segment.paragraph},
                         {"text", text.text_of(i)}})
                << '\n';
        } else {
            out << unit_text(text.text_of(i)) << '\n';
        }
    }
}

int segment_file(const SegmentOptions& options, cli::Console& console) {
    Language language;
    if (!options.language.empty()) language = Language::require(options.language);
    Document document = formats::read_plain_text(
        options.file, {language, options.read.encoding, options.read.line_breaks});
    if (language.undetermined()) {
        language = language_of_name(options.file);
        if (language.undetermined()) language = guess_language(document.text);
        if (language.undetermined()) {
            throw Error(Fault::usage, {document.name}, "cannot tell the language of this text",
                        "say it with --lang, as in --lang ru");
        }
        console.note(document.name + ": language " + language.tag());
    }
    document.language = language;
    const align::Segmenter segmenter(language, segmenter_options(options));
    say_which_rules(language, segmenter, console);
    print(console.out(), align::segment(std::move(document), segmenter), options.format);
    console.finish_output();
    return 0;
}

/// The line's object, with `text` checked. \throws Error (input) with the line
Json parse_item(const std::string& line, const Place& place) {
    Json item = Json::parse(line, nullptr, false);
    if (item.is_discarded() || !item.is_object() || !item.contains("text") ||
        !item["text"].is_string()) {
        throw Error(Fault::input, place, "not a JSON object with a string \"text\"",
                    "each line is one object: {\"id\": \"1\", \"text\": \"…\"}");
    }
    return item;
}

int segment_jsonl(const SegmentOptions& options, cli::Console& console) {
    std::ifstream opened;
    if (options.file != "-") {
        opened.open(options.file);
        if (!opened) throw Error(Fault::input, {options.file}, "cannot open this file");
    }
    std::istream& in = options.file == "-" ? std::cin : opened;

    std::map<Language, align::Segmenter> segmenters;
    const auto segmenter_for = [&](const Language& language) -> const align::Segmenter& {
        auto found = segmenters.find(language);
        if (found == segmenters.end()) {
            found =
                segmenters.emplace(language, align::Segmenter(language, segmenter_options(options)))
                    .first;
            say_which_rules(language, found->second, console);
        }
        return found->second;
    };

    Place place{options.file == "-" ? "standard input" : options.file, 0};
    for (std::string line; std::getline(in, line);) {
        ++place.line;
        if (trim(line, {0, line.size()}).empty()) continue;
        Json item = parse_item(line, place);
        std::string tag = options.language;
        if (tag.empty() && item.contains("lang") && item["lang"].is_string()) {
            tag = item["lang"].get<std::string>();
        }
        Document document;
        document.text = item["text"].get<std::string>();
        document.language = tag.empty() ? guess_language(document.text) : Language::require(tag);
        document.name = place.to_string();
        document.paragraphs = find_paragraphs(document.text, options.read.line_breaks);
        const align::Segmenter& segmenter = segmenter_for(document.language);
        const SegmentedText text = align::segment(std::move(document), segmenter);
        if (options.format == "jsonl") {
            Json sentences = Json::array();
            for (std::size_t i = 0; i < text.segments.size(); ++i) {
                sentences.push_back(text.text_of(i));
            }
            Json result = Json::object();
            if (item.contains("id")) result["id"] = item["id"];
            result["sentences"] = std::move(sentences);
            console.out() << dump(result) << '\n';
        } else {
            print(console.out(), text, options.format);
        }
    }
    if (in.bad()) throw Error(Fault::input, place, "cannot read on");
    console.finish_output();
    return 0;
}

}  // namespace

int segment_text(const SegmentOptions& options, cli::Console& console) {
    return options.input == "jsonl" ? segment_jsonl(options, console)
                                    : segment_file(options, console);
}

}  // namespace egiz::workflow
