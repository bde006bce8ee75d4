// SPDX-License-Identifier: Apache-2.0
// Internal: numbers that a text holds without writing their digits.
#pragma once

#include "text/language.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace egiz {

/// Knows how one language writes numbers in words. For one thread at a time.
class NumberWords {
public:
    explicit NumberWords(const Language& language);
    ~NumberWords();
    NumberWords(NumberWords&&) noexcept;
    NumberWords& operator=(NumberWords&&) noexcept;
    NumberWords(const NumberWords&) = delete;
    NumberWords& operator=(const NumberWords&) = delete;

    /// Whether `text` holds the whole number `value` (decimal digits) as words, cardinal or ordinal
    /// in any of the forms that CLDR knows, or as a Roman numeral.
    [[nodiscard]] bool holds_number(std::string_view text, std::string_view value) const;
    /// Whether `text` holds the name of month `value` (`1` to `12`).
    [[nodiscard]] bool holds_month(std::string_view text, std::string_view value) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz
