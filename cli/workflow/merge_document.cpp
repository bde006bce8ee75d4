// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/merge_document.hpp"

#include "cli/interrupt.hpp"
#include "cli/workflow/paragraph_merger.hpp"
#include "cli/workflow/result_output.hpp"
#include "cli/workflow/source_segments.hpp"
#include "formats/exchange/units.hpp"
#include "formats/output_file.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <optional>
#include <ostream>
#include <unordered_map>
#include <utility>

namespace egiz::workflow {
namespace {

struct Translation {
    Variant source;
    Variant target;  ///< without text: there is none
};

/// A text without its white space, by which translations are found.
std::string key_of(std::string_view text) {
    std::string key;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (!is_space(next_code_point(text, at))) key += text.substr(begin, at - begin);
    }
    return key;
}

bool is_blank(std::string_view text) { return trim(text, {0, text.size()}).empty(); }

[[noreturn]] void fail_without_translation(const MergeOptions& options,
                                           const LanguagePair& languages, bool one_language) {
    if (one_language) {
        throw Error(Fault::input, {options.translations}, "nothing is translated in this file",
                    "give the file that came back from the translator");
    }
    std::string of;
    if (!languages.source.undetermined()) of += " of " + languages.source.tag();
    if (!languages.target.undetermined()) of += " into " + languages.target.tag();
    throw Error(Fault::input, {options.translations}, "there is no translation in this file" + of,
                "say its languages with --from and --to");
}

/// Reads the units of a file in the two languages.
std::vector<Translation> read_translations(const MergeOptions& options, LanguagePair& languages,
                                           cli::Console& console) {
    const auto reader = formats::open_units(options.translations, console.warning_sink());
    std::vector<Translation> translations;
    bool one_language = true;
    bool any = false;
    while (auto unit = reader->next()) {
        if (unit->state == ReviewState::rejected) continue;
        if (languages.source.undetermined() && !unit->variants.empty()) {
            languages.source = unit->variants.front().language;
        }
        if (languages.target.undetermined() && unit->variants.size() > 1) {
            languages.target = unit->variants[1].language;
        }
        const Variant* source = unit->find(languages.source);
        if (source == nullptr) {
            one_language = false;
            continue;
        }
        Translation& translation = translations.emplace_back();
        translation.source = *source;
        for (const Variant& variant : unit->variants) {
            one_language = one_language && (&variant == source || is_blank(variant.text));
        }
        if (languages.target.undetermined()) continue;
        const Variant* target = unit->find(languages.target);
        if (target == nullptr || target == source || is_blank(target->text)) continue;
        translation.target = *target;
        any = true;
    }
    if (!any) fail_without_translation(options, languages, one_language && !translations.empty());
    return translations;
}

/// Finds translations for the sentences of a document, wherever they are in the file.
class Finder {
public:
    Finder(const SegmentedText& text, const std::vector<Translation>& translations)
        : text_(text), translations_(translations) {
        for (std::size_t i = 0; i < translations.size(); ++i) {
            keys_.push_back(key_of(translations[i].source.text));
            const auto [entry, is_new] = by_key_.try_emplace(keys_.back(), i);
            if (!is_new && translations[entry->second].target.text.empty()) entry->second = i;
        }
        for (std::size_t i = 0; i < text.segments.size(); ++i) {
            sentence_keys_.push_back(key_of(text.text_of(i)));
        }
    }

    /// Cuts sentences `begin` to `end`, which are one paragraph, into pieces.
    void find(std::size_t begin, std::size_t end, std::vector<TranslatedPiece>& pieces) {
        while (begin < end) {
            const std::size_t before = begin;
            if (!find_next(begin, end, pieces)) find_anywhere(begin, end, pieces);
            if (begin == before) pieces.push_back({text_.segments[begin++].range});
        }
    }

private:
    /// The next translations of the file, if together they are the next sentences.
    bool find_next(std::size_t& begin, std::size_t end, std::vector<TranslatedPiece>& pieces) {
        std::string sentences;
        std::string sources;
        std::size_t behind = begin;
        std::size_t next = next_;
        std::size_t same = 0;
        do {
            if (sentences.size() <= sources.size()) {
                if (behind == end) return false;
                sentences += sentence_keys_[behind++];
            } else {
                if (next == keys_.size()) return false;
                sources += keys_[next++];
            }
            const std::size_t common = std::min(sentences.size(), sources.size());
            if (sentences.compare(same, common - same, sources, same, common - same) != 0) {
                return false;
            }
            same = common;
        } while (sentences.size() != sources.size());
        add_pieces({text_.segments[begin].range.begin, text_.segments[behind - 1].range.end}, next,
                   pieces);
        begin = behind;
        return true;
    }

    /// The pieces of `range` that translations `next_` up to `end` are of.
    void add_pieces(Range range, std::size_t end, std::vector<TranslatedPiece>& pieces) {
        std::size_t at = range.begin;
        for (; next_ < end; ++next_) {
            if (keys_[next_].empty()) continue;
            at = trim(text_.document.text, {at, range.end}).begin;
            const std::size_t begin = at;
            for (std::size_t bytes = 0; bytes < keys_[next_].size();) {
                const std::size_t before = at;
                if (!is_space(next_code_point(text_.document.text, at))) bytes += at - before;
            }
            add(next_, {begin, at}, pieces);
        }
    }

