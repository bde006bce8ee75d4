// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/tokens.hpp"

#include "align/plain_mark.hpp"
#include "text/icu.hpp"
#include "text/numbers.hpp"
#include "text/unicode.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>
#include <unicode/utext.h>

#include <algorithm>

namespace egiz::align {
namespace {

constexpr std::size_t most_repeats = 4;  // of one token in a segment

}  // namespace

struct Tokenizer::Impl {
    NumberFinder numbers;
    std::unique_ptr<icu::BreakIterator> words;
};

Tokenizer::Tokenizer(const Language& language)
    : impl_(std::make_unique<Impl>(Impl{NumberFinder(language), nullptr})) {
    IcuStatus status;
    impl_->words.reset(icu::BreakIterator::createWordInstance(
        icu::Locale(std::string(language.tag()).c_str()), status));
    status.check("finding words");
}
Tokenizer::~Tokenizer() = default;

void Tokenizer::tokenize(std::string_view segment, Vocabulary& vocabulary,
                         std::vector<TokenId>& tokens) {
    const std::size_t begin_of_segment = tokens.size();
    const auto add = [&](TokenKind kind, std::string_view text) {
        const TokenId id = vocabulary.add(kind, text);
        const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(begin_of_segment);
        if (static_cast<std::size_t>(std::count(begin, tokens.end(), id)) < most_repeats) {
            tokens.push_back(id);
        }
        return id;
    };
    const std::vector<NumberMention> numbers = impl_->numbers.find(segment);
    for (const NumberMention& number : numbers) add(TokenKind::number, number.value);
    std::size_t next_number = 0;

    UErrorCode code = U_ZERO_ERROR;
    UText utext = UTEXT_INITIALIZER;
    utext_openUTF8(&utext, segment.data(), static_cast<std::int64_t>(segment.size()), &code);
    impl_->words->setText(&utext, code);
    std::int32_t begin = impl_->words->first();
    for (std::int32_t end = impl_->words->next(); end != icu::BreakIterator::DONE;
         begin = end, end = impl_->words->next()) {
        const auto from = static_cast<std::size_t>(begin);
        const std::string_view word = segment.substr(from, static_cast<std::size_t>(end) - from);
        while (next_number < numbers.size() && numbers[next_number].range.end <= from)
            ++next_number;
        const bool in_number =
            next_number < numbers.size() && numbers[next_number].range.begin <= from;
        std::size_t offset = 0;
        const char32_t c = next_code_point(word, offset);
        if (is_digit(c) || in_number) continue;
        if (!is_letter(c)) {
            const bool dash = c == U'—' || c == U'–';
            if (const char mark = dash ? '-' : plain_mark(c)) {
                add(TokenKind::mark, std::string(1, mark));
            }
            continue;
        }
        if (is_han(c)) {
            if (offset < word.size()) add(TokenKind::word, word);
            for (std::size_t at = 0; at < word.size();) {
                const std::size_t here = at;
                static_cast<void>(next_code_point(word, at));
                add(TokenKind::han, word.substr(here, at - here));
            }
            continue;
        }
        const TokenId id = add(TokenKind::word, stem(fold(word)));
        if (is_upper(c)) vocabulary.mark_capital(id);
    }
    utext_close(&utext);
}

TokenizedText Tokenizer::tokenize(const SegmentedText& text, Vocabulary& vocabulary) {
    TokenizedText result;
    for (std::size_t i = 0; i < text.segments.size(); ++i) {
        tokenize(text.text_of(i), vocabulary, result.ids);
        result.first.push_back(result.ids.size());
    }
    return result;
}

}  // namespace egiz::align
