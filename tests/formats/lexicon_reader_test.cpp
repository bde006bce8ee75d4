// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/lexicon_reader.hpp"

#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>

namespace egiz::formats {
namespace {

LexiconReadOptions between(const char* source, const char* target) {
    LexiconReadOptions options;
    options.source = Language::require(source);
    options.target = Language::require(target);
    return options;
}

LexiconFile read(const std::string& name, const std::string& bytes,
                 const LexiconReadOptions& options = between("en", "ru")) {
    const test::TemporaryFolder folder;
    return read_lexicon(folder.write(name, bytes), options);
}

/// `en cat|kitten ru кошка x2`, a line an entry.
std::string in_short(const LexiconFile& file) {
    std::string text;
    for (const TermEntry& entry : file.entries) {
        for (const auto& [language, terms] : entry.terms) {
            text += (text.empty() || text.back() == '\n' ? "" : " ") + language.tag();
            for (std::size_t i = 0; i < terms.size(); ++i) text += (i == 0 ? " " : "|") + terms[i];
        }
        if (entry.weight != 1) text += " x" + std::to_string(entry.weight).substr(0, 3);
        text += '\n';
    }
    return text;
}

/// `reason (count, first line); …`
std::string in_short(const std::vector<LexiconNotice>& notices) {
    std::string text;
    for (const LexiconNotice& notice : notices) {
        text += (text.empty() ? "" : "; ") + notice.what + " (" + std::to_string(notice.count) +
                ", " + std::to_string(notice.first.line) + ")";
    }
    return text;
}

BOOST_AUTO_TEST_SUITE(lexicon_reader)

BOOST_AUTO_TEST_CASE(a_dictionary_of_hunalign_has_the_target_first) {
    const LexiconFile file = read("hu-en.dic",
                                  "abandoned @ elhagyott\n"
                                  "above all @ mindenek előtt\r\n"
                                  "\n"
                                  "# a comment\n"
                                  "  to  be\t@  lenni \n"
                                  "abandoned @ elhagyott\n",
                                  between("hu", "en"));
    BOOST_TEST(in_short(file) ==
               "hu elhagyott en abandoned x2.0\n"
               "hu mindenek előtt en above all\n"
               "hu lenni en to be\n");
    BOOST_TEST(file.format == "hunalign dictionary");
    BOOST_TEST(file.items == 4U);
    BOOST_TEST(file.skipped.empty());
}

BOOST_AUTO_TEST_CASE(what_is_odd_in_a_dictionary_is_counted) {
    const LexiconFile file = read("a.dic",
                                  "кошка @ cat\nсобака dog\nмышь @ @ mouse\n @ bird\n"
                                  "рыба@fish\nпочта @ me@example.org\nкорова @\n");
    BOOST_TEST(in_short(file) == "en cat ru кошка\nen me@example.org ru почта\n");
    BOOST_TEST(file.items == 7U);
    BOOST_TEST(in_short(file.skipped) ==
               "a line without ` @ ` (2, 2); a line with more than one ` @ ` (1, 3); "
               "text in fewer than two languages (2, 4)");
    BOOST_TEST(file.skipped_count() == 5U);
}

BOOST_AUTO_TEST_CASE(a_table_names_its_languages) {
    const LexiconFile file = read("terms.tsv",
                                  "\xEF\xBB\xBF"
                                  "en\tRU\tkaz\n"
                                  "cat; kitten\tкошка;кот;\tмысық\n"
                                  "dog\tсобака\n"
                                  "\tхлеб\tнан\n"
                                  "# not yet checked\n"
                                  "#\tномер\tнөмір\n"
                                  "alone\t\t\n"
                                  "one\tодин\tбір\tуан\n");
    BOOST_TEST(in_short(file) ==
               "en cat|kitten ru кошка|кот kk мысық\n"
               "en dog ru собака\n"
               "ru хлеб kk нан\n"
               "en # ru номер kk нөмір\n");
    BOOST_TEST(file.format == "table");
    BOOST_TEST(file.items == 6U);
    BOOST_TEST(
        in_short(file.skipped) ==
        "text in fewer than two languages (1, 7); a line with more cells than columns (1, 8)");
}

BOOST_AUTO_TEST_CASE(a_table_without_header_is_in_the_languages_of_the_run) {
    const LexiconFile file =
        read("a.txt", "cat\tкошка\ndog\tсобака\t3.5\nmouse\tмышь\t\nfish\tрыба\tx\n");
    BOOST_TEST(in_short(file) == "en cat ru кошка\nen dog ru собака x3.5\nen mouse ru мышь\n");
    BOOST_TEST(in_short(file.skipped) == "a weight that is no number above 0 (1, 4)");
}

BOOST_AUTO_TEST_CASE(any_column_may_be_the_weight) {
    const LexiconFile file = read(
        "a.tsv", "en\tWeight\tzh-Hans\ncat\t 12 \t猫\ndog\t-1\t狗\nfish\tinf\t鱼\ncow\t\t牛\n");
    BOOST_TEST(in_short(file) == "en cat zh-Hans 猫 x12.\nen cow zh-Hans 牛\n");
    BOOST_TEST(in_short(file.skipped) == "a weight that is no number above 0 (2, 3)");
}

BOOST_AUTO_TEST_CASE(what_a_text_is_may_be_told_by_its_lines) {
    BOOST_TEST(read("a.dict", "кошка @ cat\n").format == "hunalign dictionary");
    BOOST_TEST(read("a.tsv", "кошка @ cat\n").format == "hunalign dictionary");
    BOOST_TEST(read("a.dic", "cat\tкошка\n").format == "table");
    BOOST_TEST(read("words", "cat\tкошка\n@ home\tдома\n").format == "table");
}

BOOST_AUTO_TEST_CASE(other_encodings_are_read) {
    std::string utf16{'\xFF', '\xFE'};
    for (const char c : std::string("en\tde\ncat\tKatze\n")) utf16 += {c, '\0'};
    BOOST_TEST(in_short(read("a.tsv", utf16)) == "en cat de Katze\n");
    // кошка, собака in windows-1251
    LexiconReadOptions options = between("en", "ru");
    options.encoding = "windows-1251";
    BOOST_TEST(in_short(read("a.dic", "\xEA\xEE\xF8\xEA\xE0 @ cat\n", options)) ==
               "en cat ru кошка\n");
}

const std::string tbx2 = R"(<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en">
<martifHeader><fileDesc><sourceDesc><p>term bank</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="c1">
 <descrip type="subjectField">energy</descrip>
 <langSet xml:lang="en-US">
  <descripGrp><descrip type="definition">A <hi>plant</hi> that makes power.</descrip></descripGrp>
  <tig><term>power  plant</term><termNote type="partOfSpeech">noun</termNote></tig>
  <tig><term>power <hi type="x">station</hi></term></tig>
 </langSet>
 <langSet xml:lang="kk"><ntig><termGrp><term>электр станциясы</term></termGrp></ntig></langSet>
</termEntry>
<termEntry id="c2"><langSet xml:lang="en"><tig><term>alone</term></tig></langSet></termEntry>
<termEntry id="c3">
 <langSet><tig><term>nowhere</term></tig></langSet>
 <langSet xml:lang="xq-nosuch-"><tig><term>nothing</term></tig></langSet>
 <langSet lang="en"><tig><term>grid</term></tig></langSet>
 <langSet xml:lang="ru"><tig><term>сеть</term></tig></langSet>
</termEntry>
</body></text></martif>)";

BOOST_AUTO_TEST_CASE(a_term_base_of_tbx_2_is_read) {
    const LexiconFile file = read("terms.tbx", tbx2);
    BOOST_TEST(in_short(file) ==
               "en-US power plant|power station kk электр станциясы\n"
               "en grid ru сеть\n");
    BOOST_TEST(file.format == "TBX");
    BOOST_TEST(file.items == 3U);
    BOOST_TEST(in_short(file.skipped) ==
               "text in fewer than two languages (1, 15); terms without a language (1, 17); "
               "terms in an unknown language (1, 18)");
    BOOST_TEST(read("terms.xml", tbx2).entries.size() == 2U);
}

const std::vector<std::string> tbx3{
    R"(<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
<tbxHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></tbxHeader>
<text><body><conceptEntry id="c1"><descrip type="subjectField">finance</descrip>
<langSec xml:lang="en"><termSec><term>interest<ph type="x">&lt;br/&gt;</ph> rate</term>
<termNote type="partOfSpeech">noun</termNote></termSec></langSec>
<langSec xml:lang="ru"><termSec><term>процентная ставка</term></termSec></langSec>
</conceptEntry></body></text></tbx>)",
    R"(<t:tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns:t="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<t:text><t:body><t:conceptEntry id="c1"><min:subjectField>finance</min:subjectField>
<t:langSec xml:lang="en"><basic:definition>what money costs</basic:definition>
<t:termSec><t:term>interest rate</t:term><min:partOfSpeech>noun</min:partOfSpeech></t:termSec>
</t:langSec><t:langSec xml:lang="ru"><t:termSec><t:term>процентная ставка</t:term></t:termSec>
</t:langSec></t:conceptEntry></t:body></t:text></t:tbx>)",
    R"(<TBX dialect="TBX-Min"><header><id>x</id><languages source="en" target="ru"/></header>
