// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace egiz::cli {

/// The whole program: reads the command line, runs a command, turns what went wrong into a message
/// on standard error. \return the exit code (docs/user-guide.md lists them)
int run(int argument_count, char** arguments);

}  // namespace egiz::cli
