// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tm/store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// A unit offered for a query.
struct Match {
    TranslationUnit unit;
    int score = 0;       ///< 0 to 100; 100 only for the same text (in canonical composition)
    std::string source;  ///< the variant's text that was matched
    std::string target;
};

struct MatchQuery {
    Language source;
    Language target;
    std::string text;
    int min_score = 70;
    std::size_t limit = 5;
};

/// How much `text` resembles `query`: 100 if they are equal, else at most 99:
/// floor(100 * (1 - distance / words of the longer)), distance being Levenshtein's over words.
/// A word is a run of letters, marks and digits, case folded; every Han, Kana and Thai character
/// is a word of its own. Text without words is compared with other such text by characters, and has
/// score 0 with text that has words. Text of more than 20 000 words scores 100 or 0.
[[nodiscard]] int score(std::string_view query, std::string_view text);

/// Ranks a store's units for queries.
class Matcher {
public:
    explicit Matcher(const Store& store) : store_(store) {}

    /// Best first; equal scores: reviewed first, then changed last, then inserted last. Units with
    /// the same source and target text are offered once, rejected units never. Where several of a
    /// unit's variants serve the source language, the one most like the query counts.
    [[nodiscard]] std::vector<Match> find(const MatchQuery& query) const;

private:
    const Store& store_;
};

}  // namespace egiz::tm
