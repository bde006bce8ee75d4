// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/align_files.hpp"

#include "cli/workflow/align_texts.hpp"
#include "cli/workflow/dates.hpp"
#include "cli/workflow/outputs.hpp"
#include "cli/workflow/written_memory.hpp"
#include "formats/exchange/moses.hpp"
#include "tm/alignment_file.hpp"
#include "tm/store.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <iomanip>
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <utility>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

struct Stored {
    std::size_t units = 0;
    tm::AddCounts counts;
};

Json summary_json(const AlignedTexts& aligned, const KnownWords& words,
                  const std::optional<Stored>& stored, const AlignOptions& options) {
    const Alignment& alignment = aligned.alignment;
    Json texts = Json::array();
    for (const SegmentedText& text : alignment.texts) {
        texts.push_back({{"language", text.document.language.tag()},
                         {"file", text.document.name},
                         {"sentences", text.segments.size()}});
    }
    Json pairs = Json::array();
    for (const Pair& pair : alignment.pairs) {
        const PairSummary summary = summarize(alignment, pair);
        Json beads = Json::object();
        for (const auto& [type, count] : summary.beads) beads[type] = count;
        pairs.push_back({{"source", summary.source.tag()},
                         {"target", summary.target.tag()},
                         {"beads", beads},
                         {"gaps", summary.gaps},
                         {"doubtful", summary.doubtful}});
    }
    Json known = Json::array();
    for (const EntriesMet& met : aligned.entries_met) known.push_back(words.json(met));
    Json json{
        {"texts", texts}, {"pairs", pairs}, {"known_words", known}, {"written", options.outputs}};
    if (stored) {
        json["memory"] = {{"file", options.memory},
                          {"units", stored->units},
                          {"added", stored->counts.added},
                          {"updated", stored->counts.updated},
                          {"unchanged", stored->counts.unchanged}};
    }
    return json;
}

void print_summary(std::ostream& out, const AlignedTexts& aligned, const KnownWords& words,
                   const std::optional<Stored>& stored, const AlignOptions& options) {
    const Alignment& alignment = aligned.alignment;
    for (const SegmentedText& text : alignment.texts) {
        out << "  " << std::left << std::setw(8) << text.document.language.tag() << std::right
            << std::setw(6) << text.segments.size() << " sentences  "
            << cli::printable(text.document.name) << '\n';
    }
    for (std::size_t p = 0; p < alignment.pairs.size(); ++p) {
        const PairSummary summary = summarize(alignment, alignment.pairs[p]);
        out << "  " << std::left << std::setw(8)
            << summary.source.tag() + "-" + summary.target.tag() << std::right << std::setw(6)
            << summary.total << " beads     ";
        for (const auto& [type, count] : summary.beads) out << ' ' << type << " ×" << count;
        out << "; " << cli::counted(summary.gaps, "gap") << ", " << summary.doubtful
            << " doubtful\n";
        const std::string known = words.describe(aligned.entries_met[p]);
        if (!known.empty()) out << std::string(16, ' ') << cli::printable(known) << '\n';
    }
    if (stored) {
        out << "  memory  " << std::setw(6) << stored->units << " units      "
            << cli::printable(options.memory) << ": " << stored->counts.added << " new, "
            << stored->counts.updated << " updated, " << stored->counts.unchanged
            << " there already\n";
    }
    for (const std::string& output : options.outputs) {
        out << "  written               " << cli::printable(output) << '\n';
    }
}

/// What goes to standard output, if anything does.
std::optional<OutputSpec> stream_output(const AlignOptions& options,
                                        const std::vector<Language>& languages) {
    std::string format = options.format;
    if (format.empty()) {
        if (!options.outputs.empty() || !options.memory.empty()) return std::nullopt;
        format = options.read.segmented ? "ladder" : "tsv";
    }
    // A name that says the same is all that parse_output() needs.
    const std::string pair = options.pair.empty() ? "" : "." + options.pair;
    OutputSpec spec = parse_output("-" + pair + "." + format, languages);
    if (spec.kind == OutputKind::egiz) {
        throw Error(Fault::usage, {}, "an alignment file cannot go to standard output",
                    "name it with -o x.egiz");
    }
    return spec;
}

