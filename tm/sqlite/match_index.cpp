// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/match_index.hpp"

#include "text/stable_hash.hpp"

#include <algorithm>
#include <bit>
#include <tuple>

namespace egiz::tm {
namespace {

constexpr std::size_t most_cached_words = 1'000'000;
constexpr std::size_t most_waiting_postings = 1'000'000;

/// Adds the variants that are filed under a word with a length in the probe's window.
void collect_postings(Database& database, std::int64_t word, const Probe& probe,
                      std::vector<std::int64_t>& variants) {
    Statement postings = database.prepare(
        "SELECT length, variant FROM posting WHERE word = ? AND length BETWEEN ? AND ?"
        " ORDER BY length, variant");
    postings.bind(word, probe.shortest, probe.longest);
    std::tuple<std::int64_t, std::int64_t> previous{-1, 0};
    while (postings.step()) {
        const std::tuple posting(postings.integer(0), postings.integer(1));
        // A damaged file could lead round in circles.
        if (posting <= previous) database.fail_damaged("the index is out of order");
        previous = posting;
        variants.push_back(std::get<1>(posting));
    }
}

}  // namespace

std::int64_t text_hash(std::string_view composed_text) {
    return std::bit_cast<std::int64_t>(stable_hash(composed_text));
}

IndexWriter::IndexWriter(Database& database, WordCache& cache)
    : database_(database),
      cache_(cache),
      find_word_(database.prepare("SELECT id FROM word WHERE text = ? AND language = ?")),
      insert_word_(database.prepare("INSERT INTO word (language, text, uses) VALUES (?, ?, 0)")),
      insert_posting_(
          database.prepare("INSERT INTO posting (word, length, variant) VALUES (?, ?, ?)")) {}

WordCache::Word& IndexWriter::word(std::int64_t language, const std::string& text) {
    const auto [entry, added] =
        cache_.words.try_emplace(std::to_string(language) + ' ' + text, WordCache::Word{});
    if (!added) return entry->second;
    if (find_word_.bind(text, language).step()) {
        entry->second.id = find_word_.integer(0);
    } else {
        insert_word_.bind(language, text).run();
        entry->second.id = database_.last_row();
    }
    find_word_.reset();
    return entry->second;
}

void IndexWriter::add(std::int64_t variant, std::int64_t language, std::string_view text) {
    if (cache_.words.size() > most_cached_words) save_word_uses(database_, cache_);
    const IndexEntry entry = index_entry(match_key(text));
    for (const std::string& text_word : entry.words) {
        WordCache::Word& indexed = word(language, text_word);
        ++indexed.new_uses;
        postings_.push_back({indexed.id, entry.length, variant});
    }
    if (postings_.size() >= most_waiting_postings) flush();
}

void IndexWriter::flush() {
    // In the order of the table, which is faster.
    std::sort(postings_.begin(), postings_.end());
    for (const Posting& posting : postings_) {
        insert_posting_.bind(posting.word, posting.length, posting.variant).run();
    }
    postings_.clear();
}

void save_word_uses(Database& database, WordCache& cache) {
    std::vector<WordCache::Word> words;
    words.reserve(cache.words.size());
    for (const auto& [text, word] : cache.words) words.push_back(word);
    // In the order of the table, for speed and so that the same adds give the same file.
    std::sort(words.begin(), words.end(),
              [](const WordCache::Word& a, const WordCache::Word& b) { return a.id < b.id; });
    Statement update = database.prepare("UPDATE word SET uses = uses + ? WHERE id = ?");
    for (const WordCache::Word& word : words) update.bind(word.new_uses, word.id).run();
    cache.words.clear();
}

std::vector<std::int64_t> find_variants(Database& database, std::int64_t language,
                                        const PreparedQuery& query, int min_score) {
    std::vector<std::int64_t> variants;
    if (query.exact_only(min_score)) {
        Statement same = database.prepare(
            "SELECT id FROM variant WHERE text_hash = ? AND language = ? ORDER BY id");
        same.bind(text_hash(query.composed()), language);
        RowOrder order(database);
        while (same.step()) variants.push_back(order.next(same.integer(0)));
        return variants;
    }

    Statement find_word =
        database.prepare("SELECT id, uses FROM word WHERE text = ? AND language = ?");
    std::unordered_map<std::string, std::int64_t> word_ids;
    const auto uses = [&](const std::string& word) -> std::int64_t {
        std::int64_t count = 0;
        if (find_word.bind(word, language).step()) {
            word_ids[word] = find_word.integer(0);
            count = find_word.integer(1);
        }
        find_word.reset();
        return count;
    };
    const Probe probe = query.probe(min_score, uses);
    for (const std::string& word : probe.words) {
        auto id = word_ids.find(word);
        if (id == word_ids.end() && word.empty()) {
            static_cast<void>(uses(word));  // a probe for text without words asks for no uses
            id = word_ids.find(word);
        }
        if (id != word_ids.end()) collect_postings(database, id->second, probe, variants);
    }
    std::sort(variants.begin(), variants.end());
    variants.erase(std::unique(variants.begin(), variants.end()), variants.end());
    return variants;
}

}  // namespace egiz::tm
