// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/check.hpp"
#include "tm/quality/inflection.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace egiz::tm {
namespace {

/// A term as its folded words.
using TermWords = std::vector<std::string>;

TermWords fold_words(std::string_view text) {
    TermWords words;
    for (const Range range : words_of(text)) words.push_back(fold(slice(text, range)));
    return words;
}

/// A text as its words, folded and where they stand.
struct TextWords {
    TermWords words;
    std::vector<Range> places;

    explicit TextWords(std::string_view text) : places(words_of(text)) {
        for (const Range range : places) words.push_back(fold(slice(text, range)));
    }
};

/// Entries of a glossary in two languages.
struct Term {
    std::vector<TermWords> sources;
    std::vector<std::string> renderings;  ///< as the glossary has them
    std::vector<TermWords> targets;
    std::vector<TermWords> forbidden;
};

/// The letters by which terms are looked up: a term and a word that match share them.
std::string_view first_letters(std::string_view word) {
    constexpr int looked_at = 3;
    std::size_t offset = 0;
    for (int i = 0; i < looked_at && offset < word.size(); ++i) {
        static_cast<void>(next_code_point(word, offset));
    }
    return word.substr(0, offset);
}

/// Whether the term stands at `first`, its words one after another.
bool stands_at(const TermWords& term, const TermWords& text, std::size_t first,
               const Language& language, bool strict) {
    if (first + term.size() > text.size()) return false;
    for (std::size_t i = 0; i < term.size(); ++i) {
        if (!same_word(term[i], text[first + i], language, strict)) return false;
    }
    return true;
}

/// Whether all words of the term are somewhere in the text: other words may come between, but not
/// between Han characters.
bool is_in(const TermWords& term, const TermWords& text, const Language& language) {
    std::size_t offset = 0;
    if (is_han(next_code_point(term.front(), offset))) {
        return std::search(text.begin(), text.end(), term.begin(), term.end()) != text.end();
    }
    return std::all_of(term.begin(), term.end(), [&](const std::string& word) {
        return std::any_of(text.begin(), text.end(), [&](const std::string& other) {
            return same_word(word, other, language, false);
        });
    });
}

class TermsCheck final : public Check {
public:
    explicit TermsCheck(const CheckSettings& settings)
        : source_(settings.source), target_(settings.target) {
        for (const TermEntry& entry : settings.options.glossary) add(entry);
        for (std::size_t i = 0; i < terms_.size(); ++i) {
            for (std::size_t s = 0; s < terms_[i].sources.size(); ++s) {
                by_letters_[std::string(first_letters(terms_[i].sources[s].front()))].push_back(
                    {i, s});
            }
            for (std::size_t f = 0; f < terms_[i].forbidden.size(); ++f) {
                forbidden_by_letters_[std::string(first_letters(terms_[i].forbidden[f].front()))]
                    .push_back({i, f});
            }
        }
    }

    void see(const CheckedPair& pair, Findings& findings) override {
        if (terms_.empty()) return;
        const TextWords source(pair.source.masked);
        const TextWords target(pair.target.masked);
        std::set<std::size_t> seen;
        for (std::size_t at = 0; at < source.words.size();) {
            const std::vector<std::size_t> terms = terms_at(source, at);
            if (terms.empty()) {
                ++at;
                continue;
            }
            const std::size_t words = longest_;
            const bool rendered = std::any_of(terms.begin(), terms.end(), [&](std::size_t term) {
                const std::vector<TermWords>& targets = terms_[term].targets;
                return targets.empty() ||
                       std::any_of(targets.begin(), targets.end(), [&](const TermWords& words_of) {
                           return is_in(words_of, target.words, target_);
                       });
            });
            const Range place{source.places[at].begin, source.places[at + words - 1].end};
            if (!rendered && seen.insert(terms.front()).second) say(pair, place, terms, findings);
            at += words;
        }
        find_forbidden(pair, source, target, findings);
    }

private:
    struct Found {
        std::size_t term;
        std::size_t form;
    };
    using Index = std::map<std::string, std::vector<Found>, std::less<>>;

