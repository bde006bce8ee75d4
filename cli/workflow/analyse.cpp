// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/analyse.hpp"

#include "cli/interrupt.hpp"
#include "cli/workflow/matchers.hpp"
#include "cli/workflow/result_output.hpp"
#include "cli/workflow/source_segments.hpp"
#include "formats/output_file.hpp"
#include "formats/report/leverage_report.hpp"
#include "text/text_size.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <unordered_map>
#include <utility>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

/// Where a segment is counted; the first that fits.
struct Band {
    const char* name;
    int least;  ///< score
};
constexpr std::array<Band, 7> score_bands{{{"101+", 101},
                                           {"100", 100},
                                           {"95-99", 95},
                                           {"85-94", 85},
                                           {"75-84", 75},
                                           {"50-74", 1},
                                           {"new", 0}}};
constexpr std::size_t repetition_band = score_bands.size();
constexpr std::size_t cross_file_band = repetition_band + 1;
constexpr std::size_t band_count = cross_file_band + 1;

const char* band_name(std::size_t band) {
    if (band == repetition_band) return "repetitions";
    return band == cross_file_band ? "cross-file repetitions" : score_bands[band].name;
}

std::size_t band_of(int score) {
    const auto found = std::find_if(score_bands.begin(), score_bands.end(),
                                    [&](const Band& band) { return score >= band.least; });
    return static_cast<std::size_t>(found - score_bands.begin());
}

struct Tally {
    std::size_t segments = 0;
    TextSize size;

    Tally& operator+=(const Tally& other) {
        segments += other.segments;
        size += other.size;
        return *this;
    }
};
using Tallies = std::array<Tally, band_count>;

Tally sum(const Tallies& tallies) {
    Tally total;
    for (const Tally& tally : tallies) total += tally;
    return total;
}

struct Counted {
    std::string name;
    Tallies tallies{};
};

struct Failed {
    std::string name;
    std::string reason;
    int exit_code = 0;
};

/// All segments of all files, and which of them are equal.
class SegmentPool {
public:
    struct Entry {
        SourceSegment segment;
        std::size_t file = 0;
        std::size_t first = 0;  ///< the first that is equal; its own number if it is that
        int best = 0;           ///< score
        int base = 0;           ///< the same before penalties
    };

    void add(std::size_t file, std::vector<SourceSegment> segments) {
        for (SourceSegment& segment : segments) {
            const std::size_t number = entries_.size();
            const auto [known, is_new] = first_.try_emplace(key(segment), number);
            entries_.push_back({std::move(segment), file, known->second, 0, 0});
        }
    }
    [[nodiscard]] std::vector<Entry>& entries() noexcept { return entries_; }

    /// Which segments are to be looked up: those that no earlier one equals, or of the others those
    /// whose first one is exact, for they may be better in their context.
    [[nodiscard]] std::vector<std::size_t> to_ask(bool repeated) const {
        std::vector<std::size_t> numbers;
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            const Entry& entry = entries_[i];
            const bool is_first = entry.first == i;
            if (repeated ? !is_first && entries_[entry.first].base >= 100 : is_first) {
                numbers.push_back(i);
            }
        }
        return numbers;
    }

    [[nodiscard]] std::size_t band(std::size_t number) const {
        const Entry& entry = entries_[number];
        if (entry.first == number || entry.best >= 100) return band_of(entry.best);
        return entries_[entry.first].file == entry.file ? repetition_band : cross_file_band;
    }

private:
    static std::string key(const SourceSegment& segment) {
        std::string result = segment.text;
        for (const InlineCode& code : segment.codes) {
            result += '\0' + std::to_string(code.byte_offset) + ' ' +
                      std::to_string(static_cast<int>(code.kind));
        }
        return result;
    }

    std::vector<Entry> entries_;
    std::unordered_map<std::string, std::size_t> first_;
};

void look_up(SegmentPool& pool, const std::vector<std::size_t>& numbers, Matchers& matchers,
             const LanguagePair& languages, const AnalyseOptions& options, cli::Console& console) {
    std::vector<SegmentPool::Entry>& entries = pool.entries();
    std::size_t done = 0;
    matchers.find_all(
        numbers.size(), options.jobs,
        [&](std::size_t i) {
            return entries[numbers[i]].segment.query(languages.source, languages.target,
                                                     options.min_score, 1);
        },
        [&](std::size_t i, std::vector<tm::Match> matches) {
            if (!matches.empty()) {
                entries[numbers[i]].best = matches.front().score;
                entries[numbers[i]].base = matches.front().base;
            }
            if (++done % 256 == 0) console.progress("segments", done, numbers.size());
        });
    console.finish_progress();
}

// Results

Json json_of(const Tally& tally) {
    return {{"segments", tally.segments},
            {"words", tally.size.words},
            {"characters", tally.size.characters}};
}

Json json_of(const Tallies& tallies) {
    Json bands = Json::array();
    for (std::size_t band = 0; band < band_count; ++band) {
        Json entry{{"band", band_name(band)}};
        entry.update(json_of(tallies[band]));
        bands.push_back(entry);
    }
    return {{"bands", bands}, {"total", json_of(sum(tallies))}};
}

struct Result {
    std::vector<Counted> files;
    Tallies all{};
    std::vector<Failed> failed;
};

