// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/check_units.hpp"

#include "cli/workflow/check_output.hpp"
#include "cli/workflow/outputs.hpp"
#include "cli/workflow/pair_source.hpp"
#include "cli/workflow/report_model.hpp"
#include "cli/workflow/result_output.hpp"
#include "formats/exchange/lexicon_reader.hpp"
#include "formats/input_file.hpp"
#include "formats/report/report.hpp"
#include "tm/alignment_file.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

namespace egiz::workflow {
namespace {

/// What was found in two languages of one source.
struct PairFlags {
    PairOfLanguages languages;
    std::vector<tm::QualityFlag> flags;  ///< in order of unit
    std::size_t next = 0;                ///< the first that is not shown yet
};

std::set<std::uint64_t> read_ignored(const std::string& path) {
    std::set<std::uint64_t> ids;
    if (path.empty()) return ids;
    formats::InputFile file(path);
    std::string bytes;
    constexpr std::size_t at_once = std::size_t{1} << 20;
    while (file.read(bytes, at_once) > 0) {
    }
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        std::string_view line = std::string_view(bytes).substr(begin, end - begin);
        begin = end + 1;
        ++number;
        line = line.substr(0, line.find('#'));
        line = slice(line, trim(line, {0, line.size()}));
        if (line.empty()) continue;
        std::uint64_t id = 0;
        constexpr int hexadecimal = 16;
        const auto result =
            std::from_chars(line.data(), line.data() + line.size(), id, hexadecimal);
        if (result.ec != std::errc() || result.ptr != line.data() + line.size()) {
            throw Error(Fault::input, {path, number},
                        "'" + std::string(line) + "' is no id of a flag",
                        "ids are the 16 digits that egiz check --json gives, one a line; behind # "
                        "stands a comment");
        }
        ids.insert(id);
    }
    return ids;
}

tm::QualityOptions quality_options(const CheckOptions& options, cli::Console& console) {
    tm::QualityOptions quality;
    quality.only = options.only;
    quality.skip = options.skip;
    quality.max_length_ratio = options.max_length_ratio;
    if (!options.glossary.empty()) {
        formats::LexiconReadOptions read;
        if (!options.source.empty()) read.source = Language::require(options.source);
        if (!options.target.empty()) read.target = Language::require(options.target);
        formats::LexiconFile lexicon = formats::read_lexicon(options.glossary, read);
        for (const formats::LexiconNotice& notice : lexicon.skipped) {
            console.warn({notice.first, std::to_string(notice.count) + " skipped: " + notice.what});
        }
        quality.glossary = std::move(lexicon.entries);
    }
    // Names are checked here, before a file is read.
    static_cast<void>(tm::QualityChecker({}, {}, {quality.only, quality.skip, 3, {}}));
    return quality;
}

std::vector<PairFlags> find_flags(const PairSource& pairs, const tm::QualityOptions& quality,
                                  std::size_t& seen, cli::Console& console) {
    std::vector<PairFlags> found;
    std::vector<tm::QualityChecker> checkers;
    std::map<PairOfLanguages, std::size_t> index;
    pairs.for_each([&](const PairOfUnit& pair) {
        const auto [at, is_new] = index.try_emplace(pair.languages, found.size());
        if (is_new) {
            found.push_back({pair.languages, {}, 0});
            checkers.emplace_back(pair.languages.first, pair.languages.second, quality);
        }
        checkers[at->second].see(pair.number, pair.source, pair.target);
        ++seen;
        constexpr std::size_t between_signs = 1000;
        if (seen % between_signs == 0) console.progress("pairs", seen, seen);
    });
    console.finish_progress();
    for (std::size_t i = 0; i < found.size(); ++i) found[i].flags = checkers[i].finish();
    return found;
}

/// Shows each unit that has flags with them.
void for_each_flagged(
    const PairSource& pairs, std::vector<PairFlags>& found,
    const std::function<void(const PairOfUnit&, std::span<const tm::QualityFlag>)>& visit) {
    std::map<PairOfLanguages, PairFlags*> by_languages;
    for (PairFlags& flags : found) {
        flags.next = 0;
        by_languages[flags.languages] = &flags;
    }
    pairs.for_each([&](const PairOfUnit& pair) {
        PairFlags& of_pair = *by_languages.at(pair.languages);
        const std::size_t begin = of_pair.next;
        while (of_pair.next < of_pair.flags.size() &&
               of_pair.flags[of_pair.next].unit == pair.number) {
            ++of_pair.next;
        }
        if (of_pair.next == begin) return;
        visit(pair, std::span(of_pair.flags).subspan(begin, of_pair.next - begin));
    });
}

/// A report of the units that have flags: a column a language.
formats::Report report_of_units(const PairSource& pairs, std::vector<PairFlags>& found) {
    formats::Report report;
    report.title = std::filesystem::path(pairs.name()).filename().string();
    report.tool_version = EGIZ_VERSION;
    std::map<Language, std::size_t> columns;
    for (const PairFlags& flags : found) {
        for (const Language& language : {flags.languages.first, flags.languages.second}) {
            if (columns.try_emplace(language, columns.size()).second) {
                report.columns.push_back({language, report.title, 0});
            }
        }
    }
    std::size_t last = 0;
    for_each_flagged(pairs, found, [&](const PairOfUnit& pair, auto flags) {
        if (report.rows.empty() || last != pair.number) {
            report.rows.emplace_back().cells.resize(columns.size());
            last = pair.number;
        }
        auto& cells = report.rows.back().cells;
        for (const auto& [language, variant] : {std::pair(&pair.languages.first, &pair.source),
                                                std::pair(&pair.languages.second, &pair.target)}) {
            auto& segments = cells[columns[*language]].segments;
            if (segments.empty() && !variant->text.empty()) {
                segments.push_back({static_cast<std::uint32_t>(pair.number), variant->text, {}});
                ++report.columns[columns[*language]].segments;
            }
        }
        // Beads stand in any column but the first.
        const std::size_t column =
            std::max(columns[pair.languages.first], columns[pair.languages.second]);
        const bool whole = !pair.source.text.empty() && !pair.target.text.empty();
        formats::ReportBead bead;
        bead.type = whole ? "1-1" : pair.target.text.empty() ? "1-0" : "0-1";
        bead.confidence = pair.unit.score.value_or(0);
        bead.states_confidence = pair.unit.score.has_value();
        for (const tm::QualityFlag& flag : flags) bead.flags.push_back(report_flag(flag));
        cells[column].beads.push_back(std::move(bead));
    });
    return report;
}

void check_source(const PairSource& pairs, const tm::QualityOptions& quality,
                  const std::set<std::uint64_t>& ignored, const CheckOptions& options,
                  CheckOutput& output, cli::Console& console) {
    std::size_t seen = 0;
    std::vector<PairFlags> found = find_flags(pairs, quality, seen, console);
    for (PairFlags& of_pair : found) {
        output.count_ignored(std::erase_if(
            of_pair.flags, [&](const tm::QualityFlag& flag) { return ignored.contains(flag.id); }));
    }
    output.count_pairs(seen);
    if (seen == 0) console.note(pairs.name() + ": no text in two of the languages");
    const bool many = found.size() > 1;
    for_each_flagged(pairs, found, [&](const PairOfUnit& pair, auto flags) {
        for (const tm::QualityFlag& flag : flags) output.show(pairs.name(), many, pair, flag);
    });
    if (options.html.empty()) return;
    formats::OutputFile file(options.html);
    if (output_kind_of(pairs.name()) == OutputKind::egiz) {
        formats::write_report(file.stream(),
                              make_report(tm::read_alignment(pairs.name()).alignment,
                                          std::filesystem::path(pairs.name()).filename().string(),
                                          {quality, ignored}));
    } else {
        formats::write_report(file.stream(), report_of_units(pairs, found));
    }
    file.commit();
    console.note("report written to " + options.html);
}

}  // namespace

