// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/evaluate.hpp"

#include "align/evaluation.hpp"
#include "formats/exchange/ladder.hpp"

#include <nlohmann/json.hpp>

#include <iomanip>
#include <ostream>
#include <vector>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

std::vector<align::NumberedBead> read_beads(const std::string& path) {
    std::vector<align::NumberedBead> beads;
    for (formats::LadderLine& line : formats::read_ladder(path)) {
        beads.push_back({std::move(line.first), std::move(line.second)});
    }
    return beads;
}

Json figures(double precision, double recall, double f1) {
    return {{"precision", precision}, {"recall", recall}, {"f1", f1}};
}

void print_row(std::ostream& out, const char* name, double precision, double recall, double f1) {
    out << std::left << std::setw(8) << name << std::right << std::fixed << std::setprecision(4)
        << std::setw(10) << precision << std::setw(10) << recall << std::setw(10) << f1 << '\n';
}

}  // namespace

int evaluate(const EvaluateOptions& options, cli::Console& console) {
    const auto gold = read_beads(options.gold);
    const auto hypothesis = read_beads(options.hypothesis);
    std::ostream& out = console.out();
    if (!console.json()) {
        out << std::left << std::setw(8) << "" << std::right << std::setw(10) << "precision"
            << std::setw(10) << "recall" << std::setw(10) << "F1" << '\n';
    }
    if (options.gaps) {
        const align::GapScore score = align::score_gaps(gold, hypothesis);
        if (console.json()) {
            Json json = figures(score.precision(), score.recall(), score.f1());
            json.update({{"right", score.right}, {"called", score.called}, {"real", score.real}});
            out << json.dump(2) << '\n';
        } else {
            print_row(out, "gaps", score.precision(), score.recall(), score.f1());
        }
    } else {
        const align::Score score = align::score(gold, hypothesis);
        if (console.json()) {
            out << Json{{"strict", figures(score.precision(), score.recall(), score.f1())},
                        {"lax", figures(score.precision(true), score.recall(true), score.f1(true))},
                        {"gold_beads", score.gold_beads},
                        {"hypothesis_beads", score.hypothesis_beads}}
                       .dump(2)
                << '\n';
        } else {
            print_row(out, "strict", score.precision(), score.recall(), score.f1());
            print_row(out, "lax", score.precision(true), score.recall(true), score.f1(true));
        }
    }
    console.finish_output();
    return 0;
}

}  // namespace egiz::workflow
