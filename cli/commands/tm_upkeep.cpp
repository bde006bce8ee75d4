// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/memory_history.hpp"
#include "cli/workflow/memory_upkeep.hpp"
#include "cli/workflow/merge_memories.hpp"

#include <map>
#include <memory>

namespace egiz::cli {
namespace {

void add_merge(Program& program, CLI::App& tm) {
    static const std::map<std::string, tm::MergePolicy> policies{
        {"keep", tm::MergePolicy::keep},
        {"overwrite", tm::MergePolicy::overwrite},
        {"newest", tm::MergePolicy::newest},
        {"both", tm::MergePolicy::both}};
    auto options = std::make_shared<workflow::MergeMemoriesOptions>();
    CLI::App* command = add_command(program, tm, "merge", "Add the units of other memories");
    command->footer(
        "Example:\n"
        "  egiz tm merge --db master.db work.db --policy newest --dry-run\n"
        "\n"
        "A unit with the source text, id and document of one that is there, and another\n"
        "translation, is a conflict: keep leaves it out, overwrite puts it in the other's place,\n"
        "newest decides by the last change, both adds it.\n");
    add_memory_option(*command, options->memory);
    command->add_option("from", options->from, "Memories to merge into it")
        ->type_name("FROM")
        ->required();
    command
        ->add_option("--policy", options->policy,
                     "In a conflict: keep (default), overwrite, newest, both")
        ->transform(CLI::CheckedTransformer(policies).description(""))
        ->type_name("POLICY");
    command
        ->add_option("--source", options->source,
                     "Language of source texts (default: the first of each unit)")
        ->type_name("LANG");
    add_dry_run_flag(*command, options->dry_run);
    add_change_options(*command, options->change);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::merge_memories(*options, console);
        };
    });
}

void add_dedup(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::DedupMemoryOptions>();
    CLI::App* command = add_command(program, tm, "dedup", "Leave one of units that say the same");
    command->footer(
        "Units with the same texts are one, whatever their ids and documents. A reviewed one\n"
        "stays, else a rejected one, else the newest; it takes over contexts, properties, "
        "notes.\n");
    add_memory_option(*command, options->memory);
    command->add_flag("--ignore-case", options->ignore_case, "Case does not count");
    command->add_flag("--ignore-punctuation", options->ignore_punctuation,
                      "Only letters and digits count");
    add_dry_run_flag(*command, options->dry_run);
    add_change_options(*command, options->change);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::dedup_memory(*options, console);
        };
    });
}

void add_stats(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::StatisticsOptions>();
    CLI::App* command = add_command(program, tm, "stats", "Count what a memory holds");
    add_memory_option(*command, options->memory);
    command
        ->add_option("--documents", options->documents,
                     "List so many documents, those with the most units (10)")
        ->check(CLI::Range(0, 1'000'000'000).description(""))
        ->type_name("N");
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::show_statistics(*options, console);
        };
    });
}

void add_check(Program& program, CLI::App& tm) {
    struct Options {
        std::string memory;
        bool repair = false;
    };
    auto options = std::make_shared<Options>();
    CLI::App* command =
        add_command(program, tm, "check", "Compare a memory's units with its index");
    command->footer("Exit code 0: all is well, or mended; 1: something is wrong.\n");
    add_memory_option(*command, options->memory);
    command->add_flag("--repair", options->repair, "Make the index anew if it is wrong");
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::check_memory(options->memory, options->repair, console);
        };
    });
}

void add_optimise(Program& program, CLI::App& tm) {
    auto memory = std::make_shared<std::string>();
    CLI::App* command =
        add_command(program, tm, "optimise", "Make the index anew and give unused space back");
    add_memory_option(*command, *memory);
    command->callback([&program, memory] {
        program.action = [memory](Console& console) {
            return workflow::optimise_memory(*memory, console);
        };
    });
}

void add_history(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::HistoryOptions>();
    CLI::App* command =
        add_command(program, tm, "history", "List the changes of a memory, or of one unit");
    command->footer(
        "A change is a line: number, date, user, action, what, +added ~updated -removed.\n"
        "Exit code 1: there never was such a unit.\n");
    add_memory_option(*command, options->memory);
    command->add_option("number", options->unit, "Number of a unit: what it was, and what changed")
        ->type_name("NUMBER");
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::show_history(*options, console);
        };
    });
}

void add_undo(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::UndoOptions>();
    CLI::App* command = add_command(program, tm, "undo", "Take a change back");
    command->alias("undo-import");
    command->footer(
        "What the change added is removed, what it updated or removed is as before. Units that a\n"
        "later change has changed again stay. An undo is a change, and can be undone.\n"
        "Exit code 1: there is no such change, or it is undone already.\n");
    add_memory_option(*command, options->memory);
    command->add_option("change", options->number, "The change's number, as history lists it")
        ->type_name("CHANGE")
        ->required();
    add_change_options(*command, options->change);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::undo_change(*options, console);
        };
    });
}

}  // namespace

void add_tm_upkeep(Program& program, CLI::App& tm) {
    add_merge(program, tm);
    add_dedup(program, tm);
    add_stats(program, tm);
    add_check(program, tm);
    add_optimise(program, tm);
    add_history(program, tm);
    add_undo(program, tm);
}

}  // namespace egiz::cli
