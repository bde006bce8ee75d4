// SPDX-License-Identifier: Apache-2.0
#include "formats/output_file.hpp"

#include "text/error.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <ostream>
#include <streambuf>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".egiz-tmp";
/// File names hold 255 bytes; this leaves room for the dots, a process id and the suffix.
constexpr std::size_t longest_name = 200;
constexpr int most_links = 40;

[[noreturn]] void fail(const std::string& path, const std::string& what, int error,
                       std::string hint = {}) {
    if (hint.empty() && (error == ENOSPC || error == EDQUOT)) {
        hint = "free some space on that disk, or write to another one";
    } else if (hint.empty() && (error == EACCES || error == EPERM || error == EROFS)) {
        hint = "write to a directory that is yours, or have its permissions changed";
    } else if (hint.empty()) {
        hint = "write to another place";
    }
    throw Error(Fault::output, {path, 0, 0},
                what + ": " + std::error_code(error, std::generic_category()).message(), hint);
}

/// Where the bytes go in the end: symbolic links are followed, even those that lead nowhere yet.
std::string follow_links(const std::string& path) {
    fs::path current = path;
    for (int links = 0; links < most_links; ++links) {
        std::error_code error;
        if (!fs::is_symlink(fs::symlink_status(current, error))) return current.string();
        const fs::path next = fs::read_symlink(current, error);
        if (error) return current.string();
        current = next.is_absolute() ? next : current.parent_path() / next;
    }
    fail(path, "cannot write", ELOOP, "the symbolic links lead round in a circle");
}

std::string directory_of(const std::string& path) {
    const std::string directory = fs::path(path).parent_path().string();
    return directory.empty() ? "." : directory;
}

std::string shortened(std::string name) {
    if (name.size() <= longest_name) return name;
    std::size_t end = longest_name;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0) == 0x80) --end;
    name.resize(end);
    return name;
}

/// The process that made a temporary file called `name` for the target behind `prefix`; if that is
/// `.`, for any.
std::optional<pid_t> owner_of(std::string_view name, std::string_view prefix) {
    if (name.size() <= prefix.size() + suffix.size() || !name.starts_with(prefix)) return {};
    const std::size_t tail = name.rfind(suffix);
    if (tail == std::string_view::npos || tail < prefix.size()) return {};
    const std::size_t begin = prefix == "." ? name.find_last_of('.', tail - 1) + 1 : prefix.size();
    const std::string_view digits = name.substr(begin, tail - begin);
    pid_t pid = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), pid);
    if (error != std::errc{} || end != digits.data() + digits.size() || pid <= 0) return {};
    return pid;
}

void remove_leftovers_of(const std::string& directory, const std::string& prefix) {
    std::error_code error;
    std::vector<fs::path> dead;
    for (fs::directory_iterator at(directory, error), end; !error && at != end;
         at.increment(error)) {
        const auto pid = owner_of(at->path().filename().string(), prefix);
        if (pid && ::kill(*pid, 0) != 0 && errno == ESRCH) dead.push_back(at->path());
    }
    for (const fs::path& path : dead) fs::remove(path, error);
}

/// Writes to a file descriptor and throws, with the reason, if that fails: a stream that only sets
/// a bit has lost the reason.
class DescriptorBuffer : public std::streambuf {
public:
    DescriptorBuffer(int descriptor, std::string path)
        : descriptor_(descriptor), path_(std::move(path)), buffer_(buffer_size) {
        setp(buffer_.data(), buffer_.data() + buffer_.size());
    }

    void drain() {
        const char* at = pbase();
        std::size_t left = static_cast<std::size_t>(pptr() - pbase());
        setp(buffer_.data(), buffer_.data() + buffer_.size());
        write_all(at, left);
    }

protected:
    int_type overflow(int_type c) override {
        drain();
        if (!traits_type::eq_int_type(c, traits_type::eof())) {
            *pptr() = traits_type::to_char_type(c);
            pbump(1);
        }
        return traits_type::not_eof(c);
    }
    std::streamsize xsputn(const char* text, std::streamsize count) override {
        if (count <= epptr() - pptr()) {
            std::memcpy(pptr(), text, static_cast<std::size_t>(count));
            pbump(static_cast<int>(count));
        } else {
            drain();
            write_all(text, static_cast<std::size_t>(count));
        }
        return count;
    }
    int sync() override {
        drain();
        return 0;
    }

private:
    static constexpr std::size_t buffer_size = 1 << 16;

    void write_all(const char* at, std::size_t left) {
        while (left > 0) {
            const ssize_t written = ::write(descriptor_, at, left);
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail(path_, "cannot write", errno);
            at += written;
            left -= static_cast<std::size_t>(written);
        }
    }

    int descriptor_;
    std::string path_;
    std::vector<char> buffer_;
};

int open_retrying(const std::string& path, int flags) {
    int descriptor = -1;
    do {
        descriptor = ::open(path.c_str(), flags | O_CLOEXEC, 0666);
    } while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

}  // namespace

struct OutputFile::Impl {
    std::string path;       ///< as asked for
    std::string target;     ///< with symbolic links followed
    std::string temporary;  ///< the target itself if it is a device or a pipe
    std::optional<mode_t> mode;
    bool direct = false;
    bool committed = false;
    int descriptor = -1;
    std::unique_ptr<DescriptorBuffer> buffer;
    std::unique_ptr<std::ostream> stream;

