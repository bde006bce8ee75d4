// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/evaluate.hpp"

#include "cli/commands/commands.hpp"

#include <memory>

namespace egiz::cli {

void add_evaluate(Program& program) {
    auto options = std::make_shared<workflow::EvaluateOptions>();
    CLI::App* command =
        add_command(program, program.app, "eval", "Score ladders against a gold standard");
    command->footer(
        "Several pairs are scored together: their counts are summed, then divided.\n"
        "Examples:\n"
        "  egiz eval en-ru.gold article.en-ru.ladder\n"
        "  egiz eval --calibration a.gold a.ladder b.gold b.ladder\n");
    command
        ->add_option("files", options->files,
                     "Beads as they should be, [0,1]:[0] a line, and beads as they are; in turns")
        ->type_name("GOLD HYPOTHESIS")
        ->required();
    CLI::Option* gaps =
        command->add_flag("--gaps", options->gaps, "Score the sentences without a counterpart");
    command
        ->add_flag("--calibration", options->calibration,
                   "Compare, for each tenth of stated confidence, how much of it is right")
        ->excludes(gaps);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::evaluate(*options, console);
        };
    });
}

}  // namespace egiz::cli
