// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/concordance.hpp"

#include <memory>

namespace egiz::cli {

void add_tm_concordance(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::ConcordanceOptions>();
    CLI::App* command =
        add_command(program, tm, "concordance", "Look a phrase up in the texts of a memory");
    command->footer(
        "Examples:\n"
        "  egiz tm concordance --db memory.db --in en \"open the file\"\n"
        "  egiz tm concordance --db memory.db --in kk --show en --words \"файл ашу\"\n"
        "  egiz tm concordance --db memory.db --in zh --json < phrases.txt\n"
        "\n"
        "Words are whole, their case and what stands between them do not count; Chinese needs no\n"
        "spaces. The phrase is marked [[so]], on a terminal by colour; --json has its bytes.\n"
        "Best first: written as in the phrase, reviewed, newest.\n");
    add_memory_option(*command, options->memory);
    command->add_option("--in", options->language, "Language that the phrase is in")
        ->type_name("LANG")
        ->required();
    command
        ->add_option("--show", options->shown,
                     "Show this language beneath (default: all others); may be repeated")
        ->type_name("LANG")
        ->allow_extra_args(false);
    command
        ->add_option("phrase", options->phrase,
                     "The phrase; without it, phrases are read from standard input, one a line")
        ->type_name("PHRASE");
    command->add_flag("--words", options->any_order, "All the words, in any order and anywhere");
    command->add_option("--limit", options->limit, "Most units shown for a phrase (50)")
        ->check(CLI::Range(1, 1'000'000).description(""))
        ->type_name("N");
    command->add_flag("--preload", options->preload,
                      "Take the index into memory: faster for thousands of phrases");
    command->callback([&program, command, options] {
        // An empty phrase is one too, though not one that can be found.
        if (command->get_option("phrase")->count() > 0 && !options->phrase) {
            options->phrase.emplace();
        }
        program.action = [options](Console& console) {
            return workflow::show_concordance(*options, console);
        };
    });
}

}  // namespace egiz::cli
