// SPDX-License-Identifier: Apache-2.0
// Reads the bytes, but for the last, as a table. The last byte chooses: TSV ('0'), CSV ('1'), and
// both again with --columns ('2', '3').
#include "formats/exchange/csv.hpp"
#include "formats/exchange/tsv.hpp"
#include "tests/fuzz/units_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace egiz;
    if (size == 0) return 0;
    const unsigned choice = bytes[size - 1] % 4U;  // '0' is 48
    formats::ReadOptions options;
    if (choice >= 2) options.columns = "en,ru,-,note,state";
    const auto make = [&](formats::InputFile file, const formats::ReadOptions& wanted) {
        return choice % 2 == 0 ? formats::make_tsv_reader(std::move(file), {}, wanted)
                               : formats::make_csv_reader(std::move(file), {}, wanted);
    };
    test::check_round_trip({reinterpret_cast<const char*>(bytes), size - 1}, options, make,
                           choice % 2 == 0 ? formats::make_tsv_writer : formats::make_csv_writer);
    return 0;
}
