// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/report/report.hpp"
#include "text/alignment.hpp"
#include "tm/quality/quality.hpp"

#include <cstdint>
#include <set>
#include <string>

namespace egiz::workflow {

/// Which flags a report shows.
struct ReportQuality {
    tm::QualityOptions options;
    std::set<std::uint64_t> ignored;  ///< ids of flags
};

/// What the gap report shows of an alignment. Of the quality checks those are left out that would
/// say again what the aligner's doubts say: numbers, length, untranslated.
[[nodiscard]] formats::Report make_report(const Alignment& alignment, const std::string& title,
                                          const ReportQuality& quality = {});

[[nodiscard]] formats::ReportFlag report_flag(const tm::QualityFlag& flag);

}  // namespace egiz::workflow