    ~Impl() {
        stream.reset();
        buffer.reset();
        if (descriptor >= 0) ::close(descriptor);
        if (direct || committed || temporary.empty()) return;
        // SQLite keeps files of its own beside the one it was given.
        for (const char* companion : {"", "-journal", "-wal", "-shm"}) {
            ::unlink((temporary + companion).c_str());
        }
    }

    void open_descriptor() {
        // Whatever lies there under the temporary name, a link of someone else's say, is not ours.
        if (!direct) ::unlink(temporary.c_str());
        const int flags = direct ? O_WRONLY : O_WRONLY | O_CREAT | O_EXCL;
        descriptor = open_retrying(temporary, flags);
        if (descriptor < 0) fail(path, "cannot write", errno);
    }

    void sync_file() {
        if (descriptor < 0) descriptor = open_retrying(temporary, O_RDONLY);
        if (descriptor < 0 && errno == ENOENT) open_descriptor();
        if (descriptor < 0) fail(path, "cannot finish", errno);
        if (mode && ::fchmod(descriptor, *mode) != 0) {
            fail(path, "cannot keep the file's permissions", errno);
        }
        if (::fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP) {
            fail(path, "cannot write to disk", errno);
        }
    }

    void sync_directory() const {
        const int directory = open_retrying(directory_of(target), O_RDONLY | O_DIRECTORY);
        if (directory < 0) return;  // it may be write-only; the file itself is safe
        ::fsync(directory);
        ::close(directory);
    }
};

OutputFile::OutputFile(std::string path, Leftovers leftovers) : impl_(std::make_unique<Impl>()) {
    impl_->path = std::move(path);
    const std::string& shown = impl_->path;
    if (shown.empty()) {
        throw Error(Fault::output, {}, "cannot write: the name of the output file is empty");
    }
    impl_->target = follow_links(shown);
    struct stat status {};
    const bool exists = ::stat(impl_->target.c_str(), &status) == 0;
    if (exists && S_ISDIR(status.st_mode)) {
        fail(shown, "cannot write", EISDIR, "name a file in that directory");
    }
    if (exists && ::access(impl_->target.c_str(), W_OK) != 0) fail(shown, "cannot write", errno);
    if (exists && !S_ISREG(status.st_mode)) {
        impl_->direct = true;
        impl_->temporary = impl_->target;
        return;
    }
    if (exists) impl_->mode = status.st_mode & 07777;

    const std::string directory = directory_of(impl_->target);
    if (::stat(directory.c_str(), &status) != 0) {
        fail(shown, "cannot write to directory " + directory, errno,
             errno == ENOENT ? "make the directory first" : "");
    }
    if (!S_ISDIR(status.st_mode)) fail(shown, "cannot write to " + directory, ENOTDIR);
    if (::access(directory.c_str(), W_OK | X_OK) != 0) {
        fail(shown, "cannot write to directory " + directory, errno);
    }
    const std::string name = fs::path(impl_->target).filename().string();
    if (name.empty()) fail(shown, "cannot write", EISDIR, "name a file in that directory");
    const std::string prefix = "." + shortened(name) + ".";
    if (leftovers == Leftovers::remove) remove_leftovers_of(directory, prefix);
    impl_->temporary = (fs::path(impl_->target).parent_path() /
                        (prefix + std::to_string(::getpid()) + std::string(suffix)))
                           .string();
}

OutputFile::~OutputFile() = default;
OutputFile::OutputFile(OutputFile&&) noexcept = default;
OutputFile& OutputFile::operator=(OutputFile&&) noexcept = default;

const std::string& OutputFile::path() const noexcept { return impl_->path; }
const std::string& OutputFile::temporary_path() const noexcept { return impl_->temporary; }

std::ostream& OutputFile::stream() {
    if (!impl_->stream) {
        impl_->open_descriptor();
        impl_->buffer = std::make_unique<DescriptorBuffer>(impl_->descriptor, impl_->path);
        impl_->stream = std::make_unique<std::ostream>(impl_->buffer.get());
        impl_->stream->exceptions(std::ios::badbit);
    }
    return *impl_->stream;
}

void OutputFile::commit() {
    if (impl_->buffer) impl_->buffer->drain();
    if (impl_->stream && impl_->stream->fail()) {
        throw Error(Fault::output, {impl_->path, 0, 0}, "cannot write: an earlier write failed");
    }
    if (impl_->direct) {
        if (impl_->descriptor >= 0 && ::close(std::exchange(impl_->descriptor, -1)) != 0) {
            fail(impl_->path, "cannot write", errno);
        }
        impl_->committed = true;
        return;
    }
    impl_->sync_file();
    if (::close(std::exchange(impl_->descriptor, -1)) != 0) {
        fail(impl_->path, "cannot write", errno);
    }
    if (::rename(impl_->temporary.c_str(), impl_->target.c_str()) != 0) {
        fail(impl_->path, "cannot put the finished file in its place", errno);
    }
    impl_->committed = true;
    impl_->sync_directory();
}

void remove_leftovers(const std::string& directory) { remove_leftovers_of(directory, "."); }

}  // namespace egiz::formats
