// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_engine.hpp"

#include "align/segmentation/engine.hpp"
#include "align/segmentation/looks.hpp"
#include "align/segmentation/srx_matcher.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

namespace egiz::align {
namespace {

/// The text is looked at in stretches of so many bytes.
constexpr std::size_t stretch = 64 * 1024;
/// A rule that does not break is looked for in so many bytes of white space behind an end that the
/// base finds.
constexpr std::size_t farthest_space = 1024;
/// The base shows places that are so many bytes beyond its limit, at most.
constexpr std::size_t farthest_place = Engine::farthest_look - SrxMatcher::margin - farthest_space;
static_assert(farthest_place > 4 * 1024);

/// Rule numbers of SRX rules, so that they differ from the base's.
constexpr RuleId srx_flag = RuleId{1} << 31;

/// Why a place of ours was decided as it was.
enum CutDecision : std::uint8_t { by_rule, taken_away, too_long };

Boundary boundary_of(const SrxVerdict& verdict) {
    return {verdict.offset, verdict.breaks, by_rule, srx_flag | verdict.rule};
}

/// `offset`, or behind the digits or the letter there that may be the label of a list's item: the
/// base shows the place in front of a label when it meets the dot or bracket behind.
std::size_t behind_label(std::string_view text, std::size_t offset) {
    constexpr int longest = 4;  // more characters are no label
    for (int i = 0; i < longest && offset < text.size(); ++i) {
        const char32_t c = char_before(text, offset);
        if (!is_digit(c) && !is_lower(c)) break;
        static_cast<void>(next_code_point(text, offset));
    }
    return offset;
}

/// One stretch of a text by rules over a base. The base goes from one break of the rules to the
/// next; an end that a rule takes away it does not get, and goes on in the same sentence.
class OverBase {
public:
    OverBase(const Engine& base, const SrxMatcher& matcher, std::string_view text, ScanState& state,
             const Engine::Visit& visit, SrxScratch& scratch)
        : base_(base),
          matcher_(matcher),
          text_(text),
          state_(state),
          visit_(visit),
          scratch_(scratch) {}

    void run(std::size_t limit) {
        const std::size_t target = behind_label(text_, limit);
        matcher_.prepare(text_, state_.offset,
                         std::min(text_.size(), limit + farthest_place + farthest_space), scratch_);
        known_end_ = state_.offset;
        know(target);
        sentence_begin_ = state_.sentence_begin;
        // Shown together with a place of the base.
        if (at_verdict(state_.refused)) ++next_;
        while (state_.offset < target) {
            anew_ = nowhere;
            base_.scan(text_, std::min(target, next_break()), state_,
                       [this](const Boundary& boundary) { return show(boundary); });
            if (anew_ == nowhere) show_verdicts(state_.offset);
            if (anew_ == nowhere && at_verdict(state_.offset) && verdicts_[next_].breaks) {
                show_verdicts(state_.offset + 1);
            }
            if (anew_ == nowhere) continue;
            state_ = {};
            state_.offset = anew_;
            state_.sentence_begin = sentence_begin_;
        }
    }

private:
    static constexpr auto nowhere = static_cast<std::size_t>(-1);

    /// Finds the verdicts about the places in front of `end`.
    void know(std::size_t end) {
        if (end <= known_end_) return;
        const auto more = matcher_.candidates(known_end_, end, scratch_);
        verdicts_.insert(verdicts_.end(), more.begin(), more.end());
        known_end_ = end;
    }

    [[nodiscard]] bool at_verdict(std::size_t offset) const {
        return next_ < verdicts_.size() && verdicts_[next_].offset == offset;
    }

    /// Rules say nothing about the white space in front of a sentence.
    [[nodiscard]] bool counts(const SrxVerdict& verdict) const {
        return verdict.offset > sentence_begin_;
    }

    [[nodiscard]] std::size_t next_break() const {
        for (std::size_t i = next_; i < verdicts_.size(); ++i) {
            if (verdicts_[i].breaks && counts(verdicts_[i])) return verdicts_[i].offset;
        }
        return nowhere;
    }

    /// Shows the verdicts in front of `end`, up to one that breaks: there the base begins anew.
    void show_verdicts(std::size_t end) {
        know(end);
        while (next_ < verdicts_.size() && verdicts_[next_].offset < end) {
            const SrxVerdict& verdict = verdicts_[next_++];
            if (!counts(verdict) || !visit_(boundary_of(verdict)) || !verdict.breaks) continue;
            anew_ = verdict.offset;
            end_sentence(anew_);
            return;
        }
    }

