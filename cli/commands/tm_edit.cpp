// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/edit_units.hpp"

#include <memory>

namespace egiz::cli {
namespace {

constexpr const char* states = "reviewed, unreviewed, rejected";

void add_add(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::AddUnitOptions>();
    CLI::App* command = add_command(program, tm, "add", "Add a unit");
    command->footer(
        "Example:\n"
        "  egiz tm add --db memory.db --from en --to ru --reviewed \"Good morning.\" "
        "\"Доброе утро.\"\n");
    add_memory_option(*command, options->memory);
    command->add_option("--from", options->source, "Language of the source")
        ->type_name("LANG")
        ->required();
    command->add_option("--to", options->target, "Language of the target")
        ->type_name("LANG")
        ->required();
    command->add_option("source", options->source_text, "The source")
        ->type_name("SOURCE")
        ->required();
    command->add_option("target", options->target_text, "Its translation")
        ->type_name("TARGET")
        ->required();
    command->add_option("--id", options->id, "Id of the unit")->type_name("ID");
    command->add_option("--document", options->document, "Document that it belongs to")
        ->type_name("NAME");
    command->add_flag("--reviewed", options->reviewed, "A person has looked at it");
    add_change_options(*command, options->change);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::add_unit(*options, console);
        };
    });
}

void add_update(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::UpdateUnitOptions>();
    CLI::App* command = add_command(program, tm, "update", "Change a unit");
    command->footer(
        "Examples:\n"
        "  egiz tm update --db memory.db 17 --text \"ru=Доброе утро!\" --state reviewed\n"
        "  egiz tm update --db memory.db 17 --state rejected --note \"too literal\" --dry-run\n"
        "\n"
        "Inline codes stay with the words that the old and the new text have. A language that the\n"
        "unit does not have is added. Exit code 1: there is no such unit.\n");
    add_memory_option(*command, options->memory);
    command->add_option("number", options->number, "The unit's number, as find --json shows it")
        ->type_name("NUMBER")
        ->required();
    command->add_option("--text", options->texts, "Its text in a language; may be repeated")
        ->type_name("LANG=TEXT")
        ->allow_extra_args(false);
    command->add_option("--state", options->state, states)->type_name("STATE");
    command->add_option("--note", options->notes, "Add a note; may be repeated")
        ->type_name("TEXT")
        ->allow_extra_args(false);
    add_dry_run_flag(*command, options->dry_run);
    add_change_options(*command, options->change);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::update_unit(*options, console);
        };
    });
}

void add_delete(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::DeleteUnitsOptions>();
    CLI::App* command = add_command(program, tm, "delete", "Remove units");
    command->footer(
        "Examples:\n"
        "  egiz tm delete --db memory.db 17 18\n"
        "  egiz tm delete --db memory.db --document \"drafts/*\" --state unreviewed --dry-run\n"
        "\n"
        "Units must pass all of the filters. egiz tm undo takes it back.\n"
        "Exit code 1: there is no unit with one of the numbers; then none is removed.\n");
    add_memory_option(*command, options->memory);
    command->add_option("numbers", options->numbers, "Numbers of units")->type_name("NUMBER");
    command->add_flag("--all", options->all, "All units");
    add_filter_options(*command, options->filter);
    add_dry_run_flag(*command, options->dry_run);
    add_change_options(*command, options->change);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::delete_units(*options, console);
        };
    });
}

void add_replace(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::ReplaceTextOptions>();
    CLI::App* command = add_command(program, tm, "replace", "Replace text in units");
    command->footer(
        "Examples:\n"
        "  egiz tm replace --db memory.db --in ru --words \"е-мейл\" \"эл. почта\" --dry-run\n"
        "  egiz tm replace --db memory.db --in en --regex \"(\\d+)\\s?%\" '$1%'\n"
        "\n"
        "Inline codes stay where they are in the text. egiz tm undo takes it back.\n");
    add_memory_option(*command, options->memory);
    command->add_option("--in", options->language, "Language whose texts are changed")
        ->type_name("LANG")
        ->required();
    command->add_option("pattern", options->pattern.pattern, "What to replace")
        ->type_name("PATTERN")
        ->required();
    command->add_option("replacement", options->pattern.replacement, "What to put there")
        ->type_name("REPLACEMENT")
        ->required();
    command->add_flag("--regex", options->pattern.regex,
                      "PATTERN is a regular expression of ICU; $1 in REPLACEMENT is a group");
    command->add_flag("--words", options->pattern.whole_words, "Whole words only");
    command->add_flag("--ignore-case", options->pattern.ignore_case, "In any case");
    add_filter_options(*command, options->filter);
    add_dry_run_flag(*command, options->dry_run);
    add_change_options(*command, options->change);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::replace_text(*options, console);
        };
    });
}

}  // namespace

void add_tm_edit(Program& program, CLI::App& tm) {
    add_add(program, tm);
    add_update(program, tm);
    add_delete(program, tm);
    add_replace(program, tm);
}

}  // namespace egiz::cli
