// SPDX-License-Identifier: Apache-2.0
#include "text/unicode.hpp"
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace egiz::tm {
namespace {

/// Letters of two scripts that look the same, in the same order.
constexpr std::u32string_view latin_twins = U"aceiopxyhkABCEHIKMOPTXYjs";
constexpr std::u32string_view cyrillic_twins = U"асеіорхуһкАВСЕНІКМОРТХУјѕ";

std::optional<char32_t> twin(char32_t c, std::u32string_view from, std::u32string_view to) {
    const std::size_t at = from.find(c);
    if (at == std::u32string_view::npos) return std::nullopt;
    return to[at];
}

/// The letters of one word, by script.
struct WordScripts {
    std::size_t latin = 0;
    std::size_t cyrillic = 0;
    std::size_t latin_twin = 0;     ///< Latin letters that look Cyrillic
    std::size_t cyrillic_twin = 0;  ///< Cyrillic letters that look Latin
};

WordScripts scripts_of(std::string_view word) {
    WordScripts scripts;
    for (std::size_t offset = 0; offset < word.size();) {
        const char32_t c = next_code_point(word, offset);
        const Script script = script_of(c);
        if (script == Script::latin) {
            ++scripts.latin;
            if (twin(c, latin_twins, cyrillic_twins)) ++scripts.latin_twin;
        } else if (script == Script::cyrillic) {
            ++scripts.cyrillic;
            if (twin(c, cyrillic_twins, latin_twins)) ++scripts.cyrillic_twin;
        }
    }
    return scripts;
}

/// A word whose letters of one script all look like those of the other, which it has too.
bool is_mixed(const WordScripts& scripts) {
    if (scripts.latin == 0 || scripts.cyrillic == 0) return false;
    return scripts.latin == scripts.latin_twin || scripts.cyrillic == scripts.cyrillic_twin;
}

/// A word with all its Cyrillic letters as their Latin twins; nothing if one has no twin.
std::optional<std::string> latin_look(std::string_view word) {
    std::string look;
    for (std::size_t offset = 0; offset < word.size();) {
        const auto letter = twin(next_code_point(word, offset), cyrillic_twins, latin_twins);
        if (!letter) return std::nullopt;
        append_utf8(look, *letter);
    }
    return look;
}

struct LetterCounts {
    std::map<Script, std::size_t> by_script;
    std::size_t all = 0;
    std::size_t kazakh = 0;       ///< letters that Kazakh has and Russian lacks
    std::size_t small_latin = 0;  ///< different Latin words of three small letters or more
};

LetterCounts count_letters(std::string_view text) {
    constexpr std::u32string_view kazakh_letters = U"әғқңөұүһіӘҒҚҢӨҰҮҺІ";
    LetterCounts counts;
    for (std::size_t offset = 0; offset < text.size();) {
        const char32_t c = next_code_point(text, offset);
        const Script script = script_of(c);
        if (script == Script::none) continue;
        ++counts.all;
        ++counts.by_script[script];
        if (kazakh_letters.find(c) != std::u32string_view::npos) ++counts.kazakh;
    }
    std::set<std::string_view> small_words;
    for (const Range range : words_of(text)) {
        const std::string_view word = slice(text, range);
        constexpr std::size_t shortest_word = 3;
        const bool small =
            std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
        if (small && word.size() >= shortest_word) small_words.insert(word);
    }
    counts.small_latin = small_words.size();
    return counts;
}

std::vector<Range> han_runs(std::string_view text) {
    std::vector<Range> runs;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        if (!is_han(next_code_point(text, offset))) continue;
        if (!runs.empty() && runs.back().end == begin) {
            runs.back().end = offset;
        } else {
            runs.push_back({begin, offset});
        }
    }
    return runs;
}

class ScriptCheck final : public Check {
public:
    explicit ScriptCheck(const CheckSettings& settings)
        : target_(settings.target),
          source_script_(script_of(settings.source)),
          target_script_(script_of(settings.target)) {}

    void see(const CheckedPair& pair, Findings& findings) override {
        if (fold_spaced(pair.source.text()) == fold_spaced(pair.target.text()))
            return;  // untranslated
        if (is_other_language(pair, findings)) return;
        find_mixed_words(pair, findings);
        find_han(pair, findings);
    }

private:
    bool is_other_language(const CheckedPair& pair, Findings& findings) const {
        const LetterCounts counts = count_letters(pair.target.masked);
        const auto of = [&](Script script) {
            const auto found = counts.by_script.find(script);
            return found == counts.by_script.end() ? std::size_t{0} : found->second;
        };
        const auto say = [&](const std::string& message) {
            findings.add(pair.key,
                         {Severity::error, message, {}, {{0, pair.target.text().size()}}});
            return true;
        };
        constexpr std::size_t least_letters = 12;
        constexpr std::size_t least_words = 3;
        const std::size_t own = of(target_script_);
        const bool latin_for_other = target_script_ != Script::latin && own * 5 < counts.all &&
                                     of(Script::latin) * 5 > counts.all * 4 &&
                                     counts.small_latin >= least_words;
        if (target_script_ != Script::other && latin_for_other) {
            return say("the translation is in Latin letters");
        }
        if (target_script_ != Script::cyrillic && target_script_ != Script::other &&
            counts.all >= least_letters && of(Script::cyrillic) * 2 > counts.all) {
            return say("the translation is in Cyrillic letters");
        }
        if (target_script_ == Script::cyrillic) {
            const std::string_view primary = target_.primary();
            const std::size_t cyrillic = of(Script::cyrillic);
            constexpr std::size_t telling_letters = 50;
            if (primary == "kk" && cyrillic >= telling_letters && counts.kazakh == 0) {
                return say("the translation has none of the letters that only Kazakh has");
            }
            if (primary == "ru" && cyrillic >= telling_letters / 2 &&
                counts.kazakh * 20 > cyrillic) {
                return say("the translation has letters that Russian lacks");
            }
        }
        return false;
    }

    void find_mixed_words(const CheckedPair& pair, Findings& findings) const {
        const std::string& text = pair.target.masked;
        std::set<std::string, std::less<>> source_words;
        for (const Range range : words_of(pair.source.masked)) {
            source_words.emplace(slice(pair.source.masked, range));
        }
        std::vector<Range> mixed;
        std::vector<Range> twins;
        const std::vector<Range> words = words_of(text);
        for (std::size_t i = 0; i < words.size(); ++i) {
            const std::string_view word = slice(text, words[i]);
            const WordScripts scripts = scripts_of(word);
            if (is_mixed(scripts)) {
                if (source_words.find(word) == source_words.end()) mixed.push_back(words[i]);
            } else if (is_lone_twin(text, words, i, scripts)) {
                if (source_words.find(word) == source_words.end()) twins.push_back(words[i]);
            } else if (scripts.cyrillic > 1 && scripts.latin == 0 &&
                       scripts.cyrillic == scripts.cyrillic_twin &&
                       source_script_ == Script::latin) {
                const auto look = latin_look(word);
                // `OK` is at home in either alphabet.
                if (look && look != "OK" && source_words.find(*look) != source_words.end()) {
                    twins.push_back(words[i]);
                }
            }
        }
        if (!mixed.empty()) {
            findings.add(pair.key, {Severity::error,
                                    "Latin and Cyrillic letters in one word: " +
                                        in_quotes(slice(text, mixed.front())),
                                    {},
                                    mixed});
        }
        if (!twins.empty()) {
            const std::string_view word = slice(text, twins.front());
            findings.add(pair.key,
                         {Severity::error,
                          in_quotes(word) + (scripts_of(word).latin > 0
                                                 ? " is in Latin letters that look Cyrillic"
                                                 : " is in Cyrillic letters that look Latin"),
                          {},
                          twins});
        }
    }

    /// A single small Latin letter that looks like a Cyrillic word, between Cyrillic words: `c` for
    /// `с`.
    [[nodiscard]] bool is_lone_twin(std::string_view text, const std::vector<Range>& words,
                                    std::size_t index, const WordScripts& scripts) const {
        constexpr std::string_view twins_of_words = "acoyk";
        const std::string_view word = slice(text, words[index]);
        if (target_script_ != Script::cyrillic || scripts.latin != 1 || word.size() != 1 ||
            twins_of_words.find(word) == std::string_view::npos) {
            return false;
        }
        const auto is_beside = [&](std::size_t other) {
            if (other >= words.size()) return false;
            const Range between{std::min(words[index].end, words[other].end),
                                std::max(words[index].begin, words[other].begin)};
            const WordScripts beside = scripts_of(slice(text, words[other]));
            return slice(text, between) == " " && beside.cyrillic > 1 && beside.latin == 0;
        };
        return is_beside(index + 1) && (index == 0 || is_beside(index - 1));
    }

    void find_han(const CheckedPair& pair, Findings& findings) const {
        if (target_script_ != Script::latin && target_script_ != Script::cyrillic) return;
        std::vector<Range> runs = han_runs(pair.target.masked);
        if (runs.empty()) return;
        // A text may well show a word of Chinese, in brackets or quotes or as its source has it.
        std::erase_if(runs, [&](Range run) {
            if (source_script_ != Script::han) {
                return pair.source.text().find(slice(pair.target.text(), run)) != std::string::npos;
            }
            std::size_t before = run.begin;
            constexpr std::u32string_view openers = U"(（«“„\"「『《[";
            return run.begin > 0 && openers.find(previous_code_point(pair.target.text(), before)) !=
                                        std::u32string_view::npos;
        });
        if (runs.empty()) return;
        findings.add(pair.key, {Severity::error,
                                "Chinese characters in the translation: " +
                                    in_quotes(slice(pair.target.text(), runs.front())),
                                {},
                                runs});
    }

    Language target_;
    Script source_script_;
    Script target_script_;
};

}  // namespace

std::unique_ptr<Check> make_script_check(const CheckSettings& settings) {
    return std::make_unique<ScriptCheck>(settings);
}

}  // namespace egiz::tm
