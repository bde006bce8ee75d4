// SPDX-License-Identifier: Apache-2.0
// Internal to align/: SRX rules made ready for use. Uses ICU.
#pragma once

#include "align/segmentation/srx_engine.hpp"
#include "align/segmentation/srx_program.hpp"
#include "align/segmentation/srx_shape.hpp"
#include "text/error.hpp"

#include <unicode/regex.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace egiz::align {

/// What matching needs besides the rules; one for each thread at work.
struct SrxScratch {
    SrxText text;
    ProgramState program;
    std::int64_t steps = 0;  ///< that each expression may make in the stretch of text at hand
    /// What is left of them, by expression.
    struct Allowance {
        std::int64_t steps_left = 0;
        std::uint64_t stretch = 0;
    };
    std::vector<Allowance> allowances;

    /// Where ICU is needed: a matcher for each such expression.
    struct Matcher {
        std::unique_ptr<icu::RegexMatcher> matcher;
        icu::UnicodeString input;  ///< refers to `text`
        std::uint64_t stretch = 0;
    };
    std::vector<Matcher> matchers;
    /// Where matches end, by where they begin, for expressions that would be asked about the same
    /// places again and again.
    struct Memo {
        std::vector<std::int32_t> ends;
        std::uint64_t stretch = 0;
    };
    std::vector<Memo> memos;
    // Lists of one call, kept for their memory.
    std::vector<std::int32_t> cores;
    std::vector<std::int32_t> starts;
    std::vector<std::pair<std::int32_t, std::uint32_t>> found;  ///< place, rule
    std::uint64_t stretch = 0;  ///< number of the stretch of text at hand
};

/// `beforebreak` or `afterbreak` of a rule.
class SrxPattern {
public:
    /// How many there are of one engine.
    struct Count {
        std::size_t patterns = 0;
        std::size_t matchers = 0;  ///< that need ICU
    };
    /// \throws Error (input)
    SrxPattern(const std::string& pattern, Place place, SrxReport& report, Count& count);

    [[nodiscard]] bool empty() const noexcept { return empty_; }
    [[nodiscard]] const Shape& shape() const noexcept { return shape_; }
    /// Only while rules are being made.
    [[nodiscard]] const std::optional<Expression>& expression() const noexcept {
        return expression_;
    }
    void forget_expression() { expression_.reset(); }

    /// The end of the match that begins at `begin` in the scratch's text; -1: none.
    /// \throws Error (input) if it takes too long
    [[nodiscard]] std::int32_t match(std::int32_t begin, SrxScratch& scratch) const;

private:
    [[nodiscard]] std::int32_t match_by_icu(std::int32_t begin, std::int32_t limit,
                                            std::int64_t& steps_left, SrxScratch& scratch) const;
    [[noreturn]] void run_away() const;

    Place place_;
    bool empty_ = false;
    bool looks_ahead_ = false;  ///< ICU's matcher must not see more than it may
    std::string pattern_;
    Shape shape_;
    std::optional<Expression> expression_;
    std::optional<Program> program_;
    std::unique_ptr<const icu::RegexPattern> icu_;  ///< where there is no program
    std::size_t index_ = 0;                         ///< among the patterns
    std::size_t matcher_ = 0;                       ///< among those that need ICU
};

struct SrxRule {
    bool breaks = true;
    SrxPattern before;
    SrxPattern after;
    std::size_t group = 0;  ///< index into the report's groups
    std::size_t line = 0;
    std::string text;  ///< for explanations
};

/// Whether the pattern of a language map matches the whole tag, as `en-US` or `en_US`.
[[nodiscard]] bool matches_language(const LanguageMap& map, const std::string& file,
                                    const Language& language, SrxReport& report);

}  // namespace egiz::align
