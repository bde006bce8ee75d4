// SPDX-License-Identifier: Apache-2.0
#include "tm/index/index_builder.hpp"

#include "tm/index/mark_block.hpp"

#include <algorithm>
#include <array>

namespace egiz::tm {
namespace {

/// Two rows go into a page.
constexpr std::size_t row_bytes = 3'900;
/// A row with room for fewer is full.
constexpr std::size_t fewest_to_append = 8;

std::size_t postings_in(std::size_t bytes, std::size_t length) {
    constexpr std::size_t unit_bytes = 2;
    return bytes / (signature_bytes(length) + unit_bytes);
}

}  // namespace

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
    const IndexedTexts::Text& added = texts_[texts_.size() - 1];
    if (substitution != 0) file(index_word(substitution_token(substitution), language_hash), 1);
    if (added.whole != 0) file(index_word(added.whole, language_hash), 1);
}

void IndexBuilder::truncate(const State& state) {
    texts_.truncate(state.texts);
    filed_.resize(state.filed);
}

void IndexBuilder::sort() {
    // By key, four digits of 12 bits, stable: of one key, texts stay in order.
    constexpr unsigned digit_bits = 12;
    constexpr std::size_t digits = std::size_t{1} << digit_bits;
    if (filed_.size() < digits) {
        std::stable_sort(filed_.begin(), filed_.end(),
                         [](const Filed& a, const Filed& b) { return a.key < b.key; });
        return;
    }
    std::vector<Filed> sorted(filed_.size());
    for (unsigned shift = 0; shift < PostingKey::word_bits + PostingKey::length_bits;
         shift += digit_bits) {
        const auto digit = [&](const Filed& filed) {
            return static_cast<std::size_t>(filed.key >> shift & (digits - 1));
        };
        std::array<std::size_t, digits> places{};
        for (const Filed& filed : filed_) ++places[digit(filed)];
        std::size_t place = 0;
        for (std::size_t& count : places) {
            const std::size_t here = place;
            place += count;
            count = here;
        }
        for (const Filed& filed : filed_) sorted[places[digit(filed)]++] = filed;
        filed_.swap(sorted);
    }
}

void IndexBuilder::append_to_lists(IndexTables& tables, std::uint64_t word,
                                   std::vector<LengthPosting>& postings, bool may_exist) {
    std::stable_sort(postings.begin(), postings.end(),
                     [](const LengthPosting& a, const LengthPosting& b) {
                         return a.length != b.length ? a.length < b.length
                                                     : a.posting.unit < b.posting.unit;
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

void IndexBuilder::write_word(IndexTables& tables, std::uint64_t word, const Filed* begin,
                              const Filed* end) {
    std::vector<LengthPosting> postings;
    postings.reserve(static_cast<std::size_t>(end - begin));
    const std::int64_t head_row = PostingKey{word, 0, 0}.row();
    PostingHead head;
    std::string old_head;
    if (tables.find_posting(head_row, old_head)) {
        head = read_head(old_head);
        LengthPosting previous;
        while (head.has_list && !head.list.at_end()) {
            postings.push_back(previous = head.next(previous));
        }
        if (head.list.failed()) tables.fail("a list of the index makes no sense");
    }
    for (const Filed* filed = begin; filed != end; ++filed) {
        const IndexedTexts::Text& text = texts_[filed->text];
        // What is filed as a whole has the length 1.
        const std::size_t of_class = filed->key & ((1U << PostingKey::length_bits) - 1);
        const std::size_t length =
            of_class == PostingKey::longest ? std::size_t{text.length} : of_class;
        postings.push_back({{text.unit, text.signature}, length});
    }
    const bool has_rows = head.count > 0 && !head.has_list;
    const std::uint64_t count = postings.size() + (has_rows ? head.count : 0);
    if (!has_rows && count <= most_in_head) {
        std::stable_sort(postings.begin(), postings.end(),
                         [](const LengthPosting& a, const LengthPosting& b) {
                             return a.posting.unit < b.posting.unit;
                         });
        tables.put_posting(head_row, head_with_list(postings));
        return;
    }
    tables.put_posting(head_row, head_without_list(count));
    append_to_lists(tables, word, postings, has_rows);
}

void IndexBuilder::write_postings(IndexTables& tables) {
    sort();
    for (std::size_t i = 0; i < filed_.size();) {
        const std::uint64_t word = filed_[i].key >> PostingKey::length_bits;
        std::size_t end = i;
        while (end < filed_.size() && filed_[end].key >> PostingKey::length_bits == word) ++end;
        write_word(tables, word, filed_.data() + i, filed_.data() + end);
        i = end;
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
        tables.put_marks(row, updated_block(old_block, texts_, std::span(order).subspan(i, end - i)));
        i = end;
    }
}

void IndexBuilder::write(IndexTables& tables) {
    write_marks(tables);
    write_postings(tables);
    texts_.clear();
}

}  // namespace egiz::tm
