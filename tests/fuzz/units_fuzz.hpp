// SPDX-License-Identifier: Apache-2.0
// What the fuzzers of unit formats share: what was read is written in the same format and read
// again, and has to come out the same.
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/input_file.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::test {

inline void require(bool good) {
    if (!good) std::abort();
}

/// Reads everything that a reader has, and checks what it promises.
inline std::vector<TranslationUnit> read_all(formats::UnitReader& reader) {
    std::vector<TranslationUnit> units;
    while (auto unit = reader.next()) {
        require(!unit->variants.empty());
        for (std::size_t i = 0; i < unit->variants.size(); ++i) {
            require(!find_invalid_utf8(unit->variants[i].text));
            for (std::size_t k = 0; k < i; ++k) {
                require(unit->variants[i].language != unit->variants[k].language);
            }
        }
        units.push_back(std::move(*unit));
    }
    require(reader.counts().units == units.size());
    return units;
}

inline std::vector<Language> languages_in(const std::vector<TranslationUnit>& units) {
    std::vector<Language> languages;
    for (const TranslationUnit& unit : units) {
        for (const Variant& variant : unit.variants) {
            if (std::find(languages.begin(), languages.end(), variant.language) ==
                languages.end()) {
                languages.push_back(variant.language);
            }
        }
    }
    return languages;
}

using MakeWriter = std::unique_ptr<formats::UnitWriter> (*)(std::ostream&,
                                                            const formats::UnitWriterOptions&);

inline std::string written(MakeWriter make, const std::vector<TranslationUnit>& units,
                           const formats::UnitWriterOptions& options) {
    std::ostringstream out;
    const auto writer = make(out, options);
    for (const TranslationUnit& unit : units) writer->write(unit);
    writer->finish();
    require(writer->written() <= units.size());
    return out.str();
}

/// \param make  makes a reader of a file: `make(InputFile, options)`
template <class Make>
void check_round_trip(std::string_view bytes, const formats::ReadOptions& options, Make make,
                      MakeWriter make_writer) {
    std::string first;
    formats::UnitWriterOptions writer_options;
    try {
        const auto reader =
            make(formats::InputFile::from_text(std::string(bytes), "input"), options);
        const std::vector<TranslationUnit> units = read_all(*reader);
        if (units.empty()) return;
        writer_options.languages = languages_in(units);
        writer_options.fewest_texts = 1;
        writer_options.header = reader->header();
        first = written(make_writer, units, writer_options);
    } catch (const Error& error) {
        require(error.fault() != Fault::internal);
        return;
    }
    // What we have written ourselves must be readable, and come out the same.
    formats::ReadOptions again = options;
    again.columns.clear();
    const auto reader = make(formats::InputFile::from_text(first, "again"), again);
    require(written(make_writer, read_all(*reader), writer_options) == first);
}

}  // namespace egiz::test
