// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"
#include "tm/index/indexed_texts.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// Collects texts, and files them under their words, many at once.
class IndexBuilder {
public:
    void add(UnitNumber unit, IndexLanguage language, std::uint64_t language_hash,
             std::string_view text);
    [[nodiscard]] const IndexedTexts& texts() const noexcept { return texts_; }
    /// How many places in lists are waiting: what write() costs, and RAM (16 bytes each).
    [[nodiscard]] std::size_t waiting() const noexcept { return filed_.size(); }

    /// To come back to with truncate().
    struct State {
        std::size_t texts = 0;
        std::size_t filed = 0;
    };
    [[nodiscard]] State state() const noexcept { return {texts_.size(), filed_.size()}; }
    void truncate(const State& state);

    /// Files all, and forgets them. Lists grow at their ends: what was written stays as it is,
    /// only a unit's marks are put in place of those that it had.
    void write(IndexTables& tables);

private:
    struct Filed {
        std::uint64_t key;  ///< word, length class
        std::uint32_t text;
    };
    void file(std::uint64_t word, std::size_t length);
    void sort();
    void write_postings(IndexTables& tables);
    void write_word(IndexTables& tables, std::uint64_t word, const Filed* begin, const Filed* end);
    void append_to_lists(IndexTables& tables, std::uint64_t word,
                         std::vector<LengthPosting>& postings, bool may_exist);
    void write_marks(IndexTables& tables) const;

    Tokenizer tokenizer_;
    IndexedTexts texts_;
    std::vector<Filed> filed_;
    std::vector<std::uint64_t> words_;
    std::string bytes_;
};

}  // namespace egiz::tm
