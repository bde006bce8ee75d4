// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/evaluate.hpp"

#include "cli/commands/commands.hpp"

#include <memory>

namespace egiz::cli {

void add_evaluate(Program& program) {
    auto options = std::make_shared<workflow::EvaluateOptions>();
    CLI::App* command =
        add_command(program, program.app, "eval", "Score a ladder against a gold standard");
    command->footer("Example:\n  egiz eval en-ru.gold article.en-ru.ladder\n");
    command->add_option("gold", options->gold, "Beads as they should be: [0,1]:[0] a line")
        ->type_name("GOLD")
        ->required();
    command->add_option("hypothesis", options->hypothesis, "Beads as they are")
        ->type_name("HYPOTHESIS")
        ->required();
    command->add_flag("--gaps", options->gaps, "Score the sentences without a counterpart");
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::evaluate(*options, console);
        };
    });
}

}  // namespace egiz::cli
