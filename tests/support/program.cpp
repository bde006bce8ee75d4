// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.hpp"

#include "tests/support/temporary_folder.hpp"

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <sstream>
#include <stdexcept>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace egiz::test {
namespace {

[[noreturn]] void become_program(const ProgramCall& call, const TemporaryFolder& files) {
    const auto redirect = [&](const char* name, int flags, int target) {
        const int descriptor = open((files / name).c_str(), flags, 0600);
        dup2(descriptor, target);
        close(descriptor);
    };
    redirect("in", O_RDONLY, STDIN_FILENO);
    redirect("out", O_WRONLY | O_CREAT, STDOUT_FILENO);
    redirect("err", O_WRONLY | O_CREAT, STDERR_FILENO);
    if (!call.folder.empty() && chdir(call.folder.c_str()) != 0) _exit(126);
    clearenv();
    setenv("HOME", files.path().c_str(), 1);
    setenv("PATH", "/usr/bin:/bin", 1);
    for (const auto& [name, value] : call.environment) setenv(name.c_str(), value.c_str(), 1);
    std::vector<char*> arguments{const_cast<char*>("egiz")};
    for (const std::string& argument : call.arguments) {
        arguments.push_back(const_cast<char*>(argument.c_str()));
    }
    arguments.push_back(nullptr);
    execv(EGIZ_PROGRAM, arguments.data());
    _exit(127);
}

}  // namespace

ProgramResult run_program(const ProgramCall& call) {
    const TemporaryFolder files;
    files.write("in", call.input);
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("fork");
    if (child == 0) become_program(call, files);
    int status = 0;
    bool ended = false;
    if (call.signal) {
        while (!call.once_there.empty() && !ended && !std::filesystem::exists(call.once_there)) {
            ended = waitpid(child, &status, WNOHANG) == child;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        std::this_thread::sleep_for(call.after);
        if (!ended) kill(child, *call.signal);
    }
    if (!ended) waitpid(child, &status, 0);
    ProgramResult result;
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.out = read_file(files / "out");
    result.err = read_file(files / "err");
    return result;
}

ProgramResult egiz(const std::vector<std::string>& arguments, const std::string& input) {
    ProgramCall call;
    call.arguments = arguments;
    call.input = input;
    return run_program(call);
}

std::vector<std::string> with(std::vector<std::string> arguments,
                              const std::vector<std::string>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace egiz::test
