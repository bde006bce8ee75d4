// SPDX-License-Identifier: Apache-2.0
#include "tm/text_edit.hpp"

#include "tests/tm/support.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::tm {
namespace {

using test::error_of;
using test::Numbers;

/// Text with its codes written into it: `<` opens, `>` closes, `|` stands alone.
Variant parse(std::string_view written) {
    Variant variant;
    for (const char c : written) {
        if (c == '<' || c == '>' || c == '|') {
            const InlineCode::Kind kind = c == '<'   ? InlineCode::Kind::open
                                          : c == '>' ? InlineCode::Kind::close
                                                     : InlineCode::Kind::placeholder;
            variant.codes.push_back({variant.text.size(), kind, "1", "", ""});
        } else {
            variant.text += c;
        }
    }
    return variant;
}

std::string write(const Variant& variant) {
    std::string written = variant.text;
    for (std::size_t i = variant.codes.size(); i-- > 0;) {
        const InlineCode& code = variant.codes[i];
        const char* sign = code.kind == InlineCode::Kind::open    ? "<"
                           : code.kind == InlineCode::Kind::close ? ">"
                                                                  : "|";
        written.insert(code.byte_offset, sign);
    }
    return written;
}

struct ReplaceCase {
    const char* what;
    const char* before;
    ReplacePattern pattern;
    const char* after;
    friend std::ostream& operator<<(std::ostream& out, const ReplaceCase& c) {
        return out << c.what;
    }
};
const std::vector<ReplaceCase> replace_cases{
    {"plain text", "the file, files", {"file", "folder"}, "the folder, folders"},
    {"signs are no regular expression", "a.b axb", {"a.b", "$1"}, "$1 axb"},
    {"nothing put there", "the file", {"the ", ""}, "file"},
    {"other case stays", "File file", {"file", "x"}, "File x"},
    {"any case", "File FILE", {"file", "x", false, false, true}, "x x"},
    {"any case in Cyrillic", "Файл ФАЙЛ", {"файл", "x", false, false, true}, "x x"},
    {"whole words", "file files e-file_file", {"file", "x", false, true}, "x files e-x_x"},
    {"whole words in Cyrillic", "кот который кот", {"кот", "пёс", false, true}, "пёс который пёс"},
    {"Han characters are words", "打开文件", {"文件", "档案", false, true}, "打开档案"},
    {"a regular expression", "5 % and 60  %", {R"((\d+)\s+%)", "$1%", true}, "5% and 60%"},
    {"a named group", "2026-11", {R"((?<y>\d+)-(?<m>\d+))", "${m}.${y}", true}, "11.2026"},
    {"beyond the first plane", "😀 a 😀b", {"b", "c"}, "😀 a 😀c"},
    {"after a character of two units", "😀5", {R"(\d)", "[$0]", true}, "😀[5]"},
    {"only at the end", "a a", {"a$", "b", true}, "a b"},
    {"where nothing stands", "abc", {"^", "- ", true}, "- abc"},
    {"codes behind move", "file <a> b|", {"file", "folder"}, "folder <a> b|"},
    {"codes around stay around", "<file> x", {"file", "folder"}, "<folder> x"},
    {"codes beside stay beside", "a|file|b", {"file", "x"}, "a|x|b"},
    {"codes inside go to the ends", "fi<l>e", {"file", "folder"}, "<folder>"},
    {"a pair that ends inside", "<fi>le", {"file", "folder"}, "<folder>"},
    {"a pair that begins inside", "fi<le>", {"file", "folder"}, "<folder>"},
    {"pairs keep their order", "<a>b<c>", {"abc", "x"}, "<x><>"},
    {"what goes leaves its codes", "a <b> c", {"b", ""}, "a <> c"},
    {"put before what opens", "<a>", {"^", "x", true}, "x<a>"},
    {"put behind what closes", "<a>", {"$", "x", true}, "<a>x"},
    {"several", "|a <a> a|", {"a", "bb"}, "|bb <bb> bb|"},
};
BOOST_AUTO_TEST_SUITE(text_edit)

BOOST_DATA_TEST_CASE(replacing_keeps_codes_in_place, replace_cases) {
    Variant variant = parse(sample.before);
    TextReplacer replacer(sample.pattern);
    apply_edits(variant, replacer.find(variant.text));
    BOOST_TEST(write(variant) == sample.after);
}

struct SetCase {
    const char* what;
    const char* before;
    const char* text;
    const char* after;
    friend std::ostream& operator<<(std::ostream& out, const SetCase& c) { return out << c.what; }
};
const std::vector<SetCase> set_cases{
    {"a word changes", "Press <Enter> now.", "Press Return now.", "Press <Return> now."},
    {"a word comes before", "Press <Enter>.", "Now press Enter.", "Now press <Enter>."},
    {"a word comes behind", "<Press> it", "Press on it", "<Press> on it"},
    {"a word goes", "Please <press> it", "press it", "<press> it"},
    {"only the end sign changes", "<Open> the file.|", "Open the file!", "<Open> the file!|"},
    {"only a space changes", "a <b> c", "a  b c", "a  <b> c"},
    {"only case changes", "<open> it", "Open it", "<Open> it"},
    {"everything changes", "<a>", "x y", "<x y>"},
    {"nothing is left", "<a>|", "", "<>|"},
    {"there was nothing", "<>|", "a", "a<>|"},
    {"Han", "打开<文件>。", "打开旧文件。", "打开旧<文件>。"},
    {"the same", "a <b>", "a b", "a <b>"},
};
BOOST_DATA_TEST_CASE(another_text_keeps_codes_with_their_words, set_cases) {
    Variant variant = parse(sample.before);
    set_text(variant, sample.text);
    BOOST_TEST(variant.text == sample.text);
    BOOST_TEST(write(variant) == sample.after);
}

BOOST_AUTO_TEST_CASE(any_text_may_become_any_other) {
    const std::vector<std::string> pieces{"a",  "b ", "ab",      " ", ".",
                                          "文", "é",  "e\u0301", "½", "😀"};
    Numbers numbers(3);
    const auto text = [&] {
        std::string result;
        for (std::size_t i = numbers.below(8); i > 0; --i) {
            result += pieces[numbers.below(pieces.size())];
        }
        return result;
    };
    for (int i = 0; i < 3'000; ++i) {
        Variant variant;
        variant.text = text();
        for (std::size_t at = 0; at <= variant.text.size(); ++at) {
            if (numbers.below(3) > 0) continue;
            variant.codes.push_back(
                {at, static_cast<InlineCode::Kind>(numbers.below(5)), "1", "", ""});
        }
        const std::string before = variant.text;
        const std::string after = text();
        set_text(variant, after);
        BOOST_TEST_REQUIRE(variant.text == after, "from '" << before << "'");
        std::size_t least = 0;
        for (const InlineCode& code : variant.codes) {
            BOOST_TEST_REQUIRE(code.byte_offset >= least);
            BOOST_TEST_REQUIRE(code.byte_offset <= after.size());
            least = code.byte_offset;
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_replaced_by_itself_is_no_edit) {
    TextReplacer same({"a", "a"});
    BOOST_TEST(same.find("a b a").empty());
    TextReplacer case_of({"File", "File", false, false, true});
    BOOST_TEST(case_of.find("File file").size() == 1U);
}

BOOST_AUTO_TEST_CASE(ill_formed_text_is_kept_around_edits) {
    Variant variant;
    variant.text = "\xff a \xe4\xb8";
    TextReplacer replacer({"a", "b"});
    apply_edits(variant, replacer.find(variant.text));
    BOOST_TEST(variant.text == "\xff b \xe4\xb8");
}

BOOST_AUTO_TEST_CASE(what_cannot_be_used_is_told) {
    const auto refused = [](const ReplacePattern& pattern, const char* text, const char* reason) {
        const Error error = error_of([&] {
            TextReplacer replacer(pattern);
            static_cast<void>(replacer.find(text));
        });
        BOOST_CHECK(error.fault() == Fault::usage);
        BOOST_TEST(error.message().find(reason) != std::string::npos, error.message());
    };
    refused({"", "x"}, "a", "empty");
    refused({"(", "x", true}, "a", "no regular expression");
    refused({"a", "$1", true}, "a", "cannot be used");
    refused({"(a+)+$", "x", true}, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "takes too long");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::tm
