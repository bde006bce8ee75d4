// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/pretranslate.hpp"

#include <memory>

namespace egiz::cli {

void add_tm_pretranslate(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::PretranslateOptions>();
    CLI::App* command =
        add_command(program, tm, "pretranslate", "Fill the targets of an XLIFF file or of a text");
    command->footer(
        "Examples:\n"
        "  egiz tm pretranslate job.xlf -o job.ru.xlf --db memory.db --from en --to ru\n"
        "  egiz tm pretranslate letter.txt -o letter.xlf --db memory.db --from en --to kk\n"
        "Exact matches fill the target; fuzzy ones are offered beside it, unless --fill says less\n"
        "than 100. Targets that are there stay as they are.\n");
    command->add_option("file", options->input, "An XLIFF file, or a text")
        ->type_name("FILE")
        ->required();
    command->add_option("-o,--output", options->output, "Write to FILE (.xlf)")
        ->type_name("FILE")
        ->required();
    add_lookup_options(*command, options->lookup);
    add_language_pair_options(*command, options->source, options->target);
    command
        ->add_option("--min", options->min_score, "Least score of what is offered, in percent (75)")
        ->check(CLI::Range(1, 100).description(""))
        ->type_name("PERCENT");
    command
        ->add_option("--fill", options->fill_score,
                     "Least score of what fills the target, in percent (100)")
        ->check(CLI::Range(1, 102).description(""))
        ->type_name("PERCENT");
    command->add_option("--limit", options->limit, "Most translations offered for a segment (3)")
        ->check(CLI::Range(1, 100).description(""))
        ->type_name("N");
    command->add_flag("--overwrite", options->overwrite, "Also fill targets that are not empty");
    add_client_options(*command, options->client);
    add_lookup_jobs_option(*command, options->jobs);
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::pretranslate(*options, console);
        };
    });
}

}  // namespace egiz::cli
