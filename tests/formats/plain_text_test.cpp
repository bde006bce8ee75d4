// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/plain_text.hpp"

#include "text/error.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iconv.h>
#include <map>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using namespace egiz;
using formats::decode_plain_text;
using formats::PlainTextOptions;

const std::string plain_text_russian =
    "Съешь ещё этих мягких французских булок, да выпей чаю.\nПеревод — дело тонкое: «верно» и "
    "«красиво» не всегда уживаются.\n";
const std::string kazakh =
    "Мәңгілік достық – ортақ игілік жолы.\nҚазақстан мен Қытай көршілес елдер, ұзақ шекара бар.\n";
const std::string chinese =
    "应总统邀请，我将对贵国进行国事访问，并出席会议。\n这是我第五次到访这个国家，人民友好，历史悠久"
    "。\n";
const std::string english =
    "Twins “born” of one text \u2014 that’s the name.\nTwo lines, no more.\n";
const std::string plain_english = "Twins born of one text.\nTwo lines, no more.\n";

/// What the C library makes of `bytes`; nothing if they do not fit.
std::optional<std::string> convert(const std::string& bytes, const char* from, const char* to) {
    const iconv_t converter = iconv_open(to, from);
    BOOST_TEST_REQUIRE((converter != reinterpret_cast<iconv_t>(-1)));
    std::string source = bytes;
    std::string result(bytes.size() * 4 + 16, '\0');
    char* in = source.data();
    char* out = result.data();
    std::size_t in_left = source.size();
    std::size_t out_left = result.size();
    const bool converted =
        iconv(converter, &in, &in_left, &out, &out_left) != static_cast<std::size_t>(-1);
    iconv_close(converter);
    result.resize(result.size() - out_left);
    return converted ? std::optional(result) : std::nullopt;
}

std::string encode(const std::string& text, const std::string& encoding) {
    if (encoding == "KZ-1048") return convert(text, "UTF-8", "RK1048").value();
    if (encoding == "PTCP154") return convert(text, "UTF-8", "PT154").value();
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding.c_str(), &status);
    BOOST_TEST_REQUIRE(U_SUCCESS(status));
    ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
    std::string bytes(text.size() * 4 + 16, '\0');
    const std::int32_t size =
        ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                        unicode.getBuffer(), unicode.length(), &status);
    ucnv_close(converter);
    BOOST_TEST_REQUIRE(U_SUCCESS(status), encoding << ": " << u_errorName(status));
    bytes.resize(static_cast<std::size_t>(size));
    return bytes;
}

const std::string no_mark;
const std::string utf8_mark = "\xEF\xBB\xBF";
const std::string utf16le_mark = "\xFF\xFE";
const std::string utf16be_mark = "\xFE\xFF";
const std::string utf32le_mark("\xFF\xFE\0\0", 4);
const std::string utf32be_mark("\0\0\xFE\xFF", 4);

struct PlainTextCase {
    std::string language;  ///< hint; empty for none
    std::string text;
    std::string encoding;
    std::string mark;
};
std::ostream& operator<<(std::ostream& out, const PlainTextCase& sample) {
    return out << (sample.language.empty() ? "no hint" : sample.language) << " in "
               << sample.encoding << (sample.mark.empty() ? "" : " with mark") << ": "
               << sample.text.substr(0, 24);
}

