// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_export.hpp"

#include "align/segmentation/rule_set.hpp"
#include "tests/align/srx_support.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <ostream>

namespace egiz::align {
namespace {

std::shared_ptr<const Engine> exported(const std::string& tag) {
    const Language language = Language::require(tag);
    return srx_engine(export_srx(rules_for(language), language), nullptr, tag.c_str());
}

struct SrxExportCase {
    const char* language;
    const char* text;
    const char* sentences;

    friend std::ostream& operator<<(std::ostream& out, const SrxExportCase& sample) {
        return out << sample.text;
    }
};

const std::vector<SrxExportCase> srx_export_cases{
    {"en", "Dr. A. B. Smith came. He left.", "Dr. A. B. Smith came.|He left."},
    {"en", "See Fig. 3 for it. The end.", "See Fig. 3 for it.|The end."},
    {"en", "It is by Acme Inc. The firm is old.", "It is by Acme Inc.|The firm is old."},
    {"en", "It is by Acme Inc. of London. So.", "It is by Acme Inc. of London.|So."},
    {"en", "\"Who is it?\" Mary asked. \"Me!\" So.", "\"Who is it?\" Mary asked.|\"Me!\"|So."},
    {"en", "He wrote it.[6] She read it.", "He wrote it.[6]|She read it."},
    {"en", "1. Open the file. 2. Close it.", "1. Open the file.|2. Close it."},
    {"ru", "Он жил в г. Алматы. Потом уехал.", "Он жил в г. Алматы.|Потом уехал."},
    {"ru", "А. С. Петров и т. д. и т. п. есть. Он тут.",
     "А. С. Петров и т. д. и т. п. есть.|Он тут."},
    {"ru", "Это было в 1998 г. Он уехал.", "Это было в 1998 г.|Он уехал."},
    {"kk", "Ол 1995 ж. туған. Кітап, т.б. бар еді.", "Ол 1995 ж. туған.|Кітап, т.б. бар еді."},
    {"zh", "他来了。“真的吗？”他问。好！", "他来了。|“真的吗？”他问。|好！"},
};
BOOST_DATA_TEST_CASE(exported_rules_cut_as_ours_do, srx_export_cases) {
    BOOST_TEST(cut(exported(sample.language), sample.text) == sample.sentences);
    BOOST_TEST(cut(Segmenter(Language::require(sample.language)).shared_engine(), sample.text) ==
               sample.sentences);
}

const std::vector<std::string> tags{"en", "ru", "kk", "zh"};
BOOST_DATA_TEST_CASE(exported_rules_find_nearly_the_sentences_that_ours_do, tags) {
    const std::string text = test::read_file(test::sample(sample + ".txt"));
    const Segmenter native{Language::require(sample)};
    const Segmenter srx{exported(sample)};
    std::size_t all = 0;
    std::size_t same = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view paragraph = std::string_view(text).substr(begin, end - begin);
        const std::vector<Range> ours = native.split(paragraph);
        const std::vector<Range> theirs = srx.split(paragraph);
        all += ours.size();
        same += static_cast<std::size_t>(
            std::count_if(ours.begin(), ours.end(), [&](const Range& sentence) {
                return std::find(theirs.begin(), theirs.end(), sentence) != theirs.end();
            }));
        begin = end + 1;
    }
    BOOST_TEST(all > 50U);
    BOOST_TEST(same * 100 >= all * 97, same << " of " << all);
}

/// All of them: a file for a language that has no rules of its own is sound, too.
const std::vector<std::string> more_tags{"en", "ru", "kk", "zh", "de", "fr",
                                         "ja", "hy", "el", "ar", "fi"};
BOOST_DATA_TEST_CASE(exported_rules_need_no_repair_and_few_lines, more_tags) {
    const Language language = Language::require(sample);
    const SegmentationRules document = export_srx(rules_for(language), language);
    SrxReport report;
    static_cast<void>(make_srx_engine(document, language, nullptr, report));
    BOOST_TEST(report.repairs.empty());
    BOOST_TEST(report.warnings.empty());
    BOOST_TEST_REQUIRE(report.groups.size() == 1U);
    BOOST_TEST(report.groups[0].rules < 40U);
}

BOOST_AUTO_TEST_CASE(an_export_is_for_every_region_of_the_language) {
    const Language english = Language::require("en");
    const SegmentationRules document = export_srx(rules_for(english), english);
    for (const char* tag : {"en", "en-US", "en-Latn-GB"}) {
        SrxReport report;
        static_cast<void>(make_srx_engine(document, Language::require(tag), nullptr, report));
        BOOST_TEST(report.groups.size() == 1U);
    }
    SrxReport report;
    static_cast<void>(make_srx_engine(document, Language::require("enm"), nullptr, report));
    BOOST_TEST(report.groups.empty());
}

BOOST_AUTO_TEST_CASE(an_export_for_norwegian_is_for_both_written_languages) {
    for (const char* asked : {"no", "nb", "nn"}) {
        const Language language = Language::require(asked);
        const SegmentationRules document = export_srx(rules_for(language), language);
        for (const char* tag : {"no", "nb", "nn-NO"}) {
            SrxReport report;
            static_cast<void>(make_srx_engine(document, Language::require(tag), nullptr, report));
            BOOST_TEST(report.groups.size() == 1U);
        }
    }
}

}  // namespace
}  // namespace egiz::align
