// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/pair_source.hpp"
#include "tm/quality/quality.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace egiz::workflow {

/// Shows what the checks found, for people or as JSON, and counts it.
class CheckOutput {
public:
    explicit CheckOutput(cli::Console& console) : console_(console) {}

    /// \param with_languages  the place names the languages: the file has several pairs of them
    void show(const std::string& file, bool with_languages, const PairOfUnit& pair,
              const tm::QualityFlag& flag);
    void count_pairs(std::size_t pairs) { pairs_ += pairs; }
    void count_ignored(std::size_t flags) { ignored_ += flags; }
    /// Writes the summary. \throws Error (output)
    void finish();

    /// Whether something as grave was shown.
    [[nodiscard]] bool has(tm::Severity severity) const;

private:
    struct Counts {
        std::size_t errors = 0;
        std::size_t warnings = 0;
    };

    cli::Console& console_;
    std::map<std::string_view, Counts> by_check_;
    Counts all_;
    std::size_t pairs_ = 0;
    std::size_t ignored_ = 0;
};

}  // namespace egiz::workflow
