// SPDX-License-Identifier: Apache-2.0
// Reads the bytes, but for the last, as TMX; what was read is written as TMX and read again, and has to
// be the same. If the last byte is odd ('1'), the file is salvaged.
#include "formats/exchange/units.hpp"
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

std::vector<TranslationUnit> read(const std::string& path, bool salvage) {
    formats::ReadOptions options;
    options.salvage = salvage;
    const auto reader = formats::open_units(path, [](const Warning&) {}, options);
    std::vector<TranslationUnit> units;
    while (auto unit = reader->next()) units.push_back(std::move(*unit));
    if (reader->counts().units != units.size()) std::abort();
    return units;
}

std::string written(const std::vector<TranslationUnit>& units) {
    std::ostringstream out;
    const auto writer = formats::make_unit_writer(formats::UnitFormat::tmx, out, {});
    for (const TranslationUnit& unit : units) writer->write(unit);
    writer->finish();
    if (writer->written() != units.size() || writer->dropped_characters() != 0) std::abort();
    return out.str();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static test::MemoryFile file("input.tmx");
    static test::MemoryFile again("again.tmx");
    if (size == 0) return 0;
    file.write({reinterpret_cast<const char*>(bytes), size - 1});
    std::string first;
    try {
        const std::vector<TranslationUnit> units = read(file.path(), bytes[size - 1] % 2 == 1);
        if (units.empty()) return 0;
        first = written(units);
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) std::abort();
        return 0;
    }
    // What we have written ourselves must be readable, and come out the same.
    again.write(first);
    if (written(read(again.path(), false)) != first) std::abort();
    return 0;
}
