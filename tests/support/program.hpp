// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::test {

struct ProgramResult {
    int exit_code = -1;  ///< 128 + signal if a signal ended it
    std::string out;
    std::string err;
};

struct ProgramCall {
    std::vector<std::string> arguments;
    std::string input;
    std::map<std::string, std::string> environment;  ///< set beside the few that are always there
    std::string folder;                              ///< to run in
    /// Sends this signal after this time, if the program still runs. The time begins once the
    /// file `once_there` is there, if one is named: a loaded machine may start a program late.
    std::optional<int> signal;
    std::string once_there;
    std::chrono::microseconds after{0};
};

/// Runs the real `egiz` of this build.
[[nodiscard]] ProgramResult run_program(const ProgramCall& call);
[[nodiscard]] ProgramResult egiz(const std::vector<std::string>& arguments,
                                 const std::string& input = {});

[[nodiscard]] std::vector<std::string> with(std::vector<std::string> arguments,
                                            const std::vector<std::string>& more);
[[nodiscard]] std::vector<std::string> lines_of(const std::string& text);
[[nodiscard]] bool contains(const std::string& text, std::string_view part);

}  // namespace egiz::test
