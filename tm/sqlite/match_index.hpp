// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/prepared_query.hpp"
#include "tm/sqlite/database.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace egiz::tm {

/// Row ids of words that were met in a transaction, and how often: kept from one add to the next.
/// To be cleared when a transaction or a savepoint is undone, for it may have made words.
struct WordCache {
    struct Word {
        std::int64_t id = 0;
        std::int64_t new_uses = 0;
    };
    std::unordered_map<std::string, Word> words;  ///< by language id, a space, and the word
};

/// Files the texts of variants under their words. Nothing is found before flush().
class IndexWriter {
public:
    IndexWriter(Database& database, WordCache& cache);
    void add(std::int64_t variant, std::int64_t language, std::string_view text);
    void flush();

private:
    struct Posting {
        std::int64_t word;
        std::size_t length;
        std::int64_t variant;
        friend auto operator<=>(const Posting&, const Posting&) = default;
    };
    WordCache::Word& word(std::int64_t language, const std::string& text);

    Database& database_;
    WordCache& cache_;
    Statement find_word_;
    Statement insert_word_;
    Statement insert_posting_;
    std::vector<Posting> postings_;
};

/// Adds the uses that a cache has counted to the file, and empties it. They only order words by how
/// rare they are, so it does no harm when some get lost.
void save_word_uses(Database& database, WordCache& cache);

/// Row ids of the variants in a language whose text might reach `min_score`; in order.
/// `min_score` must be 1 at least.
[[nodiscard]] std::vector<std::int64_t> find_variants(Database& database, std::int64_t language,
                                                      const PreparedQuery& query, int min_score);

/// What the column text_hash holds for a text.
[[nodiscard]] std::int64_t text_hash(std::string_view composed_text);

}  // namespace egiz::tm
