// SPDX-License-Identifier: Apache-2.0
#include "tm/difference.hpp"

#include "text/stable_hash.hpp"
#include "tm/index/text_key.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace egiz::tm {
namespace {

/// A word as it is compared, and the text that goes with it.
struct Word {
    std::uint64_t folded = 0;  ///< hash
    Range bytes;
};

std::vector<Word> find_words(std::string_view text) {
    Tokenizer tokenizer;
    const TextKey& key = tokenizer.key_with_ranges(text);
    const std::vector<Range>& ranges = tokenizer.ranges();
    std::vector<Word> words;
    if (key.tokens.empty()) {
        // Nothing that is compared, or too much of it.
        if (!text.empty())
            words.push_back({key.too_long ? stable_hash(text) : 0, {0, text.size()}});
        return words;
    }
    words.reserve(key.tokens.size());
    for (std::size_t i = 0; i < key.tokens.size(); ++i) {
        // Those that come of one character (the digits of a fraction) are one word.
        if (!words.empty() && ranges[i].begin <= words.back().bytes.begin) {
            words.back().folded = words.back().folded * 31 + key.tokens[i];
        } else {
            words.push_back({key.tokens[i], ranges[i]});
        }
    }
    words.front().bytes.begin = 0;
    for (std::size_t i = 1; i < words.size(); ++i) words[i - 1].bytes.end = words[i].bytes.begin;
    words.back().bytes.end = text.size();
    return words;
}

/// Appends a stretch; stretches of one kind are one piece, and what goes and what comes between two
/// that stay is one change.
class Pieces {
public:
    void same(Range old_bytes, Range new_bytes) {
        flush();
        if (!pieces_.empty() && pieces_.back().kind == DifferencePiece::Kind::same) {
            pieces_.back().old_bytes.end = old_bytes.end;
            pieces_.back().new_bytes.end = new_bytes.end;
        } else {
            pieces_.push_back({DifferencePiece::Kind::same, old_bytes, new_bytes});
        }
        old_end_ = open_.old_bytes.end = old_bytes.end;
        new_end_ = open_.new_bytes.end = new_bytes.end;
    }
    void goes(Range old_bytes) { open_.old_bytes.end = old_bytes.end; }
    void comes(Range new_bytes) { open_.new_bytes.end = new_bytes.end; }

    std::vector<DifferencePiece> finish() {
        flush();
        return std::move(pieces_);
    }

private:
    void flush() {
        using Kind = DifferencePiece::Kind;
        open_.old_bytes.begin = old_end_;
        open_.new_bytes.begin = new_end_;
        const bool old_empty = open_.old_bytes.empty();
        const bool new_empty = open_.new_bytes.empty();
        if (old_empty && new_empty) return;
        open_.kind = old_empty ? Kind::only_new : new_empty ? Kind::only_old : Kind::changed;
        pieces_.push_back(open_);
        old_end_ = open_.old_bytes.end;
        new_end_ = open_.new_bytes.end;
    }

    std::vector<DifferencePiece> pieces_;
    DifferencePiece open_;
    std::size_t old_end_ = 0;
    std::size_t new_end_ = 0;
};

/// Beyond this many pairs of words the middle of two texts is not compared word by word.
constexpr std::size_t most_cells = std::size_t{16} << 20U;

}  // namespace

std::vector<DifferencePiece> difference(std::string_view old_text, std::string_view new_text) {
    const std::vector<Word> old_words = find_words(old_text);
    const std::vector<Word> new_words = find_words(new_text);
    const std::size_t shorter = std::min(old_words.size(), new_words.size());
    std::size_t head = 0;
    while (head < shorter && old_words[head].folded == new_words[head].folded) ++head;
    std::size_t tail = 0;
    while (tail < shorter - head && old_words[old_words.size() - 1 - tail].folded ==
                                        new_words[new_words.size() - 1 - tail].folded) {
        ++tail;
    }
    // Levenshtein's distances from each pair of places to the end of the middle.
    const std::size_t rows = old_words.size() - head - tail;
    const std::size_t columns = new_words.size() - head - tail;
    const bool by_word = rows == 0 || columns <= most_cells / rows;
    std::vector<std::uint32_t> cost;
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
        return cost[i * (columns + 1) + j];
    };
    const auto equal = [&](std::size_t i, std::size_t j) {
        return old_words[head + i].folded == new_words[head + j].folded;
    };
    if (by_word && rows > 0 && columns > 0) {
        cost.resize((rows + 1) * (columns + 1));
        for (std::size_t i = rows + 1; i-- > 0;) {
            for (std::size_t j = columns + 1; j-- > 0;) {
                if (i == rows || j == columns) {
                    at(i, j) = static_cast<std::uint32_t>(rows - i + columns - j);
                    continue;
                }
                at(i, j) = std::min({at(i + 1, j) + 1, at(i, j + 1) + 1,
                                     at(i + 1, j + 1) + (equal(i, j) ? 0U : 1U)});
            }
        }
    }

    Pieces pieces;
    const bool all_same = rows == 0 && columns == 0;
    const auto keep = [&](std::size_t i, std::size_t j) {
        const Word& old_word = old_words[i];
        const Word& new_word = new_words[j];
        const auto written = [](std::string_view text, Range bytes) {
            return slice(text, trim(text, bytes));
        };
        if (all_same && written(old_text, old_word.bytes) != written(new_text, new_word.bytes)) {
            pieces.goes(old_word.bytes);
            pieces.comes(new_word.bytes);
        } else {
            pieces.same(old_word.bytes, new_word.bytes);
        }
    };
    for (std::size_t i = 0; i < head; ++i) keep(i, i);
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < rows || j < columns) {
        const bool both = i < rows && j < columns;
        if (both && cost.empty()) {
            pieces.goes(old_words[head + i++].bytes);
            pieces.comes(new_words[head + j++].bytes);
        } else if (both && equal(i, j) && at(i, j) == at(i + 1, j + 1)) {
            keep(head + i++, head + j++);
        } else if (both && at(i, j) == at(i + 1, j + 1) + 1) {
            pieces.goes(old_words[head + i++].bytes);
            pieces.comes(new_words[head + j++].bytes);
        } else if (j == columns || (both && at(i, j) == at(i + 1, j) + 1)) {
            pieces.goes(old_words[head + i++].bytes);
        } else {
            pieces.comes(new_words[head + j++].bytes);
        }
    }
    for (std::size_t k = tail; k > 0; --k) keep(old_words.size() - k, new_words.size() - k);
    return pieces.finish();
}

}  // namespace egiz::tm