/// The pair that was asked for, if one was.
std::optional<std::pair<std::size_t, std::size_t>> pair_to_explain(
    const AlignOptions& options, const std::vector<Language>& languages) {
    if (options.pair.empty()) return std::nullopt;
    // A name that asks for the pair is checked as that of an output is.
    return parse_output("-." + options.pair + ".tsv", languages).pair;
}

std::vector<OutputSpec> file_outputs(const AlignOptions& options,
                                     const std::vector<Language>& languages) {
    std::vector<OutputSpec> specs;
    std::set<std::string> seen;
    for (const std::string& path : options.outputs) {
        if (!seen.insert(std::filesystem::path(path).lexically_normal().string()).second) {
            throw Error(Fault::usage, {path}, "the same output is asked for twice");
        }
        const OutputSpec spec = parse_output(path, languages);
        for (OutputSpec& part : parts_of(spec, options.client, languages)) {
            specs.push_back(std::move(part));
        }
    }
    return specs;
}

/// The files that `corpus.moses` stands for.
std::pair<std::string, std::string> moses_outputs(const std::string& path,
                                                  const std::vector<InputName>& names) {
    if (names.size() == 2) {
        return formats::moses_files(path, names[0].language.tag(), names[1].language.tag());
    }
    return formats::moses_files(path, "", "");
}

/// An output that overwrites an input would destroy it.
void check_outputs_spare_inputs(const AlignOptions& options, const std::vector<InputName>& names) {
    std::vector<std::string> written;
    for (const std::string& output : options.outputs) {
        for (const ClientFile& file : tmx_files(output, options.client)) {
            written.push_back(file.path);
        }
        // A pair of Moses files is written beside texts that may be called the same.
        if (formats::unit_format_of(output) != formats::UnitFormat::moses) continue;
        const auto files = moses_outputs(output, names);
        written.insert(written.end(), {files.first, files.second});
    }
    if (!options.memory.empty()) written.push_back(options.memory);
    for (const std::string& path : written) {
        for (const InputName& name : names) {
            std::error_code ignored;
            if (path == name.path || std::filesystem::equivalent(path, name.path, ignored)) {
                throw Error(Fault::usage, {path}, "an input would be overwritten",
                            "give the output another name");
            }
        }
        check_output_spares(path, options.segmentation);
        check_output_spares(path, options.words);
    }
}

/// Pairs of the texts' languages.
std::vector<PairOfLanguages> language_pairs(const std::vector<Language>& languages) {
    std::vector<PairOfLanguages> pairs;
    for (const align::TextPair& pair : pairs_to_align(languages.size())) {
        pairs.emplace_back(languages[pair.source], languages[pair.target]);
    }
    return pairs;
}

/// Says what was known of the words where no summary does.
void note_known_words(const AlignedTexts& aligned, const KnownWords& words, cli::Console& console) {
    if (!words.has_files() && !words.memory_taught()) return;
    for (const EntriesMet& met : aligned.entries_met) {
        const std::string known = words.describe(met);
        if (known.empty()) continue;
        console.note(met.source.tag() + '-' + met.target.tag() + ": " + known);
    }
}

/// To explain, a memory is only read: it need not be there, and nothing is kept in it.
void learn_without_writing(KnownWords& words, const AlignOptions& options,
                           const std::string& document, const std::vector<Language>& languages,
                           cli::Console& console) {
    console.note("--explain: nothing goes into the memory");
    try {
        const auto store = tm::open_store(options.memory, tm::OpenMode::read);
        words.learn_from(*store, options.memory, language_pairs(languages), {{document}, false},
                         console);
    } catch (const Error& error) {
        console.note("nothing is learnt from the memory: " + error.message());
    }
}

}  // namespace

