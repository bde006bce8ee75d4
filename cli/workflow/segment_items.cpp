// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/segment_items.hpp"

#include "cli/interrupt.hpp"
#include "cli/workflow/explain.hpp"
#include "cli/workflow/result_output.hpp"
#include "cli/workflow/sentence_writer.hpp"
#include "formats/readers/raw_text.hpp"
#include "text/language_guess.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace egiz::workflow {
namespace {

using PlainJson = nlohmann::json;

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
std::string reason_of(const PlainJson::exception& error) {
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
Item parse_item(std::string_view line, Place place) {
    PlainJson json;
    try {
        json = PlainJson::parse(line);
    } catch (const PlainJson::parse_error& error) {
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

/// The lines of a file, or of standard input for `-`, as they come.
class LineList {
public:
    /// \param before_reading  is called when there is no whole line left
    LineList(const std::string& file, std::string name, std::function<void()> before_reading)
        : source_(file), name_(std::move(name)), before_reading_(std::move(before_reading)) {}

    /// The next one without its line feed, valid until the next call. False at the end.
    /// \throws Error (input) if there is nothing at all, or another kind of file
    bool next(std::string_view& line) {
        std::size_t end = buffer_.find('\n', begin_);
        while (end == std::string::npos && !at_end_) {
            const std::size_t searched = buffer_.size() - begin_;
            read_on();
            end = buffer_.find('\n', searched);
        }
        if (begin_ == buffer_.size()) return false;
        line = std::string_view(buffer_).substr(begin_, end - begin_);
        begin_ += std::min(line.size() + 1, buffer_.size() - begin_);
        return true;
    }

private:
    void read_on() {
        constexpr std::size_t at_once = std::size_t{64} * 1024;
        before_reading_();
        buffer_.erase(0, begin_);
        begin_ = 0;
        at_end_ = source_.read(buffer_, at_once) == 0;
        if (std::exchange(begun_, true)) return;
        formats::check_beginning(buffer_, name_);
        if (buffer_.starts_with("\xEF\xBB\xBF")) begin_ = 3;
    }

    formats::ByteSource source_;
    std::string name_;
    std::function<void()> before_reading_;
    std::string buffer_;
    std::size_t begin_ = 0;  ///< of what was not given yet
    bool begun_ = false;
    bool at_end_ = false;
};

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
        Language language = item.language;
        if (language.undetermined()) language = said_;
        if (language.undetermined()) language = guess_language(item.text);
        const align::Segmenter& segmenter = segmenter_for(language, place);
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
    const align::Segmenter& segmenter_for(const Language& language, const Place& place) {
        try {
            return segmenters_.get(language);
        } catch (const Error& error) {
            // Of the item's language, not of a file of rules, which has a place of its own.
            if (error.fault() != Fault::usage) throw;
            throw Error(Fault::usage, place, error.what(), error.hint());
        }
    }

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

}  // namespace

int segment_items(const SegmentOptions& options, Segmenters& segmenters, cli::Console& console) {
    if (!options.read.encoding.empty()) {
        console.note("not used with --input jsonl: --encoding; JSON is UTF-8");
    }
    const bool from_standard_input = options.file == "-";
    Place place{from_standard_input ? "standard input" : options.file, 0};
    ResultOutput out(options.output, console);
    ItemSegmenter segmenter(options, segmenters, out);
    LineList lines(options.file, place.file, [&] {
        out.flush();  // who asks line by line gets each answer at once
        if (from_standard_input) cli::wait_for_standard_input();
    });
    bool blank = true;
    for (std::string_view line; lines.next(line);) {
        ++place.line;
        cli::throw_if_interrupted();
        if (trim(line, {0, line.size()}).empty()) continue;
        segmenter.take(parse_item(line, place), place);
        blank = false;
    }
    if (blank) {
        throw Error(Fault::input, {place.file}, "there is no object: nothing but white space",
                    "check that it is the right file and was written to its end");
    }
    segmenters.warn_of_unused();
    segmenter.finish();
    out.finish();
    return 0;
}

}  // namespace egiz::workflow
