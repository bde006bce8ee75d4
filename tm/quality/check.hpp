// SPDX-License-Identifier: Apache-2.0
// Internal to tm/quality.
#pragma once

#include "tm/quality/placeables.hpp"
#include "tm/quality/quality.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace egiz::tm {

/// A text that is checked, with what several checks ask of it.
struct CheckedText {
    const Variant& variant;
    std::vector<Placeable> placeables;
    std::string masked;  ///< the text with its placeables masked (tm/quality/placeables.hpp)

    explicit CheckedText(const Variant& of)
        : variant(of), placeables(find_placeables(of.text)), masked(mask(of.text, placeables)) {}
    [[nodiscard]] const std::string& text() const { return variant.text; }
};

/// What a check may remember of a unit.
struct UnitKey {
    std::size_t unit = 0;
    std::uint64_t source = 0;  ///< stable_hash of the text
    std::uint64_t target = 0;
};

struct CheckedPair {
    UnitKey key;
    CheckedText source;
    CheckedText target;
};

/// What a check found in a unit.
struct Finding {
    Severity severity = Severity::warning;
    std::string message;
    std::vector<Range> source;
    std::vector<Range> target;
};

/// Takes what one check finds.
class Findings {
public:
    virtual ~Findings() = default;
    virtual void add(const UnitKey& key, Finding finding) = 0;
};

/// One kind of fault. Sees all units once, in order.
class Check {
public:
    virtual ~Check() = default;
    virtual void see(const CheckedPair& pair, Findings& findings) = 0;
    /// After the last unit.
    virtual void finish(Findings& /*findings*/) {}
};

/// What a check is made with.
struct CheckSettings {
    Language source;
    Language target;
    const QualityOptions& options;
};

[[nodiscard]] std::unique_ptr<Check> make_empty_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_inconsistent_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_length_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_numbers_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_punctuation_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_repeated_word_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_same_target_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_script_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_spaces_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_tags_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_terms_check(const CheckSettings& settings);
[[nodiscard]] std::unique_ptr<Check> make_untranslated_check(const CheckSettings& settings);

}  // namespace egiz::tm
