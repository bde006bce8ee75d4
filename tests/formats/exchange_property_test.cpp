// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"
#include "formats/validation/validate.hpp"
#include "tests/formats/exchange_support.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>

#include <random>

namespace egiz::test {
namespace {

using formats::UnitFormat;
using formats::XliffVersion;
using Kind = InlineCode::Kind;

/// Units of every kind; the same for the same seed.
class UnitMaker {
public:
    explicit UnitMaker(unsigned seed) : random_(seed) {}

    TranslationUnit unit(std::vector<const char*> languages) {
        TranslationUnit unit;
        if (chance(2)) unit.id = word();
        if (chance(2)) unit.document = word();
        if (chance(2)) unit.bead_type = "1-2";
        if (chance(2)) unit.score = below(1001) / 1000.0;
        unit.state = static_cast<ReviewState>(below(3));
        unit.authorship = authorship();
        unit.properties = properties();
        unit.notes = notes();
        for (const char* tag : languages) unit.variants.push_back(variant(tag));
        return unit;
    }

private:
    unsigned below(unsigned bound) { return static_cast<unsigned>(random_() % bound); }
    bool chance(unsigned one_in) { return below(one_in) == 0; }

    std::string word() {
        static const std::vector<std::string> pieces{
            "a",   "Б", "ң",       "文",     "\U0001F408", "\U0002000B", "&",  "<",  ">",
            "\"",  "'", " ",       "]]>",    "&amp;",      "\t",         "\n", "\r", "\\",
            "%20", ":", "e\u0301", "\u00A0", "\u200B",     "\uFEFF",     "-->"};
        std::string text = "w";
        for (unsigned i = below(8); i > 0; --i) text += pieces[below(unsigned(pieces.size()))];
        return text;
    }

    std::vector<std::string> notes() {
        std::vector<std::string> result;
        for (unsigned i = below(3); i > 0; --i) result.push_back(word());
        return result;
    }
    std::vector<Property> properties() {
        std::vector<Property> result;
        for (unsigned i = below(3); i > 0; --i) result.push_back({word(), chance(4) ? "" : word()});
        return result;
    }
    Authorship authorship() {
        Authorship result;
        if (chance(2)) result.created = "2026-0" + std::to_string(1 + below(9)) + "-28T23:59:59Z";
        if (chance(3)) result.created_by = word();
        if (chance(3)) result.changed = "1999-12-31T00:00:00Z";
        if (chance(3)) result.changed_by = word();
        return result;
    }

    Variant variant(const char* tag) {
        static const std::vector<std::string> types{"bold", "italic", "link", "x-odd", ""};
        Variant result = test::variant(tag, word());
        std::vector<std::string> open;
        unsigned count = 0;
        for (unsigned i = below(6); i > 0; --i) {
            result.text += word();
            InlineCode code;
            code.byte_offset = result.text.size();
            code.data = chance(2) ? word() : "";
            if (!open.empty() && chance(2)) {
                // Any open pair, not only the last: pairs may cross.
                const auto which = open.begin() + below(unsigned(open.size()));
                code.kind = Kind::close;
                code.id = *which;
                open.erase(which);
            } else {
                constexpr Kind kinds[] = {Kind::open, Kind::placeholder, Kind::lone_open,
                                          Kind::lone_close};
                const unsigned which = below(4);
                code.kind = kinds[which];
                // The same id in both variants is the same code, so of the same kind.
                // TMX wants numbers (1.4b, 3.2, `x`).
                code.id = std::to_string(10 * ++count + which);
                if (code.kind != Kind::placeholder)
                    code.type = types[below(unsigned(types.size()))];
                if (code.kind == Kind::open) open.push_back(code.id);
            }
            result.codes.push_back(std::move(code));
        }
        for (const std::string& id : open) {
            result.codes.push_back({result.text.size(), Kind::close, id, "", ""});
        }
        for (unsigned i = below(4); i > 0; --i) {
            result.contexts.push_back({below(3) == 0 ? 0U : static_cast<std::uint32_t>(random_()),
                                       static_cast<std::uint32_t>(random_())});
        }
        result.authorship = authorship();
        result.properties = properties();
        result.notes = notes();
        return result;
    }

    std::mt19937 random_;
};

struct Format {
    const char* name;
    UnitFormat format;
    XliffVersion version;
    std::vector<const char*> languages;
};
std::ostream& operator<<(std::ostream& out, const Format& sample) { return out << sample.name; }

const std::vector<Format> formats_under_test{
    {"a.tmx", UnitFormat::tmx, {}, {"en", "ru", "kk", "zh-Hans", "zh-TW"}},
    {"a.jsonl", UnitFormat::jsonl, {}, {"en", "ru", "kk", "zh-Hans"}},
    {"1.2.xlf", UnitFormat::xliff, XliffVersion::v1_2, {"en", "kk"}},
    {"2.0.xlf", UnitFormat::xliff, XliffVersion::v2_0, {"zh-CN", "ru"}},
};
BOOST_DATA_TEST_CASE(what_is_written_is_read_back_and_valid, formats_under_test) {
    const TemporaryFolder folder;
    UnitMaker maker(20261124);
    std::vector<TranslationUnit> units;
    for (int i = 0; i < 300; ++i) units.push_back(maker.unit(sample.languages));
    formats::UnitWriterOptions options;
    options.xliff_version = sample.version;
    for (const char* tag : sample.languages) options.languages.push_back(language(tag));
    const std::string path = folder.write(sample.name, write_units(sample.format, units, options));

    const auto result = read_units(path);
    BOOST_TEST(result.warnings.empty());
    BOOST_TEST_REQUIRE(result.units.size() == units.size());
    for (std::size_t i = 0; i < units.size(); ++i) BOOST_TEST(result.units[i] == units[i]);
    if (sample.format != UnitFormat::jsonl) {
        const auto validation = formats::validate_file(path);
        for (const formats::ValidationFault& fault : validation.faults) {
            if (fault.rule == "tuid") continue;  // ids are written as they are (decision 16)
            BOOST_ERROR(fault.place.to_string() + ": " + fault.message);
        }
    }
    // Writing what was read gives the same bytes: nothing changes on the second way round.
    BOOST_TEST((write_units(sample.format, result.units, options) == read_file(path)));
}

BOOST_AUTO_TEST_CASE(a_table_gives_its_texts_back) {
    const TemporaryFolder folder;
    UnitMaker maker(7);
    std::vector<TranslationUnit> units;
    for (int i = 0; i < 200; ++i) {
        const TranslationUnit unit = maker.unit({"en", "ru", "kk"});
        TranslationUnit bare;
        for (const Variant& variant : unit.variants) {
            // A unit may lack one of the columns.
            if (i % 3 == 0 && variant.language == language("ru")) continue;
            bare.variants.push_back(test::variant(variant.language.tag().c_str(), variant.text));
        }
        units.push_back(std::move(bare));
    }
    formats::UnitWriterOptions options;
    options.languages = {language("en"), language("ru"), language("kk")};
    const auto result =
        read_units(folder.write("a.tsv", write_units(UnitFormat::tsv, units, options)));
    BOOST_TEST_REQUIRE(result.units.size() == units.size());
    for (std::size_t i = 0; i < units.size(); ++i) BOOST_TEST(result.units[i] == units[i]);
}

}  // namespace
}  // namespace egiz::test
