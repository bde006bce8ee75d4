// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/report_model.hpp"

#include "cli/workflow/units.hpp"
#include "text/numbers.hpp"

#include <algorithm>
#include <utility>

namespace egiz::workflow {
namespace {

/// Marks `mentions`, whose ranges count from the beginning of `span`'s text, in the segments.
void mark_numbers(const SegmentedText& text, Span span, const std::vector<NumberMention>& mentions,
                  std::vector<formats::ReportSegment>& segments, std::uint32_t first_segment) {
    const std::size_t base = text.segments[span.begin].range.begin;
    for (const NumberMention& mention : mentions) {
        const Range range{mention.range.begin + base, mention.range.end + base};
        for (std::uint32_t i = span.begin; i < span.end; ++i) {
            const Range segment = text.segments[i].range;
            if (range.begin < segment.begin || range.end > segment.end) continue;
            auto& marks = segments[i - first_segment].unmatched_numbers;
            const Range mark{range.begin - segment.begin, range.end - segment.begin};
            if (std::find(marks.begin(), marks.end(), mark) == marks.end()) marks.push_back(mark);
        }
    }
}

/// The flags of each bead of a pair.
std::vector<std::vector<formats::ReportFlag>> flags_of(const Alignment& alignment, const Pair& pair,
                                                       const ReportQuality& quality) {
    const SegmentedText& source = alignment.texts[pair.source];
    const SegmentedText& target = alignment.texts[pair.target];
    tm::QualityOptions options = quality.options;
    for (const Doubt doubt : {Doubt::numbers, Doubt::length, Doubt::untranslated}) {
        options.skip.emplace_back(name(doubt));
    }
    tm::QualityChecker checker(source.document.language, target.document.language, options);
    Variant source_variant;
    Variant target_variant;
    for (std::size_t i = 0; i < pair.ladder.size(); ++i) {
        const Bead& bead = pair.ladder[i];
        if (!bead.two_sided()) continue;
        source_variant.text = unit_text(text_of(source, bead.source));
        target_variant.text = unit_text(text_of(target, bead.target));
        checker.see(i + 1, source_variant, target_variant);
    }
    std::vector<std::vector<formats::ReportFlag>> flags(pair.ladder.size());
    for (const tm::QualityFlag& flag : checker.finish()) {
        if (!quality.ignored.contains(flag.id)) flags[flag.unit - 1].push_back(report_flag(flag));
    }
    return flags;
}

}  // namespace

formats::ReportFlag report_flag(const tm::QualityFlag& flag) {
    return {std::string(flag.check), flag.severity == tm::Severity::error, flag.message};
}

formats::Report make_report(const Alignment& alignment, const std::string& title,
                            const ReportQuality& quality) {
    formats::Report report;
    report.title = title;
    report.tool_version = EGIZ_VERSION;
    for (const SegmentedText& text : alignment.texts) {
        report.columns.push_back(
            {text.document.language, text.document.name, text.segments.size()});
    }

    const std::vector<Group> groups = close_groups(alignment);
    std::vector<std::vector<std::size_t>> row_of(alignment.texts.size());
    for (std::size_t text = 0; text < alignment.texts.size(); ++text) {
        row_of[text].resize(alignment.texts[text].segments.size());
    }
    for (std::size_t row = 0; row < groups.size(); ++row) {
        formats::ReportRow& report_row = report.rows.emplace_back();
        report_row.cells.resize(alignment.texts.size());
        for (std::size_t text = 0; text < alignment.texts.size(); ++text) {
            const Span span = groups[row].spans[text];
            for (std::uint32_t i = span.begin; i < span.end; ++i) {
                row_of[text][i] = row;
                report_row.cells[text].segments.push_back(
                    {i + 1, std::string(alignment.texts[text].text_of(i)), {}});
            }
        }
    }

    for (const Pair& pair : alignment.pairs) {
        if (!shapes_groups(alignment, pair)) continue;  // the grid shows each text beside the pivot
        const SegmentedText& source = alignment.texts[pair.source];
        const SegmentedText& target = alignment.texts[pair.target];
        std::vector<std::vector<formats::ReportFlag>> flags = flags_of(alignment, pair, quality);
        for (std::size_t i = 0; i < pair.ladder.size(); ++i) {
            const Bead& bead = pair.ladder[i];
            const std::size_t row = bead.source.empty() ? row_of[pair.target][bead.target.begin]
                                                        : row_of[pair.source][bead.source.begin];
            auto& cells = report.rows[row].cells;
            cells[pair.target].beads.push_back(
                {bead.type(), bead.confidence, bead.doubts, std::move(flags[i]), true});
            if (!bead.has(Doubt::numbers) || !bead.two_sided()) continue;
            const NumberMismatch mismatch =
                compare_numbers(text_of(source, bead.source), source.document.language,
                                text_of(target, bead.target), target.document.language);
            mark_numbers(source, bead.source, mismatch.source, cells[pair.source].segments,
                         groups[row].spans[pair.source].begin);
            mark_numbers(target, bead.target, mismatch.target, cells[pair.target].segments,
                         groups[row].spans[pair.target].begin);
        }
    }
    for (formats::ReportRow& row : report.rows) {
        for (formats::ReportCell& cell : row.cells) {
            for (formats::ReportSegment& segment : cell.segments) {
                std::sort(segment.unmatched_numbers.begin(), segment.unmatched_numbers.end(),
                          [](Range a, Range b) { return a.begin < b.begin; });
            }
        }
    }
    return report;
}

}  // namespace egiz::workflow
