// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/pretranslate.hpp"

#include "cli/interrupt.hpp"
#include "cli/workflow/document_xliff.hpp"
#include "cli/workflow/matchers.hpp"
#include "cli/workflow/result_output.hpp"
#include "cli/workflow/source_segments.hpp"
#include "formats/exchange/xliff_file.hpp"
#include "formats/output_file.hpp"
#include "text/proposal.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <iomanip>
#include <ostream>
#include <utility>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

/// What became of the segments; each is counted once, but for the last two.
struct Summary {
    std::size_t segments = 0;
    std::size_t filled[6] = {};  ///< by Proposal::Kind
    std::size_t offered = 0;     ///< not filled, but there are proposals
    std::size_t without_match = 0;
    std::size_t had_target = 0;        ///< was not touched
    std::size_t not_to_translate = 0;  ///< the file says so, or it is in other languages
    std::size_t without_codes = 0;     ///< of those filled
    std::size_t kept_for_codes = 0;    ///< of those offered
};

constexpr Proposal::Kind kinds[] = {
    Proposal::Kind::context_and_id, Proposal::Kind::context,     Proposal::Kind::id,
    Proposal::Kind::exact,          Proposal::Kind::substituted, Proposal::Kind::fuzzy};

Proposal::Kind kind_of(const tm::Match& match) {
    switch (match.reason) {
        case tm::MatchReason::fuzzy:
            return Proposal::Kind::fuzzy;
        case tm::MatchReason::substituted:
            return Proposal::Kind::substituted;
        case tm::MatchReason::exact:
            return Proposal::Kind::exact;
        case tm::MatchReason::id:
            return Proposal::Kind::id;
        case tm::MatchReason::context:
            return Proposal::Kind::context;
        case tm::MatchReason::context_and_id:
            return Proposal::Kind::context_and_id;
    }
    return Proposal::Kind::fuzzy;
}

/// What is known of a translation's quality: who reviewed it, or how sure the aligner is.
std::optional<double> quality_of(const TranslationUnit& unit) {
    if (unit.state == ReviewState::reviewed) return 100;
    if (unit.score) return *unit.score * 100;
    return std::nullopt;
}

Proposal proposal_of(tm::Match match, const std::vector<MemoryName>& memories) {
    Proposal proposal;
    proposal.kind = kind_of(match);
    proposal.score = match.score;
    proposal.similarity = std::min(100, match.base);
    proposal.quality = quality_of(match.unit);
    proposal.origin = std::filesystem::path(memories[match.memory].path).filename().string();
    proposal.source = std::move(match.source);
    proposal.target = std::move(match.target);
    return proposal;
}

formats::XliffFile open_input(const PretranslateOptions& options, const LanguagePair& languages,
                              Segmenters& segmenters, cli::Console& console) {
    const auto format = formats::unit_format_of(options.input);
    if (format == formats::UnitFormat::xliff) {
        formats::XliffFile file(options.input, console.warning_sink());
        if (options.client.xliff_version && *options.client.xliff_version != file.version()) {
            throw Error(Fault::usage, {options.input},
                        "an XLIFF file keeps its version when it is pretranslated",
                        "leave --xliff out");
        }
        return file;
    }
    if (format) {
        throw Error(Fault::usage, {options.input},
                    "only XLIFF files and texts can be pretranslated",
                    "turn it into XLIFF first: egiz convert");
    }
    const SegmentedText text =
        read_source_text(options.input, languages.source, options.read, segmenters, console);
    return formats::XliffFile::from_text(xliff_of(text, languages.target, options.client),
                                         options.input);
}

/// Fills one segment, or only offers.
void use(std::size_t segment, std::vector<Proposal> proposals, int fill_score,
         formats::XliffFile& file, Summary& summary) {
    if (proposals.empty()) {
        ++summary.without_match;
    } else {
        bool filled = false;
        const Proposal& best = proposals.front();
        if (best.score >= fill_score) {
            const formats::FillResult result = file.fill(segment, best);
            filled = result != formats::FillResult::kept;
            if (result == formats::FillResult::without_codes) ++summary.without_codes;
            if (!filled) ++summary.kept_for_codes;
        }
        ++(filled ? summary.filled[static_cast<std::size_t>(best.kind)] : summary.offered);
    }
    file.propose(segment, std::move(proposals));
}

