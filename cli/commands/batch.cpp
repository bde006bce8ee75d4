// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/batch.hpp"

#include "cli/commands/commands.hpp"

#include <memory>

namespace egiz::cli {

void add_batch(Program& program) {
    auto options = std::make_shared<workflow::BatchOptions>();
    CLI::App* command =
        add_command(program, program.app, "batch", "Align many document sets; resumes by itself");
    command->footer(
        "The manifest is TSV with a header: id, then a column per language with paths relative to\n"
        "it. What failed is in DIR/failed.tsv; a second run does only what is missing.\n"
        "Example:\n  egiz batch manifest.tsv --tm memory.db --out aligned --jobs 4\n");
    command->add_option("manifest", options->manifest, "The list of document sets")
        ->type_name("MANIFEST")
        ->required();
    command->add_option("--out", options->out, "Folder for the results")
        ->type_name("DIR")
        ->required();
    command
        ->add_option("--tm", options->memory,
                     "Learn words from this translation memory, and add the units to it")
        ->type_name("FILE");
    command
        ->add_option(
            "--format", options->formats,
            "What to write for each set: egiz (default), tmx, xlf (from the first language "
            "into each other), tsv, jsonl, html, ladder (every two languages); may be "
            "repeated")
        ->type_name("FORMAT")
        ->allow_extra_args(false);
    command->add_flag("--segmented", options->read.segmented, "The files hold a sentence a line");
    add_jobs_option(*command, options->jobs);
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    add_word_options(*command, options->words);
    command->add_flag("--no-pool", options->no_pool,
                      "Align each set by itself; do not learn words from all of them first");
    add_client_options(*command, options->client);
    add_date_option(*command, options->date);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::run_batch(*options, console);
        };
    });
}

}  // namespace egiz::cli
