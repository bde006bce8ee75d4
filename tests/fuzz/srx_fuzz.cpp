// SPDX-License-Identifier: Apache-2.0
// Reads the bytes, but for the last, as an SRX file and, if it is one, cuts a short text by it. The
// last byte chooses what is underneath: nothing ('0'), our own rules ('1'), those for informal text
// ('2').
#include "align/segmentation/engine.hpp"
#include "align/segmentation/srx_engine.hpp"
#include "align/segmenter.hpp"
#include "formats/exchange/srx_reader.hpp"
#include "formats/exchange/srx_writer.hpp"
#include "tests/fuzz/memory_file.hpp"
#include "text/error.hpp"

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

namespace {

using namespace egiz;

constexpr std::string_view text =
    "1) Mr. A. B. Smith (aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa) said: \"No. 5... is "
    "e.g. here!\" B 2) see www.abc.com Next :) So\n\n3) a list • one • two 1. Он жил в г. Алматы, "
    "т.е. тут. Ол ж. келді. “真的吗？”他问。😀 é\xFF\xED\xA0";

using Places = std::vector<std::pair<std::size_t, bool>>;

Places places(const align::Engine& engine, std::size_t step) {
    Places result;
    align::ScanState state;
    while (state.offset < text.size()) {
        engine.scan(text, std::min(text.size(), state.offset + step), state,
                    [&](const align::Boundary& boundary) {
                        static_cast<void>(engine.explain(boundary));
                        result.emplace_back(boundary.offset, boundary.ends);
                        return boundary.ends;
                    });
    }
    return result;
}

void cut(const SegmentationRules& rules, const char* tag, unsigned underneath) {
    const Language language = Language::require(tag);
    align::SegmenterOptions options;
    options.informal = underneath == 2;
    std::shared_ptr<const align::Engine> base;
    if (underneath != 0) base = align::Segmenter(language, options).shared_engine();
    align::SrxReport report;
    const auto engine = make_srx_engine(rules, language, base, report);
    const Places found = places(*engine, text.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i].first >= text.size()) std::abort();
        if (i > 0 && found[i].first <= found[i - 1].first) std::abort();
    }
    if (places(*engine, 11) != found) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static test::MemoryFile file("input.srx");
    if (size == 0) return 0;
    file.write({reinterpret_cast<const char*>(bytes), size - 1});
    const unsigned underneath = bytes[size - 1] % 3U;  // '0' is 48
    try {
        const SegmentationRules rules = formats::read_srx(formats::InputFile(file.path()));
        std::ostringstream written;
        formats::write_srx(written, rules);
        cut(rules, "en", underneath);
        cut(rules, "zh-Hant", underneath);
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) std::abort();
    }
    return 0;
}