std::vector<std::pair<std::string, std::size_t>> lines_of(const Summary& summary) {
    std::vector<std::pair<std::string, std::size_t>> lines;
    for (const Proposal::Kind kind : kinds) {
        lines.emplace_back(name(kind), summary.filled[static_cast<std::size_t>(kind)]);
    }
    lines.emplace_back("offered", summary.offered);
    lines.emplace_back("no match", summary.without_match);
    lines.emplace_back("had a target", summary.had_target);
    lines.emplace_back("not to translate", summary.not_to_translate);
    lines.emplace_back("segments", summary.segments);
    return lines;
}

void show(const Summary& summary, const std::string& output, cli::Console& console) {
    if (console.json()) {
        Json filled = Json::object();
        for (const Proposal::Kind kind : kinds) {
            filled[name(kind)] = summary.filled[static_cast<std::size_t>(kind)];
        }
        const Json json{{"output", output},
                        {"segments", summary.segments},
                        {"filled", filled},
                        {"offered", summary.offered},
                        {"no_match", summary.without_match},
                        {"had_target", summary.had_target},
                        {"not_to_translate", summary.not_to_translate},
                        {"filled_without_codes", summary.without_codes},
                        {"kept_for_codes", summary.kept_for_codes}};
        console.out() << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        for (const auto& [label, count] : lines_of(summary)) {
            console.out() << std::left << std::setw(18) << label << std::right << std::setw(8)
                          << count << '\n';
        }
    }
    console.finish_output();
}

}  // namespace

int pretranslate(const PretranslateOptions& options, cli::Console& console) {
    cli::catch_interrupts();
    const LanguagePair languages = require_languages(options.source, options.target);
    if (formats::unit_format_of(options.output) != formats::UnitFormat::xliff) {
        throw Error(Fault::usage, {options.output}, "the result is XLIFF",
                    "end its name in .xlf or .xliff");
    }
    check_output_spares(options.output, options.input);
    check_output_spares(options.output, options.segmentation);
    Segmenters segmenters(options.segmentation, console);
    formats::XliffFile file = open_input(options, languages, segmenters, console);
    Matchers matchers(options.lookup);
    for (const MemoryName& memory : matchers.memories())
        check_output_spares(options.output, memory.path);

    Summary summary;
    summary.segments = file.segments().size();
    std::vector<std::pair<std::size_t, SourceSegment>> wanted =
        source_segments(file, options.input, languages, console);
    summary.not_to_translate = summary.segments - wanted.size();
    if (!options.overwrite) {
        summary.had_target = std::erase_if(
            wanted, [&](const auto& each) { return file.segments()[each.first].translated; });
    }
    std::size_t done = 0;
    matchers.find_all(
        wanted.size(), options.jobs,
        [&](std::size_t i) {
            return wanted[i].second.query(languages.source, languages.target, options.min_score,
                                          options.limit);
        },
        [&](std::size_t i, std::vector<tm::Match> matches) {
            std::vector<Proposal> proposals;
            for (tm::Match& match : matches) {
                proposals.push_back(proposal_of(std::move(match), matchers.memories()));
            }
            use(wanted[i].first, std::move(proposals), options.fill_score, file, summary);
            if (++done % 256 == 0) console.progress("segments", done, wanted.size());
        });
    console.finish_progress();
    file.set_target_language(languages.target);

    formats::OutputFile output(options.output);
    file.write(output.stream());
    output.commit();
    console.finish_warnings();
    std::string note = options.output + " written";
    const auto add = [&](std::size_t count, const char* what) {
        if (count > 0) note += ", " + std::to_string(count) + what;
    };
    add(summary.without_codes, " filled without inline codes, which are not the source's");
    add(summary.kept_for_codes, " offered only, because the file does not let them be filled");
    add(file.dropped_characters(), " characters dropped that XML cannot hold");
    console.note(note);
    show(summary, options.output, console);
    return 0;
}

}  // namespace egiz::workflow
