// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace egiz::cli {

/// From now on the first SIGINT or SIGTERM only sets a flag; the second ends the program at once.
void catch_interrupts();
/// Whether a signal came.
[[nodiscard]] bool interrupted() noexcept;
/// \throws Error (interrupted) if a signal came
void throw_if_interrupted();
/// Waits until standard input has something or has ended, or a signal comes, which does not end a
/// read. \throws Error (interrupted) if a signal came
void wait_for_standard_input();

}  // namespace egiz::cli
