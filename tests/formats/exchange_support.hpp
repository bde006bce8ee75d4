// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

namespace egiz {

// For the messages of failing tests.
inline std::ostream& operator<<(std::ostream& out, const TranslationUnit& unit) {
    out << "unit '" << unit.id << "' " << unit.document << ' ' << unit.bead_type << ' '
        << name(unit.state) << " [" << unit.authorship.created << ' ' << unit.authorship.created_by
        << ' ' << unit.authorship.changed << ' ' << unit.authorship.changed_by << ']';
    if (unit.score) out << ' ' << *unit.score;
    for (const std::string& note : unit.notes) out << " note(" << note << ')';
    for (const Property& property : unit.properties) {
        out << " prop(" << property.type << '=' << property.value << ')';
    }
    for (const Variant& variant : unit.variants) {
        out << "\n  " << variant.language << ": " << variant.text;
        for (const InlineCode& code : variant.codes) {
            out << " <" << code.byte_offset << ' ' << static_cast<int>(code.kind)
                << " id=" << code.id << " type=" << code.type << " data=" << code.data << '>';
        }
        for (const Context context : variant.contexts) {
            out << " context(" << context.previous << ' ' << context.next << ')';
        }
        for (const std::string& note : variant.notes) out << " note(" << note << ')';
        for (const Property& property : variant.properties) {
            out << " prop(" << property.type << '=' << property.value << ')';
        }
    }
    return out;
}

}  // namespace egiz

namespace egiz::test {

struct ReadResult {
    std::vector<TranslationUnit> units;
    formats::ReadCounts counts;
    std::vector<std::string> warnings;  ///< `line: message`
};

inline ReadResult read_units(const std::string& path) {
    ReadResult result;
    const auto reader = formats::open_units(path, [&](const Warning& warning) {
        result.warnings.push_back(std::to_string(warning.place.line) + ": " + warning.message);
    });
    while (auto unit = reader->next()) result.units.push_back(std::move(*unit));
    result.counts = reader->counts();
    return result;
}

/// The error that reading the file ends with. Fails the test if there is none.
inline Error error_of_reading(const std::string& path) {
    try {
        static_cast<void>(read_units(path));
    } catch (const Error& error) {
        return error;
    }
    BOOST_FAIL("no error in " << path);
    std::abort();
}

inline std::string write_units(formats::UnitFormat format,
                               const std::vector<TranslationUnit>& units,
                               const formats::UnitWriterOptions& options) {
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(format, out, options);
    for (const TranslationUnit& unit : units) writer->write(unit);
    writer->finish();
    return out.str();
}

inline Language language(const char* tag) { return Language::require(tag); }

inline Variant variant(const char* tag, std::string text, std::vector<InlineCode> codes = {}) {
    Variant result;
    result.language = language(tag);
    result.text = std::move(text);
    result.codes = std::move(codes);
    return result;
}

inline TranslationUnit unit_of(std::vector<Variant> variants) {
    TranslationUnit unit;
    unit.variants = std::move(variants);
    return unit;
}

/// Compares with a file of tests/golden/, or rewrites that if EGIZ_UPDATE_GOLDENS is set.
inline void check_golden(const std::string& name, const std::string& actual) {
    const auto path = std::filesystem::path(EGIZ_SOURCE_DIR) / "tests" / "golden" / name;
    if (std::getenv("EGIZ_UPDATE_GOLDENS") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << actual;
    }
    BOOST_TEST(actual == read_file(path));
}

/// A unit that has everything a unit can have.
inline TranslationUnit full_unit() {
    using Kind = InlineCode::Kind;
    TranslationUnit unit = unit_of(
        {variant("en", "Press Save & wait.\tLine\nbreak",
                 {{6, Kind::open, "1", "bold", "<b>"},
                  {10, Kind::close, "1", "", "</b>"},
                  {18, Kind::placeholder, "2", "lb", "<br/>"}}),
         variant("ru", "Нажмите «Сохранить» < ждите.",
                 {{15, Kind::open, "1", "bold", "<b>"}, {37, Kind::close, "1", "", "</b>"}})});
    unit.id = "menu.save";
    unit.authorship = {"2026-01-02T03:04:05Z", "aida", "2026-02-03T04:05:06Z", "bolat & co"};
    unit.properties = {{"x-project", "alpha <1>"}, {"domain", ""}};
    unit.notes = {"mind the \"quotes\"", "second\nline"};
    unit.document = "manual.txt";
    unit.bead_type = "1-1";
    unit.score = 0.875;
    unit.state = ReviewState::reviewed;
    unit.variants[0].authorship = {"2025-01-01T00:00:00Z", "", "", "x"};
    unit.variants[0].contexts = {{0x1a2b3c4d, 0}, {7, 0xffffffff}};
    unit.variants[1].contexts = {{0, 0}};
    unit.variants[1].notes = {"check the verb"};
    unit.variants[1].properties = {{"x-origin", "human"}};
    return unit;
}

}  // namespace egiz::test
