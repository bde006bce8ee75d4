// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace egiz::tm {
namespace {

using namespace std::string_view_literals;

/// Words that may well come twice.
constexpr std::array reduplicated{
    "had"sv, "her"sv, "tick"sv, "tock"sv, "nous"sv, "vous"sv, "that"sv,  "very"sv,  "bye"sv,
    "ha"sv,  "no"sv,  "чуть"sv, "еле"sv,  "ещё"sv,  "ха"sv,   "кап"sv,   "бір"sv,   "тез"sv,
    "жиі"sv, "көп"sv, "әр"sv,   "өз"sv,   "жоқ"sv,  "ақ"sv,   "кейде"sv, "қайта"sv, "анда"sv};

/// The same word twice in a row, with only spaces between.
class RepeatedWordCheck final : public Check {
    void see(const CheckedPair& pair, Findings& findings) override {
        const auto target = find(pair.target.masked);
        if (!target || find(pair.source.masked)) return;
        findings.add(pair.key, {Severity::warning,
                                "twice in a row: " + in_quotes(slice(pair.target.text(), *target)),
                                {},
                                {*target}});
    }

    static std::optional<Range> find(std::string_view text) {
        std::optional<Range> before;
        for (const Range range : words_of(text)) {
            const std::string_view word = slice(text, range);
            std::size_t offset = 0;
            const char32_t first = next_code_point(word, offset);
            if (!is_letter(first) || is_han(first)) {
                before.reset();
                continue;
            }
            if (before && text.find_first_not_of(' ', before->end) == range.begin &&
                range.begin > before->end) {
                const std::string folded = fold(word);
                const bool both_capital =  // a name: Sing Sing
                    is_upper(first) && offset < word.size() && is_capital(text, *before);
                if (!both_capital && folded == fold(slice(text, *before)) &&
                    std::find(reduplicated.begin(), reduplicated.end(), folded) ==
                        reduplicated.end()) {
                    return Range{before->begin, range.end};
                }
            }
            before = range;
        }
        return std::nullopt;
    }
    static bool is_capital(std::string_view text, Range range) {
        std::size_t offset = range.begin;
        return is_upper(next_code_point(text, offset));
    }
};

}  // namespace

std::unique_ptr<Check> make_repeated_word_check(const CheckSettings& /*settings*/) {
    return std::make_unique<RepeatedWordCheck>();
}

}  // namespace egiz::tm
