// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/quality.hpp"

#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace egiz::tm {
namespace {

Variant variant(const char* language, const std::string& text) {
    Variant result;
    result.language = Language::require(language);
    result.text = text;
    return result;
}

std::vector<QualityFlag> flags_of(const Variant& source, const Variant& target,
                                  const QualityOptions& options = {}) {
    QualityChecker checker(source.language, target.language, options);
    checker.see(1, source, target);
    return checker.finish();
}

/// `source -> target` of each unit, checked together.
std::vector<QualityFlag> flags_of_all(const char* from, const char* to,
                                      const std::vector<std::pair<std::string, std::string>>& units,
                                      const std::string& only) {
    QualityOptions options;
    options.only = {only};
    QualityChecker checker(Language::require(from), Language::require(to), options);
    std::size_t number = 0;
    for (const auto& [source, target] : units) {
        checker.see(++number, variant(from, source), variant(to, target));
    }
    return checker.finish();
}

std::vector<std::size_t> units_of(const std::vector<QualityFlag>& flags) {
    std::vector<std::size_t> units;
    for (const QualityFlag& flag : flags) units.push_back(flag.unit);
    return units;
}

struct PairCase {
    const char* check;  ///< that alone finds something; empty: none does
    const char* from;
    std::string source;
    const char* to;
    std::string target;

