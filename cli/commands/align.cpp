// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/workflow/align_files.hpp"
#include "cli/workflow/outputs.hpp"

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
        "  egiz align --segmented en=a.en ru=a.ru --format ladder\n"
        "  egiz align en.txt ru.txt --explain --beads 12-20\n"
        "  egiz align en.txt ru.txt --anchor-pattern '^(Chapter|Глава)' -o a.html\n");
    command
        ->add_option("texts", options->inputs,
                     "The texts, as LANG=FILE or FILE; the first is the pivot")
        ->type_name("TEXT")
        ->required();
    command
        ->add_option("-o,--output", options->outputs,
                     "Write to FILE (" + workflow::output_extensions() +
                         "); may be repeated; "
                         "x.en-kk.tmx holds that pair")
        ->type_name("FILE")
        ->allow_extra_args(false);
    command
        ->add_option("--tm", options->memory,
                     "Learn words from this translation memory, and add the units to it")
        ->type_name("FILE");
    command
        ->add_option(
            "--format", options->format,
            "What to print when nothing else is written: tsv, jsonl, ladder, tmx, xlf, html")
        ->check(CLI::IsMember({"tsv", "jsonl", "ladder", "tmx", "xlf", "html"}).description(""))
        ->type_name("FORMAT");
    command
        ->add_option("--pair", options->pair, "Which pair --format or --explain prints, as en-ru")
        ->type_name("PAIR");
    command
        ->add_flag("--explain", options->explain.wanted,
                   "Print what spoke for each bead: each term of its score, and the words")
        ->excludes("--output");
    command
        ->add_option("--beads", options->explain.beads,
                     "Explain these beads only, with their texts: 12 or 12-20")
        ->type_name("N[-M]")
        ->needs("--explain");
    const std::string anchors = "Anchors: segments that begin together, whatever speaks against it";
    command
        ->add_option("--anchors", options->anchors.file,
                     "A line for each: two segment numbers, from 1, with a tab between them")
        ->type_name("FILE")
        ->group(anchors);
    command
        ->add_option("--anchor-pattern", options->anchors.pattern,
                     "Segments that match this regular expression, one by one, or by number if "
                     "there are not as many on both sides")
        ->type_name("REGEX")
        ->group(anchors);
    command
        ->add_flag("--anchor-headings", options->anchors.headings,
                   "Headings, if there are as many on both sides")
        ->group(anchors);
    command->add_flag("--segmented", options->read.segmented, "The files hold a sentence a line");
    command->add_option("--name", options->name, "Name of the document in units")
        ->type_name("NAME");
    add_read_options(*command, options->read);
    add_segmentation_options(*command, options->segmentation);
    add_word_options(*command, options->words);
    add_client_options(*command, options->client);
    add_date_option(*command, options->date);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::align_files(*options, console);
        };
    });
}

}  // namespace egiz::cli
