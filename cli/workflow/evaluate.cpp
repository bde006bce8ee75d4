// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/evaluate.hpp"

#include "align/calibration_score.hpp"
#include "align/evaluation.hpp"
#include "formats/exchange/ladder.hpp"
#include "text/error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <optional>
#include <ostream>
#include <sstream>
#include <utility>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

/// Tenths with fewer beads say too little to be held against the aligner.
constexpr std::size_t least_beads = 20;

std::vector<align::NumberedBead> read_beads(const std::string& path) {
    std::vector<align::NumberedBead> beads;
    for (formats::LadderLine& line : formats::read_ladder(path)) {
        beads.push_back({std::move(line.source), std::move(line.target)});
    }
    return beads;
}

std::vector<align::StatedBead> read_stated_beads(const std::string& path) {
    std::vector<formats::LadderLine> lines = formats::read_ladder(path);
    const auto silent = std::count_if(lines.begin(), lines.end(),
                                      [](const auto& line) { return !line.confidence; });
    if (silent > 0) {
        throw Error(Fault::input, {path},
                    std::to_string(silent) + " of " + std::to_string(lines.size()) +
                        " beads have no confidence from 0 to 1",
                    "--calibration needs it as the third field, as in [0]:[0]:0.970; "
                    "egiz align writes it so");
    }
    std::vector<align::StatedBead> beads;
    beads.reserve(lines.size());
    for (formats::LadderLine& line : lines) {
        beads.push_back({{std::move(line.source), std::move(line.target)}, *line.confidence});
    }
    return beads;
}

/// The sum over all pairs of files of what `score` says of each.
template <class Score, class Read>
Score score_all(const EvaluateOptions& options, const Read& read,
                Score (*score)(const std::vector<align::NumberedBead>&,
                               const decltype(read(std::string()))&)) {
    Score sum;
    for (std::size_t i = 0; i + 1 < options.files.size(); i += 2) {
        const auto gold = read_beads(options.files[i]);
        sum += score(gold, read(options.files[i + 1]));
    }
    return sum;
}

template <class Score>
Json figures(const Score& score) {
    return {{"precision", score.precision()}, {"recall", score.recall()}, {"f1", score.f1()}};
}

void print_row(std::ostream& out, const char* name, double precision, double recall, double f1) {
    out << std::left << std::setw(8) << name << std::right << std::fixed << std::setprecision(4)
        << std::setw(10) << precision << std::setw(10) << recall << std::setw(10) << f1 << '\n';
}

void print_head(std::ostream& out) {
    out << std::left << std::setw(8) << "" << std::right << std::setw(10) << "precision"
        << std::setw(10) << "recall" << std::setw(10) << "F1" << '\n';
}

void show_beads(const EvaluateOptions& options, cli::Console& console) {
    const auto score = score_all<align::Score>(options, read_beads, align::score);
    std::ostream& out = console.out();
    if (!console.json()) {
        print_head(out);
        print_row(out, "strict", score.precision(), score.recall(), score.f1());
        print_row(out, "lax", score.precision(true), score.recall(true), score.f1(true));
        return;
    }
    out << Json{{"strict", figures(score)},
                {"lax",
                 {{"precision", score.precision(true)},
                  {"recall", score.recall(true)},
                  {"f1", score.f1(true)}}},
                {"gold_beads", score.gold_beads},
                {"hypothesis_beads", score.hypothesis_beads}}
               .dump(2)
        << '\n';
}

void show_gaps(const EvaluateOptions& options, cli::Console& console) {
    const auto score = score_all<align::GapScore>(options, read_beads, align::score_gaps);
    std::ostream& out = console.out();
    if (!console.json()) {
        print_head(out);
        print_row(out, "gaps", score.precision(), score.recall(), score.f1());
        return;
    }
    Json json = figures(score);
    json.update({{"right", score.right}, {"called", score.called}, {"real", score.real}});
    out << json.dump(2) << '\n';
}

void print_stated(std::ostream& out, const std::string& name, const align::StatedBeads& beads) {
    out << std::left << std::setw(12) << name << std::right << std::setw(8) << beads.beads;
    if (beads.beads > 0) {
        out << std::fixed << std::setprecision(4) << std::setw(10) << beads.mean_stated()
            << std::setw(10) << beads.share_right() << std::showpos << std::setw(12)
            << beads.difference() << std::noshowpos;
    }
    out << '\n';
}

Json stated_json(const align::StatedBeads& beads) {
    return {{"beads", beads.beads},
            {"right", beads.right},
            {"stated", beads.mean_stated()},
            {"share_right", beads.share_right()},
            {"difference", beads.difference()}};
}

void show_calibration(const EvaluateOptions& options, cli::Console& console) {
    const auto score =
        score_all<align::CalibrationScore>(options, read_stated_beads, align::score_calibration);
    const std::optional<double> largest = score.largest_difference(least_beads);
    const std::size_t count = score.tenths.size();
    const auto bound = [&](std::size_t i) {
        return static_cast<double>(i) / static_cast<double>(count);
    };
    std::ostream& out = console.out();
    if (console.json()) {
        Json tenths = Json::array();
        for (std::size_t i = 0; i < count; ++i) {
            Json tenth{{"from", bound(i)}, {"to", bound(i + 1)}};
            tenth.update(stated_json(score.tenths[i]));
            tenths.push_back(std::move(tenth));
        }
        out << Json{{"tenths", std::move(tenths)},
                    {"all", stated_json(score.all())},
                    {"largest_difference", largest ? Json(*largest) : Json()},
                    {"least_beads", least_beads}}
                   .dump(2)
            << '\n';
        return;
    }
    out << std::left << std::setw(12) << "confidence" << std::right << std::setw(8) << "beads"
        << std::setw(10) << "stated" << std::setw(10) << "right" << std::setw(12) << "difference"
        << '\n'
        << std::fixed;
    for (std::size_t i = 0; i < count; ++i) {
        std::ostringstream name;
        name << std::fixed << std::setprecision(1) << bound(i) << " to " << bound(i + 1);
        print_stated(out, name.str(), score.tenths[i]);
    }
    print_stated(out, "all", score.all());
    out << "largest difference of the tenths with " << least_beads << " beads or more: ";
    if (largest) {
        out << std::showpos << std::setprecision(4) << *largest << std::noshowpos << '\n';
    } else {
        out << "none has so many\n";
    }
}

}  // namespace

int evaluate(const EvaluateOptions& options, cli::Console& console) {
    if (options.files.empty() || options.files.size() % 2 != 0) {
        throw Error(Fault::usage, {},
                    "gold and hypothesis go in pairs, and there are " +
                        std::to_string(options.files.size()) + " files",
                    "egiz eval a.gold a.ladder b.gold b.ladder …");
    }
    if (options.calibration) {
        show_calibration(options, console);
    } else if (options.gaps) {
        show_gaps(options, console);
    } else {
        show_beads(options, console);
    }
    console.finish_output();
    return 0;
}

}  // namespace egiz::workflow
