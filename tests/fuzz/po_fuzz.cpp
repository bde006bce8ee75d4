// SPDX-License-Identifier: Apache-2.0
// Reads the bytes as PO.
#include "formats/exchange/po.hpp"
#include "tests/fuzz/units_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace egiz;
    const auto make = [](formats::InputFile file, const formats::ReadOptions& options) {
        return formats::make_po_reader(std::move(file), {}, options);
    };
    formats::ReadOptions options;
    options.target = Language::require("ru");
    test::check_round_trip({reinterpret_cast<const char*>(bytes), size}, options, make,
                           formats::make_po_writer);
    return 0;
}
