// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace egiz::cli {

/// The program's version, and on a second line those of the libraries it runs with.
[[nodiscard]] std::string version_text();

}  // namespace egiz::cli
