// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/analyse.hpp"

#include <memory>

namespace egiz::cli {

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
    add_lookup_options(*command, options->lookup);
    add_language_pair_options(*command, options->source, options->target);
    command->add_option("--min", options->min_score, "What scores less, in percent, is new (50)")
        ->check(CLI::Range(1, 100).description(""))
        ->type_name("PERCENT");
    command->add_option("--html", options->html, "Write the report as a page too")
        ->type_name("FILE");
    add_lookup_jobs_option(*command, options->jobs);
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::analyse(*options, console);
        };
    });
}

}  // namespace egiz::cli
