// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/term_entry.hpp"
#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

enum class Severity : std::uint8_t {
    warning,  ///< worth a look
    error     ///< most likely wrong
};
/// `warning`, `error`.
[[nodiscard]] const char* name(Severity severity);

/// Something in a translation that an editor should look at.
struct QualityFlag {
    std::string_view check;  ///< one of quality_checks()
    Severity severity = Severity::warning;
    std::size_t unit = 0;  ///< as it was given to see()
    std::string message;
    std::vector<Range> source;  ///< what it is about, into the source's text; may be empty
    std::vector<Range> target;
    /// Of the check and the two texts: the same wherever they stand, so that a list of false alarms
    /// can name it.
    std::uint64_t id = 0;
};

/// The names of all checks, in the order in which flags of one unit are given: `empty`, `tags`,
/// `numbers`, `terms`, `script`, `untranslated`, `punctuation`, `spaces`, `repeated-word`,
/// `length`, `inconsistent`, `same-target`.
[[nodiscard]] std::vector<std::string_view> quality_checks();

struct QualityOptions {
    std::vector<std::string> only;  ///< names of checks; empty: all of them
    std::vector<std::string> skip;
    /// A side may be so many times as long as the other lets expect.
    double max_length_ratio = 3;
    /// Terms that are to be used, and those that are not; entries that lack one of the languages do
    /// not count.
    std::vector<TermEntry> glossary;
};

/// Checks the translations of one language into another. What it remembers of each unit is some 60
/// bytes, whatever its length.
class QualityChecker {
public:
    /// \throws Error (usage) if `only` or `skip` names no check
    QualityChecker(const Language& source, const Language& target, const QualityOptions& options);
    ~QualityChecker();
    QualityChecker(QualityChecker&&) noexcept;
    QualityChecker& operator=(QualityChecker&&) noexcept;
    QualityChecker(const QualityChecker&) = delete;
    QualityChecker& operator=(const QualityChecker&) = delete;

    /// \param unit  what its flags are to be known by; must not get smaller from call to call
    /// \param target  with empty text where there is no translation
    void see(std::size_t unit, const Variant& source, const Variant& target);

    /// All flags, in order of unit and check. Some depend on all that was seen: the usual length of
    /// a translation, other translations of the same source. Call it once, at the end.
    [[nodiscard]] std::vector<QualityFlag> finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::tm