    void add(const TermEntry& entry) {
        const auto of = [&](const Language& language) {
            const std::vector<std::string>* best = nullptr;
            LanguageMatch quality = LanguageMatch::none;
            for (const auto& [have, terms] : entry.terms) {
                const LanguageMatch matched = match(have, language);
                if (matched <= quality) continue;
                quality = matched;
                best = &terms;
            }
            return best;
        };
        const std::vector<std::string>* sources = of(source_);
        const std::vector<std::string>* targets = of(target_);
        if (sources == nullptr || targets == nullptr) return;
        const auto is_forbidden = [&](const std::string& text, const Language& language) {
            return std::any_of(entry.deprecated.begin(), entry.deprecated.end(),
                               [&](const auto& term) {
                                   return term.second == text &&
                                          match(term.first, language) != LanguageMatch::none;
                               });
        };
        Term term;
        for (const std::string& text : *sources) {
            TermWords words = fold_words(text);
            if (!words.empty()) term.sources.push_back(std::move(words));
        }
        for (const std::string& text : *targets) {
            TermWords words = fold_words(text);
            if (words.empty()) continue;
            if (is_forbidden(text, target_)) {
                term.forbidden.push_back(std::move(words));
            } else {
                term.renderings.push_back(text);
                term.targets.push_back(std::move(words));
            }
        }
        if (!term.sources.empty()) terms_.push_back(std::move(term));
    }

    /// The terms that begin at a word of the source and have the most words, as many as `longest_`.
    std::vector<std::size_t> terms_at(const TextWords& source, std::size_t at) {
        longest_ = 0;
        std::vector<std::size_t> terms;
        const auto found = by_letters_.find(first_letters(source.words[at]));
        if (found == by_letters_.end()) return terms;
        for (const Found& candidate : found->second) {
            const TermWords& words = terms_[candidate.term].sources[candidate.form];
            if (words.size() < longest_ || !stands_at(words, source.words, at, source_, true)) {
                continue;
            }
            if (words.size() > longest_) terms.clear();
            longest_ = words.size();
            terms.push_back(candidate.term);
        }
        return terms;
    }

    void say(const CheckedPair& pair, Range place, const std::vector<std::size_t>& terms,
             Findings& findings) const {
        std::string renderings;
        for (const std::size_t term : terms) {
            for (const std::string& rendering : terms_[term].renderings) {
                constexpr std::size_t longest_list = 120;
                if (renderings.size() > longest_list) break;
                renderings += (renderings.empty() ? "" : " or ") + in_quotes(rendering);
            }
        }
        findings.add(pair.key,
                     {Severity::warning,
                      "the glossary renders " + in_quotes(slice(pair.source.text(), place)) +
                          " as " + renderings,
                      {place},
                      {}});
    }

    /// Terms that the glossary says are not to be used, where their source stands.
    void find_forbidden(const CheckedPair& pair, const TextWords& source, const TextWords& target,
                        Findings& findings) const {
        for (std::size_t at = 0; at < target.words.size(); ++at) {
            const auto found = forbidden_by_letters_.find(first_letters(target.words[at]));
            if (found == forbidden_by_letters_.end()) continue;
            for (const Found& candidate : found->second) {
                const Term& term = terms_[candidate.term];
                const TermWords& words = term.forbidden[candidate.form];
                if (!stands_at(words, target.words, at, target_, true)) continue;
                const bool has_source = std::any_of(
                    term.sources.begin(), term.sources.end(), [&](const TermWords& words_of) {
                        return is_in(words_of, source.words, source_);
                    });
                if (!has_source) continue;
                const Range place{target.places[at].begin,
                                  target.places[at + words.size() - 1].end};
                findings.add(pair.key, {Severity::error,
                                        "the glossary says not to use " +
                                            in_quotes(slice(pair.target.text(), place)),
                                        {},
                                        {place}});
                break;
            }
        }
    }

    Language source_;
    Language target_;
    std::vector<Term> terms_;
    Index by_letters_;
    Index forbidden_by_letters_;
    std::size_t longest_ = 0;
};

}  // namespace

std::unique_ptr<Check> make_terms_check(const CheckSettings& settings) {
    return std::make_unique<TermsCheck>(settings);
}

}  // namespace egiz::tm
