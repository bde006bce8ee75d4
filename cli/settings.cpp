// SPDX-License-Identifier: Apache-2.0
#include "cli/settings.hpp"

#include "cli/suggestion.hpp"
#include "text/error.hpp"

#include <toml++/toml.h>

#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <vector>

// CLI11's own reading of configuration files is not used: there a file wins over the environment,
// a table named like a command runs it, and a misspelt key is taken in silence.
namespace egiz::cli {
namespace {

/// Options of one command that may be set from outside: those with a long name that do not say
/// what to work on.
CLI::Option* find_option(CLI::App& app, const std::string& key) {
    if (key == "help" || key == "version" || key == "config") return nullptr;
    return app.get_option_no_throw("--" + key);
}

std::vector<std::string> option_names(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) {
            if (name != "help" && name != "version" && name != "config") names.push_back(name);
        }
    }
    return names;
}

void for_each_command(CLI::App& app, const std::function<void(CLI::App&)>& visit) {
    visit(app);
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
        for_each_command(*command, visit);
    }
}

bool is_repeatable(const CLI::Option& option) { return option.get_items_expected_max() > 1; }

/// \param values  of an option that may be repeated; one value otherwise
void set_default(CLI::Option& option, const std::vector<std::string>& values,
                 const egiz::Place& place, const std::string& key) {
    try {
        if (is_repeatable(option)) {
            // default_val() takes one value and cuts it at commas. An empty list cannot be passed
            // on: an empty value stands for it.
            option.add_result(values.empty() ? std::vector<std::string>{""} : values);
            option.run_callback();
            option.clear();
        } else {
            option.default_val(values.front());
        }
        option.required(false);
    } catch (const CLI::Error& error) {
        std::string text;
        for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
        throw egiz::Error(egiz::Fault::usage, place,
                          "'" + text + "' is no value for " + key + ": " + error.what());
    }
}

/// Files that belong to the settings are named from the folder of the file that names them.
std::string resolved(const std::string& key, std::string value, const std::string& config_file) {
    const bool names_file = key == "rules" || key == "srx" || key == "srx-first" ||
                            key == "lexicon" || key == "glossary" || key == "ignore";
    if (!names_file || value.empty()) return value;
    namespace fs = std::filesystem;
    const fs::path folder = fs::path(config_file).parent_path();
    // `ru=my.txt`, `en-ru=my.dic`
    const bool names_language = key == "rules" || key == "lexicon";
    const std::size_t equals = names_language ? value.find('=') : std::string::npos;
    const std::size_t begin = equals == std::string::npos ? 0 : equals + 1;
    const fs::path path = value.substr(begin);
    if (path.is_absolute() || folder.empty()) return value;
    return value.substr(0, begin) + (folder / path).string();
}

std::string value_text(const toml::node& node, const egiz::Place& place, const std::string& key) {
    if (const auto text = node.value_exact<std::string>()) return *text;
    if (const auto number = node.value_exact<std::int64_t>()) return std::to_string(*number);
    if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
    if (node.is_floating_point()) {
        std::ostringstream text;
        text << *node.value<double>();
        return text.str();
    }
    throw egiz::Error(
        egiz::Fault::usage, place,
        "the value of " + key + " must be a string, a number or a boolean, or a list of them");
}

[[noreturn]] void refuse_key(const egiz::Place& place, const std::string& key,
                             const std::vector<std::string>& known) {
    const std::string meant = nearest(key, known);
    throw egiz::Error(egiz::Fault::usage, place, "unknown key '" + key + "'",
                      meant.empty() ? "keys are the long names of options, without the dashes"
                                    : "did you mean '" + meant + "'?");
}

egiz::Place place_of(const std::string& file, const toml::source_region& source) {
    return {file, source.begin.line, source.begin.column};
}

/// Of two keys of one table that exclude each other none is the later one.
void check_one_srx(const toml::table& table, const std::string& file) {
    const auto is_set = [&](const char* key) { return table[key].value_or(std::string()) != ""; };
    if (!is_set("srx") || !is_set("srx-first")) return;
    throw egiz::Error(egiz::Fault::usage, place_of(file, table.get("srx-first")->source()),
                      "srx and srx-first exclude each other",
                      "srx uses the file's rules alone, srx-first the file's and then ours");
}

void apply_table(CLI::App& root, CLI::App& app, const toml::table& table, const std::string& file);