/// Every text in every encoding that can hold it, long and short, with and without the hint.
std::vector<PlainTextCase> all_encodings() {
    struct Text {
        const char* language;
        std::string text;
        std::vector<std::string> legacy;
    };
    const std::vector<Text> texts{
        {"ru", plain_text_russian, {"windows-1251", "IBM866", "ISO-8859-5", "KOI8-R", "GB18030"}},
        {"ru", "Договор вступает в силу немедленно.", {"windows-1251", "KOI8-R"}},
        {"ru", "СТАТЬЯ ПЕРВАЯ", {"windows-1251"}},
        {"kk", kazakh, {"GB18030", "KZ-1048", "PTCP154"}},
        {"zh", chinese, {"GB18030", "HZ-GB-2312"}},
        {"zh", "中华人民共和国主席", {"GB18030"}},
        {"en", english, {"windows-1252", "GB18030"}},
        {"en", plain_english, {}},
    };
    std::vector<PlainTextCase> cases;
    for (const Text& text : texts) {
        for (const std::string& hint : {std::string(text.language), std::string()}) {
            cases.push_back({hint, text.text, "UTF-8", no_mark});
            cases.push_back({hint, text.text, "UTF-8", utf8_mark});
            cases.push_back({hint, text.text, "UTF-16LE", utf16le_mark});
            cases.push_back({hint, text.text, "UTF-16BE", utf16be_mark});
            cases.push_back({hint, text.text, "UTF-32LE", utf32le_mark});
            cases.push_back({hint, text.text, "UTF-32BE", utf32be_mark});
            for (const char* wide : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
                cases.push_back({hint, text.text, wide, no_mark});
            }
            for (const std::string& legacy : text.legacy) {
                if (legacy == "IBM866") {
                    std::string without = text.text;  // it has neither dashes nor guillemets
                    for (const std::string lacking : {"—", "«", "»"}) {
                        while (without.find(lacking) != std::string::npos) {
                            without.replace(without.find(lacking), lacking.size(), "-");
                        }
                    }
                    cases.push_back({hint, without, legacy, no_mark});
                } else if (legacy == "ISO-8859-5" || legacy == "KOI8-R") {
                    cases.push_back(
                        {hint, text.text.substr(0, text.text.find(" —")), legacy, no_mark});
                } else {
                    cases.push_back({hint, text.text, legacy, no_mark});
                }
            }
        }
    }
    return cases;
}

PlainTextOptions with_hint(const std::string& language) {
    PlainTextOptions options;
    if (!language.empty()) options.language = Language::require(language);
    return options;
}

/// The error that reading `bytes` gives.
Error error_of(const std::string& bytes, const PlainTextOptions& options = {}) {
    try {
        const Document document = decode_plain_text(bytes, "book.txt", options);
        BOOST_FAIL("was read as " << document.encoding);
    } catch (const Error& error) {
        return error;
    }
    std::abort();
}

/// A directory of this process that goes when the test ends.
struct Scratch {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("egiz-plain-text-" + std::to_string(::getpid()));
    Scratch() { std::filesystem::create_directories(path); }
    ~Scratch() { std::filesystem::remove_all(path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    [[nodiscard]] std::string write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path / name, std::ios::binary) << bytes;
        return (path / name).string();
    }
};

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(plain_text)

BOOST_DATA_TEST_CASE(every_encoding_is_told_from_its_bytes, all_encodings()) {
    const std::string bytes = sample.mark + encode(sample.text, sample.encoding);
    const Document document = decode_plain_text(bytes, "book.txt", with_hint(sample.language));
    BOOST_TEST(document.text == sample.text);
    BOOST_TEST(document.encoding == sample.encoding);
    BOOST_TEST(document.name == "book.txt");
    BOOST_TEST(document.paragraphs.size() > 0U);
}

BOOST_DATA_TEST_CASE(an_encoding_that_is_named_is_taken, all_encodings()) {
    PlainTextOptions options;
    options.encoding = sample.encoding;
    const Document document =
        decode_plain_text(sample.mark + encode(sample.text, sample.encoding), "book.txt", options);
    BOOST_TEST(document.text == sample.text);
    BOOST_TEST(document.encoding == sample.encoding);
}

BOOST_AUTO_TEST_CASE(a_named_encoding_wins_over_what_the_bytes_look_like) {
    PlainTextOptions options;
    options.encoding = "cp1251";
    const Document document = decode_plain_text("\xD0\x9F\xD1\x80", "x", options);
    BOOST_TEST(document.text == "РџСЂ");
    BOOST_TEST(document.encoding == "windows-1251");
}

BOOST_AUTO_TEST_CASE(utf16_that_is_named_without_byte_order_gets_it_from_the_bytes) {
    PlainTextOptions options;
    options.encoding = "UTF-16";
    for (const std::string& text : {plain_text_russian, chinese, plain_english}) {
        for (const std::string encoding : {"UTF-16LE", "UTF-16BE"}) {
            const Document document = decode_plain_text(encode(text, encoding), "x", options);
            BOOST_TEST(document.text == text);
            BOOST_TEST(document.encoding == encoding);
        }
    }
    BOOST_TEST(
        decode_plain_text(utf16be_mark + encode(plain_text_russian, "UTF-16BE"), "x", options)
            .text == plain_text_russian);
}

