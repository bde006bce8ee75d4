// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/outputs.hpp"

#include "cli/workflow/report_model.hpp"
#include "formats/exchange/hunalign.hpp"
#include "formats/exchange/ladder.hpp"
#include "formats/exchange/moses.hpp"
#include "formats/report/report.hpp"
#include "text/error.hpp"
#include "text/known_language.hpp"
#include "tm/alignment_file.hpp"

#include <filesystem>
#include <utility>

namespace egiz::workflow {
namespace {

struct OutputEntry {
    std::string_view extension;
    OutputKind kind;
};
constexpr OutputEntry output_kinds[] = {
    {".egiz", OutputKind::egiz},       {".html", OutputKind::html},
    {".htm", OutputKind::html},        {".ladder", OutputKind::ladder},
    {".hunladder", OutputKind::rungs}, {".huntext", OutputKind::hunalign_text},
};

std::optional<std::size_t> index_of(const std::vector<Language>& languages,
                                    const Language& wanted) {
    std::optional<std::size_t> best;
    LanguageMatch best_match = LanguageMatch::none;
    for (std::size_t i = 0; i < languages.size(); ++i) {
        const LanguageMatch quality = match(languages[i], wanted);
        if (quality > best_match) {
            best_match = quality;
            best = i;
        }
    }
    return best;
}

std::string listed(const std::vector<Language>& languages) {
    std::string text;
    for (const Language& language : languages) text += (text.empty() ? "" : ", ") + language.tag();
    return text;
}

/// The sentences of a bead's side, each on one line.
std::vector<std::string> sentences_of(const SegmentedText& text, Span span) {
    std::vector<std::string> sentences;
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
        sentences.push_back(unit_text(text_of(text, {i, i + 1})));
    }
    return sentences;
}

void write_hunalign_beads(const Alignment& alignment, std::size_t source, std::size_t target,
                          std::ostream& out) {
    for (const Bead& bead : ladder_between(alignment, source, target)) {
        formats::write_hunalign_text(out, sentences_of(alignment.texts[source], bead.source),
                                     sentences_of(alignment.texts[target], bead.target),
                                     bead.confidence);
    }
}

void write_units(const Alignment& alignment, const OutputSpec& spec, const ExportOptions& options,
                 std::ostream& out) {
    const std::vector<Language> languages = languages_of(alignment);
    formats::UnitWriterOptions writer_options =
        options.client.written_as(spec.path).writer_options(spec.part);
    writer_options.languages = languages;
    if (spec.pair) {
        writer_options.languages = {languages[spec.pair->first], languages[spec.pair->second]};
    }
    writer_options.date = options.origin.date;
    writer_options.source_document =
        alignment.texts[spec.pair ? spec.pair->first : 0].document.name;
    writer_options.side = spec.side;
    const auto writer = make_unit_writer(spec.format, out, writer_options);
    const auto units =
        spec.pair ? bilingual_units(alignment, spec.pair->first, spec.pair->second, options.origin)
                  : multilingual_units(alignment, options.origin);
    for (const TranslationUnit& unit : units) {
        if (formats::is_in(unit, spec.part)) writer->write(unit);
    }
    writer->finish();
}

using ParseLanguage = std::optional<Language> (*)(std::string_view);

std::optional<std::pair<Language, Language>> pair_in(const std::string& text, ParseLanguage parse) {
    for (std::size_t dash = text.find('-'); dash != std::string::npos;
         dash = text.find('-', dash + 1)) {
        const auto source = parse(text.substr(0, dash));
        const auto target = parse(text.substr(dash + 1));
        if (source && target) return std::pair(*source, *target);
    }
    return std::nullopt;
}

}  // namespace

std::optional<OutputKind> output_kind_of(const std::string& path) {
    const auto spec = whole_output(path);
    return spec ? std::optional(spec->kind) : std::nullopt;
}

std::optional<OutputSpec> whole_output(const std::string& path) {
    OutputSpec spec;
    spec.path = path;
    const std::string extension = std::filesystem::path(path).extension().string();
    for (const OutputEntry& kind : output_kinds) {
        if (extension != kind.extension) continue;
        spec.kind = kind.kind;
        return spec;
    }
    const auto format = formats::unit_format_of(path);
    if (!format) return std::nullopt;
    spec.kind = OutputKind::units;
    spec.format = *format;
    return spec;
}

std::string output_extensions() {
    return ".egiz .html .ladder .hunladder " + formats::unit_extensions();
}

bool needs_pair(const OutputSpec& spec) {
    if (spec.kind == OutputKind::egiz || spec.kind == OutputKind::html) return false;
    return spec.kind != OutputKind::units ||
           formats::languages_held(spec.format) == formats::LanguagesHeld::two;
}

std::optional<std::pair<Language, Language>> parse_pair(const std::string& text) {
    const auto known = pair_in(text, known_language);
    return known ? known : pair_in(text, Language::parse);
}

