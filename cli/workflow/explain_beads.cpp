// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/explain_beads.hpp"

#include "cli/workflow/align_texts.hpp"
#include "text/error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <string_view>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

struct Term {
    const char* name;
    const char* heading;
    double align::BeadTerms::*value;
};
constexpr Term terms[] = {
    {"prior", "prior", &align::BeadTerms::prior},
    {"length", "length", &align::BeadTerms::length},
    {"paragraphs", "paragr.", &align::BeadTerms::paragraphs},
    {"words_forward", "words>", &align::BeadTerms::words_forward},
    {"words_backward", "words<", &align::BeadTerms::words_backward},
    {"witnesses", "others", &align::BeadTerms::witnesses},
};

/// A pair of texts, aligned, with what is said of it.
struct Explained {
    const SegmentedText& source;
    const SegmentedText& target;
    std::vector<std::uint32_t> source_lines;
    std::vector<std::uint32_t> target_lines;
    const align::AlignedPair& aligned;

    /// Null if the bead has two sides.
    [[nodiscard]] const align::Gap* gap(std::size_t bead) const {
        for (const align::Gap& each : aligned.gaps) {
            if (each.bead == bead) return &each;
        }
        return nullptr;
    }
    /// The side of a gap's counterpart, and the numbers of its lines.
    [[nodiscard]] const std::vector<std::uint32_t>& counterpart_lines(const align::Gap& gap) const {
        const bool of_source = aligned.ladder[gap.bead].target.empty();
        const bool other_side = gap.kind == align::GapKind::moved;
        return of_source == other_side ? target_lines : source_lines;
    }
};

/// The numbers of the segments as a user counts them, from 1.
std::vector<std::uint32_t> numbers_of(Span span, const std::vector<std::uint32_t>& lines) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t k = span.begin; k < span.end; ++k) {
        numbers.push_back((lines.empty() ? k : lines[k]) + 1);
    }
    return numbers;
}

std::string written(Span span, const std::vector<std::uint32_t>& lines) {
    const auto numbers = numbers_of(span, lines);
    if (numbers.empty()) return "-";
    std::string text = std::to_string(numbers.front());
    if (numbers.size() > 1) text += ".." + std::to_string(numbers.back());
    return text;
}

double rounded(double value) {
    const double result = std::round(value * 1e4) / 1e4;
    return result == 0 ? 0 : result;
}

Span selected(const std::string& beads, std::size_t all) {
    if (beads.empty()) return {0, static_cast<std::uint32_t>(all)};
    const auto number = [](std::string_view text) -> std::size_t {
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return error == std::errc() && end == text.data() + text.size() ? value : 0;
    };
    const std::size_t dash = std::min(beads.find('-'), beads.size());
    const std::size_t first = number(std::string_view(beads).substr(0, dash));
    const std::size_t last =
        dash == beads.size() ? first : number(std::string_view(beads).substr(dash + 1));
    if (first == 0 || last < first) {
        throw Error(Fault::usage, {}, "--beads: '" + beads + "' names no beads",
                    "say a number or two, from 1, as in 12 or 12-20");
    }
    if (first > all) {
        throw Error(Fault::usage, {}, "--beads: there are only " + std::to_string(all) + " beads");
    }
    return {static_cast<std::uint32_t>(first - 1), static_cast<std::uint32_t>(std::min(last, all))};
}

Json json_of(const Explained& pair, std::size_t b) {
    const Bead& bead = pair.aligned.ladder[b];
    const align::BeadTerms& gave = pair.aligned.terms[b];
    Json parts = Json::object();
    for (const Term& term : terms) parts[term.name] = rounded(gave.*term.value);
    Json words = Json::array();
    for (const align::WordEvidence& each : gave.words) {
        words.push_back({{"source", each.source},
                         {"target", each.target},
                         {"nats", rounded(each.nats)},
                         {"share", rounded(each.share)}});
    }
    Json json{{"bead", b + 1},
              {"type", bead.type()},
              {"source", numbers_of(bead.source, pair.source_lines)},
              {"target", numbers_of(bead.target, pair.target_lines)},
              {"terms", parts},
              {"total", rounded(gave.total())},
              {"confidence", rounded(bead.confidence)},
              {"words", words}};
    if (const align::Gap* gap = pair.gap(b)) {
        json["gap"] = {{"kind", align::name(gap->kind)}, {"confidence", rounded(gap->confidence)}};
        if (!gap->counterpart.empty()) {
            json["gap"]["counterpart"] = numbers_of(gap->counterpart, pair.counterpart_lines(*gap));
        }
    }
    return json;
}

