// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/convert.hpp"

#include "cli/workflow/outputs.hpp"
#include "cli/workflow/read_ahead.hpp"
#include "formats/exchange/ladder.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "tm/alignment_file.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>
#include <vector>

namespace egiz::workflow {
namespace {

std::vector<Language> languages_in(const UnitSource& units) {
    std::vector<Language> languages;
    units([&](const TranslationUnit& unit) {
        for (const Variant& variant : unit.variants) {
            if (std::find(languages.begin(), languages.end(), variant.language) ==
                languages.end()) {
                languages.push_back(variant.language);
            }
        }
        return true;
    });
    return languages;
}

std::pair<Language, Language> require_pair(const std::string& text) {
    if (const auto pair = parse_pair(text)) return *pair;
    throw Error(Fault::usage, {}, "'" + text + "' is no pair of languages", "write it as en-kk");
}

std::vector<Language> choose_languages(const UnitSource& units, const std::string& output,
                                       const std::string& pair, formats::UnitFormat format) {
    if (!pair.empty()) {
        const auto [source, target] = require_pair(pair);
        return {source, target};
    }
    if (const auto named = pair_of_name(output)) return {named->first, named->second};
    if (format == formats::UnitFormat::tmx || format == formats::UnitFormat::jsonl) return {};
    std::vector<Language> languages = languages_in(units);
    if (format == formats::UnitFormat::xliff && languages.size() != 2) {
        std::string listed;
        for (const Language& language : languages) listed += ' ' + language.tag();
        throw Error(Fault::usage, {output},
                    "XLIFF holds two languages, and the units have" +
                        (listed.empty() ? std::string(" none") : ":" + listed),
                    "say which with --pair en-kk, or in the name: x.en-kk.xlf");
    }
    return languages;
}

int convert_alignment(const ConvertOptions& options, cli::Console& console) {
    const tm::AlignmentFile file = tm::read_alignment(options.input);
    ExportOptions export_options;
    export_options.client = options.client;
    export_options.fingerprint = file.info.fingerprint;
    export_options.origin.document =
        std::filesystem::path(file.alignment.texts.front().document.name).filename().string();
    const std::vector<Language> languages = languages_of(file.alignment);
    OutputSpec spec = parse_output(
        options.pair.empty()
            ? options.output
            : "-." + options.pair + std::filesystem::path(options.output).extension().string(),
        languages);
    spec.path = options.output;
    for (const OutputSpec& part : parts_of(spec, options.client, languages)) {
        formats::OutputFile output(part.path);
        write_output(file.alignment, part, export_options, output);
        output.commit();
        console.note(part.path + " written");
    }
    return 0;
}

bool contiguous(const std::vector<std::uint32_t>& numbers) {
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (numbers[i] != numbers[i - 1] + 1) return false;
    }
    return true;
}

int convert_ladder(const ConvertOptions& options, cli::Console& console) {
    const std::vector<formats::LadderLine> ladder = formats::read_ladder(options.input);
    for (const formats::LadderLine& bead : ladder) {
        if (!contiguous(bead.source) || !contiguous(bead.target)) {
            throw Error(Fault::input, {options.input},
                        "a bead whose segments do not follow each other");
        }
    }
    formats::OutputFile output(options.output);
    formats::write_ladder(output.stream(), ladder);
    output.commit();
    console.note(options.output + ": " + std::to_string(ladder.size()) + " beads");
    return 0;
}

void note_written(const std::string& output, const formats::UnitWriter& writer,
                  cli::Console& console) {
    std::string note = output + ": " + std::to_string(writer.written()) + " units written";
    if (writer.left_out() > 0) {
        note += ", " + std::to_string(writer.left_out()) +
                " left out (no text in two of the languages)";
    }
    if (writer.dropped_characters() > 0) {
        note += ", " + std::to_string(writer.dropped_characters()) +
                " characters dropped that XML cannot hold";
    }
    console.note(note);
    const auto* selecting = dynamic_cast<const formats::SelectingWriter*>(&writer);
    const std::string languages = selecting != nullptr ? selecting->language_summary() : "";
    if (!languages.empty()) console.note(output + ": languages: " + languages);
}

}  // namespace

void write_units(const UnitSource& units, const std::string& output, const std::string& pair,
                 const ClientOptions& client, const std::string& origin, cli::Console& console) {
    const auto format = formats::unit_format_of(output);
    if (!format) {
        throw Error(Fault::usage, {output}, "no format that holds translation units",
                    "end its name in .tmx .xlf .tsv or .jsonl");
    }
    std::vector<Language> languages = choose_languages(units, output, pair, *format);
    std::vector<ClientFile> files{{output, formats::UnitPart::all}};
    if (*format == formats::UnitFormat::tmx) {
        files = tmx_files(output, client);
        if (client.profile().bilingual && languages.empty()) {
            languages = languages_in(units);
            if (languages.size() > 2) fail_as_not_bilingual(output, client, languages);
        }
    }
    for (const ClientFile& each : files) {
        formats::UnitWriterOptions writer_options = client.writer_options(each.part);
        writer_options.languages = languages;
        writer_options.source_document = std::filesystem::path(origin).filename().string();
        formats::OutputFile file(each.path);
        const auto writer = formats::make_unit_writer(*format, file.stream(), writer_options);
        units([&](const TranslationUnit& unit) {
            if (formats::is_in(unit, each.part)) writer->write(unit);
            return true;
        });
        writer->finish();
        file.commit();
        note_written(each.path, *writer, console);
    }
}

int convert(const ConvertOptions& options, cli::Console& console) {
    const auto from = output_kind_of(options.input);
    std::error_code ignored;
    if (std::filesystem::equivalent(options.input, options.output, ignored)) {
        throw Error(Fault::usage, {options.output}, "the input would be overwritten",
                    "give the output another name");
    }
    if (from == OutputKind::egiz) return convert_alignment(options, console);
    if (from == OutputKind::ladder) {
        if (output_kind_of(options.output) != OutputKind::ladder) {
            throw Error(Fault::usage, {options.output},
                        "a ladder holds numbers, not text: it can only become a ladder",
                        "convert the .egiz file of the alignment instead");
        }
        return convert_ladder(options, console);
    }
    RepairReport repairs(options.reading, console);
    const UnitSource units = [&](const std::function<bool(const TranslationUnit&)>& visit) {
        repairs.restart();
        ReadAhead reader(options.input, repairs.sink(), options.reading.format_options());
        for (auto batch = reader.next(); !batch.empty(); batch = reader.next()) {
            for (const TranslationUnit& unit : batch) {
                if (!visit(unit)) return;
            }
        }
        const formats::ReadCounts& counts = reader.counts();
        if (counts.repaired + counts.skipped + counts.broken > 0) {
            console.note(options.input + ": " + counts_line(counts));
        }
    };
    write_units(units, options.output, options.pair, options.client, options.input, console);
    console.finish_warnings();
    repairs.write();
    return 0;
}

}  // namespace egiz::workflow
