// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/priors.hpp"

#include "text/icu.hpp"
#include "text/unicode.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>

namespace egiz::align {
namespace {

constexpr double number_count = 3;
constexpr double identical_count = 2;
constexpr double cognate_count = 2;
constexpr double name_count = 3;
constexpr double mark_count = 1;
constexpr double lexicon_count = 5;

using Pairs = std::map<std::pair<TokenId, TokenId>, double>;

bool is_alphabetic(std::string_view word) {
    std::size_t offset = 0;
    const char32_t c = next_code_point(word, offset);
    return is_letter(c) && !is_han(c);
}

/// Latin letters for any script, without marks and spaces, small.
class Romanizer {
public:
    Romanizer() {
        IcuStatus status;
        UParseError error;
        transliterator_.reset(icu::Transliterator::createInstance("Any-Latin; Latin-ASCII; Lower",
                                                                  UTRANS_FORWARD, error, status));
        status.check("preparing transliteration");
    }
    std::string operator()(std::string_view word) const {
        icu::UnicodeString text = icu::UnicodeString::fromUTF8(
            icu::StringPiece(word.data(), static_cast<std::int32_t>(word.size())));
        transliterator_->transliterate(text);
        std::string latin;
        text.toUTF8String(latin);
        std::erase_if(latin, [](char c) { return c < 'a' || c > 'z'; });
        return fold_letters(latin);
    }

private:
    /// What languages write in their own way: `c` and `k`, `x` and `ks`, `ph` and `f`.
    static std::string fold_letters(const std::string& latin) {
        std::string result;
        for (std::size_t i = 0; i < latin.size(); ++i) {
            const char next = i + 1 < latin.size() ? latin[i + 1] : '\0';
            char c = latin[i];
            if (c == 'p' && next == 'h') {
                c = 'f';
                ++i;
            } else if (c == 'c' && next != 'h') {
                c = 'k';
            } else if (c == 'q') {
                c = 'k';
            } else if (c == 'w') {
                c = 'v';
            } else if (c == 'y' || c == 'j') {
                c = 'i';
            } else if (c == 'x') {
                result += "ks";
                continue;
            }
            if (result.empty() || result.back() != c) result += c;
        }
        return result;
    }

    std::unique_ptr<icu::Transliterator> transliterator_;
};

std::size_t longest_common_subsequence(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1, 0);
    for (const char c : a) {
        std::size_t diagonal = 0;
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t above = row[j + 1];
            row[j + 1] = c == b[j] ? diagonal + 1 : std::max(row[j + 1], row[j]);
            diagonal = above;
        }
    }
    return row.back();
}

void add_identical(const Vocabulary& source, const Vocabulary& target, Pairs& pairs) {
    for (TokenId s = 0; s < source.size(); ++s) {
        const TokenId t = target.find(source.kind(s), source.text(s));
        if (t >= target.size()) continue;
        switch (source.kind(s)) {
            case TokenKind::number:
                pairs[{s, t}] += number_count;
                break;
            case TokenKind::mark:
                pairs[{s, t}] += mark_count;
                break;
            default:
                if (source.text(s).size() > 1) pairs[{s, t}] += identical_count;
        }
    }
}

void add_cognates(const Vocabulary& source, const Vocabulary& target, const Romanizer& romanize,
                  Pairs& pairs) {
    constexpr std::size_t shortest = 4;
    constexpr double alike = 0.75;
    constexpr std::size_t common_prefix = 5;
    std::unordered_map<std::string, std::vector<std::pair<TokenId, std::string>>> by_beginning;
    const auto romanized = [&](const Vocabulary& vocabulary, TokenId id) {
        const bool word =
            vocabulary.kind(id) == TokenKind::word && is_alphabetic(vocabulary.text(id));
        return word ? romanize(vocabulary.text(id)) : std::string();
    };
    for (TokenId t = 0; t < target.size(); ++t) {
        std::string latin = romanized(target, t);
        if (latin.size() >= shortest)
            by_beginning[latin.substr(0, 2)].emplace_back(t, std::move(latin));
    }
    for (TokenId s = 0; s < source.size(); ++s) {
        const std::string latin = romanized(source, s);
        if (latin.size() < shortest) continue;
        const auto found = by_beginning.find(latin.substr(0, 2));
        if (found == by_beginning.end()) continue;
        for (const auto& [t, other] : found->second) {
            if (source.text(s) == target.text(t)) continue;
            const double longer = static_cast<double>(std::max(latin.size(), other.size()));
            const double ratio =
                static_cast<double>(longest_common_subsequence(latin, other)) / longer;
            const bool prefix = latin.compare(0, common_prefix, other, 0, common_prefix) == 0 &&
                                latin.size() >= common_prefix;
            if (ratio >= alike || prefix) pairs[{s, t}] += cognate_count * ratio;
        }
    }
}

/// Names in Chinese characters beside capitalised words: 阿拜 and Abai.
void add_names(const Vocabulary& han, const Vocabulary& alphabetic, const Romanizer& romanize,
               bool han_is_source, Pairs& pairs) {
    std::unordered_map<std::string, std::vector<TokenId>> names;
    for (TokenId id = 0; id < alphabetic.size(); ++id) {
        if (alphabetic.kind(id) != TokenKind::word || !alphabetic.capital(id)) continue;
        if (!is_alphabetic(alphabetic.text(id))) continue;
        names[romanize(alphabetic.text(id))].push_back(id);
    }
    for (TokenId id = 0; id < han.size(); ++id) {
        std::size_t offset = 0;
        if (han.kind(id) == TokenKind::number || han.kind(id) == TokenKind::mark) continue;
        if (!is_han(next_code_point(han.text(id), offset))) continue;
        const auto found = names.find(stem(romanize(han.text(id))));
        if (found == names.end()) continue;
        for (const TokenId name : found->second) {
            pairs[han_is_source ? std::pair(id, name) : std::pair(name, id)] += name_count;
        }
    }
}

bool writes_han(const Language& language) { return language.primary() == "zh"; }

}  // namespace

std::vector<WordPair> prior_pairs(const Language& source_language, const Vocabulary& source,
                                  const Language& target_language, const Vocabulary& target,
                                  bool use_lexicon) {
    Pairs pairs;
    add_identical(source, target, pairs);
    const Romanizer romanize;
    add_cognates(source, target, romanize, pairs);
    if (writes_han(source_language) && !writes_han(target_language)) {
        add_names(source, target, romanize, true, pairs);
    } else if (writes_han(target_language) && !writes_han(source_language)) {
        add_names(target, source, romanize, false, pairs);
    }
    if (use_lexicon) {
        for (const Rendering& each :
             own_renderings(source_language, source, target_language, target)) {
            pairs[{each.source, each.target}] += lexicon_count * each.probability;
        }
    }
    std::vector<WordPair> result;
    for (const auto& [pair, count] : pairs) result.push_back({pair.first, pair.second, count});
    return result;
}

std::vector<WordPair> turned_round(const std::vector<WordPair>& pairs) {
    std::vector<WordPair> result;
    for (const WordPair& pair : pairs) result.push_back({pair.target, pair.source, pair.count});
    std::sort(result.begin(), result.end(), [](const WordPair& a, const WordPair& b) {
        return a.source != b.source ? a.source < b.source : a.target < b.target;
    });
    return result;
}

}  // namespace egiz::align
