// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/segmenter.hpp"
#include "text/error.hpp"
#include "text/language.hpp"
#include "text/segmentation_rules.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::align {

/// What was made of an SRX file for one language.
struct SrxReport {
    struct Group {
        std::string name;       ///< of the language rule
        std::size_t rules = 0;  ///< how many it has
        std::size_t line = 0;   ///< of the language map that chose it
    };
    std::vector<Group> groups;      ///< in the order in which their rules are tried; none: the
                                    ///< file has none for the language
    std::vector<Warning> repairs;   ///< expressions that ICU does not take, and what became of them
    std::vector<Warning> warnings;  ///< what the user might not expect
};

/// A segmenter by SRX rules (SRX 2.0, section 3): at each position the first rule that matches
/// decides, in the order of the file.
///
/// - A language rule is used if the pattern of its language map matches the whole language tag,
///   without regard to case, as `en-US` or as `en_US`. With `cascade` all such maps count, in
///   order; otherwise the first.
/// - A rule matches at a position if, from some place at or before it, `before` matches up to there
///   (the match that the expression prefers from that place) and `after` matches from there.
///   Matches may overlap.
/// - Expressions are ICU's. They see the text of one paragraph, about 1000 characters around a
///   position.
///
/// Over a base, the user's rules come first and the base decides where they say nothing: a rule
/// that breaks adds an end of a sentence, and the base begins anew behind it; a rule that does not,
/// at an end that the base finds or inside the white space behind it, takes it away, and the base
/// goes on in the same sentence.
///
/// \param base  null: no sentence ends but where a rule says so
/// \throws Error (input), with file, line, expression and ICU's reason, for an expression that ICU
///         does not take. The segmenter throws one, naming the rule, if an expression runs away on
///         a text.
[[nodiscard]] Segmenter make_srx_segmenter(const SegmentationRules& rules, const Language& language,
                                           const Segmenter* base, SrxReport& report);

/// Our own rules for a language and, behind them, the user's, as near as SRX can say them: a tool
/// that reads the result cuts nearly as we do. SRX sees two expressions around one place; what it
/// cannot say is left out: brackets and quotations that stay open, how long a sentence is and how
/// it began, list numbers that count on, the settings for informal text.
///
/// \throws Error (input) with file and line if a file of the user's is bad
[[nodiscard]] SegmentationRules own_rules_as_srx(const Language& language,
                                                 const std::vector<RulesFile>& user_rules = {});

}  // namespace egiz::align
