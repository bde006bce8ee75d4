// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/workflow/validate_files.hpp"

#include <memory>

namespace egiz::cli {

void add_validate(Program& program) {
    auto files = std::make_shared<std::vector<std::string>>();
    CLI::App* command = add_command(program, program.app, "validate",
                                    "Check TMX, XLIFF, SRX and TBX files against their standard");
    command->footer("Exit code 0: all are valid; 3: one is not; 4: one cannot be checked.\n");
    command->add_option("files", *files, "Files to check")->type_name("FILE")->required();
    command->callback([&program, files] {
        program.action = [files](Console& console) {
            return workflow::validate_files(*files, console);
        };
    });
}

}  // namespace egiz::cli