    /// A translation of several sentences at once before those of fewer.
    void find_anywhere(std::size_t& begin, std::size_t end, std::vector<TranslatedPiece>& pieces) {
        constexpr std::size_t most_sentences = 8;
        std::vector<std::string> keys;
        for (std::size_t i = begin; i < std::min(end, begin + most_sentences); ++i) {
            keys.push_back((keys.empty() ? std::string() : keys.back()) + sentence_keys_[i]);
        }
        for (std::size_t count = keys.size(); count > 0; --count) {
            const auto found = by_key_.find(keys[count - 1]);
            if (found == by_key_.end()) continue;
            add(found->second,
                {text_.segments[begin].range.begin, text_.segments[begin + count - 1].range.end},
                pieces);
            next_ = found->second + 1;
            begin += count;
            return;
        }
    }

    void add(std::size_t number, Range range, std::vector<TranslatedPiece>& pieces) const {
        const Translation& translation = translations_[number];
        TranslatedPiece piece{range};
        piece.found = true;
        if (!translation.target.text.empty()) {
            piece.source_variant = &translation.source;
            piece.target = &translation.target;
        }
        pieces.push_back(piece);
    }

    const SegmentedText& text_;
    const std::vector<Translation>& translations_;
    std::vector<std::string> keys_;
    std::unordered_map<std::string, std::size_t> by_key_;
    std::vector<std::string> sentence_keys_;
    std::size_t next_ = 0;
};

/// One translation a sentence; those that the memories do not know are empty.
std::vector<Translation> ask_memories(const MergeOptions& options, const LanguagePair& languages,
                                      const SegmentedText& text, cli::Console& console) {
    Matchers matchers(options.lookup);
    for (const MemoryName& memory : matchers.memories()) {
        check_output_spares(options.output, memory.path);
    }
    const std::vector<SourceSegment> segments = source_segments(text);
    std::vector<Translation> translations(segments.size());
    // What is exact but for its codes, or not reviewed, loses points; it is taken all the same:
    // ParagraphMerger counts the codes that it has no place for.
    constexpr int exact = 100;
    constexpr int least = 80;
    constexpr std::size_t most = 8;
    matchers.find_all(
        segments.size(), options.jobs,
        [&](std::size_t i) {
            return segments[i].query(languages.source, languages.target, least, most);
        },
        [&](std::size_t i, std::vector<tm::Match> matches) {
            const auto best = std::find_if(matches.begin(), matches.end(), [&](const auto& match) {
                return match.base >= exact || match.source.text == segments[i].text;
            });
            if (best != matches.end()) {
                translations[i] = {std::move(best->source), std::move(best->target)};
            }
            if (i % 256 == 0) console.progress("sentences", i, segments.size());
        });
    console.finish_progress();
    return translations;
}

std::vector<TranslatedPiece> pieces_of(const SegmentedText& text,
                                       const std::vector<Translation>& translations,
                                       bool one_a_sentence) {
    std::vector<TranslatedPiece> pieces;
    if (one_a_sentence) {
        for (std::size_t i = 0; i < text.segments.size(); ++i) {
            TranslatedPiece& piece = pieces.emplace_back();
            piece.source = text.segments[i].range;
            if (translations[i].target.text.empty()) continue;
            piece.source_variant = &translations[i].source;
            piece.target = &translations[i].target;
        }
        return pieces;
    }
    Finder finder(text, translations);
    for (std::size_t begin = 0; begin < text.segments.size();) {
        std::size_t end = begin + 1;
        while (end < text.segments.size() &&
               text.segments[end].paragraph == text.segments[begin].paragraph) {
            ++end;
        }
        finder.find(begin, end, pieces);
        begin = end;
    }
    return pieces;
}

/// Sentences that lie in a piece with a translation, and those that do not.
/// \return how many lie in no piece that was found at all
std::size_t count_sentences(const SegmentedText& text, const std::vector<TranslatedPiece>& pieces,
                            MergeCounts& counts) {
    std::size_t piece = 0;
    std::size_t not_found = 0;
    for (const Segment& segment : text.segments) {
        while (piece < pieces.size() && pieces[piece].source.end <= segment.range.begin) ++piece;
        bool translated = piece < pieces.size();
        bool found = false;
        for (std::size_t k = piece; k < pieces.size() && pieces[k].source.begin < segment.range.end;
             ++k) {
            translated = translated && pieces[k].target != nullptr;
            found = found || pieces[k].found;
        }
        ++(translated ? counts.translated : counts.left);
        if (!found) ++not_found;
    }
    return not_found;
}

/// Translations of another document have a few sentences of this one too.
void warn_if_foreign(const MergeOptions& options, std::size_t not_found, std::size_t all,
                     cli::Console& console) {
    if (not_found * 2 <= all) return;
    console.warn({{options.translations},
                  std::to_string(not_found) + " of " + std::to_string(all) + " sentences of " +
                      options.document + " are not in this file: do they belong together?"});
}

/// \throws Error (usage) if the output's name is one of another kind of document
void check_output_kind(const MergeOptions& options, const formats::DocumentFile& file) {
    const std::string_view named = formats::document_kind_of_name(options.output);
    if (named.empty() || named == file.kind()) return;
    throw Error(Fault::usage, {options.output},
                "this is a name for " + std::string(named) + ", and the document is " +
                    std::string(file.kind()) + ", which it stays",
                "end the name as that of the document ends");
}

void show(const MergeCounts& counts, const MergeOptions& options, cli::Console& console) {
    if (console.json()) {
        const nlohmann::ordered_json json{{"output", options.output},
                                          {"translated", counts.translated},
                                          {"left", counts.left},
                                          {"paragraphs", counts.paragraphs},
                                          {"moved_codes", counts.moved_codes},
                                          {"guessed_codes", counts.guessed_codes},
                                          {"lost_pairs", counts.lost_pairs},
                                          {"unknown_codes", counts.unknown_codes},
                                          {"crossing_codes", counts.put_in_order}};
        console.out() << json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace)
                      << '\n';
    } else if (!console.quiet()) {
        const auto line = [&](const char* label, std::size_t count, bool always) {
            if (!always && count == 0) return;
            console.out() << std::left << std::setw(34) << label << std::right << std::setw(8)
                          << count << '\n';
        };
        line("sentences translated", counts.translated, true);
        line("sentences left as they are", counts.left, true);
        line("codes put at the end", counts.moved_codes, false);
        line("codes put between sentences", counts.guessed_codes, false);
        line("pairs of codes left out", counts.lost_pairs, false);
        line("codes not known to the document", counts.unknown_codes, false);
        line("translations with crossing codes", counts.put_in_order, false);
    }
    console.finish_output();
}

}  // namespace

