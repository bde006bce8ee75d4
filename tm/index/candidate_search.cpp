// SPDX-License-Identifier: Apache-2.0
#include "tm/index/candidate_search.hpp"

#include "tm/index/mark_block.hpp"

#include <algorithm>
#include <bit>
#include <iterator>
#include <optional>
#include <span>
#include <stdexcept>

namespace egiz::tm {
namespace {

// Counting bits is an instruction on every processor of these days, but not on all that we may run
// on: two forms are compiled, and the program picks one when it starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define EGIZ_WITH_POPCNT __attribute__((target_clones("popcnt", "default")))
#else
#define EGIZ_WITH_POPCNT
#endif

constexpr int substituted_score = 99;
/// Of more that differ in numbers and placeables only, the newest are as good as all.
constexpr std::size_t most_substituted = 1'000;

[[noreturn]] void fail() { throw std::range_error("the index makes no sense"); }

/// How many tokens of a query and a text may differ.
std::size_t distance_limit(std::size_t query, std::size_t text, int min_score) {
    const std::size_t longer = std::max(query, text);
    return longer - shared_tokens_needed(longer, min_score);
}

/// Lower bound of the distance of two texts, from signatures of one width.
std::size_t signature_bound(Signature query, Signature text) {
    return static_cast<std::size_t>(
        std::max(std::popcount(query & ~text), std::popcount(text & ~query)));
}

/// Which postings of a group have signatures that allow a distance of `limit`.
EGIZ_WITH_POPCNT std::size_t count_close(const PostingGroup& group, Signature query,
                                         std::size_t limit, std::uint32_t* passing) {
    const std::size_t width = signature_bytes(group.length);
    const char* next = group.signatures.data();
    const Signature narrow_query = narrowed(query, width);
    const auto allowed = static_cast<int>(limit);
    std::size_t count = 0;
    // max(|q - t|, |t - q|) = max(|q|, |t|) - |q and t|
    const int query_bits = __builtin_popcountll(narrow_query) - allowed;
    const auto compare = [&](std::uint64_t text, std::size_t i) {
        const int shared = __builtin_popcountll(narrow_query & text);
        const int text_bits = __builtin_popcountll(text) - allowed;
        passing[count] = static_cast<std::uint32_t>(i);
        count += shared >= std::max(query_bits, text_bits) ? 1 : 0;
    };
    const auto scan = [&](auto text) {
        for (std::size_t i = 0; i < group.count; ++i, next += width) {
            std::memcpy(&text, next, width);
            compare(text, i);
        }
    };
    if (width == 2) {
        scan(std::uint16_t{0});
    } else if (width == 4) {
        scan(std::uint32_t{0});
    } else {
        scan(std::uint64_t{0});
    }
    return count;
}

/// Puts the postings of a rare word that can be close in front; nothing if its list makes no sense.
EGIZ_WITH_POPCNT std::optional<std::size_t> close_postings(WordEntry entry,
                                                           CandidateSearch::LengthWindow window,
                                                           std::size_t size, int min_score,
                                                           Signature signature,
                                                           std::span<LengthPosting> close) {
    std::size_t count = 0;
    LengthPosting posting;
    for (std::size_t i = 0; i < close.size() && !entry.list.at_end(); ++i) {
        posting = entry.next(posting);
        if (posting.length < window.shortest || posting.length > window.longest) continue;
        const Signature query = narrowed(signature, signature_bytes(posting.length));
        const Signature text = posting.posting.signature;
        const auto missing = static_cast<std::size_t>(__builtin_popcountll(query & ~text));
        const auto extra = static_cast<std::size_t>(__builtin_popcountll(text & ~query));
        const std::size_t limit = distance_limit(size, posting.length, min_score);
        if (missing <= limit && extra <= limit) close[count++] = posting;
    }
    if (entry.list.failed() || !entry.list.at_end()) return std::nullopt;
    return count;
}

}  // namespace

void CandidateSearch::read_words(const SearchLanguage& language) {
    words_.clear();
    std::vector<std::uint64_t> words;
    words.reserve(tokens_.size());
    for (const std::uint64_t token : tokens_) words.push_back(index_word(token, language.hash));
    std::sort(words.begin(), words.end());
    index_.prefetch_entries(words);
    for (std::size_t i = 0; i < words.size();) {
        std::size_t end = i;
        while (end < words.size() && words[end] == words[i]) ++end;
        words_.push_back({index_.entry(words[i]), end - i});
        i = end;
    }
    std::sort(words_.begin(), words_.end(), [](const QueryWord& a, const QueryWord& b) {
        return a.entry.count != b.entry.count ? a.entry.count < b.entry.count
                                              : a.entry.word < b.entry.word;
    });
}

void CandidateSearch::collect(const QueryWord& word, LengthWindow window, int min_score) {
    if (word.entry.count == 0) return;
    const auto [shortest, longest] = window;
    const std::size_t size = tokens_.size();
    if (word.entry.has_list) {
        WordEntry entry = word.entry;
        passing_postings_.resize(std::min<std::size_t>(entry.list.left(), entry.count));
        const auto count =
            close_postings(entry, window, size, min_score, signature_, passing_postings_);
        if (!count) fail();
        for (std::size_t i = 0; i < *count; ++i) {
            found_.push_back({passing_postings_[i].posting.unit,
                              static_cast<std::uint32_t>(passing_postings_[i].length)});
        }
        return;
    }
    index_.lists(
        {word.entry.word, length_class(shortest), length_class(longest)},
        [&](const PostingGroup& group) {
            if (group.length < shortest || group.length > longest) return;
            if (passing_.size() <= group.count) passing_.resize(group.count + 1);
            const std::size_t count = count_close(
                group, signature_, distance_limit(size, group.length, min_score), passing_.data());
            const bool sound =
                for_each_unit(group, std::span(passing_).first(count), [&](UnitNumber unit) {
                    found_.push_back({unit, static_cast<std::uint32_t>(group.length)});
                });
            if (!sound) fail();
        });
}

void CandidateSearch::collect_whole(std::uint64_t word) {
    for (const UnitNumber unit : units_of(index_.entry(word))) found_.push_back({unit, 0});
}

void CandidateSearch::collect_substituted(std::uint64_t word, std::vector<Candidate>& candidates) {
    const std::vector<UnitNumber> units = units_of(index_.entry(word));
    const std::size_t first = units.size() - std::min(units.size(), most_substituted);
    for (std::size_t i = first; i < units.size(); ++i) {
        candidates.push_back({units[i], substituted_score});
    }
}

std::vector<UnitNumber> CandidateSearch::units_of(WordEntry entry) {
    std::vector<UnitNumber> units;
    if (entry.count == 0) return units;
    if (entry.has_list) {
        LengthPosting posting;
        while (!entry.list.at_end()) {
            posting = entry.next(posting);
            units.push_back(posting.posting.unit);
        }
        if (entry.list.failed()) fail();
    } else {
        index_.lists({entry.word, 1, PostingKey::longest}, [&](const PostingGroup& group) {
            if (!for_each_unit(group, [&](UnitNumber unit) { units.push_back(unit); })) fail();
        });
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

void CandidateSearch::check_marks(IndexLanguage language, int min_score,
                                  std::vector<Candidate>& candidates) {
    const std::size_t size = tokens_.size();
    units_.clear();
    seen_.reset(found_.size());
    for (const Found& found : found_) {
        if (found.length == 0 || found.length > most_marks || size > most_marks) {
            candidates.push_back({found.unit, 100});
        } else if (seen_.insert(found.unit)) {
            units_.push_back(found.unit);
        }
    }
    // So many lines of the processor's cache are certainly free.
    constexpr std::size_t at_once = 64;
    for (std::size_t first = 0; first < units_.size(); first += at_once) {
        const auto units =
            std::span(units_).subspan(first, std::min(at_once, units_.size() - first));
        index_.marks(language, units, unit_marks_);
        for (std::size_t i = 0; i < units.size(); ++i) {
            int best = -1;
            const bool sound = for_each_marks(unit_marks_[i], [&](const MarkBlockEntry& entry) {
                const std::size_t longer = std::max(size, entry.length);
                if (entry.length > most_marks) {
                    best = 100;
                } else if (const auto distance = distance_.distance(
                               entry.marks, distance_limit(size, entry.length, min_score))) {
                    best = std::max(best, static_cast<int>(100 * (longer - *distance) / longer));
                }
                return true;
            });
            if (!sound) fail();
            if (best >= min_score) candidates.push_back({units[i], best});
        }
    }
}

std::vector<Candidate> CandidateSearch::find(const SearchLanguage& language, std::string_view text,
                                             int min_score, const IndexedTexts* const* recent,
                                             std::size_t recent_count) {
    const std::uint64_t substitution = substitution_key(text, tokenizer_);
    const TextKey& key = tokenizer_.key(text);
    tokens_ = key.tokens;
    marks_.clear();
    signature_ = 0;
    for (const std::uint64_t token : tokens_) {
        marks_ += static_cast<char>(mark_of(token));
        signature_ |= signature_bit(mark_of(token));
    }
    const std::uint64_t whole = tokens_.empty() ? whole_text_token(text) : 0;
    const std::size_t size = tokens_.size();
    found_.clear();
    std::vector<Candidate> candidates;
    if (whole != 0) collect_whole(index_word(whole, language.hash));
    if (substitution != 0 && min_score < 100) {
        collect_substituted(index_word(substitution_token(substitution), language.hash),
                            candidates);
    }
    const std::size_t needed = shared_tokens_needed(size, min_score);
    if (size > 0) {
        distance_.set_pattern(std::string_view(marks_).substr(0, most_marks));
        read_words(language);
        std::size_t covered = 0;
        windows_.clear();
        for (const QueryWord& word : words_) {
            // The words before this one are missing in what only this one finds.
            if (needed > size - covered) break;
            const std::size_t longest =
                (size - covered) * 100 / static_cast<std::size_t>(min_score);
            windows_.push_back({needed, longest});
            covered += word.occurrences;
        }
        lists_.clear();
        for (std::size_t i = 0; i < windows_.size(); ++i) {
            const WordEntry& entry = words_[i].entry;
            if (entry.count == 0 || entry.has_list) continue;
            lists_.push_back({entry.word, length_class(windows_[i].shortest),
                              length_class(windows_[i].longest)});
        }
        index_.prefetch_lists(lists_);
        for (std::size_t i = 0; i < windows_.size(); ++i) {
            collect(words_[i], windows_[i], min_score);
        }
    }
    check_marks(language.language, min_score, candidates);

    const std::size_t longest = size * 100 / static_cast<std::size_t>(min_score);
    for (std::size_t r = 0; r < recent_count; ++r) {
        const IndexedTexts& texts = *recent[r];
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const IndexedTexts::Text& each = texts[i];
            if (each.language != language.language) continue;
            const IndexedTexts::Keys keys = texts.keys(i);
            if (keys.whole != whole) continue;
            if (whole != 0) {
                candidates.push_back({each.unit, 100});
                continue;
            }
            if (substitution != 0 && keys.substitution == substitution && min_score < 100) {
                candidates.push_back({each.unit, substituted_score});
            }
            if (each.length < needed || each.length > longest) continue;
            const std::size_t limit = distance_limit(size, each.length, min_score);
            if (signature_bound(signature_, each.signature) > limit) continue;
            if (each.length > most_marks || size > most_marks) {
                candidates.push_back({each.unit, 100});
            } else if (const auto distance = distance_.distance(texts.marks(each), limit)) {
                const std::size_t longer = std::max<std::size_t>(size, each.length);
                candidates.push_back(
                    {each.unit, static_cast<int>(100 * (longer - *distance) / longer)});
            }
        }
    }
    index_.release();
    // A unit that was written lately may be in the index too, by what it was before.
    const auto by_unit = [](const Candidate& a, const Candidate& b) {
        return a.number != b.number ? a.number > b.number : a.bound > b.bound;
    };
    std::sort(candidates.begin(), candidates.end(), by_unit);
    candidates.erase(
        std::unique(candidates.begin(), candidates.end(),
                    [](const Candidate& a, const Candidate& b) { return a.number == b.number; }),
        candidates.end());
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.bound > b.bound; });
    return candidates;
}

