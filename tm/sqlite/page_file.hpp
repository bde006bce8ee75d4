// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace egiz::tm {

[[nodiscard]] inline std::uint32_t big_endian_32(std::string_view bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

/// The pages of a SQLite file as they were committed last, read without SQLite: those of its
/// write-ahead log or of its rollback journal stand before the file's own
/// (https://www.sqlite.org/fileformat.html, sections 1.3, 3 and 4). Nothing on disk changes.
class PageFile {
public:
    /// \throws Error (input) if the file cannot be read
    explicit PageFile(const std::string& path);
    PageFile(const PageFile&) = delete;
    PageFile& operator=(const PageFile&) = delete;
    ~PageFile();

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] std::size_t page_bytes() const noexcept { return page_bytes_; }
    /// Bytes of a page that are in use.
    [[nodiscard]] std::size_t usable_bytes() const noexcept { return usable_bytes_; }
    /// Pages are numbered from 1 to this.
    [[nodiscard]] std::uint32_t count() const noexcept { return count_; }
    /// False if there is no such page, or the disk does not give it.
    [[nodiscard]] bool read(std::uint32_t number, std::string& bytes) const;
    /// Whether page 1 begins as that of a SQLite file does.
    [[nodiscard]] bool has_header() const noexcept { return has_header_; }

private:
    void read_log();
    void read_journal();
    void find_page_bytes();

    std::string path_;
    int file_ = -1;
    int log_ = -1;  ///< or the journal
    std::uint64_t file_bytes_ = 0;
    std::size_t page_bytes_ = 0;
    std::size_t usable_bytes_ = 0;
    std::uint32_t count_ = 0;
    bool has_header_ = false;
    std::unordered_map<std::uint32_t, std::uint64_t> logged_;  ///< page to place in the log
};

}  // namespace egiz::tm
