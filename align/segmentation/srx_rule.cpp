// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_rule.hpp"

#include "align/segmentation/srx_repair.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <utility>

namespace egiz::align {
namespace {

constexpr std::int64_t most_steps = 1'000'000;  ///< of one match
/// ICU counts in ten thousands of steps, too, and calls them milliseconds.
constexpr std::int32_t icu_time_limit = 100;
constexpr std::int32_t icu_stack_bytes = 4 << 20;
constexpr auto reach = static_cast<std::int32_t>(srx_reach);

icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// At most 80 bytes of it, on one line.
std::string shown(std::string_view pattern) {
    std::string result = "'";
    for (std::size_t offset = 0; offset < pattern.size();) {
        if (offset >= 80) {
            result += "…";
            break;
        }
        const std::size_t begin = offset;
        const char32_t c = next_code_point(pattern, offset);
        if (c == U'\n') {
            result += "\\n";
        } else {
            result += pattern.substr(begin, offset - begin);
        }
    }
    return result + "'";
}

std::string reason_of(UErrorCode status) {
    switch (status) {
        case U_REGEX_BAD_ESCAPE_SEQUENCE:
            return "a backslash before a letter that has no meaning";
        case U_REGEX_PROPERTY_SYNTAX:
            return "a \\p{…} that is not known";
        case U_REGEX_MISMATCHED_PAREN:
            return "a parenthesis is not closed, or was not opened";
        case U_REGEX_MISSING_CLOSE_BRACKET:
            return "a [ is not closed";
        case U_REGEX_RULE_SYNTAX:
            return "a quantifier with nothing to repeat, or the like";
        case U_REGEX_BAD_INTERVAL:
        case U_REGEX_MAX_LT_MIN:
        case U_REGEX_NUMBER_TOO_BIG:
            return "a wrong {…} interval";
        case U_REGEX_LOOK_BEHIND_LIMIT:
            return "a look-behind without bound";
        case U_REGEX_INVALID_RANGE:
            return "a range from a higher to a lower character";
        case U_REGEX_PATTERN_TOO_BIG:
            return "too large";
        default:
            return "wrong syntax";
    }
}

/// \param repaired  the pattern that ICU takes
std::unique_ptr<icu::RegexPattern> compile(const std::string& pattern, std::uint32_t flags,
                                           const Place& place, const char* what, SrxReport& report,
                                           std::string& repaired) {
    const auto try_it = [&](const std::string& text, UErrorCode& status) {
        UParseError ignored;
        return std::unique_ptr<icu::RegexPattern>(
            icu::RegexPattern::compile(to_icu(text), flags, ignored, status));
    };
    UErrorCode status = U_ZERO_ERROR;
    repaired = pattern;
    auto result = try_it(pattern, status);
    if (U_SUCCESS(status)) return result;

    RepairedExpression mended = repair_expression(pattern);
    if (!mended.repairs.empty()) {
        UErrorCode again = U_ZERO_ERROR;
        result = try_it(mended.pattern, again);
        if (U_SUCCESS(again)) {
            for (const std::string& repair : mended.repairs) {
                report.repairs.push_back({place, std::string(what) + " " + shown(pattern) +
                                                     " is not of ICU's syntax: " + repair});
            }
            repaired = std::move(mended.pattern);
            return result;
        }
    }
    throw Error(Fault::input, place,
                std::string(what) + " " + shown(pattern) + " is no expression that ICU takes: " +
                    reason_of(status) + " (" + u_errorName(status) + ")",
                "correct it; SRX uses ICU's regular expressions");
}

}  // namespace

SrxPattern::SrxPattern(const std::string& pattern, Place place, SrxReport& report, Count& count)
    : place_(std::move(place)), empty_(pattern.empty()), index_(count.patterns++) {
    if (empty_) {
        expression_.emplace();
        return;
    }
    icu_ = compile(pattern, 0, place_, "the expression", report, pattern_);
    expression_ = parse_expression(pattern_);
    if (expression_) {
        shape_ = Shape(*expression_);
        program_ = Program::compile(*expression_);
    }
    if (program_) {
        icu_.reset();
    } else {
        matcher_ = count.matchers++;
        looks_ahead_ =
            pattern_.find("(?=") != std::string::npos || pattern_.find("(?!") != std::string::npos;
    }
}

void SrxPattern::run_away() const {
    throw Error(Fault::input, place_,
                "the expression " + shown(pattern_) + " takes too long on this text",
                "it can match the same text in too many ways; avoid repetitions inside "
                "repetitions, such as (a+)+");
}

std::int32_t SrxPattern::match(std::int32_t begin, SrxScratch& scratch) const {
    if (empty_) return begin;
    const SrxText& text = scratch.text;
    const std::int32_t limit = text.at_character(std::min(begin + reach, text.size()));
    if (scratch.allowances.size() <= index_) scratch.allowances.resize(index_ + 1);
    SrxScratch::Allowance& allowance = scratch.allowances[index_];
    if (allowance.stretch != scratch.stretch) allowance = {scratch.steps, scratch.stretch};
    if (!program_) return match_by_icu(begin, limit, allowance.steps_left, scratch);
    ProgramState& state = scratch.program;
    const std::int64_t steps = std::min(most_steps, allowance.steps_left);
    state.steps_left = steps;
    state.look_limit = text.at_character(std::min(limit + reach, text.size()));
    const std::int32_t end = program_->match(text, begin, limit, state);
    if (end == Program::gave_up) run_away();
    allowance.steps_left -= steps - state.steps_left;
    return end;
}

std::int32_t SrxPattern::match_by_icu(std::int32_t begin, std::int32_t limit,
                                      std::int64_t& steps_left, SrxScratch& scratch) const {
    UErrorCode status = U_ZERO_ERROR;
    const SrxText& text = scratch.text;
    if (scratch.matchers.size() <= matcher_) scratch.matchers.resize(matcher_ + 1);
    SrxScratch::Matcher& slot = scratch.matchers[matcher_];
    if (!slot.matcher) {
        slot.matcher.reset(icu_->matcher(status));
        if (U_FAILURE(status)) throw std::bad_alloc();
        slot.matcher->setTimeLimit(icu_time_limit, status);
        slot.matcher->setStackLimit(icu_stack_bytes, status);
        slot.matcher->useTransparentBounds(true);
        slot.matcher->useAnchoringBounds(false);
    }
    std::int32_t front = 0;
    if (looks_ahead_) {
        front = text.at_character(std::max(begin - reach, 0));
        const std::int32_t back = text.at_character(std::min(limit + reach, text.size()));
        slot.input.setTo(false, text.data() + front, back - front);
        slot.matcher->reset(slot.input);
    } else if (slot.stretch != scratch.stretch) {
        slot.input.setTo(false, text.data(), text.size());
        slot.matcher->reset(slot.input);
        slot.stretch = scratch.stretch;
    }
    slot.matcher->region(begin - front, limit - front, status);
    const bool matches = slot.matcher->lookingAt(status) != 0;
    // A call costs about as much as a hundred steps.
    steps_left -= 100;
    if (U_FAILURE(status) || steps_left < 0) run_away();
    return matches ? slot.matcher->end(status) + front : -1;
}

bool matches_language(const LanguageMap& map, const std::string& file, const Language& language,
                      SrxReport& report) {
    const Place place{file, map.line};
    std::string repaired;
    const auto pattern = compile(map.pattern, UREGEX_CASE_INSENSITIVE, place,
                                 "the language pattern", report, repaired);
    std::string underscored = language.tag();
    std::replace(underscored.begin(), underscored.end(), '-', '_');
    for (const std::string& tag : {language.tag(), underscored}) {
        UErrorCode status = U_ZERO_ERROR;
        const icu::UnicodeString input = to_icu(tag);
        const std::unique_ptr<icu::RegexMatcher> matcher(pattern->matcher(input, status));
        if (U_FAILURE(status)) throw std::bad_alloc();
        matcher->setTimeLimit(icu_time_limit, status);
        matcher->setStackLimit(icu_stack_bytes, status);
        const bool matches = matcher->matches(status) != 0;
        if (U_FAILURE(status)) {
            throw Error(
                Fault::input, place,
                "the language pattern " + shown(map.pattern) + " takes too long on '" + tag + "'",
                "simplify it");
        }
        if (matches) return true;
    }
    return false;
}

}  // namespace egiz::align
