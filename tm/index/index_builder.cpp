// SPDX-License-Identifier: Apache-2.0
#include "tm/index/index_builder.hpp"

#include "tm/index/mark_block.hpp"

#include <algorithm>
#include <array>

namespace egiz::tm {
namespace {

/// Four rows go into a page.
constexpr std::size_t row_bytes = 1'900;
/// A row with room for fewer is full.
constexpr std::size_t fewest_to_append = 8;

std::size_t postings_in(std::size_t bytes, std::size_t length) {
    constexpr std::size_t unit_bytes = 2;
    return bytes / (signature_bytes(length) + unit_bytes);
}

}  // namespace

/// Puts the words of a block, and new ones, back in blocks that are not too large.
class IndexBuilder::WordBlocks {
public:
    WordBlocks(IndexTables& tables, std::uint64_t row)
        : tables_(tables), row_(row), previous_(row) {}

    template <class What>
    void put(std::uint64_t word, const What& what) {
        if (bytes_.size() >= full_block_bytes) {
            finish();
            bytes_.clear();
            row_ = previous_ = word;
        }
        put_entry(bytes_, word - previous_, what);
        previous_ = word;
    }
    void put(const WordEntry& entry) { put(entry.word, entry); }
    void finish() { tables_.put_words(row_, bytes_); }

private:
    static constexpr std::size_t full_block_bytes = 1'200;
    IndexTables& tables_;
    std::uint64_t row_;
    std::uint64_t previous_;
    std::string bytes_;
};

void IndexBuilder::file(std::uint64_t word, std::size_t length) {
    filed_.push_back({word << PostingKey::length_bits | length_class(length),
                      static_cast<std::uint32_t>(texts_.size() - 1)});
}

void IndexBuilder::add(UnitNumber unit, IndexLanguage language, std::uint64_t language_hash,
                       std::string_view text) {
    // First, for the key that is needed then is the tokenizer's own.
    const std::uint64_t substitution = substitution_key(text, tokenizer_);
    const TextKey& key = tokenizer_.key(text);
    texts_.add(unit, language, text, key, substitution);
    words_.clear();
    for (const std::uint64_t token : key.tokens) {
        words_.push_back(index_word(token, language_hash));
    }
    std::sort(words_.begin(), words_.end());
    words_.erase(std::unique(words_.begin(), words_.end()), words_.end());
    for (const std::uint64_t word : words_) file(word, key.tokens.size());
    const std::uint64_t whole = texts_.keys(texts_.size() - 1).whole;
    if (substitution != 0) file(index_word(substitution_token(substitution), language_hash), 1);
    if (whole != 0) file(index_word(whole, language_hash), 1);
}

void IndexBuilder::truncate(const State& state) {
    texts_.truncate(state.texts);
    filed_.resize(state.filed);
}

void IndexBuilder::sort() {
    // By key and text, in place: what waits may be large. First into buckets by the upper bits of
    // the words, which are hashes and so fill them evenly (American flag sort: McIlroy, Bostic and
    // McIlroy, 1993).
    constexpr unsigned bucket_bits = 10;
    constexpr std::size_t buckets = std::size_t{1} << bucket_bits;
    constexpr unsigned shift = PostingKey::word_bits + PostingKey::length_bits - bucket_bits;
    const auto less = [](const Filed& a, const Filed& b) {
        return a.key != b.key ? a.key < b.key : a.text < b.text;
    };
    std::array<std::size_t, buckets + 1> ends{};
    for (const Filed& filed : filed_) ++ends[(filed.key >> shift) + 1];
    for (std::size_t b = 0; b < buckets; ++b) ends[b + 1] += ends[b];
    std::array<std::size_t, buckets> next{};
    std::copy(ends.begin(), ends.end() - 1, next.begin());
    for (std::size_t b = 0; b < buckets; ++b) {
        while (next[b] < ends[b + 1]) {
            Filed filed = filed_[next[b]];
            while (filed.key >> shift != b) {
                std::swap(filed, filed_[next[filed.key >> shift]++]);
            }
            filed_[next[b]++] = filed;
        }
    }
    for (std::size_t b = 0; b < buckets; ++b) {
        std::sort(filed_.begin() + static_cast<std::ptrdiff_t>(ends[b]),
                  filed_.begin() + static_cast<std::ptrdiff_t>(ends[b + 1]), less);
    }
}

void IndexBuilder::append_to_lists(IndexTables& tables, std::uint64_t word,
                                   std::vector<LengthPosting>& postings, bool may_exist) {
    std::stable_sort(
        postings.begin(), postings.end(), [](const LengthPosting& a, const LengthPosting& b) {
            return a.length != b.length ? a.length < b.length : a.posting.unit < b.posting.unit;
        });
    std::vector<Posting> group;
    for (std::size_t i = 0; i < postings.size();) {
        const std::size_t length = postings[i].length;
        group.clear();
        for (; i < postings.size() && postings[i].length == length; ++i) {
            group.push_back(postings[i].posting);
        }
        PostingKey key{word, length_class(length), 0};
        std::string& list = bytes_;
        list.clear();
        // Longer texts share a class: there the lists of lengths before may have been written just
        // now.
        if (may_exist || key.length == PostingKey::longest) {
            std::int64_t last = 0;
            const PostingKey end{word, key.length, (1U << PostingKey::part_bits) - 1};
            if (tables.last_posting(key.row(), end.row(), last, list)) {
                key.part = PostingKey::of_row(last).part;
            }
        }
        for (std::size_t begin = 0; begin < group.size();) {
            const std::size_t left = group.size() - begin;
            std::size_t fitting =
                list.size() < row_bytes ? postings_in(row_bytes - list.size(), length) : 0;
            const bool is_last_part = key.part == (1U << PostingKey::part_bits) - 1;
            if (is_last_part) fitting = left;
            if (fitting < std::min(left, fewest_to_append)) {
                ++key.part;
                list.clear();
                continue;
            }
            const std::size_t count = std::min(left, fitting);
            put_group(list, length, std::span(group).subspan(begin, count));
            tables.put_posting(key.row(), list);
            begin += count;
        }
    }
}

void IndexBuilder::write_word(IndexTables& tables, const WordEntry& before, const Filed* begin,
                              const Filed* end, WordBlocks& blocks) {
    std::vector<LengthPosting>& postings = postings_;
    postings.clear();
    if (before.has_list) {
        WordEntry entry = before;
        LengthPosting previous;
        while (!entry.list.at_end()) postings.push_back(previous = entry.next(previous));
        if (entry.list.failed()) tables.fail("a list of the index makes no sense");
    }
    const std::size_t already = postings.size();
    for (const Filed* filed = begin; filed != end; ++filed) {
        const IndexedTexts::Text& text = texts_[filed->text];
        // What is filed as a whole has the length 1.
        const std::size_t of_class = filed->key & ((1U << PostingKey::length_bits) - 1);
        const std::size_t length =
            of_class == PostingKey::longest ? std::size_t{text.length} : of_class;
        postings.push_back({{text.unit, text.signature}, length});
    }
    const bool has_rows = before.count > 0 && !before.has_list;
    const std::uint64_t count = postings.size() + (has_rows ? before.count : 0);
    if (has_rows || count > most_in_entry) {
        blocks.put(before.word, count);
        append_to_lists(tables, before.word, postings, has_rows);
        return;
    }
    const auto by_unit = [](const LengthPosting& a, const LengthPosting& b) {
        return a.posting.unit < b.posting.unit;
    };
    // Texts of one length came in the order of their units.
    if (postings.size() > 1 || already > 0) {
        std::stable_sort(postings.begin(), postings.end(), by_unit);
    }
    blocks.put(before.word, postings);
}

void IndexBuilder::write_postings(IndexTables& tables) {
    sort();
    constexpr std::uint64_t last_word = (std::uint64_t{1} << PostingKey::word_bits) - 1;
    const auto word_of = [](const Filed& filed) { return filed.key >> PostingKey::length_bits; };
    std::string old_block;
    for (std::size_t i = 0; i < filed_.size();) {
        std::uint64_t row = 0;
        old_block.clear();
        tables.last_words(word_of(filed_[i]), row, old_block);
        std::uint64_t next_row = last_word + 1;
        tables.next_words(row, next_row);
        // What is new of the block's words, between those that are there.
        WordBlocks blocks(tables, row);
        const auto write_until = [&](std::uint64_t word) {
            while (i < filed_.size() && word_of(filed_[i]) < word) {
                WordEntry fresh;
                fresh.word = word_of(filed_[i]);
                const std::size_t begin = i;
                while (i < filed_.size() && word_of(filed_[i]) == fresh.word) ++i;
                write_word(tables, fresh, filed_.data() + begin, filed_.data() + i, blocks);
            }
        };
        const bool sound = for_each_entry(row, old_block, [&](const WordEntry& entry) {
            write_until(entry.word);
            const std::size_t begin = i;
            while (i < filed_.size() && word_of(filed_[i]) == entry.word) ++i;
            if (begin == i) {
                blocks.put(entry);
            } else {
                write_word(tables, entry, filed_.data() + begin, filed_.data() + i, blocks);
            }
            return true;
        });
        if (!sound) tables.fail("a block of the index's words makes no sense");
        write_until(next_row);
        blocks.finish();
    }
    filed_.clear();
}

void IndexBuilder::write_marks(IndexTables& tables) const {
    std::vector<std::uint32_t> order;
    order.reserve(texts_.size());
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
        if (texts_[i].length > 0) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return texts_[a].language != texts_[b].language ? texts_[a].language < texts_[b].language
                                                        : texts_[a].unit < texts_[b].unit;
    });
    const auto key_of = [&](std::uint32_t text) {
        return MarkBlockKey{texts_[text].language, texts_[text].unit / units_per_block}.row();
    };
    std::string old_block;
    for (std::size_t i = 0; i < order.size();) {
        const std::int64_t row = key_of(order[i]);
        std::size_t end = i;
        while (end < order.size() && key_of(order[end]) == row) ++end;
        old_block.clear();
        tables.find_marks(row, old_block);
        tables.put_marks(row,
                         updated_block(old_block, texts_, std::span(order).subspan(i, end - i)));
        i = end;
    }
}

void IndexBuilder::write(IndexTables& tables) {
    write_marks(tables);
    write_postings(tables);
    texts_.clear();
}

}  // namespace egiz::tm
