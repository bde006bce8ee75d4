// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/merge_document.hpp"

#include <memory>

namespace egiz::cli {

void add_merge(Program& program) {
    auto options = std::make_shared<workflow::MergeOptions>();
    CLI::App* command = add_command(program, program.app, "merge",
                                    "Put translations back into a document, layout and all");
    command->footer(
        "Examples:\n"
        "  egiz merge letter.docx letter.ru.xlf -o letter.ru.docx\n"
        "  egiz merge page.html --db memory.db --from en --to kk -o page.kk.html\n"
        "Documents are HTML, Markdown, SubRip, WebVTT, DOCX, ODT and plain text. From a memory,\n"
        "only exact matches are taken. What has no translation stays as it is.\n");
    command->add_option("document", options->document, "The document that was translated")
        ->type_name("FILE")
        ->required();
    CLI::Option* translations = command
                                    ->add_option("translations", options->translations,
                                                 "Its translation: XLIFF, TMX, TSV or JSONL")
                                    ->type_name("UNITS");
    command->add_option("-o,--output", options->output, "Write to FILE")
        ->type_name("FILE")
        ->required();
    add_lookup_options(*command, options->lookup);
    command->get_option("--db")->excludes(translations)->required(false);
    add_language_pair_options(*command, options->source, options->target);
    for (const char* name : {"--from", "--to"}) command->get_option(name)->required(false);
    add_lookup_jobs_option(*command, options->jobs);
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            if (options->translations.empty() && options->lookup.memories.empty()) {
                throw Error(Fault::usage, {}, "no translation is named",
                            "name a file of units, or a memory with --db");
            }
            return workflow::merge_document(*options, console);
        };
    });
}

}  // namespace egiz::cli