<body><entry id="c1"><langGroup xml:lang="en"><termGroup><term>interest rate</term></termGroup>
</langGroup><langGroup xml:lang="ru"><termGroup><term>процентная ставка</term></termGroup>
</langGroup></entry></body></TBX>)"};
BOOST_DATA_TEST_CASE(newer_term_bases_say_the_same_in_other_words, tbx3) {
    const LexiconFile file = read("terms.tbx", sample);
    BOOST_TEST(in_short(file) == "en interest rate ru процентная ставка\n");
    BOOST_TEST(file.items == 1U);
    BOOST_TEST(file.skipped.empty());
}

const std::vector<std::string> deprecating{
    R"(<martif type="TBX-Basic" xml:lang="en"><text><body><termEntry>
<langSet xml:lang="en"><tig><term>folder</term></tig></langSet>
<langSet xml:lang="ru"><tig><term>каталог</term>
<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
<tig><term>папка</term><termNote type="partOfSpeech">noun</termNote>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig></langSet>
</termEntry></body></text></martif>)",
    R"(<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min"><text><body><conceptEntry>
<langSec xml:lang="en"><termSec><term>folder</term></termSec></langSec>
<langSec xml:lang="ru"><termSec><term>каталог</term></termSec>
<termSec><term>папка</term><min:administrativeStatus> supersededTerm-admn-sts
</min:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>)",
    R"(<TBX dialect="TBX-Min"><body><entry><langGroup xml:lang="en"><termGroup>
