// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as TBX, as units and as a lexicon.
#include "formats/exchange/lexicon_builder.hpp"
#include "formats/exchange/tbx.hpp"
#include "formats/exchange/tbx_reader.hpp"
#include "tests/fuzz/units_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace egiz;
    const std::string_view text(reinterpret_cast<const char*>(bytes), size);
    const auto make = [](formats::InputFile file, const formats::ReadOptions&) {
        return formats::make_tbx_reader(std::move(file), {});
    };
    try {
        const auto reader = make(formats::InputFile::from_text(std::string(text), "input"), {});
        const std::vector<TranslationUnit> units = test::read_all(*reader);
        if (!units.empty()) {
            const std::string first = test::written(formats::make_tbx_writer, units, {});
            const auto again = make(formats::InputFile::from_text(first, "again"), {});
            const std::vector<TranslationUnit> same = test::read_all(*again);
            test::require(!same.empty());
        }
    } catch (const Error& error) {
        test::require(error.fault() != Fault::internal);
    }
    try {
        formats::LexiconBuilder builder("TBX");
        formats::read_tbx(formats::InputFile::from_text(std::string(text), "input"), builder);
        static_cast<void>(builder.finish("input", ""));
    } catch (const Error& error) {
        test::require(error.fault() != Fault::internal);
    }
    return 0;
}
