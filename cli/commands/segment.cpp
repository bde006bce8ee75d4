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
        "  egiz segment --lang zh --input jsonl --format jsonl < items.jsonl\n"
        "  egiz segment book.kk.txt --rules office.kk.txt --explain\n"
        "  egiz segment --show-rules kk\n");
    command->add_option("file", options->file, "The text; - is standard input")->type_name("FILE");
    command->add_option("-l,--lang", options->language, "Language of the text")->type_name("LANG");
    command
        ->add_option("--input", options->input,
                     "text, or jsonl: a JSON object {\"id\", \"text\"} a line")
        ->check(CLI::IsMember({"text", "jsonl"}).description(""))
        ->type_name("FORMAT");
    command
        ->add_option("--format", options->format,
                     "text: a sentence a line; tsv: byte offsets and sentence; jsonl "
                     "(so it is with --json)")
        ->check(CLI::IsMember({"text", "tsv", "jsonl"}).description(""))
        ->type_name("FORMAT");
    command->add_flag("--explain", options->explain,
                      "Say for each place where a sentence ends or might, which rule decided");
    command
        ->add_option("--show-rules", options->show_rules,
                     "Print the rules for a language, as a file for --rules")
        ->type_name("LANG");
    command
        ->add_option("--export-srx", options->export_srx,
                     "Write the rules for a language as SRX 2.0, as near as it can say them")
        ->type_name("LANG")
        ->excludes("--show-rules");
    command->add_option("-o,--output", options->output, "Write to FILE")->type_name("FILE");
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::segment_text(*options, console);
        };
    });
}

}  // namespace egiz::cli
