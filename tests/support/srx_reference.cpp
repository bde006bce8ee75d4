// SPDX-License-Identifier: Apache-2.0
#include "tests/support/srx_reference.hpp"

#include "align/segmentation/srx_repair.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <stdexcept>

namespace egiz::test {
namespace {

icu::UnicodeString to_icu(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

std::unique_ptr<icu::RegexMatcher> matcher_for(const std::string& pattern,
                                               std::uint32_t flags = 0) {
    if (pattern.empty()) return nullptr;
    UErrorCode status = U_ZERO_ERROR;
    auto matcher = std::make_unique<icu::RegexMatcher>(to_icu(pattern), flags, status);
    if (U_FAILURE(status)) {
        status = U_ZERO_ERROR;
        matcher = std::make_unique<icu::RegexMatcher>(
            to_icu(align::repair_expression(pattern).pattern), flags, status);
    }
    if (U_FAILURE(status)) throw std::runtime_error("no expression: " + pattern);
    matcher->useTransparentBounds(true);
    matcher->useAnchoringBounds(false);
    matcher->setTimeLimit(50, status);  // in ICU's unit, about a millisecond
    return matcher;
}

void check(UErrorCode status) {
    if (U_FAILURE(status)) throw std::runtime_error(u_errorName(status));
}

/// Which rule decides at each place of a UTF-16 text.
class Decisions {
public:
    explicit Decisions(const icu::UnicodeString& text)
        : first_(static_cast<std::size_t>(text.length()) + 1, none) {}
    void take(std::int32_t at, std::size_t rule) {
        std::size_t& first = first_[static_cast<std::size_t>(at)];
        first = std::min(first, rule);
    }
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    [[nodiscard]] std::size_t at(std::int32_t place) const {
        return first_[static_cast<std::size_t>(place)];
    }

private:
    std::vector<std::size_t> first_;
};

template <class IsBreak>
std::vector<std::size_t> to_bytes(const icu::UnicodeString& text, const IsBreak& is_break) {
    std::vector<std::size_t> breaks;
    std::size_t bytes = 0;
    for (std::int32_t at = 0; at < text.length();) {
        if (at > 0 && is_break(at)) breaks.push_back(bytes);
        const UChar32 c = text.char32At(at);
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        at += U16_LENGTH(c);
    }
    return breaks;
}

}  // namespace

SrxReference::SrxReference(const std::vector<SegmentationRule>& rules) {
    for (const SegmentationRule& rule : rules) {
        if (rule.before.empty() && rule.after.empty()) continue;
        rules_.push_back({rule.breaks, matcher_for(rule.before), matcher_for(rule.after)});
    }
}

std::vector<std::size_t> SrxReference::breaks(std::string_view paragraph, std::size_t reach) const {
    const icu::UnicodeString text = to_icu(paragraph);
    const auto window = static_cast<std::int32_t>(reach);
    // A bound in the middle of a character moves to its front.
    const auto limit_of = [&](std::int32_t begin) {
        const std::int32_t limit = std::min(begin + window, text.length());
        return limit < text.length() && U16_IS_TRAIL(text.charAt(limit)) &&
                       U16_IS_LEAD(text.charAt(limit - 1))
                   ? limit - 1
                   : limit;
    };
    Decisions decisions(text);
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Rule& rule = rules_[i];
        if (rule.before) rule.before->reset(text);
        if (rule.after) rule.after->reset(text);
        for (std::int32_t begin = 0; begin <= text.length();
             begin = begin < text.length() ? text.moveIndex32(begin, 1) : begin + 1) {
            UErrorCode status = U_ZERO_ERROR;
            std::int32_t end = begin;
            if (rule.before) {
                rule.before->region(begin, limit_of(begin), status);
                if (!rule.before->lookingAt(status)) {
                    check(status);
                    continue;
                }
                end = rule.before->end(status);
            }
            if (rule.after) {
                rule.after->region(end, limit_of(end), status);
                if (!rule.after->lookingAt(status)) {
                    check(status);
                    continue;
                }
            }
            decisions.take(end, i);
        }
    }
    return to_bytes(text, [&](std::int32_t at) {
        const std::size_t rule = decisions.at(at);
        return rule != Decisions::none && rules_[rule].breaks;
    });
}

std::vector<std::size_t> SrxReference::searched_breaks(std::string_view paragraph) const {
    const icu::UnicodeString text = to_icu(paragraph);
    Decisions decisions(text);
    for (std::size_t i = 0; i < rules_.size(); ++i) {
        const Rule& rule = rules_[i];
        // Without `before`, the matches of `after` are what is searched for.
        icu::RegexMatcher& searched = rule.before ? *rule.before : *rule.after;
        searched.reset(text);
        if (rule.before && rule.after) rule.after->reset(text);
        UErrorCode status = U_ZERO_ERROR;
        for (std::int32_t from = 0; from <= text.length() && searched.find(from, status);) {
            const std::int32_t begin = searched.start(status);
            const std::int32_t end = rule.before ? searched.end(status) : begin;
            bool matches = true;
            if (rule.before && rule.after) {
                rule.after->region(end, text.length(), status);
                matches = rule.after->lookingAt(status) != 0;
            }
            check(status);
            if (matches) decisions.take(end, i);
            if (begin == text.length()) break;
            from = text.moveIndex32(begin, 1);
        }
        check(status);
    }
    return to_bytes(text, [&](std::int32_t at) {
        const std::size_t rule = decisions.at(at);
        return rule != Decisions::none && rules_[rule].breaks;
    });
}

std::vector<SegmentationRule> srx_rules_for(const SegmentationRules& document,
                                            std::string_view tag) {
    std::vector<SegmentationRule> rules;
    std::vector<std::string> used;
    for (const LanguageMap& map : document.language_maps) {
        UErrorCode status = U_ZERO_ERROR;
        const auto pattern = matcher_for(map.pattern, UREGEX_CASE_INSENSITIVE);
        const icu::UnicodeString input = to_icu(tag);
        pattern->reset(input);
        if (!pattern->matches(status)) continue;
        if (std::find(used.begin(), used.end(), map.name) == used.end()) {
            const LanguageRule* group = document.find(map.name);
            rules.insert(rules.end(), group->rules.begin(), group->rules.end());
            used.push_back(map.name);
        }
        if (!document.cascade) break;
    }
    return rules;
}

}  // namespace egiz::test
