// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/pdf_process.hpp"

#include "formats/documents/pdf_text.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <memory>
#include <new>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace egiz::formats {
namespace {

/// Processor time for a PDF of so many bytes: a bomb is small, and a book is not.
constexpr rlim_t most_cpu_seconds(std::size_t bytes) { return 6 + bytes / (std::size_t{2} << 20U); }
constexpr rlim_t patience = 8;  ///< times that, on the clock: other programs may be running
constexpr rlim_t most_memory = rlim_t{384} << 20U;

constexpr int done = 0;
constexpr int refused = static_cast<int>(Fault::input);  ///< output: reason, newline, hint
constexpr int poppler_out_of_memory = 1;                 ///< what it exits with by itself
constexpr int out_of_memory = 12;
constexpr int not_written = 13;

std::string& pdf_program() {
    static std::string program;
    return program;
}

[[noreturn]] void fail_to_run(const std::string& what, int error_number) {
    throw Error(Fault::internal, {},
                "cannot " + what + " the process that reads PDF: " + std::strerror(error_number));
}

/// A file in memory, which both processes can seek in: no pipe that one would wait at.
class SharedFile {
public:
    SharedFile() : descriptor_(::memfd_create("egiz-pdf", MFD_CLOEXEC)) {
        if (descriptor_ < 0) fail_to_run("make a file for", errno);
    }
    ~SharedFile() { ::close(descriptor_); }
    SharedFile(const SharedFile&) = delete;
    SharedFile& operator=(const SharedFile&) = delete;

    void write(std::string_view bytes) const {
        off_t at = 0;
        while (!bytes.empty()) {
            const ssize_t put = ::pwrite(descriptor_, bytes.data(), bytes.size(), at);
            if (put < 0 && errno == EINTR) continue;
            if (put <= 0) fail_to_run("hand the file to", errno);
            bytes.remove_prefix(static_cast<std::size_t>(put));
            at += put;
        }
    }

    [[nodiscard]] std::string content() const {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0) fail_to_run("read from", errno);
        std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
        std::size_t at = 0;
        while (at < bytes.size()) {
            const ssize_t got =
                ::pread(descriptor_, &bytes[at], bytes.size() - at, static_cast<off_t>(at));
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) fail_to_run("read from", errno);
            at += static_cast<std::size_t>(got);
        }
        return bytes;
    }

    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }

private:
    int descriptor_;
};

/// \return the status that waitpid() gives
int run_and_wait(const std::string& program, const SharedFile& in, const SharedFile& out) {
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, in.descriptor(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out.descriptor(), STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string name = program;
    std::string argument(pdf_process_argument);
    const std::array<char*, 3> arguments{name.data(), argument.data(), nullptr};
    pid_t child = 0;
    const int failure =
        ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) fail_to_run("start", failure);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) fail_to_run("wait for", errno);
    }
    return status;
}

[[noreturn]] void fail_to_read(int status, std::size_t bytes) {
    constexpr const char* hint = "open it in another program and print it to a new file";
    const int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : done;
    if (signal == SIGINT || signal == SIGTERM) {
        throw Error(Fault::interrupted, {}, "interrupted while this PDF was read");
    }
    std::string reason = "this PDF cannot be read: it brings the program that reads it down";
    if (signal == SIGXCPU || signal == SIGALRM) {
        reason = "this PDF takes more than " + std::to_string(most_cpu_seconds(bytes)) +
                 " seconds of processor time to read";
    } else if (code == out_of_memory || code == poppler_out_of_memory) {
        reason = "this PDF takes more than 384 MiB of memory to read";
    }
    throw Error(Fault::input, {}, reason, hint);
}

/// \param warned_at  where the process gets a signal that says which bound it is, if there is one
void bound(__rlimit_resource resource, rlim_t warned_at, rlim_t most) {
    const rlimit limit{warned_at, most};
    ::setrlimit(resource, &limit);
}

/// Address space of this process, in bytes; 0 if it cannot be told.
rlim_t address_space() {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen("/proc/self/statm", "re"),
                                                               std::fclose);
    unsigned long pages = 0;
    if (!file || std::fscanf(file.get(), "%lu", &pages) != 1) return 0;
    return static_cast<rlim_t>(pages) * static_cast<rlim_t>(::sysconf(_SC_PAGESIZE));
}

/// \param bytes  of the PDF
void bound_this_process(std::size_t bytes) {
    const rlim_t seconds = most_cpu_seconds(bytes);
    bound(RLIMIT_CORE, 0, 0);
    bound(RLIMIT_CPU, seconds, seconds + 1);
    const rlim_t memory = address_space() + most_memory;
    bound(RLIMIT_AS, memory, memory);
    ::alarm(static_cast<unsigned>(seconds * patience));
    // poppler gives up in ways of its own when there is no memory: this is said before it can.
    std::set_new_handler([] { ::_exit(out_of_memory); });
}

std::string_view standard_input() {
    struct stat status {};
    if (::fstat(STDIN_FILENO, &status) != 0 || status.st_size <= 0) return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    void* bytes = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, STDIN_FILENO, 0);
    if (bytes == MAP_FAILED) return {};
    return {static_cast<const char*>(bytes), size};
}

}  // namespace

void read_pdf_by(std::string program) { pdf_program() = std::move(program); }

std::string bounded_pdf_text(std::string_view bytes) {
    if (pdf_program().empty()) return pdf_text(bytes);
    const SharedFile in;
    const SharedFile out;
    in.write(bytes);
    const int status = run_and_wait(pdf_program(), in, out);
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (code != done && code != refused) fail_to_read(status, bytes.size());
    std::string text = out.content();
    if (code == done) return text;
    const std::size_t end = std::min(text.find('\n'), text.size());
    throw Error(Fault::input, {}, text.substr(0, end), text.substr(std::min(end + 1, text.size())));
}

int serve_pdf() {
    const std::string_view bytes = standard_input();
    bound_this_process(bytes.size());
    std::string output;
    int code = done;
    try {
        output = pdf_text(bytes);
    } catch (const Error& error) {
        output = error.message() + '\n' + error.hint();
        code = refused;
    }
    const bool written = std::fwrite(output.data(), 1, output.size(), stdout) == output.size() &&
                         std::fflush(stdout) == 0;
    return written ? code : not_written;
}

}  // namespace egiz::formats