std::vector<UnitNumber> CandidateSearch::containing(const SearchLanguage& language,
                                                    std::string_view phrase, bool in_order,
                                                    const IndexedTexts* const* recent,
                                                    std::size_t recent_count) {
    const TextKey& key = tokenizer_.key(phrase);
    tokens_ = key.tokens;
    std::vector<UnitNumber> units;
    if (tokens_.empty()) return units;
    marks_.clear();
    for (const std::uint64_t token : tokens_) marks_ += static_cast<char>(mark_of(token));
    const auto fits = [&](std::size_t length, std::string_view marks) {
        if (length > most_marks) return true;
        if (in_order) return marks.find(marks_) != std::string_view::npos;
        return std::all_of(marks_.begin(), marks_.end(),
                           [&](char mark) { return marks.find(mark) != std::string_view::npos; });
    };

    read_words(language);
    std::vector<UnitNumber> all;
    for (std::size_t i = 0; i < words_.size(); ++i) {
        if (words_[i].entry.count == 0) {
            all.clear();
            break;
        }
        // Once few are left, looking at each is cheaper than another long list.
        if (i > 0 && words_[i].entry.count / units_per_block > all.size()) break;
        std::vector<UnitNumber> these = units_of(words_[i].entry);
        if (i == 0) {
            all = std::move(these);
            continue;
        }
        std::vector<UnitNumber> both;
        std::set_intersection(all.begin(), all.end(), these.begin(), these.end(),
                              std::back_inserter(both));
        all = std::move(both);
    }
    for (const UnitNumber unit : all) {
        bool fitting = false;
        const std::string_view marks = index_.marks(language.language, unit);
        const bool sound = for_each_marks(marks, [&](const MarkBlockEntry& entry) {
            fitting = fitting || fits(entry.length, entry.marks);
            return true;
        });
        if (!sound) fail();
        if (fitting) units.push_back(unit);
    }
    for (std::size_t r = 0; r < recent_count; ++r) {
        const IndexedTexts& texts = *recent[r];
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const IndexedTexts::Text& each = texts[i];
            if (each.language != language.language || each.length == 0) continue;
            if (fits(each.length, texts.marks(each))) units.push_back(each.unit);
        }
    }
    index_.release();
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

}  // namespace egiz::tm
