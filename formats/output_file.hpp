// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

namespace egiz::formats {

/// A file that is written whole or not at all: under a temporary name beside the target, then
/// synced to disk and renamed. Without commit() the temporary file is removed; the target is
/// untouched. Temporary files that a killed process left for the same target are removed.
class OutputFile {
public:
    /// Whether to look for such temporary files: who writes many files into one directory does
    /// better to call remove_leftovers() once.
    enum class Leftovers { remove, leave };

    /// \throws Error (output) if the target's directory is missing or not writable, or if the
    /// target is a directory
    explicit OutputFile(std::string path, Leftovers leftovers = Leftovers::remove);
    ~OutputFile();
    OutputFile(OutputFile&&) noexcept;
    OutputFile& operator=(OutputFile&&) noexcept;
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    [[nodiscard]] const std::string& path() const noexcept;
    /// For writers that want a path of their own (SQLite). Does not exist until someone writes.
    [[nodiscard]] const std::string& temporary_path() const noexcept;
    /// For writers of text; made at the first call.
    [[nodiscard]] std::ostream& stream();
    /// \throws Error (output) if anything could not be written (a full disk, say)
    void commit();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Removes the temporary files that killed processes left in a directory, whatever their targets.
void remove_leftovers(const std::string& directory);

}  // namespace egiz::formats
