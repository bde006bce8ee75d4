// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/priors.hpp"

#include "align/lexical/cognates.hpp"
#include "align/lexical/locale_names.hpp"
#include "align/lexical/romanizer.hpp"
#include "align/lexical/word_pairs.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace egiz::align {
namespace {

constexpr double number_count = 3;
constexpr double identical_count = 2;
constexpr double cognate_count = 2;
constexpr double name_count = 3;
constexpr double mark_count = 1;
constexpr double lexicon_count = 5;

bool is_alphabetic(std::string_view word) {
    std::size_t offset = 0;
    const char32_t c = next_code_point(word, offset);
    return is_letter(c) && !is_han(c);
}

/// Counts for pairs as they come.
class Pairs {
public:
    void add(TokenId source, TokenId target, double count) { add(source, target, count, count); }
    void add(TokenId source, TokenId target, double count, double turned_count) {
        pairs_.push_back({source, target, count, turned_count});
    }
    [[nodiscard]] std::vector<WordPair> take() { return merged(std::move(pairs_)); }

private:
    std::vector<WordPair> pairs_;
};

void add_identical(const Vocabulary& source, const Vocabulary& target, Pairs& pairs) {
    for (TokenId s = 0; s < source.size(); ++s) {
        const TokenId t = target.find(source.kind(s), source.text(s));
        if (t >= target.size()) continue;
        switch (source.kind(s)) {
            case TokenKind::number:
                pairs.add(s, t, number_count);
                break;
            case TokenKind::mark:
                pairs.add(s, t, mark_count);
                break;
            default:
                if (source.text(s).size() > 1) pairs.add(s, t, identical_count);
        }
    }
}

/// The alphabetic words of a vocabulary; the letters of other tokens are empty.
std::vector<std::string> letters_of_words(const Vocabulary& vocabulary) {
    std::vector<TokenId> ids;
    std::vector<std::string_view> words;
    for (TokenId id = 0; id < vocabulary.size(); ++id) {
        if (vocabulary.kind(id) != TokenKind::word || !is_alphabetic(vocabulary.text(id))) continue;
        ids.push_back(id);
        words.push_back(vocabulary.text(id));
    }
    std::vector<std::string> letters = romanize(words);
    std::vector<std::string> result(vocabulary.size());
    for (std::size_t i = 0; i < ids.size(); ++i) result[ids[i]] = std::move(letters[i]);
    return result;
}

/// Names in Chinese characters beside capitalised words: 阿拜 and Abai.
/// \param letters  of the words of `alphabetic`
void add_names(const Vocabulary& han, const Vocabulary& alphabetic,
               const std::vector<std::string>& letters, bool han_is_source, Pairs& pairs) {
    std::vector<std::pair<std::string_view, TokenId>> names;
    for (TokenId id = 0; id < alphabetic.size(); ++id) {
        if (alphabetic.capital(id) && !letters[id].empty()) names.emplace_back(letters[id], id);
    }
    std::sort(names.begin(), names.end());
    std::vector<TokenId> ids;
    std::vector<std::string_view> words;
    for (TokenId id = 0; id < han.size(); ++id) {
        std::size_t offset = 0;
        if (han.kind(id) == TokenKind::number || han.kind(id) == TokenKind::mark) continue;
        if (!is_han(next_code_point(han.text(id), offset))) continue;
        ids.push_back(id);
        words.push_back(han.text(id));
    }
    const std::vector<std::string> pinyin = romanize(words);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const std::string wanted = stem(pinyin[i]);
        auto name = std::lower_bound(names.begin(), names.end(),
                                     std::pair<std::string_view, TokenId>(wanted, 0));
        for (; name != names.end() && name->first == wanted; ++name) {
            const auto [s, t] =
                han_is_source ? std::pair(ids[i], name->second) : std::pair(name->second, ids[i]);
            pairs.add(s, t, name_count);
        }
    }
}

bool writes_han(const Language& language) { return language.primary() == "zh"; }

void add_renderings(const Lexicon& lexicon, const Language& source_language,
                    const Vocabulary& source, const Language& target_language,
                    const Vocabulary& target, LexiconUse* use, Pairs& pairs) {
    for (const Rendering& each :
         renderings(lexicon, source_language, source, target_language, target, use)) {
        pairs.add(each.source, each.target, lexicon_count * each.probability, 0);
    }
    for (const Rendering& each :
         renderings(lexicon, target_language, target, source_language, source)) {
        pairs.add(each.target, each.source, 0, lexicon_count * each.probability);
    }
}

}  // namespace

std::vector<WordPair> prior_pairs(const Language& source_language, const Vocabulary& source,
                                  const Language& target_language, const Vocabulary& target,
                                  std::span<const Lexicon* const> lexicons,
                                  std::vector<LexiconUse>* uses) {
    Pairs pairs;
    add_identical(source, target, pairs);
    const std::vector<std::string> source_letters = letters_of_words(source);
    const std::vector<std::string> target_letters = letters_of_words(target);
    for (const Cognates& each : find_cognates(source_letters, target_letters)) {
        if (source.text(each.source) != target.text(each.target))
            pairs.add(each.source, each.target, cognate_count * each.likeness);
    }
    if (writes_han(source_language) && !writes_han(target_language)) {
        add_names(source, target, target_letters, true, pairs);
    } else if (writes_han(target_language) && !writes_han(source_language)) {
        add_names(target, source, source_letters, false, pairs);
    }
    if (source_language.primary() != target_language.primary()) {
        add_renderings(locale_lexicon(source_language, target_language), source_language, source,
                       target_language, target, nullptr, pairs);
    }
    for (const Lexicon* lexicon : lexicons) {
        LexiconUse* use = uses == nullptr ? nullptr : &uses->emplace_back();
        add_renderings(*lexicon, source_language, source, target_language, target, use, pairs);
    }
    return pairs.take();
}

}  // namespace egiz::align
