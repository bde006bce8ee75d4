// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/convert.hpp"

#include "cli/workflow/document_xliff.hpp"
#include "cli/workflow/outputs.hpp"
#include "cli/workflow/read_ahead.hpp"
#include "formats/documents/document_file.hpp"
#include "formats/exchange/hunalign.hpp"
#include "formats/exchange/ladder.hpp"
#include "formats/exchange/moses.hpp"
#include "formats/exchange/xliff_copy.hpp"
#include "formats/input_file.hpp"
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
    const formats::LanguagesHeld held = formats::languages_held(format);
    if (held == formats::LanguagesHeld::any) return {};
    std::vector<Language> languages = languages_in(units);
    // Of one language: nothing is translated yet.
    const std::size_t fewest = formats::holds_untranslated(format) ? 1 : 2;
    if (held == formats::LanguagesHeld::two &&
        (languages.size() < fewest || languages.size() > 2)) {
        std::string listed;
        for (const Language& language : languages) listed += ' ' + language.tag();
        throw Error(Fault::usage, {output},
                    "this format holds two languages, and the units have" +
                        (listed.empty() ? std::string(" none") : ":" + listed),
                    "say which with --pair en-kk, or in the name: x.en-kk" +
                        std::filesystem::path(output).extension().string());
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

/// A document, or a text of no name that units have, be it empty; XML of another name may well hold
/// units.
bool is_text(const std::string& path) {
    if (formats::is_document(path)) return true;
    if (formats::unit_format_of(path)) return false;
    const std::string start(formats::InputFile(path).peek(1024));
    const Range text = trim(start, {0, start.size()});
    return text.empty() || (start[text.begin] != '<' && !start.starts_with("PK"));
}

/// The languages are those of --from and --to, else those of --pair or of the output's name.
int convert_document(const ConvertOptions& options, cli::Console& console) {
    if (formats::unit_format_of(options.output) != formats::UnitFormat::xliff) {
        throw Error(Fault::usage, {options.output}, "a text or document can only become XLIFF",
                    "end its name in .xlf; pairs of texts are aligned: egiz align");
    }
    if (!options.reading.repairs.empty() || options.reading.strict || options.reading.salvage) {
        console.note("not used for documents: --strict, --salvage, --repairs");
    }
    DocumentXliffOptions xliff{options.source, options.target, options.client, options.read,
                               options.segmentation};
    const auto pair = options.pair.empty() ? pair_of_name(options.output)
                                           : std::optional(require_pair(options.pair));
    if (pair && xliff.source.empty()) xliff.source = pair->first.tag();
    if (pair && xliff.target.empty()) xliff.target = pair->second.tag();
    return write_document_xliff(options.input, options.output, xliff, console);
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
    if (output_kind_of(options.output) == OutputKind::rungs) {
        formats::write_rungs(output.stream(), ladder);
    } else {
        formats::write_ladder(output.stream(), ladder);
    }
    output.commit();
    console.note(options.output + ": " + cli::counted(ladder.size(), "bead"));
    return 0;
}

void note_written(const std::string& output, const formats::UnitWriter& writer,
                  cli::Console& console) {
    std::string note = output + ": " + cli::counted(writer.written(), "unit") + " written";
    if (writer.left_out() > 0) {
        note += ", " + std::to_string(writer.left_out()) +
                " left out (no text in two of the languages)";
    }
    if (writer.dropped_characters() > 0) {
        note += ", " + cli::counted(writer.dropped_characters(), "character") +
                " dropped that XML cannot hold";
    }
    console.note(note);
    for (const std::string& remark : writer.remarks()) console.note(output + ": " + remark);
    const std::string languages = writer.language_summary();
    if (!languages.empty()) console.note(output + ": languages: " + languages);
}

std::vector<Property> header_of(const ConvertOptions& options) {
    const auto reader = formats::open_units(
        options.input, [](const Warning&) {}, options.reading.format_options(options.input));
    static_cast<void>(reader->next());
    return reader->header();
}

}  // namespace

