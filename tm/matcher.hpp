// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tm/difference.hpp"
#include "tm/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Why a match has the score that it has; the better, the greater.
enum class MatchReason : std::uint8_t {
    fuzzy,           ///< some words differ, or only case, punctuation or spaces
    substituted,     ///< equal after numbers and placeables of the query were put in: 99
    exact,           ///< text and inline codes equal: 100
    id,              ///< exact, and the unit's id is the query's: 101
    context,         ///< exact, and both neighbours are the same: 101
    context_and_id,  ///< all of it: 102
};
/// `fuzzy`, `substituted`, `exact`, `id`, `context`, `context-and-id`.
[[nodiscard]] const char* name(MatchReason reason);

/// What is taken off a match's score. `multiple` is taken off every match with the best base, if
/// that is 99 or more and units with it have different translations, offered or not.
struct Penalty {
    enum class Kind : std::uint8_t {
        tags,        ///< inline codes are missing, too many or others
        alignment,   ///< an aligner made the unit and nobody reviewed it
        unreviewed,  ///< nobody reviewed it
        multiple,    ///< equally good sources have different translations
        age,         ///< years since the last change
        memory       ///< of the memory it comes from
    };
    Kind kind = Kind::tags;
    int points = 0;

    friend bool operator==(const Penalty&, const Penalty&) = default;
};
/// `tags`, `alignment`, `unreviewed`, `multiple`, `age`, `memory`.
[[nodiscard]] const char* name(Penalty::Kind kind);

/// Points that each penalty costs. The base of text whose inline codes differ is 99 at most,
/// whatever `tags` is, and `tags` comes off that.
struct PenaltyRates {
    int tags = 1;
    int alignment = 0;
    int unreviewed = 0;
    int multiple = 0;
    int per_year = 0;   ///< for every whole year
    std::string today;  ///< ISO 8601, for the age; empty: nothing is old
};

/// A unit offered for a query.
struct Match {
    UnitNumber number = 0;   ///< in its memory
    std::size_t memory = 0;  ///< index of its memory among the matcher's
    TranslationUnit unit;
    int score = 0;  ///< 0 to 102: base, less all penalties
    int base = 0;   ///< before penalties
    MatchReason reason = MatchReason::fuzzy;
    std::vector<Penalty> penalties;  ///< those that were taken off
    Variant source;                  ///< the unit's variant that was matched
    Variant target;  ///< the unit's translation, for `substituted` with the query's numbers in it
};

struct MatchQuery {
    Language source;
    Language target;
    std::string text;
    std::vector<InlineCode> codes;
    /// Where the text stands; nothing if it is not known, and then there is no match in context.
    std::optional<Context> context;
    std::string id;  ///< empty: not known
    int min_score = 70;
    std::size_t limit = 5;
};

/// How much `text` resembles `query`: 100 if they are equal, else at most 99:
/// floor(100 * (1 - distance / words of the longer)), distance being Levenshtein's over words.
/// A word is a run of letters, marks and digits, case folded; every Han, Kana and Thai character
/// is a word of its own. Text without words is compared with other such text by characters, and has
/// score 0 with text that has words. Text of more than 20 000 words scores 100 or 0.
[[nodiscard]] int score(std::string_view query, std::string_view text);

/// A memory that is asked, and what its matches lose for coming from it.
struct MatchSource {
    const Store* store = nullptr;
    int penalty = 0;
};

/// Ranks the units of one or several memories for queries.
class Matcher {
public:
    explicit Matcher(const Store& store, PenaltyRates rates = {});
    explicit Matcher(std::vector<MatchSource> sources, PenaltyRates rates = {});

    /// Those that score `min_score` or more after penalties, best first; equal scores: the better
    /// reason, then reviewed, then changed last, then of the memory named first, then inserted
    /// last. Units with the same source and target (the query's values put in) are offered once,
    /// rejected units never. Where several of a unit's variants serve the source language, the one
    /// with the best base counts. Nothing is missed: docs/matches.md.
    ///
    /// Each memory is read in one state. Penalties must not be negative.
    [[nodiscard]] std::vector<Match> find(const MatchQuery& query) const;

private:
    std::vector<MatchSource> sources_;
    PenaltyRates rates_;
};

}  // namespace egiz::tm