/// A table of one command goes before what stands at the top for all: it is applied later.
void apply_inner_tables(CLI::App& root, CLI::App& app, const toml::table& table,
                        const std::string& file) {
    for (const auto& [toml_key, node] : table) {
        const toml::table* inner = node.as_table();
        if (inner == nullptr) continue;
        const std::string key(toml_key.str());
        CLI::App* command = nullptr;
        std::vector<std::string> names;
        for (CLI::App* known : app.get_subcommands([](CLI::App*) { return true; })) {
            if (known->get_name() == key) command = known;
            names.push_back(known->get_name());
        }
        if (command == nullptr) refuse_key(place_of(file, toml_key.source()), key, names);
        apply_table(root, *command, *inner, file);
    }
}

void apply_table(CLI::App& root, CLI::App& app, const toml::table& table, const std::string& file) {
    check_one_srx(table, file);
    for (const auto& [toml_key, node] : table) {
        if (node.is_table()) continue;
        const std::string key(toml_key.str());
        const egiz::Place place = place_of(file, toml_key.source());
        std::vector<std::string> values;
        const toml::array* array = node.as_array();
        if (array == nullptr) {
            values.push_back(resolved(key, value_text(node, place, key), file));
        } else {
            for (const toml::node& item : *array) {
                values.push_back(resolved(key, value_text(item, place, key), file));
            }
        }
        bool found = false;
        std::vector<std::string> known;
        const auto apply = [&](CLI::App& command) {
            if (CLI::Option* option = find_option(command, key)) {
                if (array != nullptr && !is_repeatable(*option)) {
                    throw egiz::Error(
                        egiz::Fault::usage, place,
                        "the value of " + key + " must be one, not a list: it cannot be repeated");
                }
                set_default(*option, values, place, key);
                found = true;
            }
            for (std::string& name : option_names(command)) known.push_back(std::move(name));
        };
        if (&app == &root) {
            for_each_command(app, apply);
        } else {
            apply(app);
        }
        if (!found) refuse_key(place, key, known);
    }
    apply_inner_tables(root, app, table, file);
}

void apply_file(CLI::App& app, const std::string& file) {
    try {
        const toml::table table = toml::parse_file(file);
        apply_table(app, app, table, file);
    } catch (const toml::parse_error& error) {
        throw egiz::Error(
            egiz::Fault::usage, place_of(file, error.source()), std::string(error.description()),
            "the file is TOML: key = \"value\", and [command] before a command's keys");
    }
}

/// `EGIZ_TM_FIND_MIN` for `--min` of `tm find`; `EGIZ_MIN` for every command.
std::string variable_name(const std::string& prefix, const std::string& option) {
    std::string name = prefix + "_" + option;
    for (char& c : name) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        if (c == '-') c = '_';
    }
    return name;
}

void apply_environment(CLI::App& app, const std::string& prefix) {
    for (const std::string& option : option_names(app)) {
        for (const std::string& name :
             {variable_name("EGIZ", option), variable_name(prefix, option)}) {
            const char* value = std::getenv(name.c_str());
            if (value == nullptr || *value == '\0') continue;
            set_default(*find_option(app, option), {value}, {name, 0, 0}, option);
        }
    }
    for (CLI::App* command : app.get_subcommands([](CLI::App*) { return true; })) {
        apply_environment(*command, variable_name(prefix, command->get_name()));
    }
}

std::string user_config() {
    namespace fs = std::filesystem;
    if (const char* folder = std::getenv("XDG_CONFIG_HOME"); folder != nullptr && *folder != '\0') {
        return (fs::path(folder) / "egiz" / "config.toml").string();
    }
    if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0') {
        return (fs::path(home) / ".config" / "egiz" / "config.toml").string();
    }
    return {};
}

}  // namespace

void apply_settings(CLI::App& app, const std::string& config_file) {
    std::error_code ignored;
    if (!config_file.empty()) {
        if (!std::filesystem::is_regular_file(config_file, ignored)) {
            throw egiz::Error(egiz::Fault::usage, {config_file},
                              "there is no such configuration file");
        }
        apply_file(app, config_file);
    } else {
        for (const std::string& file : {user_config(), std::string("egiz.toml")}) {
            if (std::filesystem::is_regular_file(file, ignored)) apply_file(app, file);
        }
    }
    apply_environment(app, "EGIZ");
}

}  // namespace egiz::cli
