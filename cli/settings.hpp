// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <CLI/CLI.hpp>

#include <string>

namespace egiz::cli {

/// Sets the defaults of the program's options from outside the command line; later wins:
/// the user's `egiz/config.toml` (in XDG_CONFIG_HOME, else ~/.config), `egiz.toml` in the current
/// folder (or the file that `--config` names, instead of both), and the environment
/// (`EGIZ_JOBS`, `EGIZ_TM_FIND_MIN`). Flags win over all of them.
///
/// A TOML key is an option's long name: at the top of the file for every command that has such an
/// option, in a table `[align]` or `[tm.find]` for one command. An option that may be repeated
/// takes a list. Files of rules and words (`rules`, `srx`, `srx-first`, `lexicon`) are named from
/// the folder of the TOML file. \throws Error (usage) with file and line for a key that no command
/// has, or a value it refuses
void apply_settings(CLI::App& app, const std::string& config_file);

}  // namespace egiz::cli
