// SPDX-License-Identifier: Apache-2.0
// Takes the bytes, but for the last, as XLIFF: reads its units, holds it as an XliffFile whose
// segments it fills. What was read is written, as 1.2 if the last byte is odd ('1'), else as 2.0,
// and read again; what is written of that has to be the same bytes. If the last byte has bit 1
// ('2', '3'), the file is validated too, which is slow: each time the schemas are read anew.
#include "formats/exchange/units.hpp"
#include "formats/exchange/xliff_copy.hpp"
#include "formats/exchange/xliff_file.hpp"
#include "formats/validation/validate.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

namespace {

using namespace egiz;

/// Runs what may refuse its input, but must not fail otherwise.
template <class Body>
bool bears(Body&& body) {
    try {
        body();
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) std::abort();
        return false;
    }
    return true;
}

std::vector<TranslationUnit> read(const std::string& path) {
    const auto reader = formats::open_units(path, [](const Warning&) {});
    std::vector<TranslationUnit> units;
    while (auto unit = reader->next()) units.push_back(std::move(*unit));
    if (reader->counts().units != units.size()) std::abort();
    return units;
}

std::string written(const std::vector<TranslationUnit>& units,
                    const formats::UnitWriterOptions& options) {
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(formats::UnitFormat::xliff, out, options);
    for (const TranslationUnit& unit : units) writer->write(unit);
    writer->finish();
    return out.str();
}

void fill(formats::XliffFile& file) {
    for (std::size_t i = 0; i < file.segments().size(); ++i) {
        Proposal proposal;
        proposal.source = file.segments()[i].source;
        proposal.target = proposal.source;
        proposal.score = 100;
        file.fill(i, proposal);
        file.propose(i, {proposal});
    }
    std::ostringstream out;
    file.write(out);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static test::MemoryFile file("input.xlf");
    static test::MemoryFile again("again.xlf");
    if (size == 0) return 0;
    file.write({reinterpret_cast<const char*>(bytes), size - 1});
    if ((bytes[size - 1] & 2U) != 0) {
        static_cast<void>(bears([&] { static_cast<void>(formats::validate_file(file.path())); }));
    }
    static_cast<void>(bears([&] {
        formats::XliffFile held(file.path(), [](const Warning&) {});
        fill(held);
    }));
    std::vector<TranslationUnit> units;
    const bool readable = bears([&] {
        units = read(file.path());
        std::ostringstream copy;
        formats::copy_xliff(file.path(), copy);
    });
    if (!readable) return 0;
    formats::UnitWriterOptions options;
    options.untranslated = true;
    options.xliff_version =
        bytes[size - 1] % 2 == 1 ? formats::XliffVersion::v1_2 : formats::XliffVersion::v2_0;
    for (const TranslationUnit& unit : units) {
        options.languages.clear();
        for (const Variant& variant : unit.variants) options.languages.push_back(variant.language);
        if (options.languages.size() == 2) break;
    }
    std::string first;
    if (!bears([&] { first = written(units, options); })) return 0;
    // What we have written ourselves must be readable, and come out the same.
    again.write(first);
    if (written(read(again.path()), options) != first) std::abort();
    return 0;
}
