// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tm/store.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace egiz::tm {

/// What was saved of a damaged memory, and what was not.
struct SalvageReport {
    std::size_t units = 0;      ///< saved
    std::size_t versions = 0;   ///< saved of what units were before changes
    std::size_t documents = 0;  ///< saved versions of documents that are known to be in
    /// Units that the memory had and that could not be saved; nothing: how many is not known.
    std::optional<std::size_t> lost_units;
    /// Those of them whose place was found, in order; the first 1,000.
    std::vector<UnitNumber> damaged_units;
    std::size_t renumbered_units = 0;  ///< their numbers were not sound: they got new ones
    // Names that saved units have and that are lost: the units have `und-x-lost3` or `lost-3`
    // there.
    std::size_t lost_languages = 0;
    std::size_t lost_document_names = 0;
    std::size_t lost_names = 0;
    bool lost_versions = false;   ///< some older versions of units could not be saved
    bool lost_changes = false;    ///< some entries of the list of changes
    bool lost_documents = false;  ///< some versions of documents: aligning them adds them again
    std::size_t pages = 0;
    std::size_t damaged_pages = 0;  ///< of those that were needed

    /// Whether all that the memory held was saved.
    [[nodiscard]] bool complete() const {
        return lost_units == 0U && lost_languages == 0 && lost_document_names == 0 &&
               lost_names == 0 && renumbered_units == 0 && !lost_versions && !lost_changes &&
               !lost_documents;
    }
};

/// Reads what can be read of a damaged memory's file and writes it to a new one: units under their
/// numbers, what they were before, documents and the list of changes. The index is made anew.
///
/// The file is read page by page (https://www.sqlite.org/fileformat.html), without SQLite: along
/// the trees of the tables where they hold, else every page that holds rows. What was committed to
/// a log beside the file (`-wal`, or a `-journal` to be played back) counts. The damaged file is
/// not changed; nobody should be writing to it.
///
/// \param output  must not exist; goes again if this fails
/// \throws Error (input) if the file cannot be read, is no memory, or nothing of one is left;
/// (output) if `output` exists or cannot be written
[[nodiscard]] SalvageReport salvage(const std::string& damaged, const std::string& output,
                                    const ProgressSink& progress = {});

}  // namespace egiz::tm