std::optional<std::pair<Language, Language>> pair_of_name(const std::string& path) {
    std::string stem = std::filesystem::path(path).stem().string();
    while (true) {
        const std::size_t dot = stem.rfind('.');
        const auto pair =
            pair_in(dot == std::string::npos ? stem : stem.substr(dot + 1), known_language);
        // Two-letter codes only: `well-known.tmx` is no pair.
        if (pair && pair->first.primary().size() == 2 && pair->second.primary().size() == 2) {
            return pair;
        }
        if (dot == std::string::npos) return std::nullopt;
        stem.resize(dot);
    }
}

OutputSpec parse_output(const std::string& path, const std::vector<Language>& languages) {
    const auto whole = whole_output(path);
    if (!whole) {
        throw Error(Fault::usage, {path}, "cannot tell from its name what to write",
                    "end it in one of " + output_extensions());
    }
    OutputSpec spec = *whole;
    if (spec.kind == OutputKind::egiz || spec.kind == OutputKind::html) return spec;
    if (const auto pair = pair_of_name(path)) {
        const auto source = index_of(languages, pair->first);
        const auto target = index_of(languages, pair->second);
        if (!source || !target || *source == *target) {
            throw Error(Fault::usage, {path},
                        "its name asks for " + pair->first.tag() + "-" + pair->second.tag() +
                            ", but the languages are " + listed(languages));
        }
        spec.pair = std::pair(*source, *target);
    } else if (languages.size() == 2) {
        spec.pair = std::pair(0, 1);
    } else if (needs_pair(spec)) {
        throw Error(Fault::usage, {path}, "this format holds two languages, and there are more",
                    "put the pair into the name, as in x." + languages[0].tag() + "-" +
                        languages[1].tag() + std::filesystem::path(path).extension().string());
    }
    return spec;
}

std::vector<OutputSpec> parts_of(const OutputSpec& spec, const ClientOptions& client,
                                 const std::vector<Language>& languages) {
    if (spec.kind != OutputKind::units) return {spec};
    if (spec.format == formats::UnitFormat::moses) {
        const auto [source, target] = *spec.pair;
        const auto files =
            formats::moses_files(spec.path, languages[source].tag(), languages[target].tag());
        std::vector<OutputSpec> sides{spec, spec};
        sides[0].path = files.first;
        sides[1].path = files.second;
        sides[1].side = 1;
        return sides;
    }
    if (spec.format != formats::UnitFormat::tmx) return {spec};
    if (client.profile().bilingual && !spec.pair) {
        fail_as_not_bilingual(spec.path, client, languages);
    }
    std::vector<OutputSpec> parts;
    for (const ClientFile& file : tmx_files(spec.path, client)) {
        parts.push_back(spec);
        parts.back().path = file.path;
        parts.back().part = file.part;
    }
    return parts;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_of(const std::vector<OutputSpec>& specs) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const OutputSpec& spec : specs) {
        if (spec.pair) pairs.push_back(*spec.pair);
    }
    return pairs;
}

void write_output(const Alignment& alignment, const OutputSpec& spec, const ExportOptions& options,
                  std::ostream& out) {
    switch (spec.kind) {
        case OutputKind::egiz:
            throw Error(Fault::usage, {spec.path}, "an alignment file cannot go to a stream");
        case OutputKind::html:
            formats::write_report(out, make_report(alignment, options.origin.document));
            break;
        case OutputKind::ladder: {
            const auto [source, target] = *spec.pair;
            const bool numbered = !options.lines.empty();
            formats::write_ladder(out, ladder_between(alignment, source, target),
                                  numbered ? options.lines[source] : std::vector<std::uint32_t>(),
                                  numbered ? options.lines[target] : std::vector<std::uint32_t>());
            break;
        }
        case OutputKind::rungs: {
            const auto [source, target] = *spec.pair;
            formats::write_rungs(out,
                                 formats::ladder_lines(ladder_between(alignment, source, target)));
            break;
        }
        case OutputKind::hunalign_text:
            write_hunalign_beads(alignment, spec.pair->first, spec.pair->second, out);
            break;
        case OutputKind::units:
            write_units(alignment, spec, options, out);
    }
}

void write_output(const Alignment& alignment, const OutputSpec& spec, const ExportOptions& options,
                  formats::OutputFile& file) {
    if (spec.kind == OutputKind::egiz) {
        tm::write_alignment(file.temporary_path(), alignment, {EGIZ_VERSION, options.fingerprint});
    } else {
        write_output(alignment, spec, options, file.stream());
    }
}

std::vector<Language> languages_of(const Alignment& alignment) {
    std::vector<Language> languages;
    for (const SegmentedText& text : alignment.texts) languages.push_back(text.document.language);
    return languages;
}

}  // namespace egiz::workflow
