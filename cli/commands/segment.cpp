// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/workflow/segment_text.hpp"

#include <memory>

namespace egiz::cli {

void add_segment(Program& program) {
    auto options = std::make_shared<workflow::SegmentOptions>();
    CLI::App* command = add_command(program, program.app, "segment", "Cut a text into sentences");
    command->footer(
        "Examples:\n"
        "  egiz segment --lang ru book.txt\n"
        "  egiz segment --lang kk --format tsv - < book.txt\n"
        "  egiz segment --lang zh --input jsonl --format jsonl < items.jsonl\n");
    command->add_option("file", options->file, "The text; - is standard input")->type_name("FILE");
    command->add_option("-l,--lang", options->language, "Language of the text")->type_name("LANG");
    command
        ->add_option("--input", options->input,
                     "text, or jsonl: a JSON object {\"id\", \"text\"} a line")
        ->check(CLI::IsMember({"text", "jsonl"}).description(""))
        ->type_name("FORMAT");
    command
        ->add_option("--format", options->format,
                     "text: a sentence a line; tsv: byte offsets and sentence; jsonl")
        ->check(CLI::IsMember({"text", "tsv", "jsonl"}).description(""))
        ->type_name("FORMAT");
    command->add_flag("--keep-quotations", options->keep_quotations,
                      "Do not cut inside a quotation of several sentences");
    add_read_options(*command, options->read);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::segment_text(*options, console);
        };
    });
}

}  // namespace egiz::cli
