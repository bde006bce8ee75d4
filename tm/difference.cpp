// SPDX-License-Identifier: Apache-2.0
#include "tm/difference.hpp"

#include "tm/match_key.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace egiz::tm {
namespace {

/// A word as it is compared, and the text that goes with it.
struct Word {
    std::string folded;
    Range bytes;
};

/// Characters that folding may join with those before them: marks, and the parts of a Korean
/// syllable.
bool continues_cluster(char32_t c) {
    return (char_flags(c) & accent_flag) != 0 || (c >= 0x1100 && c < 0x1200) || c == 0xFF9E ||
           c == 0xFF9F;
}

/// Cuts a part of a text into the smallest stretches that are folded independently.
std::vector<Range> find_clusters(std::string_view text, Range part) {
    std::vector<Range> clusters;
    for (std::size_t offset = part.begin; offset < part.end;) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        if (clusters.empty() || !continues_cluster(c)) {
            clusters.push_back({begin, offset});
        } else {
            clusters.back().end = offset;
        }
    }
    return clusters;
}

std::string fold_cluster(std::string_view cluster) {
    if (cluster.size() > 1 || static_cast<unsigned char>(cluster[0]) >= 0x80) return fold(cluster);
    const char c = cluster[0];
    return {c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c};
}

/// Finds where the tokens of a folded text stand in the text itself.
class WordFinder {
public:
    explicit WordFinder(std::string_view text) : text_(text), key_(match_key(text)) {}

    /// Two tokens that come of one character (the digits of a fraction) are one word.
    std::vector<Word> run() {
        for (std::size_t offset = 0; offset < text_.size();) {
            const std::size_t space = text_.find(' ', offset);
            const std::size_t end = space == std::string_view::npos ? text_.size() : space + 1;
            take_chunk({offset, end});
            offset = end;
        }
        // Text that cannot be followed through its folding is one word.
        const bool followed = folded_ == key_.folded && !key_.too_long && !words_.empty();
        if (!followed && !text_.empty()) words_.assign(1, {key_.folded, {0, text_.size()}});
        for (std::size_t i = 0; i < words_.size(); ++i) {
            if (i == 0) words_[i].bytes.begin = 0;
            const bool last = i + 1 == words_.size();
            words_[i].bytes.end = last ? text_.size() : words_[i + 1].bytes.begin;
        }
        return std::move(words_);
    }

private:
    /// Whether the next token begins in the first `end` bytes of the folded text.
    [[nodiscard]] bool begins_before(std::size_t end, std::size_t ahead = 0) const {
        return token_ + ahead < key_.tokens.size() && key_.tokens[token_ + ahead].begin < end;
    }

    /// Most chunks are a word and the marks behind it, and need not be looked at by character.
    void take_chunk(Range chunk) {
        const std::string whole = fold(slice(text_, chunk));
        const std::size_t end = folded_.size() + whole.size();
        if (!begins_before(end)) {
            folded_ += whole;
        } else if (key_.tokens[token_].begin == folded_.size() && !begins_before(end, 1)) {
            words_.push_back({std::string(key_.token(token_++)), chunk});
            folded_ += whole;
        } else {
            for (const Range cluster : find_clusters(text_, chunk)) take_cluster(cluster);
        }
    }

    void take_cluster(Range cluster) {
        folded_ += fold_cluster(slice(text_, cluster));
        for (bool first = true; begins_before(folded_.size()); first = false) {
            const std::string_view token = key_.token(token_++);
            if (first) {
                words_.push_back({std::string(token), cluster});
            } else {
                words_.back().folded += token;
            }
        }
    }

    std::string_view text_;
    MatchKey key_;
    std::string folded_;  ///< of the text so far
    std::size_t token_ = 0;
    std::vector<Word> words_;
};

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
    const std::vector<Word> old_words = WordFinder(old_text).run();
    const std::vector<Word> new_words = WordFinder(new_text).run();
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
