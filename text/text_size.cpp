// SPDX-License-Identifier: Apache-2.0
#include "text/text_size.hpp"

#include "text/handle.hpp"
#include "text/icu.hpp"
#include "text/unicode.hpp"

#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utext.h>

namespace egiz {
namespace {

/// Such a character is a word of its own.
bool is_word_alone(char32_t c) {
    if (c < 0x2E80) return false;
    if (is_han(c)) return true;
    const auto code_point = static_cast<UChar32>(c);
    return is_letter(c) && (uscript_hasScript(code_point, USCRIPT_HIRAGANA) != 0 ||
                            uscript_hasScript(code_point, USCRIPT_KATAKANA) != 0);
}

}  // namespace

struct TextMeter::Impl {
    Handle<UBreakIterator, ubrk_close> words;
    UText text = UTEXT_INITIALIZER;

    Impl() {
        IcuStatus status;
        words.reset(ubrk_open(UBRK_WORD, "", nullptr, 0, status));
        status.check("opening the word boundaries");
    }
    ~Impl() { utext_close(&text); }
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    /// Words of a text without characters that are words alone: ICU would look these up in a
    /// dictionary, which costs and is not asked for.
    std::size_t count_spaced(std::string_view run) {
        if (run.empty()) return 0;
        IcuStatus status;
        utext_openUTF8(&text, run.data(), static_cast<std::int64_t>(run.size()), status);
        ubrk_setUText(words.get(), &text, status);
        status.check("counting words");
        std::size_t count = 0;
        while (ubrk_next(words.get()) != UBRK_DONE) {
            if (ubrk_getRuleStatus(words.get()) >= UBRK_WORD_NONE_LIMIT) ++count;
        }
        return count;
    }
};

TextMeter::TextMeter() : impl_(std::make_unique<Impl>()) {}
TextMeter::~TextMeter() = default;
TextMeter::TextMeter(TextMeter&&) noexcept = default;
TextMeter& TextMeter::operator=(TextMeter&&) noexcept = default;

TextSize TextMeter::measure(std::string_view text) {
    TextSize size;
    size.characters = visible_length(text);
    std::size_t run = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (!is_word_alone(next_code_point(text, at))) continue;
        size.words += 1 + impl_->count_spaced(text.substr(run, begin - run));
        run = at;
    }
    size.words += impl_->count_spaced(text.substr(run));
    return size;
}

}  // namespace egiz
