// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"
#include "text/unicode.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

/// A number in a text, with a value that is the same however the language writes it: `2,000`,
/// `2 000`, `2000` and `2 мың` are all `2000`; `一千` is `1000`; `3,5` and `3.5` are `3.5`.
struct NumberMention {
    Range range;        ///< into the text
    std::string value;  ///< decimal digits, `.` before a fraction

    friend bool operator==(const NumberMention&, const NumberMention&) = default;
};

/// Numbers written in digits of any script (with thousands marks, decimal marks and multipliers
/// such as `million`, `тыс.`, `мың`, `万`), in text order. Han numerals count where they stand in a
/// run that can only be a number. Numbers in words are left out.
[[nodiscard]] std::vector<NumberMention> find_numbers(std::string_view text,
                                                      const Language& language);

/// Numbers of one side that the other side lacks, as multisets of values.
struct NumberMismatch {
    std::vector<NumberMention> source;
    std::vector<NumberMention> target;

    [[nodiscard]] bool empty() const noexcept { return source.empty() && target.empty(); }
};
[[nodiscard]] NumberMismatch compare_numbers(std::string_view source, const Language& source_language,
                                             std::string_view target,
                                             const Language& target_language);

}  // namespace egiz::align
