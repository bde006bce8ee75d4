// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_matcher.hpp"

#include <algorithm>
#include <utility>

namespace egiz::align {
namespace {

constexpr auto matcher_reach = static_cast<std::int32_t>(srx_reach);
/// How much work an expression may be, in steps for each character: far more than a sound one is.
constexpr std::int64_t steps_of_a_character = 4096;
constexpr std::int64_t least_steps = 4'000'000;

/// Places that an expression may be tried at in vain, for one place of the text.
constexpr std::size_t longest_walk = 64;
constexpr std::size_t most_memos = 64;

/// Whether matches are empty: only what is around the place counts.
bool is_empty(const Shape& shape) { return shape.length.max == 0; }

}  // namespace

SrxMatcher::SrxMatcher(std::string file, std::vector<SrxRule> rules)
    : file_(std::move(file)), rules_(std::move(rules)) {
    for (std::uint32_t i = 0; i < rules_.size(); ++i) {
        if (rules_[i].breaks) {
            add_break(i);
        } else {
            add_exception(i);
        }
    }
    for (SrxRule& rule : rules_) {
        rule.before.forget_expression();
        rule.after.forget_expression();
    }
}

void SrxMatcher::add_break(std::uint32_t rule) {
    const SrxRule& added = rules_[rule];
    BreakRule result{rule, {}};
    if (added.before.empty() || is_empty(added.before.shape())) {
        // The text behind the place has to tell.
        result.finders.push_back({added.after.shape().first, {}, {}});
    } else if (added.before.expression()) {
        result.finders = finders_of(*added.before.expression());
    } else {
        result.finders.push_back({added.before.shape().first, {}, {}});
    }
    icu::UnicodeSet needed;
    for (const Finder& finder : result.finders) needed.addAll(finder.core.set());
    needed.remove(0xDC00, 0xDFFF);  // inside a character
    if (needed.containsSome(0x10000, 0x10FFFF) != 0) needed.add(0xD800, 0xDBFF);
    for (std::int32_t i = 0; i < needed.getRangeCount(); ++i) {
        const UChar32 last = std::min<UChar32>(needed.getRangeEnd(i), 0xFFFF);
        for (auto c = static_cast<std::uint32_t>(needed.getRangeStart(i));
             c <= static_cast<std::uint32_t>(last); ++c) {
            cores_[c / 64] |= std::uint64_t{1} << c % 64;
        }
    }
    break_rules_.push_back(std::move(result));
}

void SrxMatcher::add_exception(std::uint32_t rule) {
    const SrxPattern& before = rules_[rule].before;
    std::vector<Shape> others;
    if (before.expression() && !before.empty()) {
        SplitForm form = split_form_of(*before.expression());
        others = std::move(form.others);
        if (!form.sequences.empty() && !trie_.add(*before.expression(), form, rule)) {
            others.assign(1, before.shape());
        }
    } else {
        others.push_back(before.shape());
    }
    for (Shape& shape : others) {
        const bool remembers = shape.length.max > longest_walk && memos_ < most_memos;
        exceptions_.push_back({rule, std::move(shape), remembers ? memos_++ : Exception::no_memo});
    }
}

void SrxMatcher::prepare(std::string_view text, std::size_t begin, std::size_t end,
                         SrxScratch& scratch) const {
    std::size_t front = begin > margin ? begin - margin : 0;
    std::size_t back = end < text.size() && margin < text.size() - end ? end + margin : text.size();
    const auto inside = [&](std::size_t offset) {
        return offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0) == 0x80;
    };
    for (int i = 0; i < 3 && front > 0 && inside(front); ++i) --front;
    for (int i = 0; i < 3 && inside(back); ++i) ++back;
    scratch.text.assign(text, front, back);
    ++scratch.stretch;
    scratch.steps = least_steps + steps_of_a_character * scratch.text.size();
}

std::vector<SrxVerdict> SrxMatcher::candidates(std::size_t begin, std::size_t end,
                                               SrxScratch& scratch) const {
    const SrxText& text = scratch.text;
    const std::int32_t first = text.unit_of(begin);
    const std::int32_t last = text.unit_of(end);
    auto& found = scratch.found;
    auto& cores = scratch.cores;
    auto& starts = scratch.starts;
    found.clear();
    cores.clear();
    const std::int32_t front = std::max(first - matcher_reach, 0);
    find_cores(front, std::min(last + matcher_reach, text.size()), text, cores);
    for (const BreakRule& each : break_rules_) {
        starts.clear();
        find_starts(each, front, last, text, cores, starts);
        for (const std::int32_t start : starts) {
            const std::int32_t at = match_before(each.rule, start, scratch);
            if (at < first || at >= last || !matches_after(each.rule, at, scratch)) continue;
            found.emplace_back(at, each.rule);
        }
    }
    if (!std::is_sorted(found.begin(), found.end())) std::sort(found.begin(), found.end());
    std::vector<SrxVerdict> verdicts;
    std::int32_t done = -1;
    for (const auto& [at, rule] : found) {
        if (at == done) continue;
        done = at;
        const std::uint32_t exception = exception_at(at, rule, scratch);
        const bool breaks = exception == rules_.size();
        verdicts.push_back({text.byte_of(at), breaks ? rule : exception, breaks});
    }
    return verdicts;
}

