// SPDX-License-Identifier: Apache-2.0
#include "tm/difference.hpp"

#include "tests/tm/support.hpp"
#include "tm/matcher.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::tm {
namespace {

using Kind = DifferencePiece::Kind;

/// `the [-old-]{+new+} file`
std::string in_short(std::string_view old_text, std::string_view new_text) {
    std::string result;
    for (const DifferencePiece& piece : difference(old_text, new_text)) {
        const std::string old_part(slice(old_text, piece.old_bytes));
        const std::string new_part(slice(new_text, piece.new_bytes));
        if (piece.kind == Kind::same) {
            result += new_part;
            continue;
        }
        if (piece.kind != Kind::only_new) result += "[-" + old_part + "-]";
        if (piece.kind != Kind::only_old) result += "{+" + new_part + "+}";
    }
    return result;
}

struct DifferenceCase {
    const char* old_text;
    const char* new_text;
    const char* result;
    friend std::ostream& operator<<(std::ostream& out, const DifferenceCase& c) {
        return out << '"' << c.old_text << "\" to \"" << c.new_text << '"';
    }
};
const DifferenceCase difference_cases[] = {
    {"", "", ""},
    {"", "a", "{+a+}"},
    {"a", "", "[-a-]"},
    {"same", "same", "same"},
    {"open the file", "open the big file", "open the {+big +}file"},
    {"open the big file", "open the file", "open the [-big -]file"},
    {"open the file now", "open a file now", "open [-the -]{+a +}file now"},
    {"a b c", "x b y", "[-a -]{+x +}b [-c-]{+y+}"},
    {"a b c d", "a x y d", "a [-b c -]{+x y +}d"},
    {"«Да», — сказал он.", "«Нет», — сказал он.", "[-«Да», — -]{+«Нет», — +}сказал он."},
    {"Үлкен файлды ашыңыз", "Кіші файлды ашыңыз", "[-Үлкен -]{+Кіші +}файлды ашыңыз"},
    {"打开大文件。", "打开小文件。", "打开[-大-]{+小+}文件。"},
    {"打开文件", "打开新的文件", "打开{+新的+}文件"},
    {"page 12", "page 13", "page [-12-]{+13+}"},
    {"Save File.", "save file now.", "save file {+now.+}"},
    {"Save the file.", "Save the file!", "Save the [-file.-]{+file!+}"},
    {"save the file", "Save  the file", "[-save -]{+Save  +}the file"},
    {"cafe\u0301 x", "caf\u00e9 y", "caf\u00e9 [-x-]{+y+}"},
    {"\ufb01le x", "file y", "file [-x-]{+y+}"},
    {"1\u00bd x", "1\u00bd y", "1\u00bd [-x-]{+y+}"},
    {"...", "…", "[-...-]{+…+}"},
    {"---", "--", "--[---]"},
    {"!", "a", "[-!-]{+a+}"},
    {"한국어 문장", "한국어 글", "한국어 [-문장-]{+글+}"},
    {"\u1112\u1161\u11ab x", "한 y", "한 [-x-]{+y+}"},
    {"a\xff b", "a\xff c", "a\xff [-b-]{+c+}"},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(differences)

BOOST_DATA_TEST_CASE(words_that_differ_are_marked, difference_cases) {
    BOOST_TEST(in_short(sample.old_text, sample.new_text) == sample.result);
}

BOOST_AUTO_TEST_CASE(pieces_cover_both_texts_and_agree_with_the_score) {
    const std::vector<std::string> parts{"a",  "b ", "B", ", ",      ".",      " ", "文",
                                         "件", "1",  "é", "e\u0301", "\u0301", "½", "-",
                                         "ß",  "한", "ﬁ", "\u200b",  "\n",     "Ж", "\xff"};
    test::Numbers numbers(5);
    const auto make = [&] {
        std::string text;
        for (std::size_t n = numbers.below(12); n > 0; --n)
            text += parts[numbers.below(parts.size())];
        return text;
    };
    for (int i = 0; i < 3000; ++i) {
        const std::string a = make();
        const std::string b = make();
        std::size_t old_end = 0;
        std::size_t new_end = 0;
        bool all_same = true;
        for (const DifferencePiece& piece : difference(a, b)) {
            BOOST_REQUIRE(piece.old_bytes.begin == old_end);
            BOOST_REQUIRE(piece.new_bytes.begin == new_end);
            BOOST_REQUIRE(piece.old_bytes.empty() == (piece.kind == Kind::only_new));
            BOOST_REQUIRE(piece.new_bytes.empty() == (piece.kind == Kind::only_old));
            if (piece.kind == Kind::same) {
                BOOST_TEST_CONTEXT('"' << a << "\" and \"" << b << '"') {
                    BOOST_REQUIRE(score(slice(a, piece.old_bytes), slice(b, piece.new_bytes)) >= 1);
                }
            } else {
                all_same = false;
            }
            old_end = piece.old_bytes.end;
            new_end = piece.new_bytes.end;
        }
        BOOST_REQUIRE(old_end == a.size());
        BOOST_REQUIRE(new_end == b.size());
        if (a == b) BOOST_REQUIRE(all_same);
        if (score(a, b) < 99) BOOST_REQUIRE(!all_same);
    }
}

BOOST_AUTO_TEST_CASE(texts_too_long_to_compare_keep_what_they_begin_and_end_with) {
    std::string a = "begin ";
    std::string b = "begin ";
    for (int i = 0; i < 5000; ++i) {
        a += "a" + std::to_string(i) + ' ';
        b += "b" + std::to_string(i) + ' ';
    }
    a += "end";
    b += "end";
    const auto pieces = difference(a, b);
    BOOST_REQUIRE(pieces.size() == 3U);
    BOOST_CHECK(pieces[0].kind == Kind::same);
    BOOST_CHECK(pieces[1].kind == Kind::changed);
    BOOST_CHECK(pieces[2].kind == Kind::same);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
