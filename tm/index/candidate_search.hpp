// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"
#include "tm/index/indexed_texts.hpp"
#include "tm/index/mark_distance.hpp"
#include "tm/index/unit_set.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// The language that a query is in, as the index knows it.
struct SearchLanguage {
    IndexLanguage language = 0;
    std::uint64_t hash = 0;  ///< language_hash()
};

/// Finds the units that can reach a score.
///
/// Prefix filter of exact set-similarity joins (Chaudhuri, Ganti and Kaushik, "A Primitive Operator
/// for Similarity Joins in Data Cleaning", ICDE 2006), taken on the query's side: of a query of n
/// tokens, a text of length L that scores t shares need = ceil(t max(n, L)) tokens, so it has one
/// of any n - need + 1 of them, and the rarest are looked up. Then two lower bounds of the
/// distance: that of the signatures that stand in the lists, and the distance of the sequences of
/// marks.
class CandidateSearch {
public:
    explicit CandidateSearch(IndexReader& index) : index_(index) {}

    /// Units that can score `min_score` (1 to 100), and the newest thousand of those that are equal
    /// but for numbers and placeables (bound 99); the highest bounds first, then the newest.
    /// `recent` holds texts that are not in the index yet. \throws std::range_error if the index
    /// makes no sense
    [[nodiscard]] std::vector<Candidate> find(const SearchLanguage& language, std::string_view text,
                                              int min_score, const IndexedTexts* const* recent,
                                              std::size_t recent_count);

    /// Units that have all the tokens of the phrase, or, if `in_order`, the marks of its tokens
    /// side by side; in the order of their numbers. Empty for a phrase without tokens.
    [[nodiscard]] std::vector<UnitNumber> containing(const SearchLanguage& language,
                                                     std::string_view phrase, bool in_order,
                                                     const IndexedTexts* const* recent,
                                                     std::size_t recent_count);

    /// Tokens of the texts that are looked for.
    struct LengthWindow {
        std::size_t shortest;
        std::size_t longest;
    };

private:
    struct QueryWord {
        WordEntry entry;
        std::size_t occurrences;
    };
    struct Found {
        UnitNumber unit;
        std::uint32_t length;  ///< 0: the unit comes whatever its marks are
    };
    void read_words(const SearchLanguage& language);
    void collect(const QueryWord& word, LengthWindow window, int min_score);
    void collect_whole(std::uint64_t word);
    void collect_substituted(std::uint64_t word, std::vector<Candidate>& candidates);
    void check_marks(IndexLanguage language, int min_score, std::vector<Candidate>& candidates);
    [[nodiscard]] std::vector<UnitNumber> units_of(WordEntry entry);

    IndexReader& index_;
    Tokenizer tokenizer_;
    MarkDistance distance_;
    std::vector<std::uint64_t> tokens_;
    std::string marks_;
    Signature signature_ = 0;
    std::vector<QueryWord> words_;
    std::vector<LengthWindow> windows_;  ///< of the first of `words_`
    std::vector<ListWindow> lists_;
    std::vector<Found> found_;
    UnitSet seen_;
    std::vector<UnitNumber> units_;
    std::vector<std::string_view> unit_marks_;
    std::vector<std::uint32_t> passing_;
    std::vector<LengthPosting> passing_postings_;
};

}  // namespace egiz::tm