BOOST_AUTO_TEST_CASE(an_unknown_encoding_is_wrong_usage) {
    PlainTextOptions options;
    for (const std::string name : {"klingon-8", "KZ-1049", "\xFF", " "}) {
        options.encoding = name;
        const Error error = error_of("text", options);
        BOOST_TEST((error.fault() == Fault::usage));
        BOOST_TEST(error.message().find(name) != std::string::npos);
        BOOST_TEST(error.hint().find("windows-1251") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(utf8_with_a_bad_byte_is_damaged_utf8_and_the_place_is_told) {
    struct Damage {
        std::string text;
        std::string bad;
        std::size_t line;
        std::size_t column;
    };
    const std::vector<Damage> damages{
        {"Первая строка.\nВторая ", "\xFF", 2, 8},
        {"Первая строка.\r\nВторая ", "\xD0", 2, 8},
        {"Бірінші жол.\rЕкінші қатар ", "\xC0\xAF", 2, 14},
        {"第一行。\n\n第三行", "\xED\xA0\x80", 3, 4},
        {utf8_mark + "Plain English.\nSecond ", "\xE9", 2, 8},
    };
    for (const Damage& damage : damages) {
        const Error error = error_of(damage.text + damage.bad + " и ещё текст.\n");
        BOOST_TEST((error.fault() == Fault::input));
        BOOST_TEST(error.place().file == "book.txt");
        BOOST_TEST(error.place().line == damage.line);
        BOOST_TEST(error.place().column == damage.column);
        BOOST_TEST(error.message().find("not valid UTF-8") != std::string::npos);
        BOOST_TEST(error.hint().size() > 0U);
    }
    const Error one =
        error_of(repeated(plain_text_russian, 2000) + "\xD1 " + repeated(plain_text_russian, 2000));
    BOOST_TEST(one.place().line == 4001U);
    BOOST_TEST(one.place().column == 1U);
    BOOST_TEST(one.message() == "not valid UTF-8 (byte 0xD1)");
}

BOOST_AUTO_TEST_CASE(a_text_that_was_cut_off_inside_a_character_is_told_so) {
    BOOST_TEST(error_of(chinese + "\xE4\xB8").message() ==
               "the text ends inside a character: not valid UTF-8 (bytes 0xE4 0xB8)");
    const std::string utf16 = utf16le_mark + encode(plain_text_russian, "UTF-16LE");
    const Error error = error_of(utf16.substr(0, utf16.size() - 1));
    BOOST_TEST(error.message().find("ends inside a character") != std::string::npos);
    BOOST_TEST(error.place().line == 2U);
    const std::string gb = encode(repeated(chinese, 4) + "人", "GB18030");
    BOOST_TEST(error_of(gb.substr(0, gb.size() - 1)).place().line == 9U);
}

BOOST_AUTO_TEST_CASE(bytes_that_do_not_fit_a_legacy_encoding_are_never_replaced) {
    PlainTextOptions options;
    const Error detected =
        error_of(encode(chinese, "GB18030") + "\xFF\xFF" + encode(chinese, "GB18030"));
    BOOST_TEST(detected.place().line == 3U);
    BOOST_TEST(detected.place().column == 1U);
    BOOST_TEST(detected.message().find("GB18030") != std::string::npos);

    options.encoding = "windows-1251";
    const Error unassigned = error_of("ab\nabc\x98", options);
    BOOST_TEST(unassigned.message() == "not valid windows-1251 (byte 0x98)");
    BOOST_TEST(unassigned.place().line == 2U);
    BOOST_TEST(unassigned.place().column == 4U);

    options.encoding = "UTF-16LE";
    const Error lone = error_of(encode("a\nb", "UTF-16LE") + std::string("\x00\xDC", 2), options);
    BOOST_TEST(lone.message().find("not valid UTF-16LE") != std::string::npos);
    BOOST_TEST(lone.place().line == 2U);
    BOOST_TEST(lone.place().column == 2U);

    options.encoding = "UTF-8";
    BOOST_TEST(error_of("\xCF\xF0\xE8", options).place().column == 1U);
}

BOOST_AUTO_TEST_CASE(characters_across_the_converters_buffers_survive) {
    for (std::size_t shift = 0; shift < 4; ++shift) {
        const std::string text = std::string(16 * 1024 - shift, 'a') + repeated("😀中", 9000);
        for (const std::string encoding : {"UTF-16LE", "UTF-32BE", "GB18030"}) {
            PlainTextOptions options;
            options.encoding = encoding;
            BOOST_TEST((decode_plain_text(encode(text, encoding), "x", options).text == text));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_late_character_outside_ascii_still_tells_the_encoding) {
    const std::string text = repeated(plain_english, 5000) + plain_text_russian;
    BOOST_TEST(
        decode_plain_text(
            encode(repeated(plain_english, 5000) + "Договор вступает в силу.", "KOI8-R"), "x")
            .encoding == "KOI8-R");
    BOOST_TEST(decode_plain_text(encode(text, "windows-1251"), "x").text == text);
}

BOOST_AUTO_TEST_CASE(english_with_accents_is_no_cyrillic) {
    const std::string text = "The café served crème brûlée to Señor Núñez; naïve, but déjà vu.\n";
    const Document document = decode_plain_text(encode(text, "windows-1252"), "x", with_hint("en"));
    BOOST_TEST(document.text == text);
}

BOOST_AUTO_TEST_CASE(kazakh_in_kz1048_is_told_without_a_hint) {
    // "Қазақстан мен Қытай көрші елдер, ұлттың мұрағаты. Әңгіме өтті." in KZ-1048.
    const std::string bytes =
        "\x8D\xE0\xE7\xE0\x9D\xF1\xF2\xE0\xED \xEC\xE5\xED \x8D\xFB\xF2\xE0\xE9 "
        "\xEA\xB4\xF0\xF8\xB3 "
        "\xE5\xEB\xE4\xE5\xF0, \xA2\xEB\xF2\xF2\xFB\xBE \xEC\xA2\xF0\xE0\xBA\xE0\xF2\xFB. "
        "\xA3\xBE\xE3\xB3\xEC\xE5 \xB4\xF2\xF2\xB3.";
    const Document document = decode_plain_text(bytes, "book.txt");
    BOOST_TEST(document.encoding == "KZ-1048");
    BOOST_TEST(document.text == "Қазақстан мен Қытай көрші елдер, ұлттың мұрағаты. Әңгіме өтті.");
}

BOOST_AUTO_TEST_CASE(kazakh_encodings_are_those_of_the_c_library) {
    for (const auto& [name, theirs] : {std::pair("KZ-1048", "RK1048"), std::pair("PT154", "PT154"),
                                       std::pair("cyrillic-asian", "PT154")}) {
        PlainTextOptions options;
        options.encoding = name;
        std::size_t characters = 0;
        for (int byte = 0x80; byte < 0x100; ++byte) {
            const std::string bytes = "a" + std::string(1, static_cast<char>(byte)) + "b";
            const auto expected = convert(bytes, theirs, "UTF-8");
            if (!expected) {
                BOOST_TEST(error_of(bytes, options).place().column == 2U);
                continue;
            }
            ++characters;
            BOOST_TEST(decode_plain_text(bytes, "x", options).text == *expected);
        }
        BOOST_TEST(characters >= 127U);
    }
}

BOOST_AUTO_TEST_CASE(ukrainian_and_belarusian_are_not_taken_for_kazakh) {
    for (const std::string text : {"Її життя змінилося, коли є ґанок і світло; це їжа, моє серце.",
                                   "Ён жыў у вёсцы, дзе ўсё было добра і ціха; гэта ўжо ўлада."}) {
        const Document document = decode_plain_text(encode(text, "windows-1251"), "x");
        BOOST_TEST(document.text == text);
    }
}

BOOST_AUTO_TEST_CASE(a_tilde_and_a_brace_alone_are_not_hz) {
    const std::string text = "In LaTeX one writes Fig.~{\\ref a} or ~} or {~} or ~{x}~ here.\n";
    BOOST_TEST(decode_plain_text(text, "x").encoding == "UTF-8");
    BOOST_TEST(decode_plain_text("a ~{ b ~} c ~{not chinese at all~} d", "x").encoding == "UTF-8");
}

/// The 23 ways in which texts of the four languages come, each a sentence long and twenty, with the
/// language as a hint.
struct Combination {
    const char* language;
    const char* encoding;
    std::string mark;
};
std::ostream& operator<<(std::ostream& out, const Combination& sample) {
    return out << sample.language << " in " << sample.encoding
               << (sample.mark.empty() ? "" : " with mark");
}
const std::vector<Combination> combinations{
    {"ru", "UTF-8", no_mark},         {"ru", "UTF-16LE", utf16le_mark},
    {"ru", "UTF-16BE", utf16be_mark}, {"ru", "UTF-16LE", no_mark},
    {"ru", "UTF-16BE", no_mark},      {"ru", "windows-1251", no_mark},
    {"ru", "KOI8-R", no_mark},        {"ru", "ISO-8859-5", no_mark},
    {"ru", "IBM866", no_mark},        {"kk", "UTF-8", no_mark},
    {"kk", "UTF-16LE", utf16le_mark}, {"kk", "UTF-16LE", no_mark},
    {"kk", "KZ-1048", no_mark},       {"kk", "PTCP154", no_mark},
    {"zh", "UTF-8", no_mark},         {"zh", "UTF-16LE", utf16le_mark},
    {"zh", "UTF-16LE", no_mark},      {"zh", "UTF-16BE", no_mark},
    {"zh", "GB18030", no_mark},       {"zh", "HZ-GB-2312", no_mark},
    {"en", "UTF-8", no_mark},         {"en", "UTF-16LE", no_mark},
    {"en", "windows-1252", no_mark},
};
BOOST_DATA_TEST_CASE(each_language_is_read_in_each_of_its_encodings, combinations) {
    const std::map<std::string, std::vector<std::string>> sentences{
        {"ru",
         {"Парламент утвердил бюджет на следующий год.", "Вода в реке была холодной и чистой.",
          "Когда мы приехали, уже стемнело."}},
        {"kk",
         {"Үкімет келесі жылға арналған бюджетті бекітті.", "Өзендегі су суық әрі таза болды.",
          "Біз келгенде қараңғы түсіп қалған еді."}},
        {"zh", {"议会批准了明年的预算。", "河里的水又冷又清。", "我们到的时候天已经黑了。"}},
        {"en",
         {"Parliament has “adopted” next year’s budget.", "The river’s water was cold.",
          "It was dark – and late – when we came."}},
    };
    const std::vector<std::string>& own = sentences.at(sample.language);
    std::vector<std::string> texts = own;
    std::string twenty;
    for (std::size_t i = 0; i < 20; ++i) twenty += own[i % own.size()] + "\n";
    texts.push_back(twenty);
    for (const std::string& text : texts) {
        const std::string bytes = sample.mark + encode(text, sample.encoding);
        const Document document = decode_plain_text(bytes, "x", with_hint(sample.language));
        BOOST_TEST(document.text == text);
        BOOST_TEST(document.encoding == sample.encoding);
    }
}

BOOST_AUTO_TEST_CASE(traditional_chinese_in_big5_is_read) {
    const std::string text = "我們到的時候天已經黑了，河裡的水又冷又清。";
    BOOST_TEST(decode_plain_text(encode(text, "Big5"), "x", with_hint("zh-Hant")).text == text);
}

BOOST_AUTO_TEST_CASE(binary_files_are_called_by_their_name) {
    struct Binary {
        std::string bytes;
        std::string called;
    };
    const std::string nul(1, '\0');
    const std::vector<Binary> files{
        {"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n", "PDF"},
        {"PK\x03\x04\x14" + repeated(nul, 21) + "word/document.xml", "Word"},
        {"PK\x03\x04\x14" + repeated(nul, 21) + "mimetypeapplication/vnd.oasis.opendocument.text",
         "ODT"},
        {"PK\x03\x04\x14" + repeated(nul, 21) + "a.txt", "ZIP"},
        {"\x89PNG\r\n\x1A\n" + nul, "PNG"},
        {"SQLite format 3" + nul + "\x10", "SQLite"},
        {"\x1F\x8B\x08", "gzip"},
        {"{\\rtf1\\ansi Text}", "RTF"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + nul, "Office"},
        {"\x7F"
         "ELF\x02\x01\x01" +
             nul,
         "program"},
        {"Some text" + nul + "and more text, in UTF-8.", "binary"},
        {repeated("\x01\x02\x03\x04\x05\x06\x07", 40) + "text", "binary"},
        {repeated("A\x10\x01\x02", 40), "binary"},
        {repeated(nul, 4096), "binary"},
    };
    for (const Binary& file : files) {
        const Error error = error_of(file.bytes);
        BOOST_TEST((error.fault() == Fault::input));
        BOOST_TEST(error.message().find(file.called) != std::string::npos, error.what());
        BOOST_TEST(error.hint().size() > 0U);
    }
}

BOOST_AUTO_TEST_CASE(noise_is_an_error_and_never_a_crash) {
    std::uint32_t state = 1;
    for (int round = 0; round < 200; ++round) {
        std::string bytes;
        for (int i = 0; i < 64 + round * 7; ++i) {
            state = state * 1664525U + 1013904223U;
            bytes.push_back(static_cast<char>(state >> 24U));
        }
        BOOST_TEST((error_of(bytes).fault() == Fault::input));
    }
}

BOOST_AUTO_TEST_CASE(letters_that_begin_like_a_binary_file_are_text) {
    for (const std::string text : {"BZh is no word.", "GIF89a is a format.", "PKzip", "{brace}"}) {
        BOOST_TEST(decode_plain_text(text, "x").text == text);
    }
}

BOOST_AUTO_TEST_CASE(a_stray_control_character_is_kept) {
    const std::string text = "A form feed\f, a soft break\v and a stray \x01 in a text.\x1A";
    BOOST_TEST(decode_plain_text(text, "x").text == text);
}

BOOST_AUTO_TEST_CASE(a_short_text_may_have_eight_control_characters) {
    const std::string text = "A short text: " + repeated("\x01", 8);
    BOOST_TEST(decode_plain_text(text, "x").text == text);
    BOOST_TEST(error_of(text + "\x01").message().find("binary") != std::string::npos);
    for (const std::string wide : {"Да.", "Привет, мир", "Сәлем"}) {
        BOOST_TEST(decode_plain_text(encode(wide, "UTF-16LE"), "x").text == wide);
        BOOST_TEST(decode_plain_text(encode(wide, "UTF-16BE"), "x").text == wide);
    }
}

BOOST_AUTO_TEST_CASE(blanks_do_not_make_a_binary_file_a_text) {
    for (const char* blank : {" ", "\n", "\u00A0"}) {
        const std::string bytes = "A text" + repeated(blank, 2000) + repeated("\x01", 9);
        BOOST_TEST(error_of(bytes).message().find("binary") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(nothing_to_read_is_an_error) {
    BOOST_TEST(error_of("").message().find("empty") != std::string::npos);
    for (const std::string& bytes : {std::string(" \n\t\r\n"), utf8_mark, utf16le_mark,
                                     "\xE3\x80\x80\n\xC2\xA0" + utf8_mark, utf8_mark + "\n"}) {
        const Error error = error_of(bytes);
        BOOST_TEST((error.fault() == Fault::input));
        BOOST_TEST(error.message().find("blank") != std::string::npos, error.what());
    }
}

BOOST_AUTO_TEST_CASE(line_ends_are_kept_as_written) {
    const std::string text = "one\r\ntwo\rthree\nfour\n\n\r\n\r";
    const Document document = decode_plain_text(utf8_mark + text, "x");
    BOOST_TEST(document.text == text);
    BOOST_TEST(document.paragraphs.size() == 4U);
}

BOOST_AUTO_TEST_CASE(paragraphs_follow_the_line_breaks_option) {
    PlainTextOptions options;
    options.line_breaks = LineBreaks::blank_line;
    BOOST_TEST(decode_plain_text("a\nb\n\nc", "x", options).paragraphs.size() == 2U);
    options.line_breaks = LineBreaks::paragraph;
    BOOST_TEST(decode_plain_text("a\nb\n\nc", "x", options).paragraphs.size() == 3U);
}

BOOST_AUTO_TEST_CASE(files_are_read_and_bad_paths_are_told) {
    const Scratch scratch;
    const std::string path = scratch.write(
        "книга.txt", encode(plain_text_russian.substr(0, plain_text_russian.find(" —")), "KOI8-R"));
    const Document document = formats::read_plain_text(path, with_hint("ru"));
    BOOST_TEST(document.text == plain_text_russian.substr(0, plain_text_russian.find(" —")));
    BOOST_TEST(document.name == path);
    BOOST_TEST(document.language.tag() == "ru");

    const auto message_of = [](const std::string& bad) {
        try {
            (void)formats::read_plain_text(bad);
        } catch (const Error& error) {
            BOOST_TEST((error.fault() == Fault::input));
            BOOST_TEST(error.place().file == bad);
            BOOST_TEST(error.hint().size() > 0U);
            return error.message();
        }
        return std::string("no error");
    };
    BOOST_TEST(message_of((scratch.path / "none.txt").string()).find("No such file") !=
               std::string::npos);
    BOOST_TEST(message_of(scratch.path.string()).find("directory") != std::string::npos);
    BOOST_TEST(message_of(path + "/x").find("Not a directory") != std::string::npos);
    BOOST_TEST(message_of("").find("No such file") != std::string::npos);
    BOOST_TEST(message_of(scratch.write("empty.txt", "")).find("empty") != std::string::npos);
    if (::geteuid() != 0) {
        std::filesystem::permissions(path, std::filesystem::perms::none);
        BOOST_TEST(message_of(path).find("Permission denied") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_file_above_the_cap_is_refused_before_it_is_read) {
    const Scratch scratch;
    const std::string path = scratch.write("huge.txt", "x");
    std::filesystem::resize_file(path, (std::uintmax_t{1} << 30U) + 1);  // sparse
    BOOST_CHECK_EXCEPTION((void)formats::read_plain_text(path), Error, [](const Error& error) {
        return error.fault() == Fault::input && error.message().find("1 GiB") != std::string::npos;
    });
}

BOOST_AUTO_TEST_CASE(a_dash_is_standard_input) {
    const Scratch scratch;
    const std::string path = scratch.write("in.txt", plain_text_russian);
    const int saved = ::dup(STDIN_FILENO);
    BOOST_TEST_REQUIRE(std::freopen(path.c_str(), "r", stdin) != nullptr);
    const Document document = formats::read_plain_text("-");
    ::dup2(saved, STDIN_FILENO);
    ::close(saved);
    BOOST_TEST(document.text == plain_text_russian);
    BOOST_TEST(document.name == "-");
}

BOOST_AUTO_TEST_CASE(segmented_lines_know_their_physical_line_and_paragraph) {
    struct Lines {
        std::string text;
        std::vector<std::string> segments;
        std::vector<std::uint32_t> lines;
        std::vector<std::uint32_t> paragraphs;
    };
    const std::vector<Lines> samples{
        {"a\nb\nc\n", {"a", "b", "c"}, {0, 1, 2}, {0, 0, 0}},
        {"a\nb\n\nc", {"a", "b", "c"}, {0, 1, 3}, {0, 0, 1}},
        {"\n\n a \r\n\t\r\nb\r\rc", {"a", "b", "c"}, {2, 4, 6}, {0, 1, 2}},
        {"一。\n\xE3\x80\x80\n二。", {"一。", "二。"}, {0, 2}, {0, 1}},
        {utf8_mark + "one line", {"one line"}, {0}, {0}},
        {"a\n\n\n", {"a"}, {0}, {0}},
    };
    const Scratch scratch;
    for (const Lines& sample : samples) {
        const auto read = formats::read_segmented_lines(scratch.write("s.txt", sample.text));
        check_segments(read.text);
        std::vector<std::string> segments;
        std::vector<std::uint32_t> paragraphs;
        for (std::size_t i = 0; i < read.text.segments.size(); ++i) {
            segments.emplace_back(read.text.text_of(i));
            paragraphs.push_back(read.text.segments[i].paragraph);
        }
        BOOST_TEST(segments == sample.segments, boost::test_tools::per_element());
        BOOST_TEST(read.lines == sample.lines, boost::test_tools::per_element());
        BOOST_TEST(paragraphs == sample.paragraphs, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_SUITE_END()
