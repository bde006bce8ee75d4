// SPDX-License-Identifier: Apache-2.0
#include "text/unicode.hpp"
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

namespace egiz::tm {
namespace {

/// The source again in place of a translation. Names, codes, addresses and numbers stay what they
/// are in any language: only text with words that are written small counts.
class UntranslatedCheck final : public Check {
public:
    explicit UntranslatedCheck(const CheckSettings& settings)
        : two_languages_(settings.source.primary() != settings.target.primary()),
          // Between neighbours such as Russian and Kazakh words are often the same.
          least_words_(script_of(settings.source) == script_of(settings.target) ? 3 : 1) {}

    void see(const CheckedPair& pair, Findings& findings) override {
        if (!two_languages_ || fold_spaced(pair.source.text()) != fold_spaced(pair.target.text()))
            return;
        if (!is_language(pair.source.masked)) return;
        findings.add(pair.key, {Severity::error,
                                "the translation is the source",
                                {{0, pair.source.text().size()}},
                                {{0, pair.target.text().size()}}});
    }

private:
    [[nodiscard]] bool is_language(std::string_view text) const {
        constexpr std::size_t shortest_word = 3;
        constexpr std::size_t least_han = 4;
        std::size_t words = 0;
        std::size_t small = 0;
        std::size_t han = 0;
        for (const Range range : words_of(text)) {
            const std::string_view word = slice(text, range);
            std::size_t letters = 0;
            bool all_small = true;
            for (std::size_t offset = 0; offset < word.size(); ++letters) {
                const char32_t c = next_code_point(word, offset);
                if (is_han(c)) ++han;
                all_small = all_small && is_lower(c);
            }
            ++words;
            if (all_small && letters >= shortest_word) ++small;
        }
        return han >= least_han || (words >= 2 && small >= least_words_);
    }

    bool two_languages_;
    std::size_t least_words_;
};

}  // namespace

std::unique_ptr<Check> make_untranslated_check(const CheckSettings& settings) {
    return std::make_unique<UntranslatedCheck>(settings);
}

}  // namespace egiz::tm
