// SPDX-License-Identifier: Apache-2.0
#include "cli/program.hpp"

int main(int argument_count, char** arguments) { return egiz::cli::run(argument_count, arguments); }
