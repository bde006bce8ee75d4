// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/text_stream.hpp"

#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <ostream>
#include <string>
#include <vector>

namespace egiz::formats {
namespace {

using test::TemporaryFolder;

constexpr std::size_t sample_bytes = std::size_t{1} << 20U;

std::string encode(const std::string& text, const std::string& encoding) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding.c_str(), &status);
    const icu::UnicodeString unicode = icu::UnicodeString::fromUTF8(text);
    std::string bytes(text.size() * 4 + 16, '\0');
    bytes.resize(static_cast<std::size_t>(
        ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                        unicode.getBuffer(), unicode.length(), &status)));
    ucnv_close(converter);
    BOOST_TEST_REQUIRE(U_SUCCESS(status));
    return bytes;
}

/// `part` again and again, at least `size` bytes, with lines of changing lengths.
std::string repeated(const std::string& part, std::size_t size) {
    std::string text;
    for (std::size_t i = 0; text.size() < size; ++i) {
        text += part;
        text.append(i % 7, '-').append(i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\n" : "\r");
    }
    return text;
}

/// The text of the stream, or what is wrong with it: `place: message (hint)`.
std::string streamed(const std::string& path, const PlainTextOptions& options = {}) {
    std::string text;
    try {
        TextStream stream(path, options);
        const std::string beginning(stream.beginning());
        for (std::string_view piece; stream.next(piece);) text += piece;
        BOOST_TEST(text.starts_with(beginning));
    } catch (const Error& error) {
        return std::string(error.what()) + " (" + error.hint() + ")";
    }
    return text;
}

std::string whole(const std::string& path, const PlainTextOptions& options = {}) {
    try {
        return read_plain_text(path, options).text;
    } catch (const Error& error) {
        return std::string(error.what()) + " (" + error.hint() + ")";
    }
}

struct StreamedText {
    const char* encoding;
    const char* mark;
    const char* text;
    friend std::ostream& operator<<(std::ostream& out, const StreamedText& sample) {
        return out << sample.encoding << ": " << sample.text;
    }
};
const char* const all_russian_letters = "Съешь ещё этих мягких французских булок, да выпей чаю.";
const std::vector<StreamedText> streamed_texts{
    {"UTF-8", "", "Twins born of one text."},
    {"UTF-8", "", all_russian_letters},
    {"UTF-8", "\xEF\xBB\xBF", "应总统邀请，我将对贵国进行国事访问。🎉🎉🎉"},
    {"UTF-16LE", "\xFF\xFE", "Мәңгілік достық – ортақ игілік жолы. 🎉"},
    {"UTF-16BE", "\xFE\xFF", "Мәңгілік достық – ортақ игілік жолы. 🎉"},
    {"UTF-16LE", "", "Twins born of one text."},
    {"windows-1251", "", all_russian_letters},
    {"KOI8-R", "", all_russian_letters},
    {"GB18030", "", "应总统邀请，我将对贵国进行国事访问，并出席会议。"},
};
BOOST_DATA_TEST_CASE(a_stream_is_the_text_that_is_read_at_once, streamed_texts) {
    const TemporaryFolder folder;
    for (const std::size_t size : {std::size_t{1}, std::size_t{100'000}, sample_bytes * 5 / 2}) {
        std::string bytes = sample.mark + encode(repeated(sample.text, size), sample.encoding);
        const std::string path = folder.write("text.txt", bytes);
        const std::string text = streamed(path);
        BOOST_TEST((text == whole(path)));
        BOOST_TEST((text == repeated(sample.text, size)));
        BOOST_TEST(TextStream(path).encoding() == sample.encoding);
    }
}

/// A character lies across the end of what encodings are told from, in every way.
BOOST_DATA_TEST_CASE(the_end_of_the_sample_may_cut_a_character,
                     boost::unit_test::data::make({"é", "字", "🎉"})) {
    const TemporaryFolder folder;
    for (std::size_t before = 0; before <= 5; ++before) {
        std::string text(sample_bytes - before, 'x');
        text += sample;
        text += " and on";
        const std::string path = folder.write("text.txt", text);
        BOOST_TEST((streamed(path) == text));
        BOOST_TEST(TextStream(path).encoding() == "UTF-8");
    }
}

struct Damage {
    const char* what;
    std::string bytes;
    friend std::ostream& operator<<(std::ostream& out, const Damage& damage) {
        return out << damage.what;
    }
};
const std::vector<Damage> damages{
    {"a byte that is no UTF-8", "so far \xFF and on"},
    {"a surrogate", "so far \xED\xA0\x80 and on"},
    {"a character that is cut off", "so far \xE5\xBA"},
    {"a character that is cut off by another", "so far \xE5\xBA and on"},
    {"NUL", std::string("so far \0 and on", 15)},
};
BOOST_DATA_TEST_CASE(damage_is_met_at_its_place, damages) {
    const TemporaryFolder folder;
    for (const std::size_t size : {std::size_t{0}, std::size_t{200}, sample_bytes * 5 / 2}) {
        for (const std::size_t shift : {0U, 1U, 2U, 3U}) {
            const std::string path =
                folder.write("text.txt", repeated(all_russian_letters, size) +
                                             std::string(shift, '-') + sample.bytes);
            BOOST_TEST(streamed(path) == whole(path));
        }
    }
}

BOOST_AUTO_TEST_CASE(damage_in_other_encodings_is_met_at_its_place) {
    const TemporaryFolder folder;
    const std::string utf16 =
        "\xFF\xFE" + encode(repeated(all_russian_letters, sample_bytes), "UTF-16LE");
    const std::string unpaired("a\0\x00\xDC z\0", 6);
    const std::string gb = encode(repeated("应总统邀请。", 2 * sample_bytes), "GB18030");
    const std::string windows =
        encode(repeated(all_russian_letters, 3 * sample_bytes), "windows-1251");
    for (const std::string& bytes :
         {utf16 + unpaired, utf16 + "x", gb + "\xFF\xFF", gb + "\x81", windows + "\x98 x"}) {
        const std::string path = folder.write("text.txt", bytes);
        BOOST_TEST(streamed(path) == whole(path));
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_text_is_told_as_when_it_is_read_at_once) {
    const TemporaryFolder folder;
    for (const std::string& bytes :
         {std::string(), std::string(" \n\t\r\n"), std::string(3 * sample_bytes, ' '),
          std::string("%PDF-1.7\n"), std::string("\xFF\xFE"), repeated("A\x01\x02", 1000)}) {
        const std::string path = folder.write("text.txt", bytes);
        BOOST_TEST(streamed(path) == whole(path));
    }
    BOOST_TEST(streamed(folder / "none.txt") == whole(folder / "none.txt"));
    BOOST_TEST(streamed(folder.path().string()) == whole(folder.path().string()));
    PlainTextOptions unknown;
    unknown.encoding = "x-none";
    const std::string path = folder.write("text.txt", "text");
    BOOST_TEST(streamed(path, unknown) == whole(path, unknown));
}

/// The one difference: a text whose first 1 MiB is ASCII is taken for UTF-8.
BOOST_AUTO_TEST_CASE(an_encoding_that_shows_late_is_an_error_with_a_hint) {
    const TemporaryFolder folder;
    const std::string path =
        folder.write("text.txt", repeated("plain", 2 * sample_bytes) +
                                     encode(all_russian_letters, "windows-1251"));
    BOOST_TEST(streamed(path).find("not valid UTF-8") != std::string::npos);
    BOOST_TEST(streamed(path).find("for example windows-1251") != std::string::npos);
    PlainTextOptions named;
    named.encoding = "windows-1251";
    BOOST_TEST((streamed(path, named) == whole(path)));
}

}  // namespace
}  // namespace egiz::formats
