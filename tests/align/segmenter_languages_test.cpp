// SPDX-License-Identifier: Apache-2.0
// The rules of the languages beside English, Russian, Kazakh and Chinese.
#include "align/segmentation/rule_set.hpp"
#include "align/segmenter.hpp"
#include "tests/align/cut_text.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <ostream>
#include <set>
#include <string>
#include <vector>

using egiz::EmbeddedFile;
using egiz::Language;
using egiz::Range;
using egiz::align::Segmenter;

using egiz::test::cut;
using SegmenterLanguagesCase = egiz::test::CutCase;

namespace {

const std::vector<SegmenterLanguagesCase> germanic{
    {"de", "Am 3. Oktober war frei. | Der 2. Weltkrieg endete am 8. 5. 1945. | Alle feierten."},
    {"de", "König Ludwig XIV. Bourbon regierte lange. | Im 18. Jahrhundert starb er."},
    {"de", "Er wohnt bei Prof. Dr. med. Lehmann, Lange Str. 12. | Sie zahlt ca. 3 Mio. Euro."},
    {"de", "Obst, z. B. Äpfel, Birnen usw. | Alles ist frisch, d. h. Es wurde heute gepflückt."},
    {"de", "Vgl. Abb. 3 und Kap. 4 in Bd. 2. | Siehe auch S. 17 ff. | Das Buch ist von 1998."},
    {"de", "Rom wurde 753 v. Chr. gegründet. | Es war 1998. | Damals lebte P. Müller in Köln."},
    {"de", "Die 15.-18. Klasse und die 1./2. Gruppe. | Komm her!“, rief er. | „Wann?“ | Er ging."},
    {"nl", "Dhr. De Vries en mevr. Bakker komen d.w.z. Zij niet. | Fruit, brood enz. | Klaar."},
    {"nl", "Zie blz. 12 en art. 3 van de wet, bijv. de N.V. Philips. | Het kost 5 mln. euro."},
    {"nl", "In 50 v.Chr. kwam Caesar. | Wat ik kan? | Jan weet het, resp. Piet."},
    {"da", "Han kom den 5. Maj eller den 1. juni. | Det var i 2. verdenskrig. | Hun så det."},
    {"da", "Vi købte æbler, pærer m.m. | Kl. 8 kom dr. phil. Jensen, bl.a. Med Lise."},
    {"da",
     "Se s. 14 og kap. 3, jf. Bilag 2. | Kong Christian 4. byggede alt. | Det kostede 5 mio. kr."},
    {"sv", "Han bor på S:t Eriksgatan, t.ex. Nr. 5. | Vi åt bröd, ost m.m. | Sedan gick vi."},
    {"sv", "Sid. 12 och kap. 3, jfr Bil. 4. | Det kostar 5 milj. kr. | Kungen f.d. Ministern kom."},
    {"no",
     "Den 17. mai er en fest, jf. Grunnloven. | Han kom kl. 8. | Hun så brød, ost osv. | Ja."},
    {"nb",
     "Det var i 2. Divisjon. | Se kap. 3 og s. 14. | Det koster 5 mill. kroner, ca. Halvparten."},
    {"nn", "Ho kom 1. juni, bl.a. Med Per. | Eg veit ikkje."},
};

const std::vector<SegmenterLanguagesCase> romance{
    {"fr", "M. Dupont et Mme. Durand, c.-à-d. Les voisins, arrivent. | J.-C. Martin aussi."},
    {"fr",
     "Voir p. 12, art. 3 et fig. 4. | Il vit bd. Voltaire. | Elle a vu l'av. Foch, etc. | Fin."},
    {"fr", "En 50 av. J.-C. César arriva. | « Tu viens ? » demanda-t-il. | Elle partit. | Voilà !"},
    {"fr", "La S.A. Renault a 5 km. | Elle gagne 3 mds. d'euros."},
    {"es", "El Sr. García y la Dra. Ruiz viven en EE. UU. desde 1990. | ¿Quién es D. Juan? | Él."},
    {"es",
     "Véase la pág. 3, art. 4, n.º 5. | ¡Hola! | ¿Qué tal, p. ej. Mañana? | Pan, vino, etc. | "
     "Fin."},
    {"es", "Vive en la Avda. América, núm. 7. | Nació en el s. III a. C. en Roma. | Murió allí."},
    {"es", "«No lo sé.», dijo Ana. | La empresa Sol S.A. creció. | Ud. Decide. | Usted manda."},
    {"it", "Il Sig. Rossi e l'Avv. Bianchi parlano con la Dott.ssa Verdi. | Che cosa è? | Non so."},
    {"it", "Vedi pag. 3, art. 5 e fig. 7. | Pane, vino, ecc. | Poi l'Ing. Neri uscì. | È tardi."},
    {"it", "La Fiat S.p.A. Torino è nata nel 1899. | Visse nel I sec. a.C. in Grecia."},
    {"it", "Non so che cosa è. | Marco lo sa. | Si veda l'art. 5 del d.lgs. Bersani."},
    {"pt", "O Sr. Silva e a Dra. Costa moram na Av. Brasil, n.º 5. | Eles chegaram às 8 h. | Fim."},
    {"pt",
     "Ver pág. 3, art. 4, p. ex. O quadro. | Pão, vinho, etc. | Depois saiu. | É o que é. | Ana "
     "sabe."},
    {"pt", "A Sol Ltda. Porto cresceu. | V. Ex.ª Decide. | Nasceu em 50 a.C. em Roma."},
    {"ro", "Dl. Popescu și d-na Ionescu locuiesc pe str. Lungă nr. 5. | El vine, de ex. Azi."},
    {"ro",
     "Vezi pag. 3, art. 4. | Pâine, vin etc. | Apoi a plecat. | În anul 50 î.Hr. Cezar a venit."},
};

const std::vector<SegmenterLanguagesCase> slavic{
    {"pl",
     "Prof. dr hab. Nowak mieszka przy ul. Długiej 5, m.in. Z synem. | Jest tu od 1998 r. | To "
     "on."},
    {"pl", "Zob. rys. 3 i str. 12, np. Tabelę. | Chleb, ser itd. | Potem 2. Armia wyszła."},
    {"pl",
     "Nie wiem co. | Jan wyszedł. | Kosztuje 5 tys. zł. | Ona płaci. | Bitwa w XV w. Polski."},
    {"cs",
     "Dne 5. května 1945 přijel gen. Novák. | Karel IV. Lucemburský vládl dlouho. | Byl král."},
    {"cs",
     "Datum: 15. 3. 2020. | Viz obr. 3 a str. 12, např. Tabulku. | Chléb, sýr atd. | Potom šel."},
    {"cs",
     "Zlomil si krk. | Pavel to viděl. | Řekl, že neví co. | Jana to ví. | Firma Sever s.r.o. "
     "roste."},
    {"sk", "Dňa 5. mája 1945 prišiel prof. Novák. | Ján Pavol II. Veľký zomrel. | Bol pápež."},
    {"sk",
     "Pozri obr. 3 a str. 12, napr. Tabuľku. | Chlieb, syr atď. | Potom šiel vlk. | Peter ho "
     "videl."},
    {"uk",
     "У 1998 р. Україна зросла. | Проф. І. Франко жив у м. Львові, вул. Довга, буд. 5. | Він "
     "писав."},
    {"uk",
     "Див. рис. 3, с. 12, напр. Таблицю. | Хліб, сир і т. д. | Потім пішов. | Це було до н. е. | "
     "Так."},
    {"uk", "Ціна — 5 тис. грн. за шт. | Вона зростає. | Це я. | Петро прийшов."},
    {"be",
     "У 1998 г. Беларусь вырасла. | Праф. Я. Колас жыў на вул. Доўгай. | Ён пісаў і інш. | Усё."},
    {"bg", "През 1998 г. България порасна. | Проф. Иван Вазов живее на ул. Дълга 5. | Той пише."},
    {"bg",
     "Виж фиг. 3, с. 12, напр. Таблицата. | Хляб, сирене и др. | После тръгна на път. | Мария "
     "видя."},
    {"hr",
     "Dana 5. svibnja 2020. godine došao je dr. sc. Horvat. | Ivan Pavao II. Veliki umro je."},
    {"hr",
     "Vidi sl. 3 i str. 12, npr. Tablicu. | Kruh, sir itd. | Zatim je otišao na trg. | Marko ga "
     "vidi."},
};

const std::vector<SegmenterLanguagesCase> other_european{
    {"el",
     "Πού πας; | Στο σπίτι. | Ο κ. Παπαδόπουλος μένει στην οδ. Αθηνάς, αρ. 5. | Είναι γιατρός."},
    {"el",
     "Βλ. σελ. 3 και κεφ. 4, π.χ. Τον πίνακα. | Ψωμί, τυρί κ.λπ. | Μετά έφυγε με τον φίλο μου."},
    {"el", "Γεννήθηκε το 50 π.Χ. στη Ρώμη. | Ρώτησε: «Τι ώρα είναι;» και έφυγε. | Τέλος."},
    {"hu",
     "Dr. Nagy 2020. március 15. óta tanít. | IV. Béla király volt. | A XX. században élt, pl. "
     "Petőfi."},
    {"hu",
     "Dátum: 2020. 03. 15. | A kenyér, a sajt stb. | Aztán elment. | A Nap Kft. Budapesten van."},
    {"hu", "Lásd a 3. ábrát és a 12. oldalt, ill. Az 5. fejezetet. | Ő tudja."},
    {"fi",
     "Hän syntyi 5. toukokuuta 1945, ks. s. 12, esim. Taulukko. | Leipää, juustoa jne. | Hän "
     "lähti."},
    {"tr", "Prof. Dr. Yılmaz 19. yüzyılda, II. Abdülhamid döneminde yaşadı. | O bir yazardı."},
    {"tr",
     "Bkz. s. 12, Şek. 3. | Ekmek, peynir vb. ürünler satılır. | Güneş Ltd. Şti. Ankara'dadır."},
    {"tr",
     "Roma M.Ö. 753'te kuruldu. | Kim geldi? | Atatürk Cad. No. 5'te otururum. | Bu ev eskidir."},
};

const std::vector<SegmenterLanguagesCase> neighbours{
    {"az",
     "Prof. Əliyev b.e.ə. III əsrdən yazır. | Bax: səh. 12. | Çörək, pendir və s. | Sonra getdi."},
    {"az", "Bu kitab mən. | Kim gəldi? | Bakı ş., Nizami küç. 5."},
    {"ky",
     "Ал 1961-ж. Бишкекте туулган. | Проф. Асанов Бишкек ш. жашайт. | Нан, сүт ж.б. сатылат."},
    {"ky", "Кара: 12-б. | Ким келди? | Бул үй эски, мис. Ошто."},
    {"uz",
     "U 1961-y. Toshkent sh. tugʻilgan. | Prof. Karimov keldi. | Non, sut va h.k. | Keyin ketdi."},
    {"uz", "Проф. Каримов 5 млн. Сўм олди. | Ким келди? | Тошкент ш., Навоий кўч. 5."},
    {"tt",
     "Ул 1961 елда Казан ш. туган. | Проф. Вәлиев килде. | Ипи, сөт һ.б. сатыла. | Кем килде?"},
    {"tg", "Ӯ дар ш. Душанбе зодааст. | Проф. Раҳимов омад. | Нон, шир ва ғ. | Баъд рафт."},
    {"mn",
     "Д. Нацагдорж 1906 онд төрсөн. | Проф. Б. Ринчен ирэв. | Талх, сүү г.м. | Дараа нь явав."},
    {"hy", "Դու գնո՞ւմ ես: | Ոչ, ժամը 12:30-ին կգամ. Այդպես է լավ: | Ես սպասում եմ։ | Արի՛:"},
    {"hy", "Նա եկավ, այն էլ՝ պրոֆ. Սարգսյանի հետ: | Վերջ...:"},
};

const std::vector<SegmenterLanguagesCase> arabic_and_indic{
    {"ar", "وصل د. أحمد سنة 2020 م. | هل تعرفه؟ | نعم، انظر ص. 12. | ولد سنة 1440 هـ. | ثم سافر."},
    {"ar", "هل جاء؟ | نعم جاء. | قال أ.د. سامي: مرحبا! | خبز وماء إلخ. | ثم خرج."},
    {"ar", "‫هذه جملة.‬ | وهذه أخرى."},
    {"fa",
     "آیا آمدی؟ | بله، ر.ک. صفحه‌ی ۱۲. | او در سال ۵۰ ق.م. "
     "زاده "
     "شد. "
     "| "
     "تمام."},
    {"fa", "«کجا می‌روی؟» علی پرسید. | «خانه!» | او رفت."},
    {"ur", "وہ ایم۔اے ہے۔ | کیا آپ آئے؟ | جی ہاں۔ | اس نے بی۔اے کیا۔ | اس نے چائے پی۔ | پھر گیا۔"},
    {"hi", "डॉ. शर्मा आए। | क्या आप आए? | हाँ। | ए. पी. जे. अब्दुल कलाम वैज्ञानिक थे। | यह सच है. | वह गया।"},
    {"hi", "“मैं आऊँगा।” राम ने कहा। | ई.पू. तीसरी सदी में, पृ. 12 देखें। | वह 5 कि.मी. चला।"},
    {"am", "ዶ.ር. አበበ መጣ፡፡ | በ2000 ዓ.ም. ተወለደ። | አንተ ማን ነህ? | ቤት ሄደ::"},
};

const std::vector<SegmenterLanguagesCase> eastern{
    {"ja", "「行くよ！」と彼は言った。 | 彼女は笑った。 | 本当？ | うん。", ""},
    {"ja", "「誰だ？」彼が聞いた。 | Node.jsはv2.5だ。 | 3.5％増えた。", ""},
    {"ko", "그는 2020. 3. 15. 서울에서 태어났다. | \"가자!\"라고 그가 말했다. | 정말? | 네."},
    {"ko", "“어디 가니?” 그녀가 물었다. | “집에.” 하고 그가 대답했다. | 값은 3.5% 올랐다."},
    {"my", "သူလာသည်။ | သင်ဘယ်သွားမလဲ။ | အိမ်ပြန်မည်။"},
    {"km", "គាត់មក។ | អ្នកទៅណា? | គាត់កើតនៅ ២០០០ គ.ស. នៅភ្នំពេញ។"},
    {"th", "เขาเกิดปี พ.ศ. 2560 ที่กรุงเทพฯ ดร. สมชาย มาแล้ว คุณไปไหน? | กลับบ้าน"},
    {"lo", "ລາວເກີດປີ ພ.ສ. 2560 ທີ່ວຽງຈັນ"},
};

void check(const SegmenterLanguagesCase& sample) {
    const Segmenter segmenter(Language::require(sample.language));
    BOOST_TEST(segmenter.has_own_rules());
    BOOST_TEST(cut(segmenter, sample.text()) == sample.cut);
}

BOOST_DATA_TEST_CASE(germanic_languages_are_cut_into_sentences, germanic) { check(sample); }
BOOST_DATA_TEST_CASE(romance_languages_are_cut_into_sentences, romance) { check(sample); }
BOOST_DATA_TEST_CASE(slavic_languages_are_cut_into_sentences, slavic) { check(sample); }
BOOST_DATA_TEST_CASE(other_languages_of_europe_are_cut_into_sentences, other_european) {
    check(sample);
}
BOOST_DATA_TEST_CASE(the_neighbours_of_kazakh_are_cut_into_sentences, neighbours) { check(sample); }
BOOST_DATA_TEST_CASE(arabic_and_indic_scripts_are_cut_into_sentences, arabic_and_indic) {
    check(sample);
}
BOOST_DATA_TEST_CASE(languages_of_the_east_are_cut_into_sentences, eastern) { check(sample); }

BOOST_AUTO_TEST_CASE(a_script_with_capitals_by_name_only_has_none) {
    BOOST_TEST(cut(Segmenter(Language::require("ka")), "ის მოვიდა. ვინ ხარ? მე ვარ.") ==
               "ის მოვიდა. | ვინ ხარ? | მე ვარ.");
}

/// The sentences of a text in Arabic, by the rules of a user too.
std::string cut_arabic(const std::string& rules, const std::string& text) {
    return cut(Segmenter(Language::require("ar"), {}, {{"my.txt", rules}}), text);
}

BOOST_AUTO_TEST_CASE(users_say_which_marks_end_sentences) {
    const std::string text = "جاء سامي، جلس. ثم قال :: نعم : لا";
    BOOST_TEST(cut_arabic("", text) == "جاء سامي، جلس. | ثم قال :: نعم : لا");
    BOOST_TEST(cut_arabic("[terminators]\n،\n", text) == "جاء سامي، | جلس. | ثم قال :: نعم : لا");
    BOOST_TEST(cut_arabic("[not terminators]\n.\n", text) == text);
    BOOST_TEST(cut_arabic("[terminators]\n::\n", text) == "جاء سامي، جلس. | ثم قال :: | نعم : لا");
    BOOST_TEST(cut_arabic("[terminators]\n، :\n[file b]\n[terminators]\n-،\n", text) ==
               "جاء سامي، جلس. | ثم قال :: | نعم : | لا");
    BOOST_CHECK_EXCEPTION(cut_arabic("[terminators]\n;:\n", text), egiz::Error,
                          [](const egiz::Error& error) { return error.place().line == 2; });
}

BOOST_AUTO_TEST_CASE(both_greek_question_marks_end_sentences) {
    BOOST_TEST(cut(Segmenter(Language::require("el")), "Πού\u037E Πότε; Τώρα.") ==
               "Πού\u037E | Πότε; | Τώρα.");
}

// --- the files themselves -------------------------------------------------------------------

/// What a file says, section by section, one word a line: `[openers] the`.
std::vector<std::string> said(const EmbeddedFile& file) {
    std::vector<std::string> result;
    std::string section;
    std::string_view text = file.bytes;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.starts_with('[')) section = line;
        if (line.empty() || line.starts_with('[') || line.starts_with('#')) continue;
        for (std::size_t begin = 0; begin < line.size();) {
            const std::size_t space = std::min(line.find(' ', begin), line.size());
            if (space > begin && section != "[settings]") {
                result.push_back(section + ' ' + std::string(line.substr(begin, space - begin)));
            }
            begin = space + 1;
        }
    }
    return result;
}