<term>folder</term></termGroup></langGroup><langGroup xml:lang="ru"><termGroup>
<term>каталог</term><termStatus>preferred</termStatus></termGroup><termGroup>
<term>папка</term><termStatus>obsolete</termStatus></termGroup></langGroup></entry></body></TBX>)"};
BOOST_DATA_TEST_CASE(a_term_base_says_which_terms_are_deprecated, deprecating) {
    const LexiconFile file = read("terms.tbx", sample);
    BOOST_TEST_REQUIRE(file.entries.size() == 1U);
    const TermEntry& entry = file.entries[0];
    BOOST_TEST(entry.terms[1].second == (std::vector<std::string>{"каталог", "папка"}),
               boost::test_tools::per_element());
    BOOST_TEST_REQUIRE(entry.deprecated.size() == 1U);
    BOOST_TEST(entry.deprecated[0].first.tag() == "ru");
    BOOST_TEST(entry.deprecated[0].second == "папка");
}

BOOST_AUTO_TEST_CASE(short_units_of_a_memory_are_entries_and_long_ones_are_not) {
    const auto unit = [](const std::string& en, const std::string& zh) {
        return "<tu><tuv xml:lang=\"en\"><seg>" + en + "</seg></tuv><tuv xml:lang=\"zh\"><seg>" +
               zh + "</seg></tuv></tu>\n";
    };
    const std::string bytes =
        "<tmx version=\"1.4\"><header srclang=\"en\"/><body>\n" +
        unit("Save <bpt i=\"1\">&lt;b></bpt>as<ept i=\"1\">&lt;/b></ept>", "另存为") +
        unit("one two three four five six", "一") +
        unit("one two three four five six seven", "一") +
        unit("People's Republic of China", "中华人民共和国中央人民政府今天宣布了一项新的政策") +
        unit("Cancel", "取消") + unit("Cancel", "取消") +
        "<tu><tuv xml:lang=\"en\"><seg>alone</seg></tuv></tu>"
        "<tu><tuv xml:lang=\"?\"><seg>nowhere</seg></tuv></tu></body></tmx>\n";
    const LexiconFile file = read("glossary.tmx", bytes);
    BOOST_TEST(in_short(file) ==
               "en Save as zh 另存为\n"
               "en one two three four five six zh 一\n"
               "en Cancel zh 取消 x2.0\n");
    BOOST_TEST(file.format == "TMX");
    BOOST_TEST(file.items == 8U);
    BOOST_TEST(file.skipped_count() == 4U);
    BOOST_TEST(in_short(file.skipped).find("a unit of more than 6 words (2, ") !=
               std::string::npos);
    BOOST_TEST(!file.mended.empty());

    LexiconReadOptions options = between("en", "zh");
    options.longest_unit_words = 1;
    BOOST_TEST(in_short(read("glossary.tmx", bytes, options)) == "en Cancel zh 取消 x2.0\n");
}

