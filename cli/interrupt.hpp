// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace egiz::cli {

/// From now on the first SIGINT or SIGTERM only sets a flag; the second ends the program at once.
void catch_interrupts();
/// Whether a signal came.
[[nodiscard]] bool interrupted() noexcept;

}  // namespace egiz::cli