    /// What becomes of a place of the base. \return whether its sentence ends there
    bool show(const Boundary& boundary) {
        if (anew_ != nowhere) return false;
        show_verdicts(boundary.offset);
        if (anew_ != nowhere) return false;
        know(boundary.offset + 1);
        if (at_verdict(boundary.offset)) {
            const SrxVerdict& verdict = verdicts_[next_];
            if (verdict.breaks && counts(verdict)) {
                show_verdicts(boundary.offset + 1);
                if (!boundary.ends || anew_ == nowhere) return false;
                anew_ = nowhere;  // the base ends its sentence itself
                return true;
            }
            ++next_;
        }
        const bool forced = boundary.ends && is_forced(boundary.offset);
        if (boundary.ends && !forced) {
            if (const auto rule = exception_behind(boundary.offset)) {
                visit_({boundary.offset, false, taken_away, srx_flag | *rule});
                return false;
            }
        }
        const bool ends = (visit_(boundary) || forced) && boundary.ends;
        if (ends) end_sentence(boundary.offset);
        return ends;
    }

    void end_sentence(std::size_t end) { sentence_begin_ = skip_spaces(text_, end); }

    /// Whether the base ends a sentence there because it is too long.
    [[nodiscard]] bool is_forced(std::size_t offset) const {
        constexpr std::size_t farthest_back = 4 * 1024;
        const std::size_t most = sentence_begin_ + Engine::longest_sentence;
        return offset + farthest_back > most && most < text_.size() &&
               offset == place_to_cut(text_, sentence_begin_);
    }

    /// The rule that says no break at `offset` or in the white space behind it.
    [[nodiscard]] std::optional<std::uint32_t> exception_behind(std::size_t offset) {
        const auto all = static_cast<std::uint32_t>(matcher_.rules().size());
        const std::size_t last = skip_spaces(text_, offset);
        const std::size_t end = std::min({text_.size(), last + 1, offset + farthest_space});
        know(end);
        auto verdict = std::lower_bound(
            verdicts_.begin(), verdicts_.end(), offset,
            [](const SrxVerdict& each, std::size_t wanted) { return each.offset < wanted; });
        for (std::size_t at = offset; at < end; static_cast<void>(next_code_point(text_, at))) {
            if (verdict != verdicts_.end() && verdict->offset == at) {
                if (!verdict->breaks) return verdict->rule;
                ++verdict;
                continue;
            }
            const std::uint32_t rule =
                matcher_.exception_at(scratch_.text.unit_of(at), all, scratch_);
            if (rule != all) return rule;
        }
        return std::nullopt;
    }

    const Engine& base_;
    const SrxMatcher& matcher_;
    std::string_view text_;
    ScanState& state_;
    const Engine::Visit& visit_;
    SrxScratch& scratch_;
    std::vector<SrxVerdict> verdicts_;
    std::size_t known_end_ = 0;
    std::size_t next_ = 0;            ///< of the verdicts: not text_of_rule yet
    std::size_t sentence_begin_ = 0;  ///< as the base has it while it scans
    std::size_t anew_ = nowhere;      ///< where a rule broke and the base did not end
};

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
            const std::size_t end = std::min(limit, state.offset + stretch);
            if (base_) {
                OverBase(*base_, matcher_, text, state, visit, *scratch).run(end);
            } else {
                scan_alone(text, end, state, visit, *scratch);
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
            if (verdict.offset <= state.sentence_begin) continue;
            if (visit(boundary_of(verdict)) && verdict.breaks) {
                state.sentence_begin = skip_spaces(text, verdict.offset);
            }
        }
        cut_long_sentence(text, limit, state, visit);
        state.offset = limit;
    }

    /// Ends the sentence by force until what is left up to `offset` is no longer than allowed.
    static void cut_long_sentence(std::string_view text, std::size_t offset, ScanState& state,
                                  const Visit& visit) {
        while (offset > state.sentence_begin + longest_sentence) {
            const std::size_t end = place_to_cut(text, state.sentence_begin);
            visit({end, true, too_long, no_rule});
            state.sentence_begin = skip_spaces(text, end);
        }
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
    return chosen;
}

std::string text_of_rule(const SegmentationRule& rule) {
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
                            report.groups.size() - 1, rule.line, text_of_rule(rule)});
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
