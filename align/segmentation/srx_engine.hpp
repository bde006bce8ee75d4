// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"
#include "text/language.hpp"
#include "text/segmentation_rules.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace egiz::align {

class Engine;

/// What was made of an SRX file for one language.
struct SrxReport {
    struct Group {
        std::string name;       ///< of the language rule
        std::size_t rules = 0;  ///< how many it has
        std::size_t line = 0;   ///< of the language map that chose it
    };
    std::vector<Group> groups;      ///< in the order in which their rules are tried
    std::vector<Warning> repairs;   ///< expressions that ICU does not take, and what became of them
    std::vector<Warning> warnings;  ///< what the user might not expect
};

/// Makes an engine of SRX rules (SRX 2.0, section 3): at each position the first rule that matches
/// decides, in the order of the file.
///
/// - A language rule is used if the pattern of its language map matches the whole language tag,
///   without regard to case, as `en-US` or as `en_US`. With `cascade` all such maps count, in
///   order; otherwise the first.
/// - A rule matches at a position if, from some place at or before it, `before` matches up to there
///   (the match that the expression prefers from that place) and `after` matches from there.
///   Matches may overlap.
/// - Expressions are ICU's. They see the text of one paragraph, `srx_reach` around a position.
///
/// Over a base, the user's rules come first and the base decides where they say nothing: a rule
/// that breaks adds an end of a sentence; a rule that does not, at an end that the base finds or
/// inside the white space behind it, takes it away.
///
/// \param base  null: no sentence ends but where a rule says so
/// \throws Error (input), with file, line, expression and ICU's reason, for an expression that ICU
///         does not take. scan() throws one, naming the rule, if an expression runs away on a text.
[[nodiscard]] std::unique_ptr<Engine> make_srx_engine(const SegmentationRules& rules,
                                                      const Language& language,
                                                      std::shared_ptr<const Engine> base,
                                                      SrxReport& report);

/// UTF-16 code units (at most three bytes each) that an expression may match, and as many that it
/// may look at beyond its match, forwards and backwards.
inline constexpr std::size_t srx_reach = 1024;

}  // namespace egiz::align
