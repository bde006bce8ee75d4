// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/roman_table.hpp"

#include "text/icu.hpp"
#include "text/unicode.hpp"

#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>

namespace egiz::align {
namespace {

std::unique_ptr<icu::Transliterator> make_transliterator() {
    IcuStatus status;
    UParseError error;
    std::unique_ptr<icu::Transliterator> result(icu::Transliterator::createInstance(
        "Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, error, status));
    status.check("preparing transliteration");
    return result;
}

bool is_taken_alone(char32_t c) {
    if (c >= 0xD800 && c < 0xE000) return false;
    if (c < 0x80 || c == U'’') return true;
    IcuStatus status;
    const UScriptCode script = uscript_getScript(static_cast<UChar32>(c), status);
    return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC || script == USCRIPT_HAN;
}

}  // namespace

std::string icu_letters(std::string_view lines) {
    // Not safe to share between threads.
    thread_local const std::unique_ptr<icu::Transliterator> transliterator = make_transliterator();
    icu::UnicodeString text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(lines.data(), static_cast<std::int32_t>(lines.size())));
    transliterator->transliterate(text);
    std::string letters;
    text.toUTF8String(letters);
    std::erase_if(letters, [](char c) { return (c < 'a' || c > 'z') && c != '\n'; });
    return letters;
}

std::string make_roman_table() {
    std::string lines;
    for (char32_t c = 0; c <= 0xFFFF; ++c) {
        if (is_taken_alone(c) && c != U'\n') append_utf8(lines, c);
        lines += '\n';
    }
    const std::string letters = icu_letters(lines);
    std::array<std::uint16_t, 0x10000> offsets{};
    std::string texts;
    std::map<std::string_view, std::uint16_t> known;
    std::size_t begin = 0;
    for (char32_t c = 0; c <= 0xFFFF; ++c) {
        const std::size_t end = letters.find('\n', begin);
        const std::string_view text = std::string_view(letters).substr(begin, end - begin);
        begin = end + 1;
        if (!is_taken_alone(c)) {
            offsets[c] = 0xFFFF;
            continue;
        }
        const auto [at, is_new] = known.emplace(text, static_cast<std::uint16_t>(texts.size()));
        if (is_new) {
            texts += text;
            texts += ' ';
        }
        offsets[c] = at->second;
    }
    std::string result(sizeof offsets, '\0');
    std::memcpy(result.data(), offsets.data(), sizeof offsets);
    return result + texts;
}

}  // namespace egiz::align