int merge_document(const MergeOptions& options, cli::Console& console) {
    cli::catch_interrupts();
    for (const std::string& input : {options.document, options.translations}) {
        if (!input.empty()) check_output_spares(options.output, input);
    }
    check_output_spares(options.output, options.segmentation);
    const bool from_memory = options.translations.empty();
    LanguagePair languages;
    if (from_memory) {
        languages = require_languages(options.source, options.target);
    } else {
        if (!options.source.empty()) languages.source = Language::require(options.source);
        if (!options.target.empty()) languages.target = Language::require(options.target);
    }
    std::vector<Translation> translations;
    if (!from_memory) translations = read_translations(options, languages, console);

    const formats::DocumentFile file(
        options.document, {languages.source, options.read.encoding, options.read.line_breaks},
        console.warning_sink());
    if (!file.can_be_written()) {
        throw Error(Fault::usage, {options.document}, "this kind of document can only be read",
                    "what can be written is " + formats::writable_documents());
    }
    check_output_kind(options, file);
    Segmenters segmenters(options.segmentation, console);
    const SegmentedText text = align::segment(file.document(), segmenters.get(languages.source));
    if (from_memory) translations = ask_memories(options, languages, text, console);
    const std::vector<TranslatedPiece> pieces = pieces_of(text, translations, from_memory);

    ParagraphMerger merger(text, file.keeps_lines(), [&](std::string_view translation) {
        return segmenters.get(languages.target).split(translation);
    });
    const std::size_t not_found = count_sentences(text, pieces, merger.counts());
    std::vector<std::optional<formats::ParagraphContent>> contents(text.document.paragraphs.size());
    for (std::size_t begin = 0; begin < pieces.size();) {
        const auto paragraph = static_cast<std::size_t>(
            std::upper_bound(text.document.paragraphs.begin(), text.document.paragraphs.end(),
                             pieces[begin].source.begin,
                             [](std::size_t at, const Range& range) { return at < range.end; }) -
            text.document.paragraphs.begin());
        const Range range = text.document.paragraphs[paragraph];
        std::size_t end = begin;
        bool any = false;
        for (; end < pieces.size() && pieces[end].source.begin < range.end; ++end) {
            any = any || pieces[end].target != nullptr;
        }
        if (any) {
            contents[paragraph] =
                merger.merge(range, std::span(pieces).subspan(begin, end - begin));
            ++merger.counts().paragraphs;
        }
        begin = end;
    }
    segmenters.warn_of_unused();
    if (merger.counts().paragraphs == 0) {
        throw Error(Fault::input, {options.document},
                    "nothing of this document is translated in " +
                        (from_memory ? "the memory" : options.translations),
                    "check that they belong together, and the languages");
    }
    if (!from_memory) warn_if_foreign(options, not_found, text.segments.size(), console);
    formats::OutputFile output(options.output);
    const std::string bytes = file.with(contents, languages.target);
    output.stream().write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    output.commit();
    console.finish_warnings();
    console.note(options.output + " written");
    show(merger.counts(), options, console);
    return 0;
}

}  // namespace egiz::workflow
