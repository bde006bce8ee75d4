// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"
#include "text/unicode.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz {

/// A number in a text, with a value that is the same however the language writes it: `2,000`,
/// `2 000`, `2000` and `2 мың` are all `2000`; `一千` is `1000`; `3,5` and `3.5` are `3.5`.
struct NumberMention {
    Range range;        ///< into the text
    std::string value;  ///< decimal digits, `.` before a fraction

    friend bool operator==(const NumberMention&, const NumberMention&) = default;
};

/// Finds numbers written in digits of any script (with thousands marks, decimal marks and
/// multipliers such as `million`, `тыс.`, `мың`, `万`). Han numerals count where they stand in a
/// run that can only be a number. Numbers in words are left out. Immutable once made.
class NumberFinder {
public:
    explicit NumberFinder(const Language& language);

    /// In text order.
    [[nodiscard]] std::vector<NumberMention> find(std::string_view text) const;

private:
    Language language_;
    char32_t decimal_mark_ = U'.';  ///< `.` or `,`
    bool spaces_group_ = false;     ///< the language puts a space between thousands
};
/// As `NumberFinder(language).find(text)`.
[[nodiscard]] std::vector<NumberMention> find_numbers(std::string_view text,
                                                      const Language& language);

/// Numbers of one side that the other side lacks, as multisets of values.
struct NumberMismatch {
    std::vector<NumberMention> source;
    std::vector<NumberMention> target;

    [[nodiscard]] bool empty() const noexcept { return source.empty() && target.empty(); }
};

/// Compares the numbers of two texts that should render each other. A number that the other side
/// lacks is forgiven where that side holds it in words (`32` and `Thirty-two`), in Roman numerals
/// (`21` and `XXI`), or as the name of a month (`5月` and `May`).
class NumberComparer {
public:
    NumberComparer(const Language& source, const Language& target);
    ~NumberComparer();
    NumberComparer(NumberComparer&&) noexcept;
    NumberComparer& operator=(NumberComparer&&) noexcept;
    NumberComparer(const NumberComparer&) = delete;
    NumberComparer& operator=(const NumberComparer&) = delete;

    [[nodiscard]] NumberMismatch compare(std::string_view source, std::string_view target) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};
/// As `NumberComparer(source_language, target_language).compare(source, target)`.
[[nodiscard]] NumberMismatch compare_numbers(std::string_view source,
                                             const Language& source_language,
                                             std::string_view target,
                                             const Language& target_language);

}  // namespace egiz
