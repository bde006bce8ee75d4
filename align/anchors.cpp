// SPDX-License-Identifier: Apache-2.0
#include "align/anchors.hpp"

#include "text/bitext.hpp"
#include "text/error.hpp"
#include "text/icu.hpp"
#include "text/number_words.hpp"
#include "text/numbers.hpp"
#include "text/numeral.hpp"
#include "text/unicode.hpp"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string_view>
#include <utility>

namespace egiz::align {
namespace {

constexpr std::int32_t anchor_time_limit = 1000;  // in steps of the matcher, about a second
constexpr std::int32_t anchor_stack_bytes = 8 << 20;

icu::UnicodeString icu_string(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// Reads the numbers of one language's headings.
class Labels {
public:
    explicit Labels(const Language& language) : numbers_(language), words_(language) {}

    /// The first number in digits, or behind `第`; empty if there is none.
    [[nodiscard]] std::string number_in(std::string_view text) const {
        const std::vector<NumberMention> found = numbers_.find(text);
        if (!found.empty()) return found.front().value;
        constexpr std::string_view ordinal = "第";
        const std::size_t at = text.find(ordinal);
        if (at == std::string_view::npos || at + ordinal.size() == text.size()) return {};
        std::size_t offset = at + ordinal.size();
        const char32_t c = next_code_point(text, offset);
        if (const auto digit = numerals::han_digit(c)) return std::to_string(*digit);
        return c == U'十' ? "10" : "";
    }
    /// Of what a pattern's group holds: a number, in words or Roman too, or the text itself.
    [[nodiscard]] std::string of_group(const std::string& text) const {
        constexpr int largest = 100;
        std::string number = number_in(text);
        if (number.empty()) number = number_in("第" + text);
        for (int value = largest; value > 0 && number.empty(); --value) {
            const std::string digits = std::to_string(value);
            if (words_.holds_number(text, digits)) number = digits;
        }
        return number.empty() ? fold(text) : number;
    }

private:
    NumberFinder numbers_;
    NumberWords words_;
};

/// How often each label is there, and where.
std::map<std::string_view, std::vector<std::uint32_t>> by_label(std::span<const Mark> marks) {
    std::map<std::string_view, std::vector<std::uint32_t>> result;
    for (const Mark& mark : marks) {
        if (!mark.label.empty()) result[mark.label].push_back(mark.segment);
    }
    return result;
}

bool ends_as_a_sentence(std::string_view text) {
    constexpr std::u32string_view final = U".!?…;:,。！？；：，、";
    constexpr std::u32string_view closing = U"\"'”’»)]）」』";
    for (std::size_t offset = text.size(); offset > 0;) {
        const char32_t c = previous_code_point(text, offset);
        if (is_space(c) || closing.find(c) != closing.npos) continue;
        return final.find(c) != final.npos;
    }
    return true;
}

bool has_letters_or_digits(std::string_view text) {
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        if (is_letter(c) || is_digit(c)) return true;
    }
    return false;
}

}  // namespace

std::vector<Mark> find_marks(const SegmentedText& text, const std::string& pattern) {
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const std::unique_ptr<icu::RegexPattern> compiled(
        icu::RegexPattern::compile(icu_string(pattern), 0, where, status));
    if (U_FAILURE(status)) {
        throw Error(
            Fault::usage, {},
            "the pattern '" + pattern + "' is no regular expression: " + u_errorName(status),
            "see https://unicode-org.github.io/icu/userguide/strings/regexp.html");
    }
    const Labels labels(text.document.language);
    std::vector<Mark> marks;
    for (std::uint32_t i = 0; i < text.segments.size(); ++i) {
        const std::string_view segment = text.text_of(i);
        const icu::UnicodeString input = icu_string(segment);
        IcuStatus matching;
        const std::unique_ptr<icu::RegexMatcher> matcher(compiled->matcher(input, matching));
        matching.check("looking for anchors");
        matcher->setTimeLimit(anchor_time_limit, matching);
        matcher->setStackLimit(anchor_stack_bytes, matching);
        const bool found = matcher->find(matching) != 0;
        if (matching.failed()) {
            throw Error(
                Fault::usage, {text.document.name},
                "the pattern '" + pattern + "' takes too long on segment " + std::to_string(i + 1),
                "simplify it");
        }
        if (!found) continue;
        Mark mark{i, {}};
        if (matcher->groupCount() > 0 && matcher->start(1, matching) >= 0) {
            std::string group;
            matcher->group(1, matching).toUTF8String(group);
            mark.label = labels.of_group(group);
        } else {
            mark.label = labels.number_in(segment);
        }
        marks.push_back(std::move(mark));
    }
    return marks;
}

std::vector<Mark> find_headings(const SegmentedText& text) {
    constexpr std::size_t longest = 80;    // visible characters
    constexpr std::uint32_t segments = 2;  // `1. The beginning` may be cut in two
    std::vector<Mark> known;
    std::vector<Mark> markdown;
    std::vector<Mark> plain;
    const auto& all = text.segments;
    for (std::uint32_t begin = 0; begin < all.size();) {
        std::uint32_t end = begin + 1;
        while (end < all.size() && all[end].paragraph == all[begin].paragraph) ++end;
        const std::string_view paragraph = text_of(text, {begin, end});
        const std::size_t hashes = std::min(paragraph.find_first_not_of('#'), paragraph.size());
        const ParagraphKind kind = text.document.kind_of(all[begin].paragraph);
        if (kind == ParagraphKind::heading) known.push_back({begin, {}});
        if (hashes > 0 && hashes <= 6 && hashes < paragraph.size() && paragraph[hashes] == ' ') {
            markdown.push_back({begin, {}});
        }
        if (end - begin <= segments && visible_length(paragraph) <= longest &&
            has_letters_or_digits(paragraph) && !ends_as_a_sentence(paragraph)) {
            plain.push_back({begin, {}});
        }
        begin = end;
    }
    if (!known.empty()) return known;
    return markdown.empty() ? plain : markdown;
}

namespace {

/// Whether labels speak against joining marks one by one: some differ, though most are on both
/// sides.
bool contradict(std::span<const Mark> source, std::span<const Mark> target) {
    bool differ = false;
    for (std::size_t k = 0; k < source.size(); ++k) {
        differ = differ || (!source[k].label.empty() && !target[k].label.empty() &&
                            source[k].label != target[k].label);
    }
    if (!differ) return false;
    const auto others = by_label(target);
    std::size_t common = 0;
    for (const auto& [label, segments] : by_label(source)) {
        if (segments.size() == 1 && others.contains(label)) ++common;
    }
    return 2 * common >= source.size();
}

}  // namespace

std::optional<std::vector<Point>> join_marks(std::span<const Mark> source,
                                             std::span<const Mark> target) {
    std::vector<Point> points;
    if (source.size() == target.size() && !contradict(source, target)) {
        for (std::size_t k = 0; k < source.size(); ++k) {
            points.push_back({source[k].segment, target[k].segment});
        }
    } else {
        const auto others = by_label(target);
        for (const auto& [label, segments] : by_label(source)) {
            const auto other = others.find(label);
            if (segments.size() != 1 || other == others.end() || other->second.size() != 1)
                continue;
            points.push_back({segments.front(), other->second.front()});
        }
        std::sort(points.begin(), points.end(),
                  [](Point a, Point b) { return a.source < b.source; });
    }
    for (std::size_t k = 1; k < points.size(); ++k) {
        if (points[k].target <= points[k - 1].target) return std::nullopt;
    }
    if (points.empty()) return std::nullopt;
    return points;
}

}  // namespace egiz::align