    friend std::ostream& operator<<(std::ostream& out, const PairCase& c) {
        return out << c.check << ": " << c.source << " -> " << c.target;
    }
};

const std::vector<PairCase> quality_cases{
    {"", "en", "He has two cats.", "ru", "У него две кошки."},
    // numbers, however they are written
    {"", "en", "It cost 1,234.5 in 2020.", "ru", "В 2020 году это стоило 1 234,5."},
    {"", "en", "On 06/05/2020 it rained.", "ru", "06.05.2020 шёл дождь."},
    {"", "en", "On 06/05/2020 it rained.", "ru", "05.06.2020 шёл дождь."},
    {"", "en", "There are 3 kinds.", "zh", "共有三种。"},
    {"", "en", "There are 20 kinds.", "zh", "共有二十种。"},
    {"", "en", "There are 5 kinds.", "ru", "Есть пять видов."},
    {"", "en", "Only 2 people came.", "kk", "Екі адам ғана келді."},
    {"", "en", "He won twice.", "ru", "Он победил 2 раза."},
    {"", "en", "It begins at 3 pm.", "ru", "Начало в 15 часов."},
    {"", "en", "Some 2 million people", "kk", "2 миллионға жуық адам"},
    {"", "en", "It sold for £125m.", "zh", "它卖了 1.25 亿英镑。"},
    {"", "en", "In June 2018 it met.", "zh", "2018 年 6 月，会议召开。"},
    {"", "en", "It closed in the 1930s.", "ru", "Это закрылось в 30-х годах."},
    {"", "en", "He is 100 percent sure.", "zh", "他百分之百确定。"},
    {"", "en", "At 04:00 it began.", "ru", "Началось в 4 часа."},
    {"", "en", "It was 20 feet high.", "ru", "Высота его 6 метров."},
    {"", "en", "A 550 pound pig", "kk", "550 фунт (249 кг) шошқа"},
    {"", "hu", "A V4 tagjai", "en", "Members of the Visegrad Group"},
    {"", "zh", "走了十万八千里", "en", "went a very long way"},
    {"numbers", "en", "It was 20 feet high.", "ru", "Высота его 9 метров."},
    {"numbers", "en", "He was 15 then.", "ru", "Ему тогда было 16."},
    {"numbers", "en", "All 40 came.", "zh", "大家都来了。"},
    {"numbers", "kk", "Барлығы 120 адам келді.", "ru", "Всего пришло 12 человек."},
    // punctuation
    {"", "en", "Where is it?", "zh", "它在哪里？"},
    {"", "en", "It is here.", "zh", "它在这里。"},
    {"", "en", "Stop!", "ru", "Остановитесь."},
    {"", "en", "He said (again) no.", "zh", "他（又）说不。"},
    {"", "en", "Name:", "zh", "名称："},
    {"", "en", "Open…", "ru", "Открыть..."},
    {"", "en", "It began at 9 a.m.", "ru", "Началось в 9 часов"},
    {"", "en", "It is 5 m long", "ru", "Длина 5 м."},
    {"", "en", "He said: “No.”", "ru", "Он сказал: «Нет»."},
    {"", "en", "Include an 'Other…' item", "ru", "Включить элемент «Другой…»"},
    {"", "zh", "他问：“你叫什么名字？”", "en", "'What is your name?' asked he."},
    {"", "en", "He said: 'The work is new.", "ru", "Он сказал: «Эта работа новая."},
    {"", "zh", "饶了我吧……", "en", "Spare me . . ."},
    {"", "en", "1) first", "ru", "1) первое"},
    {"", "en", "Bye :)", "ru", "Пока :)"},
    {"", "en", "Press <b>OK</b>.", "ru", "Нажмите <b>ОК</b>."},
    {"punctuation", "en", "Where is it?", "ru", "Он здесь."},
    {"punctuation", "en", "Open the file…", "ru", "Открыть файл"},
    {"punctuation", "en", "Open the file", "ru", "Открыть файл."},
    {"punctuation", "en", "Enter a name:", "kk", "Атын енгізіңіз"},
    {"punctuation", "en", "The end (of it)", "ru", "Конец (этого"},
    {"punctuation", "en", "The “end” of it", "ru", "«Конец этого"},
    {"punctuation", "en", "The end", "zh", "“结束"},
    // untranslated
    {"", "en", "LibreOffice Writer 7.0", "ru", "LibreOffice Writer 7.0"},
    {"", "en", "https://www.example.org/open", "ru", "https://www.example.org/open"},
    {"", "en", "Microsoft Word (*.doc;*.docx)", "kk", "Microsoft Word (*.doc;*.docx)"},
    {"", "en", "--print-all", "ru", "--print-all"},
    {"", "en", "%s: %s", "ru", "%s: %s"},
    {"", "ru", "Алматы", "kk", "Алматы"},
    {"untranslated", "en", "Open the file", "ru", "Open the file"},
    {"untranslated", "zh", "打开文件夹", "ru", "打开文件夹"},
    // tags and placeables
    {"", "en", "%s of %d", "ru", "%2$d из %1$s"},
    {"", "en", "Sent {0} to {name}", "ru", "{name}: отправлено {0}"},
    {"", "en", "See <a href='en'>this</a>", "ru", "См. <a href='ru'>это</a>"},
    {"", "en", "The 50% discount", "ru", "Скидка 50% сегодня"},
    {"", "en", "%A, %d %B %Y", "ru", "%A, %d. %m. %Y"},
    {"", "en", "<none>", "ru", "<нет>"},
    {"", "en", "<Server> <Item>", "ru", "<Сервер> <Элемент>"},
    {"", "en", "One file found", "kk", "%1 файл табылды"},
    {"", "en", "Repeated once", "ru", "Повторено %d раз"},
    {"tags", "en", "Opened %s", "ru", "Открыто"},
    {"tags", "en", "%s in %d", "ru", "%d в %s"},
    {"tags", "en", "Sent {0} to {1}", "ru", "Отправлено {0}"},
    {"tags", "en", "It is <b>new</b>", "ru", "Это <b>ново"},
    {"tags", "en", "In %PRODUCTNAME now", "ru", "В программе сейчас"},
    // spaces
    {"", "en", "Name: ", "zh", "名称："},
    {"", "en", "A  b", "ru", "А  б"},
    {"spaces", "en", "Name: ", "ru", "Имя:"},
    {"spaces", "en", "It is here", "ru", "Он  здесь"},
    {"spaces", "en", "Here, there", "ru", "Здесь , там"},
    // script
    {"", "en", "The PDF file", "ru", "PDF-файл"},
    {"", "en", "An IP address", "ru", "IP-адрес"},
    {"", "en", "Press C again", "ru", "Снова нажмите C и ждите"},
    {"", "en", "Word 教 means teach", "ru", "Слово 教 значит «учить»"},
    {"", "en", "Windows Media Player", "ru", "Windows Media Player"},
    {"script", "en", "The article", "ru", "Cтатья"},                // Latin C
    {"script", "en", "A file with a name", "ru", "Файл c именем"},  // Latin c
    {"script", "en", "The PC is new", "ru", "Этот РС новый"},       // Cyrillic РС
    {"script", "zh", "我们学习", "ru", "Мы 学习"},
    {"script", "en", "Please open it now", "ru", "Please open this now"},
    {"script", "ru", "Пожалуйста, откройте", "zh", "Откройте папку"},
    {"script", "en", "Open the folder and choose the files that are to be sent", "kk",
     "Откройте папку и выберите файлы, которые следует отправить сейчас же"},
    {"script", "kk", "Қалтаны ашып, жіберілетін файлдарды таңдаңыз", "ru",
     "Қалтаны ашып, жіберілетін файлдарды таңдаңыз да"},
    // empty
    {"empty", "en", "Open", "ru", ""},
    {"empty", "en", "Open", "ru", " \n"},
    {"empty", "en", "", "ru", "Открыть"},
    {"", "en", "", "ru", ""},
    // repeated word
    {"", "en", "He slept", "zh", "他看看"},
    {"", "en", "Very slowly", "ru", "Чуть чуть медленнее"},
    {"", "en", "the the", "ru", "это это"},
    {"", "en", "from %s from", "ru", "из %s из"},
    {"repeated-word", "en", "In the house", "ru", "В в доме"},
    {"repeated-word", "ru", "В доме", "en", "In the the house"},
    // length
    {"", "en", "No.", "ru", "Ни в коем случае."},
    {"length", "en",
     "This is a long sentence that says a lot about many things, one after another, and on.", "ru",
     "Длинное."},
};

}  // namespace

