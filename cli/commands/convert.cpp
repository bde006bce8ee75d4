// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/convert.hpp"

#include "cli/commands/tm_commands.hpp"

#include <memory>

namespace egiz::cli {

void add_convert(Program& program) {
    auto options = std::make_shared<workflow::ConvertOptions>();
    CLI::App* command = add_command(program, program.app, "convert",
                                    "Turn one file into another, by their extensions");
    command->footer(
        "Examples:\n"
        "  egiz convert memory.tmx memory.en-kk.xlf\n"
        "  egiz convert article.egiz article.en-ru.ladder\n"
        "  egiz convert article.en-ru.tmx article.en-ru.xlsx\n"
        "  egiz convert ru.po ru.xlf\n"
        "  egiz convert letter.docx letter.xlf --to ru --for omegat\n"
        "A text or document becomes XLIFF to be translated; egiz merge puts the translation "
        "back.\n"
        "Files of units: " +
        formats::unit_extensions() + "\n");
    command->add_option("input", options->input, "File to read")->type_name("IN")->required();
    command->add_option("output", options->output, "File to write")->type_name("OUT")->required();
    command->add_option("--pair", options->pair, "Only this pair of languages, as en-kk")
        ->type_name("PAIR");
    add_language_pair_options(*command, options->source, options->target);
    command->get_option("--from")->required(false)->description(
        "Language of a document (default: found out)");
    command->get_option("--to")->required(false)->description(
        "Language that a document is to be translated into");
    add_reading_options(*command, options->reading);
    add_client_options(*command, options->client);
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::convert(*options, console);
        };
    });
}

}  // namespace egiz::cli
