// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/page_file.hpp"

#include "text/error.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace egiz::tm {
namespace {

constexpr std::string_view database_magic("SQLite format 3\0", 16);
constexpr std::size_t database_header_bytes = 100;
constexpr std::size_t our_page_bytes = 8192;
constexpr std::size_t log_header_bytes = 32;
constexpr std::size_t frame_header_bytes = 24;
constexpr std::uint32_t log_magic = 0x377f0682;  // the last bit: checksums are big-endian
constexpr std::string_view journal_magic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);

bool is_page_size(std::size_t bytes) {
    return bytes >= 512 && bytes <= 65536 && std::has_single_bit(bytes);
}

std::uint64_t size_of(int file) {
    struct stat status {};
    return fstat(file, &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

/// False if there are not so many bytes, or the disk does not give them.
bool read_at(int file, std::uint64_t at, std::size_t count, std::string& bytes) {
    bytes.resize(count);
    for (std::size_t done = 0; done < count;) {
        const ssize_t got =
            pread(file, bytes.data() + done, count - done, static_cast<off_t>(at + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return false;
        done += static_cast<std::size_t>(got);
    }
    return true;
}

/// The log's checksum, over whole pairs of words.
struct LogChecksum {
    bool big_endian = false;
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    void add(std::string_view bytes) {
        for (std::size_t at = 0; at + 8 <= bytes.size(); at += 8) {
            first += word(bytes, at) + second;
            second += word(bytes, at + 4) + first;
        }
    }

private:
    [[nodiscard]] std::uint32_t word(std::string_view bytes, std::size_t at) const {
        const std::uint32_t value = big_endian_32(bytes, at);
        return big_endian ? value : __builtin_bswap32(value);
    }
};

}  // namespace

PageFile::PageFile(const std::string& path) : path_(path) {
    file_ = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat status {};
    if (file_ < 0 || fstat(file_, &status) != 0) {
        const std::error_code reason(errno, std::generic_category());
        throw Error(Fault::input, {path}, "cannot be read: " + reason.message());
    }
    if (!S_ISREG(status.st_mode)) {
        close(file_);
        throw Error(Fault::input, {path}, "is no regular file");
    }
    file_bytes_ = static_cast<std::uint64_t>(status.st_size);
    std::string header;
    has_header_ =
        read_at(file_, 0, database_header_bytes, header) && header.starts_with(database_magic);
    read_log();
    if (page_bytes_ == 0) find_page_bytes();
    if (log_ < 0) read_journal();
    count_ = std::max(count_, static_cast<std::uint32_t>(std::min<std::uint64_t>(
                                  (file_bytes_ + page_bytes_ - 1) / page_bytes_, 0xfffffffe)));
    std::string first;
    if (read(1, first) && first.starts_with(database_magic)) {
        has_header_ = true;
        const auto reserved = static_cast<unsigned char>(first[20]);
        if (reserved <= page_bytes_ - 480) usable_bytes_ = page_bytes_ - reserved;
    }
    if (usable_bytes_ == 0) usable_bytes_ = page_bytes_;
}

PageFile::~PageFile() {
    close(file_);
    if (log_ >= 0) close(log_);
}

bool PageFile::read(std::uint32_t number, std::string& bytes) const {
    if (number == 0 || number > count_) return false;
    const auto logged = logged_.find(number);
    if (logged != logged_.end()) return read_at(log_, logged->second, page_bytes_, bytes);
    return read_at(file_, std::uint64_t{number - 1} * page_bytes_, page_bytes_, bytes);
}

void PageFile::find_page_bytes() {
    std::string header;
    if (read_at(file_, 0, database_header_bytes, header) && header.starts_with(database_magic)) {
        std::size_t bytes =
            static_cast<unsigned char>(header[16]) * 256U + static_cast<unsigned char>(header[17]);
        if (bytes == 1) bytes = 65536;
        if (is_page_size(bytes)) page_bytes_ = bytes;
    }
    if (page_bytes_ != 0) return;
    // The size at which most pages begin as leaves of tables do. Ours wins a draw.
    std::size_t best = 0;
    page_bytes_ = our_page_bytes;
    for (const std::size_t bytes :
         {our_page_bytes, std::size_t{4096}, std::size_t{16384}, std::size_t{1024},
          std::size_t{2048}, std::size_t{32768}, std::size_t{65536}, std::size_t{512}}) {
        std::size_t leaves = 0;
        std::string begin;
        const std::uint64_t pages = file_bytes_ / bytes;
        const std::uint64_t step = std::max<std::uint64_t>(1, pages / 4096);
        std::size_t looked_at = 1;
        for (std::uint64_t page = 1; page < pages; page += step, ++looked_at) {
            if (!read_at(file_, page * bytes, 8, begin)) continue;
            const std::size_t content =
                static_cast<unsigned char>(begin[5]) * 256U + static_cast<unsigned char>(begin[6]);
            if (begin[0] == '\x0d' && begin[7] == 0 && content <= bytes) ++leaves;
        }
        // A larger size sees a share of the pages of a smaller one.
        const std::size_t share = leaves * 1000 / looked_at;
        if (share > best + best / 4) {
            best = share;
            page_bytes_ = bytes;
        }
    }
}

void PageFile::read_log() {
    log_ = open((path_ + "-wal").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (log_ < 0) return;
    const std::uint64_t log_bytes = size_of(log_);
    std::string header;
    LogChecksum sum;
    const auto forget = [&] {
        close(log_);
        log_ = -1;
    };
    if (!read_at(log_, 0, log_header_bytes, header) ||
        (big_endian_32(header, 0) & ~1U) != log_magic) {
        forget();
        return;
    }
    sum.big_endian = (big_endian_32(header, 0) & 1U) != 0;
    sum.add(std::string_view(header).substr(0, 24));
    const std::size_t bytes = big_endian_32(header, 8);
    if (sum.first != big_endian_32(header, 24) || sum.second != big_endian_32(header, 28) ||
        !is_page_size(bytes)) {
        forget();
        return;
    }
    page_bytes_ = bytes;
    std::unordered_map<std::uint32_t, std::uint64_t> waiting;  // for their commit
    std::string frame;
    for (std::uint64_t at = log_header_bytes; at + frame_header_bytes + bytes <= log_bytes;
         at += frame_header_bytes + bytes) {
        if (!read_at(log_, at, frame_header_bytes + bytes, frame)) break;
        const std::string_view view = frame;
        // The salt of another round of the log: what is left of it.
        if (view.substr(8, 8) != std::string_view(header).substr(16, 8)) break;
        sum.add(view.substr(0, 8));
        sum.add(view.substr(frame_header_bytes));
        if (sum.first != big_endian_32(view, 16) || sum.second != big_endian_32(view, 20)) break;
        waiting[big_endian_32(view, 0)] = at + frame_header_bytes;
        const std::uint32_t pages = big_endian_32(view, 4);
        if (pages == 0) continue;
        for (const auto& [page, place] : waiting) logged_[page] = place;
        waiting.clear();
        count_ = pages;
    }
    if (logged_.empty()) forget();
}

void PageFile::read_journal() {
    log_ = open((path_ + "-journal").c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (log_ < 0) return;
    const std::uint64_t journal_bytes = size_of(log_);
    std::string header;
    std::string record;
    for (std::uint64_t at = 0;
         read_at(log_, at, 28, header) && header.starts_with(journal_magic);) {
        const std::uint32_t records = big_endian_32(header, 8);
        const std::uint32_t nonce = big_endian_32(header, 12);
        const std::uint64_t sector = big_endian_32(header, 20);
        if (big_endian_32(header, 24) != page_bytes_ || sector < 28 || sector > 65536) break;
        at += sector;
        const std::size_t record_bytes = 4 + page_bytes_ + 4;
        for (std::uint32_t i = 0; i < records && at + record_bytes <= journal_bytes; ++i) {
            if (!read_at(log_, at, record_bytes, record)) break;
            std::uint32_t sum = nonce;
            for (std::size_t byte = page_bytes_ - 200; byte > 0 && byte < page_bytes_;
                 byte -= 200) {
                sum += static_cast<unsigned char>(record[4 + byte]);
            }
            if (sum != big_endian_32(record, 4 + page_bytes_)) break;
            // The first copy of a page is how it was.
            logged_.emplace(big_endian_32(record, 0), at + 4);
            at += record_bytes;
        }
        at = (at + sector - 1) / sector * sector;
    }
    if (logged_.empty()) {
        close(log_);
        log_ = -1;
    }
}

}  // namespace egiz::tm