struct UnusableLexicon {
    const char* name;
    std::string bytes;
    Fault fault;
    std::size_t line;
    const char* words;

    friend std::ostream& operator<<(std::ostream& out, const UnusableLexicon& file) {
        return out << file.name << ": " << file.words;
    }
};
const std::vector<UnusableLexicon> unusable_lexicons{
    {"a.dic", "", Fault::input, 0, "empty"},
    {"a.dic", " \n\n", Fault::input, 0, "blank"},
    {"a.dic", "48000\ncat/MS\ndog/MS\n", Fault::input, 1, "neither a tab nor"},
    {"a.dic", " @ cat\nкошка @\n", Fault::input, 1, "no entry in this hunalign dictionary"},
    {"a.dic", std::string("cat @ \0\0\x01\x02", 10), Fault::input, 0, "binary"},
    {"a.tsv", "cat кошка\n", Fault::input, 1, "neither a tab nor"},
    {"a.tsv", "en\tru\n", Fault::input, 0, "no entry in this table"},
    {"a.tsv", "en\tru\n# none\ncat\t\n\tкошка\n", Fault::input, 3, "2 times"},
    {"a.tsv", "PK\x03\x04\tx", Fault::input, 0, "ZIP"},
    {"a.tbx", "<martif><text><body><termEntry></langSet></termEntry>", Fault::input, 1, ""},
    {"a.tbx", "<html><body/></html>", Fault::input, 1, "root element is <html>"},
    {"a.tbx", "<martif/>", Fault::input, 0, "no entry in this TBX"},
    {"a.tbx", "<tbx>\n<text><body><conceptEntry id='1'>", Fault::input, 2, ""},
    {"a.xml", "<mtf>\n\t<conceptGrp>\tx</conceptGrp></mtf>", Fault::input, 0,
     "neither TBX nor TMX"},
    {"a.tmx", "<tmx><body>\n<tu>", Fault::input, 2, ""},
    {"a.tmx", "<tmx><body/></tmx>", Fault::input, 0, "no entry in this TMX"},
    {"a.tmx",
     "<!DOCTYPE tmx [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
     "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;\">"
     "<!ENTITY e \"&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;\"><!ENTITY f \"&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;\">"
     "]><tmx><body><tu><tuv xml:lang=\"en\"><seg>&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;</seg></tuv></tu>"
     "</body></tmx>",
     Fault::input, 1, ""},
};
BOOST_DATA_TEST_CASE(a_file_that_cannot_be_used_is_an_error_with_its_place, unusable_lexicons) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write(sample.name, sample.bytes);
    try {
        static_cast<void>(read_lexicon(path, between("en", "ru")));
        BOOST_ERROR("read all the same");
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == sample.fault));
        BOOST_TEST(error.place().file == path);
        BOOST_TEST(error.place().line == sample.line, error.what());
        BOOST_TEST(error.message().find(sample.words) != std::string::npos, error.what());
        BOOST_TEST(!error.hint().empty(), error.what());
    }
}

