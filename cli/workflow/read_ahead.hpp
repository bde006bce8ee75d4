// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "text/translation_unit.hpp"

#include <memory>
#include <string>
#include <vector>

namespace egiz::workflow {

/// Reads a file of units in a thread of its own, a few batches ahead of who uses them.
class ReadAhead {
public:
    /// \param warn  is called by next(), not by the thread
    /// \throws Error as formats::open_units() does
    ReadAhead(const std::string& path, WarningSink warn, const formats::ReadOptions& options = {});
    ReadAhead(const ReadAhead&) = delete;
    ReadAhead& operator=(const ReadAhead&) = delete;
    ~ReadAhead();

    /// The next units, in order; none at the end. \throws what reading throws, behind the units
    /// before
    [[nodiscard]] std::vector<TranslationUnit> next();
    /// Of the whole file: at the end.
    [[nodiscard]] const formats::ReadCounts& counts() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::workflow
