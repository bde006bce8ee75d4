// SPDX-License-Identifier: Apache-2.0
#include "align/segmenter.hpp"

#include "tests/align/cut_text.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <vector>

using egiz::Language;
using egiz::Range;
using egiz::align::Segmenter;
using egiz::align::SegmenterOptions;

using egiz::test::cut;
using SegmenterCase = egiz::test::CutCase;

namespace {

const std::vector<SegmenterCase> english{
    {"en", "Prices rose by 3.5 per cent. | They had fallen before."},
    {"en", "Dr. A. Smith met Mr. Jones at 5 p.m. on Jan. 3. | They talked."},
    {"en", "J. R. R. Tolkien wrote it. | He was a professor."},
    {"en", "The U.S. Army agreed. | It happened in the U.S. | That is all."},
    {"en", "She works for Acme Inc. in Seattle. | He works for Acme Inc. | Both are happy."},
    {"en", "See Fig. 3 and pp. 12–15 (cf. Sec. 4.2). | The table follows."},
    {"en", "We had bread, cheese, etc. | Later we left."},
    {"en", "The board is 5 ft. 3 in. long. | It fits."},
    {"en", "\"Where are you going?\" he asked. | \"Home!\" Mary said."},
    {"en", "“Ask him.” | He shrugged."},
    {"en", "Visit https://example.org/a.b?x=1.5 or write to info@example.org. | Then wait."},
    {"en", "He paused... and went on. | Nobody spoke… | The end."},
    {"en", "It ended (see below. There is more.) with a bang. | (The crowd left.) | Then silence."},
    {"en", "1. Open the file. | 2. Press Save. | 3. Close it."},
    {"en", "Yahoo! announced a deal. | Who cares?! | Nobody."},
    {"en", "He was a saint.[1] | The emperor was not.[7][8] | It is said. [9] | So be it."},
    {"en", "Well done! 🎉🎉 | Now rest. :-) | Good night."},
    {"en", "One reason: it works; the other: it is cheap. | Fine."},
    {"en", "Line\nbreaks are\r\nspaces. | Here\ntoo."},
    {"en", "Frameworks such as .NET exist. | .NET runs on Windows."},
    {"en", "We went to the plan B. | The rest is history."},
    {"en", "It was of high quality. | You will like it.", ""},
    {"en",
     "It is slow and reflective (type 2).10 | This model is outdated. 4 | The rest is new.⁵ | "
     "End."},
    {"en", "(i) Hello there. | (ii) Hello again. | (iii) Bye."},
    {"en",
     "We met on Main St. | The shop was shut, said the sales rep. | He lives in San Jose, CA. | "
     "Nobody came."},
    {"en", "He was ill. | Doctors came, what a mass. | Mt. Everest and St. Paul stayed."},
    {"en", "Mm. | Who cut the grass? | No. | I disagree, but No. 5 is fine."},
    {"en", "what do you mean? | whatever."},
};
BOOST_DATA_TEST_CASE(english_is_cut_into_sentences, english) {
    BOOST_TEST(cut(Segmenter(Language::require("en")), sample.text()) == sample.cut);
}

const std::vector<SegmenterCase> russian{
    {"ru", "В 2010 г. население составляло 1,5 млн человек. | К 2020 г. оно выросло на 3.7 %."},
    {"ru",
     "В 2010 г. Россия выросла. | Доклад был прочитан на большой конференции в 1998 г. | Доклад "
     "имел успех."},
    {"ru", "Он приехал из г. Москвы, ул. Ленина, д. 5, кв. 12. | Здесь он жил."},
    {"ru", "Завод им. В. И. Ленина закрыт. | С. Қабылбеков родился в г. Алматы."},
    {"ru", "Его отец, А. С. Петров, был инженером. | Он умер."},
    {"ru", "Это было в XIX в. до н. э., т. е. давно. | Историки спорят."},
    {"ru", "В 8 веке до н. э. Греция начала выходить из тьмы веков."},
    {"ru", "Этот город был разрушен приблизительно в 1600 г. до н. э. | Ханаанский город пал."},
    {"ru", "Вот и всё, сказал я. | Петя ушёл. ✅ | Время пришло. | ✔Снасти готовы."},
    {"ru", "Я всё отдал им. | Потом он спустился с гор. | Она была в нем. | Это так."},
    {"ru", "Купили хлеб, сыр и т. д. | Потом пошли домой, т.к. устали."},
    {"ru", "Стоимость — 5 тыс. руб. за шт. | Она растёт."},
    {"ru", "«Кто там?» — спросил он. | «Это я!» — ответила она."},
    {"ru", "— Ты придёшь? — спросил Иван. | — Не знаю..."},
    {"ru", "Говорят: «„Кризис“ и „шанс“ ходят рядом!» и смеются. | Верно."},
    {"ru", "Он сказал: „Да.“ | И ушёл."},
    {"ru", "Примеч. ред.: пословицы даны в переводе. | Точка."},
    {"ru", "Что?! | Не может быть!.. | Да."},
    {"ru", "(Смех в зале.) | Продолжим. | (Аплодисменты.)"},
    {"ru", "Мощность станции — 2 МВт. | Прекрасный день."},
    {"ru", "P.S. А ты заметил? | Да."},
};
BOOST_DATA_TEST_CASE(russian_is_cut_into_sentences, russian) {
    BOOST_TEST(cut(Segmenter(Language::require("ru")), sample.text()) == sample.cut);
}

const std::vector<SegmenterCase> kazakh{
    {"kk", "С. Қабылбеков 1961 ж. 12 желтоқсанда туған. | Ол Алматы қ. тұрады."},
    {"kk", "Халық 2020 ж. 18,5 млн. адамға жетті. | Бұл 12.3% көп."},
    {"kk", "XIX ғ. Абай өмір сүрді. | Тарихшылар дауласуда."},
    {"kk", "Нарықта алма, жүзім т.б. сатылады. | Бағасы арзан."},
    {"kk", "Мектепте орыс, қазақ т.с.с. тілдер оқытылады. | Қытай, Ресей және т. б. елдер."},
    {"kk", "Орталық, т.б. – осының айғағы. | Дұрыс."},
    {"kk", "Базарда алма, өрік т.б. | Қазақстан бай ел."},
    {"kk", "Ред. ескертуі: сирек кездеседі. | Композитор Б. Байқадамов келді."},
    {"kk", "«Сен қайда барасың?» — деп сұрады ол. | «Үйге!» — деді Айгүл."},
    {"kk", "Даналық «Сөзіңде тұр!» деп үйретеді. | Солай."},
    {"kk", "Ол үндемей қалды... сосын сөйледі. | Бәрі күтті… | Кеш болды."},
    {"kk", "Алматы қ., Абай даңғ., 52-үй. | Тел.: 250-10-10."},
    {"kk", "Ф.ғ.д. Асанов пен проф. М. О. Әуезов келді. | Олар сөйледі."},
};
BOOST_DATA_TEST_CASE(kazakh_is_cut_into_sentences, kazakh) {
    BOOST_TEST(cut(Segmenter(Language::require("kk")), sample.text()) == sample.cut);
}

const std::vector<SegmenterCase> chinese{
    {"zh", "会议在北京举行。 | 他说：“我们会继续努力。” | 大家鼓掌。", ""},
    {"zh", "“你去哪里？”他问。 | “回家！”她说。", ""},
    {"zh", "“天啊！”她叫道，“你怎么来了？” | 他没有回答。", ""},
    {"zh", "「我不知道。」他說。 | 「那就算了。」", ""},
    {"zh", "价格上涨了3.5%，达到1,200.50元。 | 真的吗？！ | 是的！！", ""},
    {"zh", "他停了一下……然后继续说。 | 没有人说话……", ""},
    {"zh", "中国（含香港、澳门等。）面积很大。 | （笑声。） | 我们继续。", ""},
    {"zh", "1. 打开文件。 | 2. 点击“保存”。", ""},
    {"zh", "电影《你好！李焕英》很好看。 | 你好吗? | 我很好! | 谢谢.", ""},
    {"zh", "S. Kabylbekov 出生于1961年。 | Node.js是框架。 | 他是A.B.C.公司的经理。", ""},
    {"zh-Hant", "比分是3：2；比賽結束了。 | 好。", ""},
    {"zh", "价格是３．５元。 | 版本3．5。 | 好。", ""},
    {"zh", "真的吗?! | 是的。 | 是吗?? | 不是。", ""},
    {"zh", "1）打开文件 | 2）读取 | 3）关闭", ""},
    {"zh", "①打开 | ②关闭 | ③见注①。 | 好。", ""},
};
BOOST_DATA_TEST_CASE(chinese_is_cut_into_sentences, chinese) {
    BOOST_TEST(cut(Segmenter(Language::require(sample.language)), sample.text()) == sample.cut);
}

const std::vector<SegmenterCase> others{
    {"la", "Gallia est divisa in partes 3. | Quid novi? | Nihil."},
    {"sw", "Alikuja saa 3.5. | “Ndiyo.” | Kisha akaenda."},
    {"eo", "La prezo estas 3.50 eŭroj. | Ĉu vere? | Jes!"},
};
BOOST_DATA_TEST_CASE(languages_without_a_file_follow_the_general_rules, others) {
    const Segmenter segmenter(Language::require(sample.language));
    BOOST_TEST(!segmenter.has_own_rules());
    BOOST_TEST(cut(segmenter, sample.text()) == sample.cut);
}

BOOST_AUTO_TEST_CASE(four_languages_have_their_own_rules) {
    for (const char* tag : {"en", "en-GB", "ru", "kk", "kk-KZ", "zh", "zh-Hant-TW"}) {
        BOOST_TEST(Segmenter(Language::require(tag)).has_own_rules());
    }
    BOOST_TEST(!Segmenter(Language{}).has_own_rules());
}

const std::vector<SegmenterCase> kept{
    {"en", "He said: “It rains. We stay. Good.” | Then he left."},
    {"en", "\"Dear, dear! How queer! And why?\" | She sighed."},
    {"ru", "Он сказал: «Идёт дождь. Мы остаёмся». | И ушёл."},
    {"zh", "他说：「下雨了。我们不走。」 | 然后他走了。", ""},
};
BOOST_DATA_TEST_CASE(quotations_can_be_kept_whole, kept) {
    const SegmenterOptions options{.split_quotations = false};
    BOOST_TEST(cut(Segmenter(Language::require(sample.language), options), sample.text()) ==
               sample.cut);
    BOOST_TEST(cut(Segmenter(Language::require(sample.language)), sample.text()) != sample.cut);
}

BOOST_AUTO_TEST_CASE(nothing_gives_no_sentences) {
    const Segmenter segmenter(Language::require("en"));
    BOOST_TEST(segmenter.split("").empty());
    BOOST_TEST(segmenter.split(" \n\t\u00A0\u3000 ").empty());
}

BOOST_AUTO_TEST_CASE(every_text_without_spaces_is_at_least_one_sentence) {
    const Segmenter segmenter(Language::require("en"));
    for (const char* text : {".", "...", "?!", "\"", "«", "(.)", "1.", "🎉", ". . .", ".”"}) {
        BOOST_TEST(segmenter.split(text).size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(a_document_is_cut_paragraph_by_paragraph) {
    egiz::Document document;
    document.text = "  A title\n\nFirst one. Second one.  \n\n\nLast (no. 5.\n";
    document.paragraphs = egiz::find_paragraphs(document.text, egiz::LineBreaks::smart);
    const auto result = egiz::align::segment(document, Segmenter(Language::require("en")));
    egiz::check_segments(result);
    BOOST_REQUIRE(result.segments.size() == 4U);
    BOOST_TEST(result.text_of(0) == "A title");
    BOOST_TEST(result.text_of(1) == "First one.");
    BOOST_TEST(result.text_of(2) == "Second one.");
    BOOST_TEST(result.segments[2].paragraph == 1U);
    BOOST_TEST(result.segments[3].paragraph == 2U);
}

BOOST_AUTO_TEST_CASE(a_segmenter_can_be_moved) {
    Segmenter first(Language::require("kk"));
    Segmenter second(std::move(first));
    first = std::move(second);
    BOOST_TEST(first.split("Бір. Екі.").size() == 2U);
}

}  // namespace