void write_units(const UnitSource& units, const std::string& output, const std::string& pair,
                 const ClientOptions& client, const std::string& origin, cli::Console& console,
                 const std::vector<Property>& header) {
    const auto format = formats::unit_format_of(output);
    if (!format) {
        throw Error(Fault::usage, {output}, "no format that holds translation units",
                    "end its name in one of " + formats::unit_extensions());
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
    if (*format == formats::UnitFormat::moses) {
        const auto [source, target] =
            formats::moses_files(output, languages[0].tag(), languages[1].tag());
        files = {{source, formats::UnitPart::all, 0}, {target, formats::UnitPart::all, 1}};
    }
    // Without a pair asked for, a table has every unit.
    const bool all = pair.empty() && !pair_of_name(output) &&
                     formats::languages_held(*format) == formats::LanguagesHeld::some;
    std::vector<formats::OutputFile> written;
    for (const ClientFile& each : files) {
        formats::UnitWriterOptions writer_options =
            client.written_as(output).writer_options(each.part);
        writer_options.languages = languages;
        writer_options.header = header;
        writer_options.side = each.side;
        if (all) writer_options.fewest_texts = 1;
        writer_options.untranslated = *format == formats::UnitFormat::xliff;
        writer_options.source_document = std::filesystem::path(origin).filename().string();
        formats::OutputFile& file = written.emplace_back(each.path);
        const auto writer = formats::make_unit_writer(*format, file.stream(), writer_options);
        units([&](const TranslationUnit& unit) {
            if (formats::is_in(unit, each.part)) writer->write(unit);
            return true;
        });
        writer->finish();
        note_written(each.path, *writer, console);
    }
    for (formats::OutputFile& file : written) file.commit();
}

namespace {

/// XLIFF of the very version that is asked for, or of any, if nothing else is: it stays as it is.
bool stays_as_it_is(const ConvertOptions& options, const formats::XliffHead& head) {
    const bool as_is = options.pair.empty() && options.client.name.empty() &&
                       !options.reading.salvage && !pair_of_name(options.output);
    const auto& wanted = options.client.xliff_version;
    return as_is && (!wanted || (*wanted == head.version && head.exact));
}

/// \return nothing if it has to be made anew, of its units
std::optional<int> convert_xliff(const ConvertOptions& options, const UnitSource& units,
                                 cli::Console& console) {
    if (formats::unit_format_of(options.output) != formats::UnitFormat::xliff) return std::nullopt;
    const auto head = formats::xliff_head_of(options.input);
    if (!head || !stays_as_it_is(options, *head)) return std::nullopt;
    std::size_t count = 0;
    units([&](const TranslationUnit&) {
        ++count;
        return true;
    });
    formats::OutputFile output(options.output);
    formats::copy_xliff(options.input, output.stream());
    output.commit();
    console.note(options.output + ": " + cli::counted(count, "unit") + ", and all else, as in " +
                 options.input);
    return 0;
}

}  // namespace

int convert(const ConvertOptions& options, cli::Console& console) {
    const auto from = output_kind_of(options.input);
    std::error_code ignored;
    if (std::filesystem::equivalent(options.input, options.output, ignored)) {
        throw Error(Fault::usage, {options.output}, "the input would be overwritten",
                    "give the output another name");
    }
    if (from == OutputKind::egiz) return convert_alignment(options, console);
    const auto is_ladder = [](std::optional<OutputKind> kind) {
        return kind == OutputKind::ladder || kind == OutputKind::rungs;
    };
    if (is_ladder(from)) {
        if (!is_ladder(output_kind_of(options.output))) {
            throw Error(Fault::usage, {options.output},
                        "a ladder holds numbers, not text: it can only become a ladder",
                        "convert the .egiz file of the alignment instead");
        }
        return convert_ladder(options, console);
    }
    if (is_text(options.input)) return convert_document(options, console);
    RepairReport repairs(options.reading, console);
    bool was_read = false;  // what is wrong with the file is said once
    const UnitSource units = [&](const std::function<bool(const TranslationUnit&)>& visit) {
        if (!was_read) repairs.restart();
        ReadAhead reader(options.input,
                         was_read ? WarningSink([](const Warning&) {}) : repairs.sink(),
                         options.reading.format_options(options.input));
        for (auto batch = reader.next(); !batch.empty(); batch = reader.next()) {
            for (const TranslationUnit& unit : batch) {
                if (!visit(unit)) return;
            }
        }
        if (std::exchange(was_read, true)) return;
        const formats::ReadCounts& counts = reader.counts();
        if (counts.repaired + counts.skipped + counts.broken > 0) {
            console.note(options.input + ": " + counts_line(counts));
        }
    };
    if (!convert_xliff(options, units, console)) {
        // What PO and Qt TS say of themselves goes into a file of the same kind only.
        const bool same =
            formats::unit_format_of(options.input) == formats::unit_format_of(options.output) &&
            formats::unit_format_of(options.input).has_value();
        write_units(units, options.output, options.pair, options.client, options.input, console,
                    same ? header_of(options) : std::vector<Property>());
    }
    console.finish_warnings();
    repairs.write();
    return 0;
}

}  // namespace egiz::workflow
