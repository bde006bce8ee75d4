// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/romanizer.hpp"

#include "align/lexical/built_tables.hpp"
#include "align/lexical/roman_table.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

namespace egiz::align {
namespace {

/// What ICU reads otherwise before a certain character than alone.
struct InContext {
    char32_t character;
    char32_t before;
    std::string_view letters;
};
constexpr InContext in_context[] = {
    {U'藏', U'文', "zang"}, {U'重', U'庆', "chong"}, {U'沈', U'阳', "shen"}, {U'秘', U'鲁', "bi"}};

class RomanTable {
public:
    /// Nothing if the character is not in the table.
    [[nodiscard]] static std::optional<std::string_view> letters(char32_t c) {
        if (c > 0xFFFF) return std::nullopt;
        const std::string_view table = built_roman_table();
        std::uint16_t offset = 0;
        std::memcpy(&offset, table.data() + sizeof offset * c, sizeof offset);
        if (offset == 0xFFFF) return std::nullopt;
        const std::size_t begin = sizeof offset * 0x10000 + offset;
        return table.substr(begin, table.find(' ', begin) - begin);
    }
};

/// Nothing if the table does not have all its characters.
std::optional<std::string> letters_by_table(std::string_view word) {
    std::string result;
    std::size_t offset = 0;
    while (offset < word.size()) {
        const char32_t c = next_code_point(word, offset);
        auto letters = RomanTable::letters(c);
        if (!letters) return std::nullopt;
        for (const InContext& each : in_context) {
            std::size_t ahead = offset;
            if (c == each.character && offset < word.size() &&
                next_code_point(word, ahead) == each.before) {
                letters = each.letters;
            }
        }
        result += *letters;
    }
    return result;
}

std::string fold_letters(std::string_view latin) {
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

}  // namespace

std::vector<std::string> romanize(std::span<const std::string_view> words) {
    std::vector<std::string> result(words.size());
    std::vector<std::size_t> left;
    std::string lines;  // of what is left to ICU
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto letters = letters_by_table(words[i])) {
            result[i] = fold_letters(*letters);
        } else {
            left.push_back(i);
            lines += words[i];
            lines += '\n';
        }
    }
    if (left.empty()) return result;
    const std::string letters = icu_letters(lines);
    std::size_t begin = 0;
    for (const std::size_t i : left) {
        const std::size_t end = letters.find('\n', begin);
        result[i] = fold_letters(std::string_view(letters).substr(begin, end - begin));
        begin = end + 1;
    }
    return result;
}

}  // namespace egiz::align
