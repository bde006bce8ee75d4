// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as an SRX file and, if it is one, cuts a short text by it.
#include "align/segmentation/engine.hpp"
#include "align/segmentation/srx_engine.hpp"
#include "formats/exchange/srx_reader.hpp"
#include "formats/exchange/srx_writer.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "text/error.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>

namespace {

using namespace egiz;

constexpr std::string_view text =
    "Mr. A. B. Smith (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) said: \"No. 5... is "
    "e.g. here!\" B\n\n1. Он жил в г. Алматы, т.е. тут. Ол ж. келді. “真的吗？”他问。😀 "
    "é\xFF\xED\xA0";

void cut(const SegmentationRules& rules, const char* tag) {
    align::SrxReport report;
    const auto engine = make_srx_engine(rules, Language::require(tag), nullptr, report);
    align::ScanState state;
    std::size_t last = 0;
    engine->scan(text, text.size(), state, [&](const align::Boundary& boundary) {
        if (boundary.offset < last || boundary.offset >= text.size()) std::abort();
        last = boundary.offset;
        static_cast<void>(engine->explain(boundary));
        return boundary.ends;
    });
    if (state.offset != text.size()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static test::MemoryFile file("input.srx");
    file.write({reinterpret_cast<const char*>(bytes), size});
    try {
        const SegmentationRules rules = formats::read_srx(formats::InputFile(file.path()));
        std::ostringstream written;
        formats::write_srx(written, rules);
        cut(rules, "en");
        cut(rules, "zh-Hant");
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) std::abort();
    }
    return 0;
}
