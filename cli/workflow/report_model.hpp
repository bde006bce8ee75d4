// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/report/report.hpp"
#include "text/alignment.hpp"

#include <string>

namespace egiz::workflow {

/// What the gap report shows of an alignment.
[[nodiscard]] formats::Report make_report(const Alignment& alignment, const std::string& title);

}  // namespace egiz::workflow
