// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace egiz::test {

/// A file in memory, with a path to open it by.
class MemoryFile {
public:
    explicit MemoryFile(const char* name) : file_(memfd_create(name, 0)) {
        if (file_ < 0) throw std::runtime_error("memfd_create");
    }
    ~MemoryFile() { close(file_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    [[nodiscard]] std::string path() const { return "/proc/self/fd/" + std::to_string(file_); }
    /// Replaces what the file holds.
    void write(std::string_view bytes) {
        if (ftruncate(file_, 0) != 0 ||
            pwrite(file_, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
            throw std::runtime_error("cannot write to memory");
        }
    }

private:
    int file_;
};

}  // namespace egiz::test
