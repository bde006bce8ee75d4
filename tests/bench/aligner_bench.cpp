// SPDX-License-Identifier: Apache-2.0
// Prints what `egiz align`, `egiz batch` and a start of the program cost, as a user meets them:
//
//     egiz_aligner_bench [--egiz PROGRAM] [--lines N,N…] [--documents N] [--timeout SECONDS]
//                        [zh=001.zh en=001.en [zh=002.zh en=002.en …]]
//
// The files hold a sentence a line, two files a text, in the order of its pairs; without any, it is
// samples/ in English and Russian. All texts one behind the other are repeated and then cut, each
// side at N lines (5000, 20000 and 50000): where the sides are not equally long, the end of one has
// no counterpart. Then N (200) documents of three pages, 60 to 70 sentences a side, cut from the
// same text at the same share of both sides, go through `egiz batch --jobs 1`.
//
// Seconds are those of the processor, but for documents a second and starts, which are by the
// clock.
#include "tests/support/temporary_folder.hpp"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

using egiz::test::TemporaryFolder;
using Lines = std::vector<std::string>;

struct Side {
    std::string language;
    Lines lines;
};

struct Options {
    std::string egiz = EGIZ_PROGRAM;
    std::vector<std::size_t> sizes{5'000, 20'000, 50'000};
    std::size_t documents = 200;
    unsigned timeout_seconds = 300;
    std::vector<std::string> files;  ///< `zh=001.zh`, source and target in turns
};

struct Run {
    double cpu_seconds = 0;
    double seconds = 0;  ///< by the clock
    double peak_mib = 0;
    int exit_code = 0;  ///< 128 + signal if a signal ended it
};

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

/// Runs the program in `folder`, without settings of the user's; what it writes is in `out`, `err`.
Run run(const Options& options, const std::vector<std::string>& arguments,
        const TemporaryFolder& folder) {
    const std::string out = folder / "out";
    const std::string err = folder / "err";
    const std::string home = folder.path().string();
    std::vector<char*> words{const_cast<char*>("egiz")};
    for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    const auto begin = std::chrono::steady_clock::now();
    // Linux counts the memory of who forks as the child's, so this program has to stay small.
    const pid_t child = fork();
    if (child < 0) throw std::runtime_error("cannot fork");
    if (child == 0) {
        dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
        dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
        if (chdir(home.c_str()) != 0) _exit(126);
        setenv("HOME", home.c_str(), 1);
        unsetenv("XDG_CONFIG_HOME");
        alarm(options.timeout_seconds);  // outlives exec, and its signal ends the program
        execv(options.egiz.c_str(), words.data());
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (wait4(child, &status, 0, &usage) != child) throw std::runtime_error("cannot wait");
    const auto end = std::chrono::steady_clock::now();
    Run result;
    result.cpu_seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    result.seconds = std::chrono::duration<double>(end - begin).count();
    result.peak_mib = static_cast<double>(usage.ru_maxrss) / 1024;
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return result;
}

/// False, having said why, if the program failed.
bool succeeded(const Run& run, const TemporaryFolder& folder) {
    if (run.exit_code == 0) return true;
    std::ifstream err(folder / "err");
    std::string line;
    std::getline(err, line);
    std::printf("failed: exit code %d %s\n", run.exit_code, line.c_str());
    return false;
}

void write_lines(const std::string& path, const Lines& lines, std::size_t begin, std::size_t end) {
    std::ofstream file(path);
    for (std::size_t i = begin; i < end; ++i) file << lines[i % lines.size()] << '\n';
}

std::vector<std::string> sides_as_arguments(const Side& source, const Side& target) {
    return {source.language + "=source", target.language + "=target"};
}

std::vector<std::string> align_command(const Side& source, const Side& target) {
    std::vector<std::string> command{"align", "--segmented", "--format", "ladder"};
    for (std::string& argument : sides_as_arguments(source, target)) command.push_back(argument);
    return command;
}

void measure_sizes(const Options& options, const Side& source, const Side& target) {
    std::printf("%10s %10s %10s %10s\n", "lines", "CPU s", "clock s", "peak MiB");
    std::optional<double> first;
    std::size_t first_size = 0;
    for (const std::size_t size : options.sizes) {
        const TemporaryFolder folder;
        write_lines(folder / "source", source.lines, 0, size);
        write_lines(folder / "target", target.lines, 0, size);
        const Run result = run(options, align_command(source, target), folder);
        std::printf("%10zu %10.2f %10.2f %10.1f", size, result.cpu_seconds, result.seconds,
                    result.peak_mib);
        const bool timed_out = result.exit_code == 128 + SIGALRM;
        if (timed_out) std::printf("  stopped after %u s", options.timeout_seconds);
        if (first) {
            std::printf("  %s%.1f times the time of %zu lines", timed_out ? "more than " : "",
                        result.cpu_seconds / *first, first_size);
        }
        std::printf("\n");
        if (!timed_out && !succeeded(result, folder)) return;
        if (!first && !timed_out) {
            first = result.cpu_seconds;
            first_size = size;
        }
        std::fflush(stdout);
    }
}

void measure_documents(const Options& options, const Side& source, const Side& target) {
    if (options.documents == 0) return;
    const TemporaryFolder folder;
    std::ofstream manifest(folder / "manifest.tsv");
    manifest << "id\t" << source.language << '\t' << target.language << '\n';
    for (std::size_t i = 0; i < options.documents; ++i) {
        const std::string id = std::to_string(i);
        // The beginnings are spread over the text, and repeat only when they have been everywhere.
        const double share = static_cast<double>(i * 37 % options.documents) /
                             static_cast<double>(options.documents);
        const auto cut = [&](const std::string& name, const Side& side) {
            const auto begin =
                static_cast<std::size_t>(share * static_cast<double>(side.lines.size()));
            write_lines(folder / name, side.lines, begin, begin + 60 + i % 11);
        };
        cut(id + ".source", source);
        cut(id + ".target", target);
        manifest << id << '\t' << id << ".source\t" << id << ".target\n";
    }
    manifest.close();
    const Run result = run(options,
                           {"batch", "manifest.tsv", "--segmented", "--jobs", "1", "--format",
                            "ladder", "--out", "aligned"},
                           folder);
    if (!succeeded(result, folder)) return;
    std::printf(
        "%zu documents of three pages: %.2f s, %.1f a second; CPU %.2f s, %.2f ms each; "
        "peak %.1f MiB\n",
        options.documents, result.seconds, static_cast<double>(options.documents) / result.seconds,
        result.cpu_seconds, 1000 * result.cpu_seconds / static_cast<double>(options.documents),
        result.peak_mib);
    std::fflush(stdout);
}

void measure_start(const Options& options, const std::vector<std::string>& command,
                   const char* name, const Side& source, const Side& target) {
    constexpr std::size_t runs = 20;
    const TemporaryFolder folder;
    write_lines(folder / "source", source.lines, 0, 1);
    write_lines(folder / "target", target.lines, 0, 1);
    std::vector<double> clock;
    std::vector<double> cpu;
    double peak_mib = 0;
    for (std::size_t i = 0; i < runs; ++i) {
        const Run result = run(options, command, folder);
        if (!succeeded(result, folder)) return;
        clock.push_back(result.seconds);
        cpu.push_back(result.cpu_seconds);
        peak_mib = std::max(peak_mib, result.peak_mib);
    }
    std::sort(clock.begin(), clock.end());
    std::sort(cpu.begin(), cpu.end());
    std::printf("%s: median of %zu: %.1f ms, CPU %.1f ms; peak %.1f MiB\n", name, runs,
                1000 * clock[runs / 2], 1000 * cpu[runs / 2], peak_mib);
}

/// Appends the file's lines, but for blank ones.
void read_side(const std::string& argument, Side& side) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos) throw std::runtime_error(argument + ": LANGUAGE=FILE");
    const std::string language = argument.substr(0, equals);
    if (!side.language.empty() && side.language != language) {
        throw std::runtime_error(argument + ": not in " + side.language);
    }
    side.language = language;
    std::ifstream file(argument.substr(equals + 1));
    const std::size_t before = side.lines.size();
    for (std::string line; std::getline(file, line);) {
        if (line.find_first_not_of(" \t\r") != std::string::npos) side.lines.push_back(line);
    }
    if (side.lines.size() == before) throw std::runtime_error(argument + ": no lines");
}

