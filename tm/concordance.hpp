// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/unicode.hpp"
#include "tm/store.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Asks for units whose text in `language` has the words of `phrase`, whole and whatever their
/// case. Words are those that matches are scored by (tm/matcher.hpp): every Han, Kana and Thai
/// character is one, so that phrases of such text need no spaces. What stands between words does
/// not count.
struct ConcordanceQuery {
    Language language;
    std::string phrase;
    bool in_order = true;    ///< the words follow each other; else all occur, anywhere
    std::size_t limit = 50;  ///< most hits
};

/// A unit that has the phrase.
struct ConcordanceHit {
    UnitNumber number = 0;
    TranslationUnit unit;
    std::size_t variant = 0;    ///< index of the variant that has it
    std::vector<Range> ranges;  ///< where in its text, in order, apart from each other
    bool same_case = false;     ///< the words are written as in the phrase, at least once
};

struct Concordance {
    /// Best first: in the phrase's own case, then reviewed before unreviewed before rejected, then
    /// changed last, then inserted last.
    std::vector<ConcordanceHit> hits;
    std::size_t count = 0;  ///< units that have the phrase
    bool exact = true;      ///< all that might have it were looked at; else `count` is an estimate
};

/// Where the words of the phrase stand in a text; empty if they do not.
class PhraseFinder {
public:
    /// \throws Error (usage) if there is nothing in `phrase` to look for, or far too much
    PhraseFinder(std::string_view phrase, bool in_order);
    PhraseFinder(const PhraseFinder&) = delete;
    PhraseFinder& operator=(const PhraseFinder&) = delete;
    ~PhraseFinder();

    /// Byte ranges in order, apart from each other. Text of more than 20 000 words is not searched.
    [[nodiscard]] std::vector<Range> find(std::string_view text);
    /// Whether the last text that was searched had the words in the phrase's own case.
    [[nodiscard]] bool same_case() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Looks a phrase up. If more than 2 000 units (or `limit`, if that is more) might have it, the
/// best of that many that were inserted last are found, and the number of all is estimated from
/// them.
[[nodiscard]] Concordance find_phrase(const Store& store, const ConcordanceQuery& query);

}  // namespace egiz::tm
