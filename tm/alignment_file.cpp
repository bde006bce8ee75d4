// SPDX-License-Identifier: Apache-2.0
#include "tm/alignment_file.hpp"

#include "text/error.hpp"
#include "tm/sqlite/alignment_rows.hpp"
#include "tm/sqlite/alignment_schema.hpp"
#include "tm/sqlite/database.hpp"

#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace egiz::tm {
namespace {

constexpr std::string_view writing = "writing the alignment file";
constexpr std::string_view reading = "reading the alignment file";

/// A file descriptor; POSIX, so no Handle.
class Descriptor {
public:
    explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

[[noreturn]] void fail_to_write(const std::string& path) {
    const std::error_code reason(errno, std::generic_category());
    throw Error(Fault::output, {path}, std::string(writing) + ": " + reason.message(),
                reason == std::errc::file_exists
                    ? "remove the file or choose another name"
                    : "check the directory, its permissions and its room");
}

/// Removes the file that was begun, unless all went well.
class NewFile {
public:
    explicit NewFile(const std::string& path) : path_(path) {
        const Descriptor created(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
        if (created.get() < 0) fail_to_write(path);
    }
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    ~NewFile() {
        if (!kept_) unlink(path_.c_str());
    }
    /// Makes sure that it is on the disk.
    void keep() {
        const Descriptor file(open(path_.c_str(), O_RDONLY | O_CLOEXEC));
        if (file.get() < 0 || fsync(file.get()) != 0) fail_to_write(path_);
        kept_ = true;
    }

private:
    const std::string& path_;
    bool kept_ = false;
};

void check_beads(const Ladder& ladder) {
    for (std::size_t i = 0; i < ladder.size(); ++i) {
        const Bead& bead = ladder[i];
        // The comparisons are also false for what is no number.
        const bool sound = bead.cost == bead.cost && bead.confidence >= 0 && bead.confidence <= 1;
        if (!sound) {
            throw Error(Fault::internal, {},
                        "ladder: bead " + std::to_string(i) +
                            " has a cost or confidence that is "
                            "none");
        }
    }
}

/// What check_segments() takes for granted.
void check_ranges(const SegmentedText& text) {
    const auto fail = [&](const char* what, std::size_t number) {
        throw Error(Fault::internal, {text.document.name},
                    std::string(what) + ' ' + std::to_string(number) + " is out of order");
    };
    std::size_t end = 0;
    for (std::size_t i = 0; i < text.document.paragraphs.size(); ++i) {
        const Range range = text.document.paragraphs[i];
        const bool sound = end <= range.begin && range.begin <= range.end &&
                           range.end <= text.document.text.size();
        if (!sound) fail("paragraph", i);
        end = range.end;
    }
    for (std::size_t i = 0; i < text.segments.size(); ++i) {
        if (text.segments[i].range.end <= text.segments[i].range.begin) fail("segment", i);
    }
}

/// \throws Error (internal)
void check_alignment(const Alignment& alignment) {
    for (const SegmentedText& text : alignment.texts) {
        check_ranges(text);
        check_segments(text);
    }
    for (const Pair& pair : alignment.pairs) {
        if (pair.source >= alignment.texts.size() || pair.target >= alignment.texts.size()) {
            throw Error(Fault::internal, {}, "alignment: a pair without its text");
        }
        check_ladder(pair.ladder, alignment.texts[pair.source].segments.size(),
                     alignment.texts[pair.target].segments.size());
        check_beads(pair.ladder);
    }
}

}  // namespace

void write_alignment(const std::string& path, const Alignment& alignment,
                     const AlignmentFileInfo& info) {
    check_alignment(alignment);
    NewFile file(path);
    {
        Database database(path, Database::Access::write, writing);
        // The file is new and is thrown away if anything fails, so it needs no journal on disk.
        static_cast<void>(database.text("PRAGMA journal_mode = MEMORY"));
        database.execute("PRAGMA synchronous = OFF");
        upgrade(database, alignment_schema(has_markup(alignment)));
        Transaction transaction(database, Transaction::Kind::write);
        insert_alignment(database, alignment, info);
        transaction.commit();
    }
    file.keep();
}

AlignmentFile read_alignment(const std::string& path) {
    const FileHeader header = read_header(path);
    require_kind(path, header, alignment_schema(true));
    const bool markup = header.user_version > 1;
    if (header.kind != FileHeader::Kind::sqlite) {
        throw Error(Fault::input, {path},
                    header.kind == FileHeader::Kind::missing ? "no such alignment file"
                                                             : "the alignment file is empty");
    }
    if (header.wal) {
        throw Error(Fault::input, {path},
                    std::string(reading) + ": another program has left it in write-ahead mode",
                    "close it there, or run `PRAGMA journal_mode = DELETE` on it");
    }
    Database database(path, Database::Access::read, reading);
    Transaction snapshot(database, Transaction::Kind::read);
    require_schema(database, alignment_schema(markup));
    const std::string integrity = database.text("PRAGMA integrity_check(1)");
    if (integrity != "ok") database.fail_damaged(integrity);
    if (database.prepare("PRAGMA foreign_key_check").step()) {
        database.fail_damaged("a row belongs to nothing");
    }
    AlignmentFile file = select_alignment(database, markup);
    try {
        check_alignment(file.alignment);
    } catch (const Error& error) {
        database.fail_damaged(error.what());
    }
    snapshot.commit();
    return file;
}

}  // namespace egiz::tm
