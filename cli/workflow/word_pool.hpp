// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/aligner.hpp"
#include "text/alignment.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace egiz::workflow {

/// Two languages of a batch, by the number of their columns; the first is the smaller.
using ColumnPair = std::pair<std::size_t, std::size_t>;

/// What a document has to give to the pool.
struct PooledDocument {
    std::vector<SegmentedText> texts;
    std::vector<std::size_t> columns;  ///< of each text, in order
    std::vector<Pair> pairs;
};

/// Learns from the documents of a batch which words render which, for each pair of languages.
///
/// Of a pair every document that takes part gives an equal share of beads. Where there are so
/// many that a share would be too small to teach anything, some of them from all over the
/// manifest take part. What is held is bounded by align::WordLearner, not by their number.
class WordPool {
public:
    /// \param documents  for each, the columns that it fills, in order; empty: it is left aside
    WordPool(const std::vector<Language>& columns,
             const std::vector<std::vector<std::size_t>>& documents,
             const std::vector<const align::Lexicon*>& lexicons);

    /// Whether there is anything to learn: a pair of languages with two documents.
    [[nodiscard]] bool empty() const { return learners_.empty(); }
    /// Documents that take part, in order.
    [[nodiscard]] const std::vector<std::size_t>& documents() const { return taking_part_; }
    /// In the order of documents(): what is learnt depends on it.
    void add(std::size_t number, const PooledDocument& document);
    /// One for each pair of languages of which something was seen, learnt by so many threads.
    [[nodiscard]] std::vector<align::LearntWords> learn(std::size_t jobs) const;

private:
    struct Learner {
        align::WordLearner learner;
        std::vector<std::size_t> documents;  // that take part, in order
    };

    std::map<ColumnPair, Learner> learners_;
    std::vector<std::size_t> taking_part_;
};

/// Keeps what was learnt, so that another run need not learn it again.
/// \throws Error (output)
void write_pool(const std::string& path, const std::string& fingerprint,
                const std::vector<align::LearntWords>& words);
/// Nothing if there is no such file, if it is damaged, or if it has another fingerprint.
[[nodiscard]] std::optional<std::vector<align::LearntWords>> read_pool(
    const std::string& path, const std::string& fingerprint);

}  // namespace egiz::workflow