void show_json(const Result& result, const Matchers& matchers, const LanguagePair& languages,
               const AnalyseOptions& options, cli::Console& console) {
    Json memories = Json::array();
    for (const MemoryName& memory : matchers.memories()) {
        memories.push_back({{"memory", memory.path}, {"penalty", memory.penalty}});
    }
    Json files = Json::array();
    for (const Counted& file : result.files) {
        Json entry{{"file", file.name}};
        entry.update(json_of(file.tallies));
        files.push_back(entry);
    }
    Json failed = Json::array();
    for (const Failed& file : result.failed) {
        failed.push_back({{"file", file.name}, {"reason", file.reason}});
    }
    const Json report{{"from", languages.source.tag()},
                      {"to", languages.target.tag()},
                      {"min", options.min_score},
                      {"memories", memories},
                      {"files", files},
                      {"all", json_of(result.all)},
                      {"failed", failed}};
    console.out() << report.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

std::string percent(std::size_t part, std::size_t whole) {
    std::ostringstream text;
    const double value =
        whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
    text << std::fixed << std::setprecision(1) << value;
    return text.str();
}

void show_table(std::ostream& out, const std::string& name, const Tallies& tallies) {
    const Tally total = sum(tallies);
    const auto line = [&](const std::string& label, const std::string& segments,
                          const std::string& words, const std::string& characters,
                          const std::string& share) {
        out << "  " << std::left << std::setw(22) << label << std::right << std::setw(10)
            << segments << std::setw(12) << words << std::setw(13) << characters << std::setw(12)
            << share << '\n';
    };
    const auto counts = [&](const std::string& label, const Tally& tally) {
        line(label, std::to_string(tally.segments), std::to_string(tally.size.words),
             std::to_string(tally.size.characters), percent(tally.size.words, total.size.words));
    };
    out << cli::printable(name) << '\n';
    line("match", "segments", "words", "characters", "% of words");
    for (std::size_t band = 0; band < band_count; ++band) counts(band_name(band), tallies[band]);
    counts("total", total);
}

formats::LeverageRow row_of(const char* name, const Tally& tally) {
    return {name, tally.segments, tally.size.words, tally.size.characters};
}

formats::LeverageTable table_of(const std::string& name, const Tallies& tallies) {
    formats::LeverageTable table;
    table.name = name;
    for (std::size_t band = 0; band < band_count; ++band) {
        table.rows.push_back(row_of(band_name(band), tallies[band]));
    }
    table.total = row_of("total", sum(tallies));
    return table;
}

void write_html(const Result& result, const Matchers& matchers, const LanguagePair& languages,
                const AnalyseOptions& options, cli::Console& console) {
    formats::LeverageReport report;
    report.title = "Analysis " + languages.source.tag() + " → " + languages.target.tag();
    report.tool_version = EGIZ_VERSION;
    for (const MemoryName& memory : matchers.memories()) {
        report.subtitle += report.subtitle.empty() ? "Memory " : ", ";
        report.subtitle += std::filesystem::path(memory.path).filename().string();
        if (memory.penalty > 0) report.subtitle += " (−" + std::to_string(memory.penalty) + ")";
    }
    report.subtitle += " · matches from " + std::to_string(options.min_score) + " %";
    if (result.files.size() != 1) report.tables.push_back(table_of("All files", result.all));
    for (const Counted& file : result.files) {
        report.tables.push_back(table_of(file.name, file.tallies));
    }
    for (const Failed& file : result.failed) {
        report.failures.push_back(file.name + ": " + file.reason);
    }
    formats::OutputFile output(options.html);
    formats::write_leverage_report(output.stream(), report);
    output.commit();
    console.note(options.html + " written");
}

}  // namespace

int analyse(const AnalyseOptions& options, cli::Console& console) {
    cli::catch_interrupts();
    const LanguagePair languages = require_languages(options.source, options.target);
    for (const std::string& file : options.files) check_output_spares(options.html, file);
    check_output_spares(options.html, options.segmentation);
    Matchers matchers(options.lookup);
    for (const MemoryName& memory : matchers.memories())
        check_output_spares(options.html, memory.path);
    Segmenters segmenters(options.segmentation, console);

    Result result;
    SegmentPool pool;
    for (const std::string& file : options.files) {
        cli::throw_if_interrupted();
        try {
            pool.add(result.files.size(),
                     read_source_segments(file, languages, options.read, segmenters, console));
            result.files.push_back({file, {}});
        } catch (const Error& error) {
            if (error.fault() == Fault::interrupted) throw;
            console.error(error);
            result.failed.push_back({file, error.message(), static_cast<int>(error.fault())});
        }
    }
    for (const bool repeated : {false, true}) {
        look_up(pool, pool.to_ask(repeated), matchers, languages, options, console);
    }
    TextMeter meter;
    for (std::size_t i = 0; i < pool.entries().size(); ++i) {
        const SegmentPool::Entry& entry = pool.entries()[i];
        const Tally tally{1, meter.measure(entry.segment.text)};
        const std::size_t band = pool.band(i);
        result.files[entry.file].tallies[band] += tally;
        result.all[band] += tally;
    }

    console.finish_warnings();
    if (!options.html.empty() && !result.files.empty()) {
        write_html(result, matchers, languages, options, console);
    }
    if (console.json()) {
        show_json(result, matchers, languages, options, console);
    } else {
        for (const Counted& file : result.files) show_table(console.out(), file.name, file.tallies);
        if (result.files.size() > 1) show_table(console.out(), "all files", result.all);
    }
    console.finish_output();
    if (result.failed.empty()) return 0;
    return result.files.empty() ? result.failed.front().exit_code
                                : static_cast<int>(Fault::partial);
}

}  // namespace egiz::workflow
