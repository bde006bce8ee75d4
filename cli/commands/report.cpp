// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/workflow/align_files.hpp"

#include <memory>

namespace egiz::cli {

void add_report(Program& program) {
    auto options = std::make_shared<workflow::ReportOptions>();
    CLI::App* command = add_command(program, program.app, "report",
                                    "Write the gap report of an alignment: one HTML file");
    command->footer("Example:\n  egiz report article.egiz -o report.html\n");
    command->add_option("alignment", options->alignment, "An alignment file (.egiz)")
        ->type_name("FILE")
        ->required();
    command->add_option("-o,--output", options->output, "The HTML file; - is standard output")
        ->type_name("FILE")
        ->required();
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::write_report_file(*options, console);
        };
    });
}

}  // namespace egiz::cli
