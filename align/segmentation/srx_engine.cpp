// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_engine.hpp"

#include "align/segmentation/engine.hpp"
#include "align/segmentation/srx_matcher.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

namespace egiz::align {
namespace {

/// The text is looked at in stretches of so many bytes; over a base in shorter ones, as the base
/// has to go back where a rule overrides it.
constexpr std::size_t stretch_alone = 64 * 1024;
constexpr std::size_t stretch_over_base = 8 * 1024;
/// A rule that does not break is looked for in so many bytes of white space behind an end that the
/// base finds.
constexpr std::size_t farthest_space = 1024;

/// Rule numbers of SRX rules, so that they differ from the base's.
constexpr RuleId srx_flag = RuleId{1} << 31;

/// Why a place of ours was decided as it was.
enum Decision : std::uint8_t { by_rule, taken_away, too_long };

static_assert(SrxMatcher::margin + farthest_space + 4 <= Engine::farthest_look);

std::size_t behind_spaces(std::string_view text, std::size_t offset) {
    for (std::size_t next = offset; next < text.size();) {
        if (!is_space(next_code_point(text, next))) break;
        offset = next;
    }
    return offset;
}

/// Behind the last white space (else the last character) in front of `most`.
std::size_t place_to_cut(std::string_view text, std::size_t most) {
    constexpr std::size_t farthest_back = 1000;  // characters
    std::size_t offset = most;
    for (std::size_t i = 0; i < farthest_back; ++i) {
        const std::size_t end = offset;
        if (is_space(previous_code_point(text, offset))) return end;
    }
    offset = most;
    static_cast<void>(previous_code_point(text, offset));  // perhaps cut in the middle: not with it
    return offset;
}

class SrxEngine final : public Engine {
public:
    SrxEngine(SrxMatcher matcher, std::vector<std::string> groups,
              std::shared_ptr<const Engine> base)
        : matcher_(std::move(matcher)), groups_(std::move(groups)), base_(std::move(base)) {}

    void scan(std::string_view text, std::size_t limit, ScanState& state,
              const Visit& visit) const override {
        Borrowed scratch(*this);
        limit = std::min(limit, text.size());
        while (state.offset < limit) {
            if (base_) {
                scan_over_base(text, limit, state, visit, *scratch);
            } else {
                scan_alone(text, std::min(limit, state.offset + stretch_alone), state, visit,
                           *scratch);
            }
        }
    }

    [[nodiscard]] Explanation explain(const Boundary& boundary) const override {
        if ((boundary.rule & srx_flag) == 0) {
            if (base_) return base_->explain(boundary);
            return {"SRX", matcher_.file(), 0, {}, "the sentence is too long to go on"};
        }
        const SrxRule& rule = matcher_.rules()[boundary.rule & ~srx_flag];
        return {groups_[rule.group], matcher_.file(), rule.line, rule.text,
                boundary.reason == taken_away
                    ? "the rule says no break; without it, a sentence would end here"
                : rule.breaks ? "the rule says break"
                              : "the rule says no break"};
    }

private:
    /// Matchers and buffers, for the time of one call.
    class Borrowed {
    public:
        explicit Borrowed(const SrxEngine& engine) : engine_(engine) {
            const std::lock_guard lock(engine_.mutex_);
            if (engine_.scratches_.empty()) {
                scratch_ = std::make_unique<SrxScratch>();
            } else {
                scratch_ = std::move(engine_.scratches_.back());
                engine_.scratches_.pop_back();
            }
        }
        ~Borrowed() {
            const std::lock_guard lock(engine_.mutex_);
            engine_.scratches_.push_back(std::move(scratch_));
        }
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;
        SrxScratch& operator*() { return *scratch_; }

    private:
        const SrxEngine& engine_;
        std::unique_ptr<SrxScratch> scratch_;
    };

