// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace egiz {

/// How much text there is.
struct TextSize {
    std::size_t words = 0;
    std::size_t characters = 0;  ///< code points that are not white space

    TextSize& operator+=(const TextSize& other) {
        words += other.words;
        characters += other.characters;
        return *this;
    }
    friend bool operator==(const TextSize&, const TextSize&) = default;
};

/// Counts words as they are paid for. A word is what UAX 29 finds between two word boundaries and
/// that holds a letter or a digit (`well-known` is two, `can't` and `3.14` are one each); every
/// Han, Hiragana and Katakana character is a word of its own, as the trade counts Chinese and
/// Japanese. White space, punctuation and symbols are no words.
///
/// One object serves one thread at a time.
class TextMeter {
public:
    TextMeter();
    ~TextMeter();
    TextMeter(TextMeter&&) noexcept;
    TextMeter& operator=(TextMeter&&) noexcept;
    TextMeter(const TextMeter&) = delete;
    TextMeter& operator=(const TextMeter&) = delete;

    /// `text` may be any bytes; UTF-8 is meant.
    [[nodiscard]] TextSize measure(std::string_view text);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz
