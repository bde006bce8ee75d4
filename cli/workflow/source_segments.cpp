// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/source_segments.hpp"

#include "cli/workflow/units.hpp"

#include <set>

namespace egiz::workflow {
namespace {

/// Says for each segment what stands before and behind it, where both are of one document.
void set_contexts(std::vector<SourceSegment>& segments, const std::vector<std::size_t>& documents) {
    std::vector<std::uint32_t> hashes;
    for (const SourceSegment& segment : segments) hashes.push_back(context_hash(segment.text));
    for (std::size_t i = 0; i < segments.size(); ++i) {
        Context context;
        if (i > 0 && documents[i - 1] == documents[i]) context.previous = hashes[i - 1];
        if (i + 1 < segments.size() && documents[i + 1] == documents[i]) {
            context.next = hashes[i + 1];
        }
        segments[i].context = context;
    }
}

std::vector<SourceSegment> segments_of_units(const std::string& path, const Language& language,
                                             cli::Console& console) {
    const auto reader = formats::open_units(path, console.warning_sink());
    std::vector<SourceSegment> segments;
    std::vector<std::size_t> documents;
    std::string document;
    std::size_t others = 0;
    while (auto unit = reader->next()) {
        const Variant* source = unit->find(language);
        if (source == nullptr) {
            ++others;
            continue;
        }
        if (documents.empty() || unit->document != document) {
            documents.push_back(documents.empty() ? 0 : documents.back() + 1);
            document = unit->document;
        } else {
            documents.push_back(documents.back());
        }
        segments.push_back({source->text, source->codes, std::nullopt, unit->id});
    }
    if (segments.empty()) {
        throw Error(Fault::input, {path}, "no unit has text in " + language.tag());
    }
    if (others > 0) {
        console.note(path + ": " + std::to_string(others) + " units without " + language.tag() +
                     " left out");
    }
    set_contexts(segments, documents);
    return segments;
}

}  // namespace

tm::MatchQuery SourceSegment::query(const Language& source, const Language& target, int min_score,
                                    std::size_t limit) const {
    tm::MatchQuery result;
    result.source = source;
    result.target = target;
    result.text = text;
    result.codes = codes;
    result.context = context;
    result.id = id;
    result.min_score = min_score;
    result.limit = limit;
    return result;
}

LanguagePair require_languages(const std::string& source, const std::string& target) {
    LanguagePair pair{Language::require(source), Language::require(target)};
    if (pair.source == pair.target) {
        throw Error(Fault::usage, {}, "both languages are " + pair.source.tag(),
                    "say what is translated into what, as in --from en --to ru");
    }
    return pair;
}

SegmentedText read_source_text(const std::string& path, const Language& language,
                               const ReadOptions& options, Segmenters& segmenters,
                               cli::Console& console) {
    return read_input({language, path, true}, options, segmenters, console).text;
}

std::vector<SourceSegment> source_segments(const SegmentedText& text) {
    std::vector<SourceSegment> segments;
    for (std::size_t i = 0; i < text.segments.size(); ++i) {
        std::vector<InlineCode> codes = codes_within(text.document, text.segments[i].range);
        std::string segment = unit_text(text.text_of(i), codes);
        segments.push_back({std::move(segment), std::move(codes), std::nullopt, {}});
    }
    set_contexts(segments, std::vector<std::size_t>(segments.size()));
    return segments;
}

std::vector<std::pair<std::size_t, SourceSegment>> source_segments(const formats::XliffFile& file,
                                                                   const std::string& path,
                                                                   const LanguagePair& languages,
                                                                   cli::Console& console) {
    const std::vector<formats::XliffSegment>& all = file.segments();
    std::vector<SourceSegment> segments;
    std::vector<std::size_t> documents;
    for (const formats::XliffSegment& each : all) {
        segments.push_back({each.source.text, each.source.codes, std::nullopt, each.id});
        documents.push_back(each.file);
    }
    set_contexts(segments, documents);
    std::vector<std::pair<std::size_t, SourceSegment>> wanted;
    std::set<std::string> others;
    bool any = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Language& source = all[i].source_language;
        const Language& target = all[i].target_language;
        if (match(source, languages.source) == LanguageMatch::none ||
            (!target.undetermined() && match(target, languages.target) == LanguageMatch::none)) {
            others.insert(source.tag() + " to " + target.tag());
            continue;
        }
        any = true;
        if (all[i].translate) wanted.emplace_back(i, std::move(segments[i]));
    }
    std::string listed;
    for (const std::string& other : others) listed += (listed.empty() ? "" : ", ") + other;
    if (!any && !all.empty()) {
        throw Error(Fault::input, {path},
                    "this file is " + listed + ", not " + languages.source.tag() + " to " +
                        languages.target.tag(),
                    "say its languages with --from and --to");
    }
    if (!others.empty()) console.warn({{path}, "what is " + listed + " is left as it is"});
    return wanted;
}

std::vector<SourceSegment> read_source_segments(const std::string& path,
                                                const LanguagePair& languages,
                                                const ReadOptions& options, Segmenters& segmenters,
                                                cli::Console& console) {
    const auto format = formats::unit_format_of(path);
    if (!format) {
        return source_segments(
            read_source_text(path, languages.source, options, segmenters, console));
    }
    if (*format != formats::UnitFormat::xliff) {
        return segments_of_units(path, languages.source, console);
    }
    const formats::XliffFile file(path, console.warning_sink());
    std::vector<SourceSegment> segments;
    for (auto& [number, segment] : source_segments(file, path, languages, console)) {
        segments.push_back(std::move(segment));
    }
    return segments;
}

}  // namespace egiz::workflow