void SrxMatcher::find_cores(std::int32_t begin, std::int32_t end, const SrxText& text,
                            std::vector<std::int32_t>& cores) const {
    const char16_t* units = text.data();
    const std::uint64_t* bits = cores_.data();
    for (std::int32_t at = begin; at < end; ++at) {
        const char16_t c = units[at];
        if ((bits[c / 64] >> (c % 64) & 1) != 0) cores.push_back(at);
    }
}

void SrxMatcher::find_starts(const BreakRule& rule, std::int32_t begin, std::int32_t end,
                             const SrxText& text, const std::vector<std::int32_t>& cores,
                             std::vector<std::int32_t>& starts) const {
    const Shape& shape = rules_[rule.rule].before.shape();
    const bool checks_first = !rules_[rule.rule].before.empty();
    for (const Finder& finder : rule.finders) {
        const std::size_t most = std::min(finder.distance.max, srx_reach);
        // Where the distance has no bound: starts up to here have been tried for a core before.
        std::int32_t tried = -1;
        for (const std::int32_t core : cores) {
            std::int32_t behind = core;
            if (!finder.core.contains(text.next(behind, text.size()))) continue;
            const auto had = static_cast<std::ptrdiff_t>(starts.size());
            std::int32_t start = core;
            std::int32_t nearest = -1;
            for (std::size_t distance = 0;; ++distance) {
                if (distance == finder.distance.min) nearest = start;
                if (distance >= finder.distance.min && start < end) {
                    std::int32_t ignored = start;
                    if (!checks_first || shape.first.contains(text.next(ignored, text.size()))) {
                        starts.push_back(start);
                    }
                }
                if (distance == most || start <= begin) break;
                if (!finder.before.contains(text.previous(start)) || start < begin) break;
                if (finder.distance.max == unbounded && start <= tried) break;
            }
            std::reverse(starts.begin() + had, starts.end());
            tried = std::max(tried, nearest);
        }
    }
    if (!std::is_sorted(starts.begin(), starts.end())) std::sort(starts.begin(), starts.end());
    starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
}

std::uint32_t SrxMatcher::exception_at(std::int32_t unit, std::uint32_t below,
                                       SrxScratch& scratch) const {
    const SrxText& text = scratch.text;
    std::uint32_t best = below;
    bool found = false;
    trie_.find(text, unit, [&](const SrxTrie::Entry& entry, std::int32_t begin) {
        if (entry.rule >= best) return;
        if (entry.at_word_boundary && !Program::at_word_boundary(text, begin)) return;
        if (!entry.exact && match_before(entry.rule, begin, scratch) != unit) return;
        if (!matches_after(entry.rule, unit, scratch)) return;
        best = entry.rule;
        found = true;
    });
    for (const Exception& exception : exceptions_) {
        if (exception.rule >= best) break;
        if (matches_up_to(exception, unit, scratch)) return exception.rule;
    }
    return found ? best : static_cast<std::uint32_t>(rules_.size());
}

bool SrxMatcher::matches_up_to(const Exception& exception, std::int32_t unit,
                               SrxScratch& scratch) const {
    const SrxText& text = scratch.text;
    const Shape& shape = exception.shape;
    if (shape.length.min > 0) {
        std::int32_t at = unit;
        for (const CharSet& set : shape.tail) {
            if (at == 0) break;
            if (!set.contains(text.previous(at))) return false;
        }
    }
    if (!matches_after(exception.rule, unit, scratch)) return false;
    if (rules_[exception.rule].before.empty()) return true;
    std::int32_t start = unit;
    for (std::size_t length = 0;; ++length) {
        if (length >= shape.length.min) {
            std::int32_t ignored = start;
            const bool may_begin =
                start == text.size() || shape.first.contains(text.next(ignored, text.size()));
            if (may_begin && remembered_match(exception, start, scratch) == unit) return true;
        }
        if (length == shape.length.max || start == 0 || unit - start >= matcher_reach) return false;
        if (!shape.all.contains(text.previous(start))) return false;
    }
}

std::int32_t SrxMatcher::remembered_match(const Exception& exception, std::int32_t begin,
                                          SrxScratch& scratch) const {
    if (exception.memo == Exception::no_memo) return match_before(exception.rule, begin, scratch);
    constexpr std::int32_t unknown = -3;
    if (scratch.memos.size() <= exception.memo) scratch.memos.resize(memos_);
    SrxScratch::Memo& memo = scratch.memos[exception.memo];
    if (memo.stretch != scratch.stretch) {
        memo.ends.assign(static_cast<std::size_t>(scratch.text.size()) + 1, unknown);
        memo.stretch = scratch.stretch;
    }
    std::int32_t& end = memo.ends[static_cast<std::size_t>(begin)];
    if (end == unknown) end = match_before(exception.rule, begin, scratch);
    return end;
}

}  // namespace egiz::align
