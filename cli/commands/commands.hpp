// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/client.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/known_words.hpp"
#include "cli/workflow/reading.hpp"
#include "formats/exchange/units.hpp"

#include <CLI/CLI.hpp>

#include <cstddef>
#include <functional>
#include <string>

namespace egiz::cli {

/// Flags that every command has.
struct CommonOptions {
    bool quiet = false;
    bool json = false;
    std::string colour = "auto";
    std::string progress = "auto";
    std::string config;
};

/// What the command line asks for; returns the exit code.
using Action = std::function<int(Console&)>;

/// Where commands are hung up: each adds its flags to `app` and sets `action` when it is chosen.
struct Program {
    CLI::App& app;
    CommonOptions common;
    Action action;
};

/// Adds a command with the common flags. `parent` is the program or a command group such as `tm`.
CLI::App* add_command(Program& program, CLI::App& parent, const std::string& name,
                      const std::string& description);
void add_common_options(CLI::App& app, CommonOptions& options);

/// Flags that several commands share.
void add_read_options(CLI::App& command, workflow::ReadOptions& options);
void add_segmentation_options(CLI::App& command, workflow::SegmentationOptions& options);
/// Flags that say which words are known before aligning.
void add_word_options(CLI::App& command, workflow::KnownWordsOptions& options);
/// `--for` and `--xliff`.
void add_client_options(CLI::App& command, workflow::ClientOptions& options);
/// --strict, --salvage, --repairs.
void add_reading_options(CLI::App& command, workflow::ReadingOptions& options);
/// Number of threads; the default is the number of cores.
void add_jobs_option(CLI::App& command, std::size_t& jobs);
void add_date_option(CLI::App& command, std::string& date);

void add_align(Program& program);
void add_segment(Program& program);
void add_report(Program& program);
void add_tm(Program& program);
void add_check(Program& program);
void add_convert(Program& program);
void add_validate(Program& program);
void add_evaluate(Program& program);
void add_batch(Program& program);
void add_merge(Program& program);

}  // namespace egiz::cli
