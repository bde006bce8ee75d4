// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/list_label.hpp"

#include "align/segmentation/looks.hpp"

namespace egiz::align {
namespace {

constexpr char32_t first_circled = U'①';
constexpr char32_t last_circled = U'⑳';

/// The number or letter that ends at `offset`, with where it begins.
std::optional<FoundLabel> read_value(std::string_view text, std::size_t offset) {
    constexpr std::size_t most_digits = 3;
    FoundLabel found;
    std::size_t begin = offset;
    std::size_t count = 0;
    for (; begin > 0 && count <= most_digits; ++count) {
        std::size_t before = begin;
        const char32_t c = previous_code_point(text, before);
        const bool digit = c >= U'0' && c <= U'9';
        const bool letter = is_lower(c) && count == 0;
        if (found.label.letter || (!digit && !letter)) break;
        found.label.letter = letter;
        if (letter) found.label.value = c;
        begin = before;
    }
    if (count == 0 || count > most_digits) return std::nullopt;
    for (std::size_t i = begin; i < offset && !found.label.letter; ++i) {
        found.label.value = found.label.value * 10 + static_cast<std::uint32_t>(text[i] - '0');
    }
    found.range = {begin, offset};
    return found;
}

}  // namespace

std::optional<FoundLabel> find_label(std::string_view text, std::size_t offset) {
    using Form = ListLabel::Form;
    std::size_t end = offset;
    const char32_t mark = next_code_point(text, end);
    if (mark >= first_circled && mark <= last_circled) {
        FoundLabel found;
        found.label = {Form::circled, false, mark - first_circled + 1};
        found.range = {offset, end};
        return found;
    }
    std::optional<FoundLabel> found = read_value(text, offset);
    if (!found) return std::nullopt;
    found->label.form = Form::bracket;
    if (mark == U'.') {
        const bool bracket = char_at(text, end) == U')';
        found->label.form = bracket ? Form::dot_bracket : Form::dot;
        if (bracket) ++end;
    }
    found->range.end = end;

    const char32_t behind = char_at(text, end);
    const char32_t before = char_before(text, found->range.begin);
    const bool han = found->label.form == Form::bracket && is_han(behind);
    const bool stands_alone = before == 0 || is_space(before) ||
                              (han && (is_han(before) || is_terminator(mark_of(before))));
    if (!stands_alone || !(is_space(behind) || han)) return std::nullopt;
    return found;
}

}  // namespace egiz::align
