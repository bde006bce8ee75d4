// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/letter_statistics.hpp"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace egiz::formats {
namespace {

constexpr double decoding_error = -15;
constexpr double control_character = -10;
constexpr double unassigned = -8;
constexpr double strange = -4;        ///< box drawings, dingbats, scripts that are not ours
constexpr double mixed_scripts = -3;  ///< a Latin and a Cyrillic letter side by side

/// Russian letters in order of the alphabet, per ten thousand letters of running text; ё is apart.
constexpr std::array<double, 32> russian_letters{
    801, 159, 454, 170, 298, 845, 94, 165, 735, 121, 349, 440, 321, 670, 1097, 281,
    473, 547, 626, 262, 26,  97,  48, 144, 73,  36,  4,   190, 174, 32,  64,   201};

/// The commonest characters of modern Chinese text, in no particular order.
constexpr std::u16string_view common_han =
    u"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过"
    u"发后作里"
    u"用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因"
    u"只从想实"
    u"日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向"
    u"头文体政"
    u"美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提"
    u"立及比员"
    u"解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做"
    u"接必场件"
    u"计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且"
    u"权思王象"
    u"完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运友"
    u"谊贸易合"
    u"作双访问总统华人民共和国哈萨克坦组织峰会亚洲丝绸带倡议伙伴邻邦历史未来古";

bool is_cyrillic_basic(UChar32 c) { return (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451; }
bool is_kazakh(UChar32 c) {
    constexpr std::u16string_view letters = u"ӘәҒғҚқҢңӨөҰұҮүҺһІі";
    return letters.find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}
bool is_ascii_letter(UChar32 c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool is_latin1_letter(UChar32 c) { return c >= 0xC0 && c < 0x180 && c != 0xD7 && c != 0xF7; }

double russian_letter(UChar32 c) {
    const UChar32 lower = u_tolower(c);
    const double frequency =
        lower == 0x451 ? 4 : russian_letters[static_cast<std::size_t>(lower - 0x430)];
    return std::log(frequency * 33 / 10000);
}

/// A letter's score apart from its frequency: words have one script and do not change to capitals.
double in_word(UChar32 previous, UChar32 c) {
    if (is_ascii_letter(previous)) return mixed_scripts;
    const bool inside = is_cyrillic_basic(previous) || is_kazakh(previous);
    if (!inside || u_isULowercase(c) != 0) return 0;
    return u_isULowercase(previous) != 0 ? -3 : -0.7;
}

bool is_common_han(UChar32 c) {
    static const std::u16string sorted = [] {
        std::u16string all(common_han);
        std::sort(all.begin(), all.end());
        return all;
    }();
    return c <= 0xFFFF &&
           std::binary_search(sorted.begin(), sorted.end(), static_cast<char16_t>(c));
}

bool is_usual_punctuation(UChar32 c) {
    return (c >= 0x2010 && c <= 0x2026) || c == 0xA0 || c == 0xAB || c == 0xBB || c == 0xAD ||
           c == 0x2028 || c == 0x2029 || c == 0xFEFF;
}

bool is_usual_symbol(UChar32 c) {
    constexpr std::u16string_view symbols = u"§©®°·№™€₸×±";
    return symbols.find(static_cast<char16_t>(c)) != std::u16string_view::npos;
}

double score_cyrillic(UChar32 previous, UChar32 c) {
    if (is_cyrillic_basic(c)) return russian_letter(c) + in_word(previous, c);
    if (is_kazakh(c)) return 0.3 + in_word(previous, c);
    return -2;
}

double score_han(UChar32 previous, UChar32 c) {
    const double joined = is_ascii_letter(previous) || is_cyrillic_basic(previous) ? -1 : 0;
    if (is_common_han(c)) return 1.5 + joined;
    return (c >= 0x4E00 && c < 0xA000 ? -1 : -2) + joined;
}

/// Score of a character outside ASCII.
double score(UChar32 previous, UChar32 c) {
    if (c == 0xFFFD) return decoding_error;
    if (U_IS_SURROGATE(c)) return decoding_error;
    if (c >= 0x400 && c < 0x530) return score_cyrillic(previous, c);
    if (is_usual_punctuation(c)) return 0.5;
    if (is_usual_symbol(c)) return -1;
    if ((c >= 0x3000 && c < 0x3020) || (c >= 0xFF01 && c < 0xFF5F)) return 1;
    if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0) return score_han(previous, c);
    if (is_latin1_letter(c)) {
        if (is_cyrillic_basic(previous)) return mixed_scripts;
        return is_latin1_letter(previous) ? -1.5 : -0.5;
    }
    switch (u_charType(c)) {
        case U_UNASSIGNED:
        case U_PRIVATE_USE_CHAR:
            return unassigned;
        case U_CONTROL_CHAR:
            return control_character;
        default:
            return strange;
    }
}

}  // namespace

double plausibility(std::u16string_view text) {
    double sum = 0;
    std::size_t scored = 0;
    UChar32 previous = ' ';
    for (std::size_t i = 0; i < text.size();) {
        UChar32 c = 0;
        U16_NEXT(text.data(), i, text.size(), c);
        if (c >= 0x80) {
            sum += score(previous, c);
            ++scored;
        } else if ((c < ' ' && !(c >= '\t' && c <= '\r')) || c == 0x7F) {
            sum += control_character;
            ++scored;
        } else if (is_ascii_letter(c) && is_cyrillic_basic(previous)) {
            sum += mixed_scripts;
        }
        previous = c;
    }
    return scored == 0 ? 1 : sum / static_cast<double>(scored);
}

}  // namespace egiz::formats
