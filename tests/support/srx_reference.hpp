// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/segmentation_rules.hpp"

#include <unicode/regex.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::test {

/// SRX the plain way, as the standard tells it: every rule is tried over the whole text with ICU's
/// regular expressions, and at each place the first rule that matches decides. Slow, and obviously
/// right.
class SrxReference {
public:
    /// \param rules  in order; expressions that ICU takes
    explicit SrxReference(const std::vector<SegmentationRule>& rules);

    /// From every character, the match that the expression prefers, of at most `reach` UTF-16
    /// units. \return the byte offsets where the text breaks, in order; neither the beginning nor
    /// the end
    [[nodiscard]] std::vector<std::size_t> breaks(std::string_view paragraph,
                                                  std::size_t reach) const;
    /// The same without a bound, searching from behind the beginning of each match: how
    /// interpreters of SRX are commonly written.
    [[nodiscard]] std::vector<std::size_t> searched_breaks(std::string_view paragraph) const;

private:
    struct Rule {
        bool breaks;
        std::unique_ptr<icu::RegexMatcher> before;  ///< null: empty
        std::unique_ptr<icu::RegexMatcher> after;
    };
    std::vector<Rule> rules_;
};

/// The rules that a document has for a language tag such as `en`, in the order in which they count.
[[nodiscard]] std::vector<SegmentationRule> srx_rules_for(const SegmentationRules& document,
                                                          std::string_view tag);

}  // namespace egiz::test
