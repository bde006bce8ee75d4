// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace egiz::workflow {

/// One document set that a batch has finished.
struct DoneDocument {
    std::string id;
    std::string inputs;   ///< fingerprint of the files' bytes and the options
    std::string content;  ///< fingerprint of the cut texts, as the memory knows it
    std::size_t units = 0;
};

struct FailedDocument {
    std::string id;
    std::size_t line = 0;  ///< of the manifest
    Error error;
};

/// The state of a batch, in its output folder: `done.tsv`, appended to as documents are finished,
/// and `failed.tsv`. Readers need no lock: find() may be called from any thread while append() is
/// not running for the same id.
class BatchRecord {
public:
    /// Makes the folder, locks it against a second batch, clears away what killed ones left, reads
    /// `done.tsv`. A last line without an end, left by a killed process, does not count. \throws
    /// Error (output) if the folder cannot be made, (busy) if a batch is running in it
    explicit BatchRecord(const std::string& folder);
    ~BatchRecord();
    BatchRecord(const BatchRecord&) = delete;
    BatchRecord& operator=(const BatchRecord&) = delete;

    /// What was recorded for `id` by earlier runs; null if nothing was.
    [[nodiscard]] const DoneDocument* find(const std::string& id) const;
    /// Before the batch begins: `id` is to be done again.
    void forget(const std::string& id) { before_.erase(id); }
    void append(const DoneDocument& done);
    /// Writes both files anew, whole: `done.tsv` in the order of `ids`, `failed.tsv` if something
    /// failed (else it is removed).
    void finish(const std::vector<std::string>& ids, const std::vector<FailedDocument>& failed);
    [[nodiscard]] std::string failed_path() const;

private:
    std::string folder_;
    int folder_lock_ = -1;
    int log_ = -1;
    std::map<std::string, DoneDocument> before_;  // by earlier runs; not changed while workers run
    std::map<std::string, DoneDocument> now_;     // by this one
};

}  // namespace egiz::workflow
