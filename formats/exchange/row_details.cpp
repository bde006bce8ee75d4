// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/row_details.hpp"

#include "formats/exchange/jsonl.hpp"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

constexpr std::string_view opening = "⟦";
constexpr std::string_view closing = "⟧";
/// In the details, the text of a variant that has one.
constexpr std::string_view some_text = "…";

/// What stands between the brackets, for each code; no two are the same. Codes of one pair share
/// the number.
std::vector<std::string> marks_of(const std::vector<InlineCode>& codes) {
    using Kind = InlineCode::Kind;
    std::vector<std::string> marks;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const InlineCode& code = codes[i];
        std::size_t number = i;
        const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
        for (std::size_t k = 0; closes && !code.id.empty() && k < i; ++k) {
            if (codes[k].id == code.id && codes[k].kind == Kind::open) number = k;
        }
        const auto mark = [&](std::size_t n) {
            return (closes ? "/" : "") + std::to_string(n + 1) +
                   (code.kind == Kind::placeholder ? "/" : "");
        };
        const bool taken = std::find(marks.begin(), marks.end(), mark(number)) != marks.end();
        marks.push_back(mark(taken ? i : number));
    }
    return marks;
}

/// Takes the marks out of `variant.text` and sets `variant.codes` where they stood.
/// \return how many codes have no mark any more
std::size_t take_marks(Variant& variant, const std::vector<InlineCode>& codes) {
    const std::vector<std::string> marks = marks_of(codes);
    std::vector<bool> used(codes.size(), false);
    const std::string_view marked = variant.text;
    std::string text;
    for (std::size_t at = 0; at < marked.size();) {
        const std::string_view rest = marked.substr(at);
        if (!rest.starts_with(opening)) {
            text += rest.front();
            ++at;
            continue;
        }
        if (rest.substr(opening.size()).starts_with(opening)) {
            text += opening;
            at += 2 * opening.size();
            continue;
        }
        const std::size_t end = rest.find(closing);
        std::size_t code = codes.size();
        if (end != std::string_view::npos) {
            const std::string_view mark = rest.substr(opening.size(), end - opening.size());
            code = static_cast<std::size_t>(std::find(marks.begin(), marks.end(), mark) -
                                            marks.begin());
        }
        if (code == codes.size() || used[code]) {
            text += opening;
            at += opening.size();
            continue;
        }
        used[code] = true;
        variant.codes.push_back(codes[code]);
        variant.codes.back().byte_offset = text.size();
        at += end + closing.size();
    }
    variant.text = std::move(text);
    return static_cast<std::size_t>(std::count(used.begin(), used.end(), false));
}

void add_details_of_variant(Variant& variant, Variant& details,
                            const std::function<void(const std::string&)>& warn) {
    if (!details.codes.empty()) {
        const std::size_t lost = take_marks(variant, details.codes);
        if (lost > 0) {
            warn(std::to_string(lost) + " inline codes were taken out of the " +
                 variant.language.tag() + " text");
        }
    }
    variant.contexts = std::move(details.contexts);
    variant.authorship = std::move(details.authorship);
    variant.properties = std::move(details.properties);
    variant.notes = std::move(details.notes);
}

}  // namespace

std::string marked_text(const Variant& variant) {
    if (variant.codes.empty()) return variant.text;
    const std::vector<std::string> marks = marks_of(variant.codes);
    std::string result;
    std::size_t code = 0;
    const std::string_view text = variant.text;
    for (std::size_t at = 0;; ++at) {
        for (; code < marks.size() && (variant.codes[code].byte_offset <= at || at >= text.size());
             ++code) {
            result.append(opening).append(marks[code]).append(closing);
        }
        if (at >= text.size()) return result;
        if (text.substr(at).starts_with(opening)) result += opening;
        result += text[at];
    }
}

std::string joined_notes(const std::vector<std::string>& notes) {
    std::string text;
    for (const std::string& note : notes) text += (text.empty() ? "" : "\n") + note;
    return text;
}

std::string row_details(const TranslationUnit& unit) {
    TranslationUnit copy = unit;
    for (Variant& variant : copy.variants) {
        if (!variant.text.empty()) variant.text = some_text;
        for (InlineCode& code : variant.codes) code.byte_offset = 0;
    }
    return unit_to_json(copy);
}

void add_details(TranslationUnit& unit, std::string_view text,
                 const std::function<void(const std::string&)>& warn) {
    TranslationUnit details;
    try {
        details = unit_from_json(text);
    } catch (const std::exception& error) {
        warn(std::string("the column egiz is passed over: ") + error.what());
        return;
    }
    // Notes that were not touched are as many as they were.
    if (joined_notes(unit.notes) == joined_notes(details.notes)) unit.notes = details.notes;
    unit.authorship = std::move(details.authorship);
    unit.properties = std::move(details.properties);
    if (unit.document.empty()) unit.document = std::move(details.document);
    unit.bead_type = std::move(details.bead_type);
    unit.score = details.score;
    std::vector<Variant> ordered;
    for (Variant& known : details.variants) {
        const auto found = std::find_if(
            unit.variants.begin(), unit.variants.end(),
            [&](const Variant& variant) { return variant.language == known.language; });
        if (found != unit.variants.end()) {
            add_details_of_variant(*found, known, warn);
            ordered.push_back(std::move(*found));
            unit.variants.erase(found);
        } else if (known.text.empty()) {
            ordered.push_back(std::move(known));
        }
    }
    std::move(unit.variants.begin(), unit.variants.end(), std::back_inserter(ordered));
    unit.variants = std::move(ordered);
}

}  // namespace egiz::formats