    void scan_alone(std::string_view text, std::size_t limit, ScanState& state, const Visit& visit,
                    SrxScratch& scratch) const {
        matcher_.prepare(text, state.offset, limit, scratch);
        for (const SrxVerdict& verdict : matcher_.candidates(state.offset, limit, scratch)) {
            cut_long_sentence(text, verdict.offset, state, visit);
            static_cast<void>(take_verdict(text, verdict, state, visit));
        }
        cut_long_sentence(text, limit, state, visit);
        state.offset = limit;
    }

    /// Ends the sentence by force until what is left up to `offset` is no longer than allowed.
    static void cut_long_sentence(std::string_view text, std::size_t offset, ScanState& state,
                                  const Visit& visit) {
        while (offset > state.sentence_begin + longest_sentence) {
            const std::size_t end = place_to_cut(text, state.sentence_begin + longest_sentence);
            visit({end, true, too_long, no_rule});
            state.sentence_begin = behind_spaces(text, end);
        }
    }

    /// Goes on to `limit` or a part of the way: at each place where the rules change what the base
    /// remembers, the base begins anew.
    void scan_over_base(std::string_view text, std::size_t limit, ScanState& state,
                        const Visit& visit, SrxScratch& scratch) const {
        const ScanState start = state;
        const std::size_t target = std::min(limit, start.offset + stretch_over_base);
        std::vector<Boundary> found;
        ScanState reached = start;
        base_->scan(text, target, reached, [&](const Boundary& boundary) {
            found.push_back(boundary);
            return boundary.ends;
        });
        const std::size_t end = std::max(reached.offset, target);
        const std::size_t behind = std::min(text.size(), end + farthest_space);
        matcher_.prepare(text, start.offset, behind, scratch);
        const std::vector<SrxVerdict> verdicts = matcher_.candidates(start.offset, behind, scratch);

        auto verdict = verdicts.begin();
        /// True if a rule breaks in front of `offset`.
        const auto breaks_before = [&](std::size_t offset) {
            for (; verdict != verdicts.end() && verdict->offset < offset; ++verdict) {
                if (take_verdict(text, *verdict, state, visit)) return true;
            }
            return false;
        };
        for (const Boundary& boundary : found) {
            if (breaks_before(boundary.offset)) return;
            const bool same = verdict != verdicts.end() && verdict->offset == boundary.offset;
            if (same && verdict->breaks) {
                if (take_verdict(text, *verdict++, state, visit)) return;
                continue;
            }
            if (same) ++verdict;
            const bool forced =
                boundary.offset + stretch_over_base > state.sentence_begin + longest_sentence;
            const auto exception = boundary.ends && !forced
                                       ? exception_behind(text, boundary.offset, verdicts, scratch)
                                       : std::nullopt;
            if (!exception) {
                visit(boundary);
                if (boundary.ends) state.sentence_begin = behind_spaces(text, boundary.offset);
                continue;
            }
            visit({boundary.offset, false, taken_away, srx_flag | *exception});
            const std::size_t sentence_begin = state.sentence_begin;
            ScanState again = start;
            base_->scan(text, boundary.offset, again,
                        [](const Boundary& each) { return each.ends; });
            if (breaks_before(again.offset)) return;
            state = again;
            state.sentence_begin = sentence_begin;
            return;
        }
        if (breaks_before(end)) return;
        state = reached;
        state.offset = end;
    }

    /// True if the rule breaks: the text goes on as from the beginning of a sentence.
    static bool take_verdict(std::string_view text, const SrxVerdict& verdict, ScanState& state,
                             const Visit& visit) {
        if (verdict.offset <= state.sentence_begin) return false;
        visit({verdict.offset, verdict.breaks, by_rule, srx_flag | verdict.rule});
        if (!verdict.breaks) return false;
        state = {};
        state.offset = verdict.offset;
        state.sentence_begin = behind_spaces(text, verdict.offset);
        return true;
    }

