// SPDX-License-Identifier: Apache-2.0
#include "cli/program.hpp"

#include "cli/commands/commands.hpp"
#include "cli/settings.hpp"
#include "cli/suggestion.hpp"
#include "cli/version.hpp"
#include "formats/documents/pdf_process.hpp"

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <unistd.h>
#include <vector>

namespace egiz::cli {
namespace {

constexpr int usage_exit = static_cast<int>(Fault::usage);

/// `--config FILE` must be known before the rest is read.
std::string config_argument(int argument_count, char** arguments) {
    for (int i = 1; i < argument_count; ++i) {
        const std::string_view argument = arguments[i];
        if (argument == "--") break;
        if (argument == "--config" && i + 1 < argument_count) return arguments[i + 1];
        if (argument.starts_with("--config=")) return std::string(argument.substr(9));
    }
    return {};
}

/// The innermost command that the command line got to.
const CLI::App& chosen_command(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return chosen.empty() ? app : chosen_command(*chosen.front());
}

std::vector<std::string> command_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        names.push_back(command->get_name());
    }
    return names;
}

std::vector<std::string> flag_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    }
    return names;
}

std::string full_name(const CLI::App& command) {
    const CLI::App* parent = command.get_parent();
    return parent == nullptr ? command.get_name() : full_name(*parent) + " " + command.get_name();
}

/// The first word that stands where a command was expected.
std::string unknown_command(const CLI::App& app, const std::vector<std::string>& arguments) {
    // Words that belong to options of the program itself (`--color never`) come in pairs.
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string& argument = arguments[i];
        if (argument == full_name(app).substr(full_name(app).rfind(' ') + 1)) continue;
        if (argument.starts_with("-")) {
            const CLI::Option* option = app.get_option_no_throw(argument);
            if (option != nullptr && option->get_expected_max() > 0) ++i;
            continue;
        }
        return argument;
    }
    return {};
}

egiz::Error usage_error(const CLI::App& app, const CLI::ParseError& error,
                        const std::vector<std::string>& arguments) {
    const CLI::App& command = chosen_command(app);
    const std::string see = "see " + full_name(command) + " --help";
    if (!command_names(command).empty()) {
        const std::string typed = unknown_command(command, arguments);
        if (typed.empty()) {
            return {Fault::usage, {}, full_name(command) + ": a command is missing", see};
        }
        const std::string meant = nearest(typed, command_names(command));
        return {Fault::usage,
                {},
                "unknown command '" + typed + "'",
                meant.empty() ? see : "did you mean '" + meant + "'?"};
    }
    for (const std::string& rest : app.remaining(true)) {
        if (!rest.starts_with("-")) continue;
        const std::string typed = rest.substr(0, rest.find('='));
        const std::string meant = nearest(typed, flag_names(command));
        return {Fault::usage,
                {},
                "unknown option '" + typed + "'",
                meant.empty() ? see : "did you mean '" + meant + "'?"};
    }
    std::string reason = error.what();
    for (char& c : reason) {
        if (c == '\n') c = ' ';
    }
    return {Fault::usage, {}, full_name(command) + ": " + reason, see};
}

ConsoleOptions console_options(const CommonOptions& common) {
    const bool terminal = isatty(STDERR_FILENO) != 0;
    const char* no_colour = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    const bool plain = (no_colour != nullptr && *no_colour != '\0') ||
                       (term != nullptr && std::string_view(term) == "dumb");
    ConsoleOptions options;
    options.quiet = common.quiet;
    options.json = common.json;
    const auto colour_on = [&](bool is_terminal) {
        return common.colour == "always" || (common.colour == "auto" && is_terminal && !plain);
    };
    options.colour = colour_on(terminal);
    options.colour_on_output = colour_on(isatty(STDOUT_FILENO) != 0);
    options.progress = terminal && common.progress != "never" && !common.quiet && !common.json;
    return options;
}

void add_commands(Program& program) {
    add_align(program);
    add_report(program);
    add_segment(program);
    add_tm(program);
    add_batch(program);
    add_check(program);
    add_convert(program);
    add_validate(program);
    add_evaluate(program);
    add_merge(program);
}

/// Whether `--json` stands on the command line, for errors that come before it is read.
bool asks_for_json(const std::vector<std::string>& arguments) {
    for (const std::string& argument : arguments) {
        if (argument == "--") return false;
        if (argument == "--json") return true;
    }
    return false;
}

int run_action(Program& program, Console& console) {
    try {
        return program.action(console);
    } catch (const egiz::Error& error) {
        console.finish_warnings();
        console.error(error);
        return static_cast<int>(error.fault());
    } catch (const std::bad_alloc&) {
        console.error({Fault::internal, {}, "not enough memory"});
    } catch (const std::exception& error) {
        console.error({Fault::internal, {}, error.what()});
    }
    return static_cast<int>(Fault::internal);
}

}  // namespace

int run(int argument_count, char** arguments) {
    if (argument_count == 2 && arguments[1] == formats::pdf_process_argument) {
        return formats::serve_pdf();
    }
    formats::read_pdf_by("/proc/self/exe");
    // A closed pipe is an error that is reported, not a silent death.
    std::signal(SIGPIPE, SIG_IGN);
    std::ios::sync_with_stdio(false);

    CLI::App app("Align translations, keep them in a translation memory, exchange them", "egiz");
    Program program{app, {}, {}};
    app.require_subcommand(1);
    app.set_version_flag("-V,--version", version_text(), "Print versions and exit");
    add_common_options(app, program.common);
    app.get_formatter()->column_width(32);
    add_commands(program);

    const std::vector<std::string> words(arguments + 1, arguments + argument_count);
    try {
        apply_settings(app, config_argument(argument_count, arguments));
        app.parse(argument_count, arguments);
    } catch (const CLI::Success& success) {  // --help, --version
        return app.exit(success);
    } catch (const CLI::ParseError& error) {
        program.common.json = asks_for_json(words);
        Console(console_options(program.common)).error(usage_error(app, error, words));
        return usage_exit;
    } catch (const egiz::Error& error) {
        program.common.json = asks_for_json(words);
        Console(console_options(program.common)).error(error);
        return usage_exit;
    }

    Console console(console_options(program.common));
    return run_action(program, console);
}

}  // namespace egiz::cli