BOOST_AUTO_TEST_SUITE(quality)

BOOST_DATA_TEST_CASE(a_pair_has_the_flag_of_one_check_or_none, quality_cases) {
    std::set<std::string> found;
    for (const QualityFlag& flag :
         flags_of(variant(sample.from, sample.source), variant(sample.to, sample.target))) {
        found.insert(std::string(flag.check));
        BOOST_TEST(!flag.message.empty());
        for (const Range range : flag.source) BOOST_TEST(range.end <= sample.source.size());
        for (const Range range : flag.target) BOOST_TEST(range.end <= sample.target.size());
    }
    const std::set<std::string> expected =
        *sample.check == '\0' ? std::set<std::string>{} : std::set<std::string>{sample.check};
    BOOST_TEST(found == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(flags_say_where) {
    const std::string target = "Ему тогда было 16.";
    const auto flags = flags_of(variant("en", "He was 15 then."), variant("ru", target));
    BOOST_TEST_REQUIRE(flags.size() == 1U);
    BOOST_TEST((flags[0].source == std::vector<Range>{{7, 9}}));
    BOOST_TEST_REQUIRE(flags[0].target.size() == 1U);
    BOOST_TEST(slice(target, flags[0].target[0]) == "16");
    BOOST_TEST(flags[0].message == "the translation lacks 15; the source lacks 16");
    BOOST_TEST((flags[0].severity == Severity::error));
}

BOOST_AUTO_TEST_CASE(inline_codes_are_compared_by_id_then_by_what_they_are) {
    using Kind = InlineCode::Kind;
    Variant source = variant("en", "a bold word");
    Variant target = variant("ru", "жирное слово");
    source.codes = {{2, Kind::open, "1", "", "<b>"}, {6, Kind::close, "1", "", "</b>"}};
    target.codes = {{0, Kind::open, "1", "", "<B>"}, {12, Kind::close, "1", "", "</B>"}};
    BOOST_TEST(flags_of(source, target).empty());
    for (InlineCode& code : target.codes) code.id = "7";
    BOOST_TEST(!flags_of(source, target).empty());
    target.codes[0].data = "<b>";
    target.codes[1].data = "</b>";
    BOOST_TEST(flags_of(source, target).empty());

    target.codes.pop_back();
    const auto missing = flags_of(source, target);
    BOOST_TEST_REQUIRE(missing.size() == 1U);
    BOOST_TEST(missing[0].check == "tags");
    BOOST_TEST(missing[0].message == "the translation lacks </b>");

    target.codes = {{0, Kind::close, "1", "", "</b>"}, {4, Kind::open, "1", "", "<b>"}};
    const auto turned = flags_of(source, target);
    BOOST_TEST_REQUIRE(turned.size() == 1U);
    BOOST_TEST(turned[0].message.find("out of order") == 0U);

    target.codes = source.codes;
    target.codes.push_back({12, Kind::placeholder, "2", "", "<br/>"});
    const auto extra = flags_of(source, target);
    BOOST_TEST_REQUIRE(extra.size() == 1U);
    BOOST_TEST(extra[0].message == "the source lacks <br/>");
}

BOOST_AUTO_TEST_CASE(the_rarer_translation_of_a_source_is_inconsistent) {
    const auto flags = flags_of_all("en", "ru",
                                    {{"Open the file", "Открыть файл"},
                                     {"Open the file", "Открой файл"},
                                     {"Open  the file", "открыть файл…"},  // case and marks aside
                                     {"Open", "Открыть"},
                                     {"Open", "Открыто"},  // a word by itself
                                     {"Close the file", "Закрыть файл"}},
                                    "inconsistent");
    BOOST_TEST(units_of(flags) == std::vector<std::size_t>{2}, boost::test_tools::per_element());
    BOOST_TEST(flags[0].message == "the same source is translated otherwise in unit 1");
}

BOOST_AUTO_TEST_CASE(strangers_with_one_translation_are_flagged) {
    const auto flags =
        flags_of_all("en", "ru",
                     {{"Delete the chosen files", "Удалить выбранные файлы навсегда"},
                      {"Delete all chosen files", "Удалить выбранные файлы навсегда"},
                      {"Show toolbar", "Удалить выбранные файлы навсегда"}},
                     "same-target");
    BOOST_TEST(units_of(flags) == std::vector<std::size_t>{3}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_usual_length_is_learnt_from_the_units) {
    std::vector<std::pair<std::string, std::string>> units(
        2000, {std::string(100, 'a'), std::string(400, 'b')});
    units[17].second = std::string(100, 'b');  // as long as its source, but not as the others
    const auto flags = flags_of_all("en", "de", units, "length");
    BOOST_TEST(units_of(flags) == std::vector<std::size_t>{18}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_end_that_many_units_have_is_said_once) {
    std::vector<std::pair<std::string, std::string>> units(60, {"The end", "Конец"});
    for (std::size_t i = 0; i < 7; ++i) units[8 * i].second = "Конец.";
    BOOST_TEST(flags_of_all("en", "ru", units, "punctuation").size() == 7U);
    units[59].second = "Конец.";
    const auto flags = flags_of_all("en", "ru", units, "punctuation");
    BOOST_TEST(units_of(flags) == std::vector<std::size_t>{1}, boost::test_tools::per_element());
    BOOST_TEST(flags[0].message.find("so in 8 of 60 units") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(odd_quotation_marks_are_flagged_where_nearly_all_are_even) {
    std::vector<std::pair<std::string, std::string>> units(30, {"The “end”", "«Конец»"});
    units[3].second = "\"Конец\"";
    const auto flags = flags_of_all("en", "ru", units, "punctuation");
    BOOST_TEST(units_of(flags) == std::vector<std::size_t>{4}, boost::test_tools::per_element());
    for (std::size_t i = 0; i < 10; ++i) units[i].second = "\"Конец\"";
    BOOST_TEST(flags_of_all("en", "ru", units, "punctuation").empty());
}

BOOST_AUTO_TEST_SUITE(glossary)

struct TermCase {
    const char* from;
    std::string source;
    const char* to;
    std::string target;
    std::size_t flags;

    friend std::ostream& operator<<(std::ostream& out, const TermCase& c) {
        return out << c.source << " -> " << c.target;
    }
};
const std::vector<TermCase> term_cases{
    {"en", "Open the file systems", "ru", "Открыть файловые системы", 0},
    {"en", "Open the file system", "ru", "Система файловая открыта", 0},
    {"en", "Open the file system", "ru", "Открыть хранилище", 1},
    {"en", "Open the file", "ru", "Открыть документ", 0},  // a part of a term is none
    {"en", "Open the directories", "ru", "Открыть каталоги", 0},
    {"en", "Open the directories", "ru", "Открыть папками", 0},
    {"en", "Open the directories", "ru", "Открыть диски", 1},
    {"en", "Show directory", "kk", "Бумалардағыларды көрсету", 0},
    {"en", "Show directory", "kk", "Дискіні көрсету", 1},
    {"en", "Show directory", "zh", "显示目录", 0},
    {"en", "Show directory", "zh", "显示文件", 1},
    {"ru", "В каталогах", "en", "In directories", 0},
    {"ru", "В каталогах", "en", "In disks", 1},
    {"zh", "文件目录", "en", "directory of files", 0},
    {"en", "Use the computer", "ru", "Используйте компьютер", 0},
    {"en", "Use the computer", "ru", "Используйте ЭВМ", 1},  // deprecated and not the term: below
};

QualityOptions glossary_options() {
    const auto language = [](const char* tag) { return Language::require(tag); };
    QualityOptions options;
    options.only = {"terms"};
    options.glossary = {
        {{{language("en"), {"file system"}}, {language("ru"), {"файловая система"}}}, 1, {}},
        {{{language("en"), {"directory"}},
          {language("ru"), {"каталог", "папка"}},
          {language("kk"), {"бума"}},
          {language("zh"), {"目录"}}},
         1,
         {}},
        {{{language("en"), {"computer"}}, {language("ru"), {"компьютер", "машина"}}},
         1,
         {{language("ru"), "машина"}}},
    };
    return options;
}

BOOST_DATA_TEST_CASE(terms_are_found_in_their_forms, term_cases) {
    const auto flags = flags_of(variant(sample.from, sample.source),
                                variant(sample.to, sample.target), glossary_options());
    BOOST_TEST(flags.size() == sample.flags);
}

BOOST_AUTO_TEST_CASE(a_deprecated_term_is_an_error_and_no_rendering) {
    const auto flags = flags_of(variant("en", "Use the computer"),
                                variant("ru", "Используйте машину"), glossary_options());
    BOOST_TEST_REQUIRE(flags.size() == 2U);
    BOOST_TEST((flags[0].severity == Severity::warning));
    BOOST_TEST((flags[1].severity == Severity::error));
    BOOST_TEST(flags[1].message == "the glossary says not to use “машину”");
    // Where its source does not stand it is a word like others.
    BOOST_TEST(flags_of(variant("en", "Use the car"), variant("ru", "Используйте машину"),
                        glossary_options())
                   .empty());
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_CASE(an_id_is_that_of_check_and_texts_wherever_they_stand) {
    const Variant source = variant("en", "He was 15 then.");
    const Variant target = variant("ru", "Ему тогда было 16.");
    QualityChecker checker(source.language, target.language, {});
    checker.see(1, source, target);
    checker.see(2, source, target);
    checker.see(3, source, variant("ru", "Ему тогда было 17."));
    std::vector<QualityFlag> flags = checker.finish();
    std::erase_if(flags, [](const QualityFlag& flag) { return flag.check != "numbers"; });
    BOOST_TEST_REQUIRE(flags.size() == 3U);
    BOOST_TEST(flags[0].id == flags[1].id);
    BOOST_TEST(flags[0].id != flags[2].id);
    BOOST_TEST(flags[0].id == flags_of(source, target)[0].id);
}

BOOST_AUTO_TEST_CASE(only_and_skip_choose_the_checks) {
    const Variant source = variant("en", "All 15 came?");
    const Variant target = variant("ru", "Все пришли  рано");
    QualityOptions options;
    const auto names = [&] {
        std::set<std::string> result;
        for (const QualityFlag& flag : flags_of(source, target, options)) {
            result.insert(std::string(flag.check));
        }
        return result;
    };
    BOOST_TEST((names() == std::set<std::string>{"numbers", "punctuation", "spaces"}));
    options.skip = {"spaces"};
    BOOST_TEST((names() == std::set<std::string>{"numbers", "punctuation"}));
    options.only = {"spaces", "numbers"};
    BOOST_TEST((names() == std::set<std::string>{"numbers"}));
    options.only = {"spelling"};
    BOOST_CHECK_THROW(flags_of(source, target, options), Error);
}

BOOST_AUTO_TEST_CASE(every_check_can_be_chosen_by_its_name) {
    const auto all = quality_checks();
    BOOST_TEST(all.size() == 12U);
    for (const std::string_view check : all) {
        QualityOptions options;
        options.only = {std::string(check)};
        BOOST_CHECK_NO_THROW(flags_of(variant("en", "a"), variant("ru", "а"), options));
    }
}

BOOST_AUTO_TEST_CASE(awkward_texts_do_no_harm) {
    const std::vector<std::string> texts{"",
                                         "%",
                                         "{",
                                         "<",
                                         "&",
                                         "%(",
                                         "{}",
                                         "$",
                                         "\"",
                                         "(",
                                         ")",
                                         "…",
                                         "\xFF\xFE",
                                         "\xE2\x80",
                                         "%1$",
                                         "%9999",
                                         "<b",
                                         "</",
                                         "😀😀",
                                         "\u0301",
                                         "%%%%%s",
                                         "((((((",
                                         "<a b=",
                                         "--",
                                         "@.",
                                         "//",
                                         "a\0b",
                                         std::string(100'000, '('),
                                         std::string(100'000, '%'),
                                         std::string(50'000, '1')};
    for (const std::string& source : texts) {
        for (const std::string& target : {texts[1], texts[8], texts[12], source}) {
            for (const QualityFlag& flag : flags_of(variant("en", source), variant("ru", target))) {
                for (const Range range : flag.source) BOOST_TEST(range.end <= source.size());
                for (const Range range : flag.target) BOOST_TEST(range.end <= target.size());
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
