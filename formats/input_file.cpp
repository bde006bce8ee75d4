// SPDX-License-Identifier: Apache-2.0
#include "formats/input_file.hpp"

#include "text/error.hpp"
#include "text/unicode.hpp"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t chunk_size = 1 << 16;
constexpr std::size_t longest_line = 16u << 20;

[[noreturn]] void fail(const std::string& path, int error, std::string hint = {}) {
    throw Error(Fault::input, {path, 0, 0},
                "cannot read: " + std::error_code(error, std::generic_category()).message(),
                std::move(hint));
}

}  // namespace

struct InputFile::Impl {
    std::string path;
    int descriptor = -1;
    std::string ahead;         ///< peeked at
    std::size_t ahead_at = 0;  ///< what stands before has been read

    ~Impl() {
        if (descriptor >= 0) ::close(descriptor);
    }
    std::size_t read_raw(std::string& bytes, std::size_t size) const {
        if (descriptor < 0) return 0;
        const std::size_t before = bytes.size();
        bytes.resize(before + size);
        ssize_t got = 0;
        do {
            got = ::read(descriptor, bytes.data() + before, size);
        } while (got < 0 && errno == EINTR);
        const int error = errno;
        bytes.resize(before + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < 0) fail(path, error);
        return static_cast<std::size_t>(got);
    }
};

InputFile::InputFile(std::string path) : impl_(std::make_unique<Impl>()) {
    impl_->path = std::move(path);
    do {
        impl_->descriptor = ::open(impl_->path.c_str(), O_RDONLY | O_CLOEXEC);
    } while (impl_->descriptor < 0 && errno == EINTR);
    if (impl_->descriptor < 0) {
        const int error = errno;
        fail(impl_->path, error, error == ENOENT ? "check the name and the directory" : "");
    }
    struct stat status {};
    if (::fstat(impl_->descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        fail(impl_->path, EISDIR, "name one file in it");
    }
}

InputFile::InputFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

InputFile InputFile::from_text(std::string text, std::string name) {
    auto impl = std::make_unique<Impl>();
    impl->path = std::move(name);
    impl->ahead = std::move(text);
    return InputFile(std::move(impl));
}

InputFile::~InputFile() = default;
InputFile::InputFile(InputFile&&) noexcept = default;
InputFile& InputFile::operator=(InputFile&&) noexcept = default;

const std::string& InputFile::path() const noexcept { return impl_->path; }

std::string_view InputFile::peek(std::size_t size) {
    while (impl_->ahead.size() - impl_->ahead_at < size) {
        const std::size_t missing = size - (impl_->ahead.size() - impl_->ahead_at);
        if (impl_->read_raw(impl_->ahead, missing) == 0) break;
    }
    return std::string_view(impl_->ahead).substr(impl_->ahead_at);
}

std::size_t InputFile::read(std::string& bytes, std::size_t size) {
    if (impl_->ahead.empty()) return impl_->read_raw(bytes, size);
    const std::size_t count = std::min(size, impl_->ahead.size() - impl_->ahead_at);
    bytes.append(impl_->ahead, impl_->ahead_at, count);
    impl_->ahead_at += count;
    if (impl_->ahead_at == impl_->ahead.size()) {
        impl_->ahead.clear();
        impl_->ahead_at = 0;
    }
    return count;
}

LineReader::LineReader(InputFile file) : file_(std::move(file)) {
    const std::string_view start = file_.peek(3);
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) {
        throw Error(Fault::input, {file_.path(), 1, 0}, "the file is in UTF-16, not UTF-8",
                    "save it as UTF-8: iconv -f UTF-16 -t UTF-8 OLD > NEW");
    }
    if (start.starts_with("\xEF\xBB\xBF")) {
        std::string mark;
        file_.read(mark, 3);
    }
}

bool LineReader::fill() {
    if (at_end_) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    at_end_ = file_.read(buffer_, chunk_size) == 0;
    return !at_end_;
}

bool LineReader::next(std::string_view& line) {
    std::size_t end = buffer_.find('\n', at_);
    while (end == std::string::npos) {
        const std::size_t searched = buffer_.size() - at_;
        if (searched > longest_line) {
            throw Error(Fault::input, {file_.path(), line_number_ + 1, 0},
                        "the line is longer than 16 MiB", "is this a text file?");
        }
        if (!fill()) break;
        end = buffer_.find('\n', at_ + searched);
    }
    if (end == std::string::npos && at_ == buffer_.size()) return false;
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    line = std::string_view(buffer_).substr(at_, stop - at_);
    at_ = end == std::string::npos ? stop : stop + 1;
    ++line_number_;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (const auto bad = find_invalid_utf8(line)) {
        throw Error(Fault::input, {file_.path(), line_number_, *bad + 1}, "this is not UTF-8",
                    "convert the file to UTF-8, for example with iconv");
    }
    if (line.find('\0') != std::string_view::npos) {
        throw Error(Fault::input, {file_.path(), line_number_, line.find('\0') + 1},
                    "a NUL byte is in the text", "is this a text file?");
    }
    return true;
}

}  // namespace egiz::formats
