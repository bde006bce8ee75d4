// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace egiz::test {

/// Makes a memory of lines `source TAB target`. \return its path
inline std::string make_memory(const TemporaryFolder& folder, const std::string& name,
                               const std::string& source, const std::string& target,
                               const std::string& lines) {
    const std::string tsv = folder.write(name + ".tsv", source + '\t' + target + '\n' + lines);
    const std::string memory = folder / name;
    const ProgramResult result = egiz({"tm", "import", tsv, "--db", memory});
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    return memory;
}

inline nlohmann::json json_of(const ProgramResult& result) {
    BOOST_TEST_REQUIRE(result.exit_code == 0, result.err);
    return nlohmann::json::parse(result.out);
}

}  // namespace egiz::test