std::string fixed(double value, int digits, int columns) {
    std::ostringstream out;
    out << std::fixed << std::setprecision(digits) << std::setw(columns) << value;
    std::string text = out.str();
    const bool nothing = text.find_first_not_of(" -0.") == std::string::npos;
    if (nothing) std::replace(text.begin(), text.end(), '-', ' ');
    return text;
}

void print_bead(std::ostream& out, const Explained& pair, std::size_t b) {
    const Bead& bead = pair.aligned.ladder[b];
    const align::BeadTerms& gave = pair.aligned.terms[b];
    out << std::right << std::setw(6) << b + 1 << "  " << std::left << std::setw(5) << bead.type()
        << std::setw(10) << written(bead.source, pair.source_lines) << std::setw(10)
        << written(bead.target, pair.target_lines) << std::right;
    for (const Term& term : terms) out << fixed(gave.*term.value, 2, 8);
    out << fixed(gave.total(), 2, 8) << fixed(bead.confidence, 3, 7) << ' ';
    if (const align::Gap* gap = pair.gap(b)) {
        out << ' ' << align::name(gap->kind);
        if (!gap->counterpart.empty()) {
            out << (gap->kind == align::GapKind::moved ? ", is " : " of ")
                << written(gap->counterpart, pair.counterpart_lines(*gap));
        }
    }
    for (const align::WordEvidence& each : gave.words) {
        out << ' ' << cli::printable(each.source) << '=' << cli::printable(each.target) << ' '
            << std::lround(each.share * 100) << '%';
    }
    out << '\n';
}

void print_text(std::ostream& out, const char* side, const SegmentedText& text, Span span) {
    if (span.empty()) return;
    std::string shown(text_of(text, span));
    std::replace(shown.begin(), shown.end(), '\n', ' ');
    std::replace(shown.begin(), shown.end(), '\r', ' ');
    out << "        " << side << ' ' << cli::printable(shown) << '\n';
}

void print_pair(std::ostream& out, const Explained& pair, Span beads, bool with_texts) {
    out << pair.source.document.language.tag() << '-' << pair.target.document.language.tag()
        << ": what speaks for each bead, in nats\n";
    out << "  bead  type source    target    ";
    for (const Term& term : terms) out << std::setw(8) << term.heading;
    out << "   total   sure  words\n";
    for (std::uint32_t b = beads.begin; b < beads.end; ++b) {
        print_bead(out, pair, b);
        if (!with_texts) continue;
        print_text(out, ">", pair.source, pair.aligned.ladder[b].source);
        print_text(out, "<", pair.target, pair.aligned.ladder[b].target);
    }
}

}  // namespace

void explain_beads(const std::vector<SegmentedText>& texts, align::AlignerOptions aligner,
                   const PairGates& gates,
                   const std::optional<std::pair<std::size_t, std::size_t>>& pair,
                   const std::vector<std::vector<std::uint32_t>>& lines,
                   const ExplainOptions& options, cli::Console& console) {
    std::vector<std::pair<std::size_t, std::size_t>> wanted;
    if (pair) wanted.push_back(*pair);
    std::vector<align::TextPair> pairs = pairs_to_align(texts.size(), wanted, gates);
    std::vector<std::size_t> shown;
    if (pair) {
        const auto same = [&](const align::TextPair& each) {
            return each.source == pair->first && each.target == pair->second;
        };
        const auto found = std::find_if(pairs.begin(), pairs.end(), same);
        shown.push_back(static_cast<std::size_t>(found - pairs.begin()));
        if (found == pairs.end()) pairs.push_back({pair->first, pair->second, {}});
    } else {
        for (std::size_t p = 0; p < pairs.size(); ++p) {
            if (pairs[p].source == 0) shown.push_back(p);
        }
    }
    aligner.explain = true;
    const auto aligned = align::align_pairs(texts, pairs, aligner);
    const auto lines_of = [&](std::size_t text) {
        return text < lines.size() ? lines[text] : std::vector<std::uint32_t>();
    };
    Json json = Json::array();
    for (const std::size_t p : shown) {
        const align::TextPair& which = pairs[p];
        const Explained explained{texts[which.source], texts[which.target], lines_of(which.source),
                                  lines_of(which.target), aligned[p]};
        const Span beads = selected(options.beads, aligned[p].ladder.size());
        if (!console.json()) {
            if (p != shown.front()) console.out() << '\n';
            print_pair(console.out(), explained, beads, !options.beads.empty());
            continue;
        }
        Json all = Json::array();
        for (std::uint32_t b = beads.begin; b < beads.end; ++b) {
            all.push_back(json_of(explained, b));
        }
        json.push_back({{"source", explained.source.document.language.tag()},
                        {"target", explained.target.document.language.tag()},
                        {"beads", all}});
    }
    if (console.json()) console.out() << Json{{"pairs", json}}.dump(2) << '\n';
    console.finish_output();
}

}  // namespace egiz::workflow