    /// The rule that says no break at `offset` or in the white space behind it.
    [[nodiscard]] std::optional<std::uint32_t> exception_behind(
        std::string_view text, std::size_t offset, const std::vector<SrxVerdict>& verdicts,
        SrxScratch& scratch) const {
        const std::size_t end = std::min(text.size(), offset + farthest_space);
        for (std::size_t at = offset; at < end;) {
            const auto verdict = std::lower_bound(
                verdicts.begin(), verdicts.end(), at,
                [](const SrxVerdict& each, std::size_t wanted) { return each.offset < wanted; });
            if (verdict != verdicts.end() && verdict->offset == at) {
                if (!verdict->breaks) return verdict->rule;
            } else {
                const auto all = static_cast<std::uint32_t>(matcher_.rules().size());
                const std::uint32_t rule =
                    matcher_.exception_at(scratch.text.unit_of(at), all, scratch);
                if (rule != all) return rule;
            }
            if (!is_space(next_code_point(text, at))) break;
        }
        return std::nullopt;
    }

    SrxMatcher matcher_;
    std::vector<std::string> groups_;
    std::shared_ptr<const Engine> base_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<SrxScratch>> scratches_;
};

/// The language maps that choose rules for `language`, in order.
std::vector<const LanguageMap*> maps_for(const SegmentationRules& rules, const Language& language,
                                         SrxReport& report) {
    std::vector<const LanguageMap*> chosen;
    for (const LanguageMap& map : rules.language_maps) {
        if (!matches_language(map, rules.file, language, report)) continue;
        chosen.push_back(&map);
        if (!rules.cascade) break;
    }
    if (chosen.empty()) {
        report.warnings.push_back({{rules.file, 0, 0},
                                   "no languagemap matches '" + language.tag() +
                                       "': the file has no rules for this language"});
    }
    return chosen;
}

std::string shown(const SegmentationRule& rule) {
    return std::string(rule.breaks ? "break" : "no break") + " before='" + rule.before +
           "' after='" + rule.after + "'";
}

void add_rules_of(const LanguageRule& language_rule, const std::string& file, SrxReport& report,
                  SrxPattern::Count& count, std::vector<SrxRule>& compiled) {
    for (const SegmentationRule& rule : language_rule.rules) {
        const Place place{file, rule.line};
        if (rule.before.empty() && rule.after.empty()) {
            report.warnings.push_back(
                {place,
                 "a rule without beforebreak and afterbreak would match everywhere: left out"});
            continue;
        }
        SrxPattern before(rule.before, place, report, count);
        SrxPattern after(rule.after, place, report, count);
        compiled.push_back({rule.breaks, std::move(before), std::move(after),
                            report.groups.size() - 1, rule.line, shown(rule)});
    }
}

}  // namespace

std::unique_ptr<Engine> make_srx_engine(const SegmentationRules& rules, const Language& language,
                                        std::shared_ptr<const Engine> base, SrxReport& report) {
    report = {};
    std::vector<SrxRule> compiled;
    std::vector<std::string> groups;
    std::vector<const LanguageRule*> used;
    SrxPattern::Count count;
    for (const LanguageMap* map : maps_for(rules, language, report)) {
        const LanguageRule* language_rule = rules.find(map->name);
        if (language_rule == nullptr) {
            throw Error(Fault::input, {rules.file, map->line},
                        "there is no languagerule '" + map->name + "'");
        }
        // Rules that are tried a second time decide nothing.
        if (std::find(used.begin(), used.end(), language_rule) != used.end()) continue;
        used.push_back(language_rule);
        groups.push_back(map->name);
        report.groups.push_back({map->name, language_rule->rules.size(), map->line});
        if (language_rule->rules.empty()) {
            report.warnings.push_back({{rules.file, language_rule->line},
                                       "languagerule '" + map->name + "' has no rules"});
        }
        add_rules_of(*language_rule, rules.file, report, count, compiled);
    }
    if (rules.okapi.use_icu_breaks.value_or(false)) {
        report.warnings.push_back(
            {{rules.file, 0, 0},
             base ? "useIcu4jBreakRules: our own rules take the place of ICU's sentence breaks"
                  : "useIcu4jBreakRules is not honoured without rules of our own underneath: only "
                    "the file's rules break"});
    }
    return std::make_unique<SrxEngine>(SrxMatcher(rules.file, std::move(compiled)),
                                       std::move(groups), std::move(base));
}

}  // namespace egiz::align