int check_units(const CheckOptions& options, cli::Console& console) {
    const std::size_t sources = options.files.size() + (options.memory.empty() ? 0 : 1);
    if (sources == 0) {
        throw Error(Fault::usage, {}, "nothing to check",
                    "name files of units or alignments, or a memory with --db");
    }
    if (!options.html.empty() && sources > 1) {
        throw Error(Fault::usage, {options.html},
                    "the report holds one file, and there are " + std::to_string(sources));
    }
    PairChoice choice;
    if (!options.source.empty()) choice.source = Language::require(options.source);
    if (!options.target.empty()) choice.target = Language::require(options.target);
    const tm::QualityOptions quality = quality_options(options, console);
    const std::set<std::uint64_t> ignored = read_ignored(options.ignore);
    for (const std::string& file : options.files) {
        if (!options.html.empty()) check_output_spares(options.html, file);
    }

    CheckOutput output(console);
    bool failed = false;
    for (const std::string& file : options.files) {
        try {
            check_source(*open_pairs(file, choice, console), quality, ignored, options, output,
                         console);
        } catch (const Error& error) {
            if (error.fault() != Fault::input) throw;
            console.error(error);
            failed = true;
        }
    }
    if (!options.memory.empty()) {
        check_source(*open_memory_pairs(options.memory, choice), quality, ignored, options, output,
                     console);
    }
    console.finish_warnings();
    output.finish();
    if (failed) return static_cast<int>(Fault::input);
    return output.has(options.fail_on) ? static_cast<int>(Fault::findings) : 0;
}

}  // namespace egiz::workflow