int align_files(const AlignOptions& options, cli::Console& console) {
    std::vector<InputName> names;
    std::vector<std::string> paths;
    for (const std::string& argument : options.inputs) {
        names.push_back(parse_input(argument));
        paths.push_back(names.back().path);
    }
    check_outputs_spare_inputs(options, names);

    ExportOptions export_options;
    export_options.origin.date = unit_date(options.date, paths);
    export_options.client = options.client;
    std::vector<SegmentedText> texts;
    std::vector<Language> languages;
    Segmenters segmenters(options.segmentation, console);
    for (Input& input : read_inputs(names, options.read, segmenters, console)) {
        languages.push_back(input.text.document.language);
        export_options.lines.push_back(std::move(input.lines));
        texts.push_back(std::move(input.text));
    }
    if (options.read.segmented) {
        note_if_unused(options.segmentation, console);
    } else {
        export_options.lines.clear();
        segmenters.warn_of_unused();
    }
    export_options.fingerprint = fingerprint_of(texts);
    export_options.origin.document = options.name;
    if (options.name.empty()) {
        export_options.origin.document =
            std::filesystem::path(texts.front().document.name).filename().string();
    }

    const PairGates gates = find_anchors(options.anchors, texts, export_options.lines, console);
    KnownWords words(options.words, languages, console);
    const std::string& document = export_options.origin.document;
    if (options.explain.wanted) {
        if (!options.memory.empty()) {
            learn_without_writing(words, options, document, languages, console);
        }
        explain_beads(texts, words.aligner_options(), gates, pair_to_explain(options, languages),
                      export_options.lines, options.explain, console);
        return 0;
    }

    // Everything that can fail for the user's reasons is tried before anything is written.
    const std::vector<OutputSpec> specs = file_outputs(options, languages);
    const std::optional<OutputSpec> stream = stream_output(options, languages);
    std::vector<formats::OutputFile> files;
    for (const OutputSpec& spec : specs) files.emplace_back(spec.path);
    std::optional<WrittenMemory> memory;
    if (!options.memory.empty()) {
        memory.emplace(options.memory);
        words.learn_from(**memory, options.memory, language_pairs(languages), {{document}},
                         console);
    }

    std::vector<std::pair<std::size_t, std::size_t>> wanted = pairs_of(specs);
    if (stream && stream->pair) wanted.push_back(*stream->pair);
    const AlignedTexts aligned =
        align_texts(std::move(texts), words.aligner_options(), wanted, gates);
    const Alignment& alignment = aligned.alignment;
    words.warn_of_unmet(aligned.entries_met, console);
    warn_of_strangers(alignment, console);
    for (std::size_t i = 0; i < specs.size(); ++i) {
        write_output(alignment, specs[i], export_options, files[i]);
    }
    std::optional<Stored> stored;
    if (memory) {
        const auto units = memory_units(alignment, export_options.origin);
        (*memory)->in_transaction({"align", document, export_options.origin.date, "egiz"}, [&] {
            stored = Stored{units.size(),
                            (*memory)->add_document(document, export_options.fingerprint, units)};
        });
    }
    for (formats::OutputFile& file : files) file.commit();

    if (stream) {
        note_known_words(aligned, words, console);
        write_output(alignment, *stream, export_options, console.out());
    } else if (console.json()) {
        console.out() << summary_json(aligned, words, stored, options).dump(2) << '\n';
    } else if (!console.quiet()) {
        print_summary(console.out(), aligned, words, stored, options);
    }
    console.finish_output();
    return 0;
}

int write_report_file(const ReportOptions& options, cli::Console& console) {
    const tm::AlignmentFile file = tm::read_alignment(options.alignment);
    ExportOptions export_options;
    export_options.origin.document = std::filesystem::path(options.alignment).filename().string();
    const OutputSpec spec{options.output, OutputKind::html, std::nullopt};
    if (options.output == "-") {
        write_output(file.alignment, spec, export_options, console.out());
        console.finish_output();
        return 0;
    }
    formats::OutputFile output(options.output);
    write_output(file.alignment, spec, export_options, output);
    output.commit();
    console.note("report written to " + options.output);
    return 0;
}

}  // namespace egiz::workflow