std::vector<std::size_t> numbers(const std::string& list) {
    std::vector<std::size_t> result;
    std::istringstream in(list);
    for (std::string item; std::getline(in, item, ',');) result.push_back(std::stoul(item));
    return result;
}

Options parse(const std::vector<std::string>& arguments) {
    Options options;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& name = arguments[i];
        if (!name.starts_with("--")) {
            options.files.push_back(name);
            continue;
        }
        if (++i == arguments.size()) throw std::runtime_error(name + " needs a value");
        const std::string& value = arguments[i];
        if (name == "--egiz") {
            options.egiz = std::filesystem::absolute(value).string();
        } else if (name == "--lines") {
            options.sizes = numbers(value);
        } else if (name == "--documents") {
            options.documents = std::stoul(value);
        } else if (name == "--timeout") {
            options.timeout_seconds = static_cast<unsigned>(std::stoul(value));
        } else {
            throw std::runtime_error("what is " + name + "?");
        }
    }
    if (options.files.empty()) {
        const std::string samples = EGIZ_SOURCE_DIR "/samples/";
        options.files = {"en=" + samples + "en.sentences", "ru=" + samples + "ru.sentences"};
    }
    if (options.files.size() % 2 != 0) throw std::runtime_error("each text needs two files");
    return options;
}

int measure(const Options& options) {
    Side source;
    Side target;
    for (std::size_t i = 0; i < options.files.size(); i += 2) {
        read_side(options.files[i], source);
        read_side(options.files[i + 1], target);
    }
    std::printf("%s %zu lines, %s %zu lines, repeated and cut\n", source.language.c_str(),
                source.lines.size(), target.language.c_str(), target.lines.size());
    measure_start(options, {"--version"}, "egiz --version", source, target);
    measure_start(options, align_command(source, target), "egiz align, a line a side", source,
                  target);
    measure_documents(options, source, target);
    measure_sizes(options, source, target);
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    try {
        return measure(parse({arguments + 1, arguments + count}));
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
