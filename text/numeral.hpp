// SPDX-License-Identifier: Apache-2.0
// Internal: numbers of any size as decimal digits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace egiz::numerals {

/// `whole.fraction` times ten to the power of `exponent`, without zeros that say nothing.
[[nodiscard]] std::string decimal(std::string_view whole, std::string_view fraction,
                                  std::size_t exponent);

/// Sum of two whole numbers.
[[nodiscard]] std::string add(std::string_view a, std::string_view b);

/// How many digits of a multiple of ten, hundred … a Han character stands for: 1 for 十, 8 for 亿.
[[nodiscard]] std::optional<std::size_t> han_exponent(char32_t c);
/// 0 to 9, for 〇 零 一 … 九 and 两.
[[nodiscard]] std::optional<unsigned> han_digit(char32_t c);

/// The value of a run of Han numeral characters, if it can only be a number: `一千九百`, `十二`,
/// `一万零五`; not `万一`, `七八十` or a single character.
[[nodiscard]] std::optional<std::uint64_t> read_han_numeral(std::u32string_view run);

/// What a multiplier word makes of the number before it: 3 for `thousand`, `тыс`, `мыңнан` …
/// `word` is case-folded; `primary` is the language's primary subtag.
[[nodiscard]] std::optional<std::size_t> multiplier_exponent(std::string_view word,
                                                             std::string_view primary);

/// `XXI` for 21; empty unless 1 to 3999.
[[nodiscard]] std::string roman_numeral(std::uint64_t value);

}  // namespace egiz::numerals