BOOST_AUTO_TEST_CASE(no_other_file_is_opened) {
    const test::TemporaryFolder folder;
    folder.write("secret", "SECRET");
    const std::string path = folder.write(
        "a.tbx",
        "<!DOCTYPE martif [<!ENTITY x SYSTEM \"secret\">]><martif><text><body><termEntry>"
        "<langSet xml:lang=\"en\"><tig><term>a &x; b</term></tig></langSet>"
        "<langSet xml:lang=\"ru\"><tig><term>б</term></tig></langSet>"
        "</termEntry></body></text></martif>");
    try {
        BOOST_TEST(in_short(read_lexicon(path, {})).find("SECRET") == std::string::npos);
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::input));
    }
}

BOOST_AUTO_TEST_CASE(languages_that_nobody_names_are_wrong_usage) {
    const test::TemporaryFolder folder;
    for (const std::string& path :
         {folder.write("a.dic", "кошка @ cat\n"), folder.write("a.tsv", "cat\tкошка\n")}) {
        BOOST_CHECK_EXCEPTION(static_cast<void>(read_lexicon(path, {})), Error,
                              [](const Error& error) { return error.fault() == Fault::usage; });
    }
    BOOST_TEST(read_lexicon(folder.write("b.tsv", "en\tru\ncat\tкошка\n"), {}).entries.size() ==
               1U);
}

BOOST_AUTO_TEST_CASE(what_no_dictionary_holds_is_bounded) {
    const std::string word(2000, 'a');
    std::string many;
    for (int i = 0; i < 100; ++i) many += "w" + std::to_string(i) + ";";
    const LexiconFile file = read("a.tsv", "en\tru\n" + word + "\tх\n" + many + "\tх\n" +
                                               std::string(1 << 20, ';') + "\tх\ncat\tкошка\n");
    BOOST_TEST_REQUIRE(file.entries.size() == 2U);
    BOOST_TEST(file.entries[0].terms[0].second.size() == 64U);
    BOOST_TEST(in_short(file.skipped) ==
               "a term of more than 1,000 bytes (1, 2); text in fewer than two languages (1, 2); "
               "an alternative beyond the first 64 (36, 3); a line of more than 64 KiB (1, 4)");

    std::string concept_of_many = "<tbx><text><body><conceptEntry><langSec xml:lang='en'>";
    for (int i = 0; i < 10'001; ++i) concept_of_many += "<termSec><term>x</term></termSec>";
    BOOST_CHECK_THROW(
        static_cast<void>(read("a.tbx", concept_of_many + "</langSec></conceptEntry>")), Error);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::formats
