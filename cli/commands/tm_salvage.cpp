// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/salvage.hpp"

#include <memory>

namespace egiz::cli {

void add_tm_salvage(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::SalvageOptions>();
    CLI::App* command =
        add_command(program, tm, "salvage", "Save what can be read of a damaged memory");
    command->footer(
        "Examples:\n"
        "  egiz tm salvage memory.db -o saved.db\n"
        "  egiz tm salvage memory.db -o saved.db --json > saved.json\n"
        "The damaged file is not changed. Keep memory.db-wal beside it: what was written last may "
        "be\n"
        "there. The exit code is 5 if something is lost.\n");
    command->add_option("memory", options->damaged, "The damaged translation memory")
        ->type_name("FILE")
        ->required();
    command->add_option("-o,--output", options->output, "Write the new memory to FILE")
        ->type_name("FILE")
        ->required();
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::salvage_memory(*options, console);
        };
    });
}

}  // namespace egiz::cli