BOOST_AUTO_TEST_CASE(every_rules_file_can_be_read_and_says_nothing_in_vain) {
    // The languages of the first class have whole files, to be read without the general one.
    const std::set<std::string> whole_files{"en.txt", "ru.txt", "kk.txt", "zh.txt"};
    std::set<std::string> general;
    for (const EmbeddedFile& file : egiz::align::embedded_rules()) {
        if (file.name != "general.txt") continue;
        for (const std::string& entry : said(file)) general.insert(entry);
    }
    BOOST_TEST(!general.empty());
    for (const EmbeddedFile& file : egiz::align::embedded_rules()) {
        const std::string name(file.name);
        if (name == "general.txt") continue;
        const std::string tag = name.substr(0, name.find('.'));
        BOOST_CHECK_NO_THROW(static_cast<void>(egiz::align::rules_for(Language::require(tag))));
        for (const std::string& entry : said(file)) {
            const bool repeats = !whole_files.contains(name) && general.contains(entry);
            BOOST_TEST(!repeats, name << " repeats general.txt: " << entry);
            // Words that follow are looked up one by one.
            const bool one_word =
                !entry.starts_with("[openers]") || entry.find('.') == std::string::npos;
            BOOST_TEST(one_word, name << " has what is never found: " << entry);
        }
    }
}

}  // namespace
