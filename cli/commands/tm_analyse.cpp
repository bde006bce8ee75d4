// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/analyse.hpp"

#include <memory>

namespace egiz::cli {

void add_memories_option(CLI::App& command, std::vector<std::string>& memories) {
    command
        .add_option("--db", memories,
                    "A translation memory, and the points that its matches lose; may be repeated")
        ->type_name("FILE[=POINTS]")
        ->allow_extra_args(false)
        ->required();
}

void add_language_pair_options(CLI::App& command, std::string& source, std::string& target) {
    command.add_option("--from", source, "Language of the files")->type_name("LANG")->required();
    command.add_option("--to", target, "Language of the translations")
        ->type_name("LANG")
        ->required();
}

void add_lookup_options(CLI::App& command, std::size_t& jobs, bool& preload) {
    add_jobs_option(command, jobs);
    command.get_option("--jobs")->description("Segments looked up at once (default: one a core)");
    command.add_flag("--preload", preload,
                     "Take the index of the memory into RAM first: faster for many segments");
}

void add_tm_analyse(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::AnalyseOptions>();
    CLI::App* command =
        add_command(program, tm, "analyse", "Count how much of some files a memory knows");
    command->footer(
        "Examples:\n"
        "  egiz tm analyse report.txt --db memory.db --from en --to ru\n"
        "  egiz tm analyse *.xlf --db new.db --db old.db=2 --from en --to kk --html cost.html\n"
        "A segment with a match of 100 or more is counted there each time; of other segments that\n"
        "occur several times, the first is counted by its match, the rest as repetitions.\n");
    command->add_option("files", options->files, "Texts, or files of units (.xlf .tmx .tsv .jsonl)")
        ->type_name("FILE")
        ->required();
    add_memories_option(*command, options->memories);
    add_language_pair_options(*command, options->source, options->target);
    command->add_option("--min", options->min_score, "What scores less, in percent, is new (50)")
        ->check(CLI::Range(1, 100).description(""))
        ->type_name("PERCENT");
    command->add_option("--html", options->html, "Write the report as a page too")
        ->type_name("FILE");
    add_lookup_options(*command, options->jobs, options->preload);
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::analyse(*options, console);
        };
    });
}

}  // namespace egiz::cli
