// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/workflow/align_files.hpp"

#include <memory>

namespace egiz::cli {

void add_align(Program& program) {
    auto options = std::make_shared<workflow::AlignOptions>();
    CLI::App* command =
        add_command(program, program.app, "align", "Align texts, sentence by sentence");
    command->footer(
        "Examples:\n"
        "  egiz align en=en.txt ru=ru.txt kk=kk.txt -o a.egiz -o a.tmx -o a.html --tm memory.db\n"
        "  egiz align en.txt ru.txt > pairs.tsv\n"
        "  egiz align --segmented en=a.en ru=a.ru --format ladder\n");
    command
        ->add_option("texts", options->inputs,
                     "The texts, as LANG=FILE or FILE; the first is the pivot")
        ->type_name("TEXT")
        ->required();
    command
        ->add_option("-o,--output", options->outputs,
                     "Write to FILE (.egiz .tmx .xlf .tsv .jsonl .html .ladder); may be repeated; "
                     "x.en-kk.tmx holds that pair")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command->add_option("--tm", options->memory, "Add the units to this translation memory")
        ->type_name("FILE");
    command
        ->add_option(
            "--format", options->format,
            "What to print when nothing else is written: tsv, jsonl, ladder, tmx, xlf, html")
        ->check(CLI::IsMember({"tsv", "jsonl", "ladder", "tmx", "xlf", "html"}).description(""))
        ->type_name("FORMAT");
    command->add_option("--pair", options->pair, "Which pair --format prints, as en-ru")
        ->type_name("PAIR");
    command->add_flag("--segmented", options->read.segmented, "The files hold a sentence a line");
    command->add_option("--name", options->name, "Name of the document in units")
        ->type_name("NAME");
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    add_lexicon_options(*command, options->no_lexicon);
    add_xliff_option(*command, options->xliff_version);
    add_date_option(*command, options->date);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::align_files(*options, console);
        };
    });
}

}  // namespace egiz::cli
