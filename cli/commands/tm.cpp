// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/find_matches.hpp"
#include "cli/workflow/memory.hpp"

#include <memory>
#include <optional>
#include <string>

namespace egiz::cli {
namespace {

void add_memory_option(CLI::App& command, std::string& memory) {
    command.add_option("--db", memory, "The translation memory")->type_name("FILE")->required();
}

void add_import(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::ImportOptions>();
    CLI::App* command =
        add_command(program, tm, "import", "Add the units of TMX, XLIFF, TSV files");
    command->footer("The last line printed is units=N variants=M repaired=R skipped=S\n");
    command->add_option("files", options->files, "Files of units (.tmx .xlf .tsv .jsonl)")
        ->type_name("FILE")
        ->required();
    add_memory_option(*command, options->memory);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::import_units(*options, console);
        };
    });
}

void add_export(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::MemoryExportOptions>();
    CLI::App* command = add_command(program, tm, "export", "Write the units of a memory to a file");
    add_memory_option(*command, options->memory);
    command->add_option("-o,--output", options->output, "Write to FILE (.tmx .xlf .tsv .jsonl)")
        ->type_name("FILE")
        ->required();
    command->add_option("--pair", options->pair, "Only this pair of languages, as en-kk")
        ->type_name("PAIR");
    add_xliff_option(*command, options->xliff_version);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::export_units(*options, console);
        };
    });
}

void add_query_options(CLI::App& command, workflow::FindOptions& options) {
    command.add_option("--from", options.source, "Language of the query")
        ->type_name("LANG")
        ->required();
    command.add_option("--to", options.target, "Language of the translations")
        ->type_name("LANG")
        ->required();
    command
        .add_option("text", options.text,
                    "The query; without it, queries are read from standard input, one a line")
        ->type_name("TEXT");
    command.add_option("--id", options.id, "Id of the query: the unit with it is a better match")
        ->type_name("ID");
    command.add_option("--previous", options.previous, "The segment before the query")
        ->type_name("TEXT");
    command.add_option("--next", options.next, "The segment behind the query")->type_name("TEXT");
    command.add_flag("--context", options.lines_are_context,
                     "The lines before and behind a query of standard input stand around it");
    command.add_option("-j,--jobs", options.jobs, "Queries answered at once (1)")
        ->check(CLI::Range(1, 1024).description(""))
        ->type_name("N");
}

void add_scoring_options(CLI::App& command, workflow::FindOptions& options) {
    command.add_option("--min", options.min_score, "Least score of a match, in percent (70)")
        ->check(CLI::Range(1, 102).description(""))
        ->type_name("PERCENT");
    command.add_option("--limit", options.limit, "Most matches for a query (5)")
        ->check(CLI::Range(1, 1000).description(""))
        ->type_name("N");
    command
        .add_option("--penalty", options.penalties,
                    "Points that matches lose: tags (1), alignment, unreviewed, multiple, age (a "
                    "year); may be repeated")
        ->type_name("KIND=POINTS")
        ->allow_extra_args(false);
    command.add_option("--date", options.date, "Day that the age of units is counted to (today)")
        ->type_name("DATE");
}

void add_find(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::FindOptions>();
    CLI::App* command = add_command(program, tm, "find", "Look up exact and fuzzy matches");
    command->footer(
        "Examples:\n"
        "  egiz tm find --db memory.db --from en --to ru \"Good morning.\"\n"
        "  egiz tm find --db memory.db --from en --to kk --json < queries.txt\n"
        "  egiz tm find --db mine.db --db old.db=5 --penalty unreviewed=2 \\\n"
        "      --from en --to kk --diff \"Good morning.\"\n"
        "  egiz tm find --db memory.db --from en --to ru --context --preload -j 4 < document.txt\n"
        "\n"
        "Scores: 102 in context and with the id, 101 in context or with the id, 100 the same text\n"
        "and inline codes, 99 the same but for numbers, addresses and variables (put into the\n"
        "translation), or for case and punctuation; below, the share of words that are the "
        "same.\n");
    command
        ->add_option("--db", options->memories,
                     "A translation memory, and the points that its matches lose; may be repeated")
        ->type_name("FILE[=POINTS]")
        ->allow_extra_args(false)
        ->required();
    add_query_options(*command, *options);
    add_scoring_options(*command, *options);
    command->add_flag("--preload", options->preload,
                      "Take the index into memory: faster for thousands of queries");
    command->add_flag("--diff", options->mark_differences,
                      "Mark how the query differs, [-so-] {+so+}; on a terminal colours do");
    // An empty text is a text too.
    const auto given = [command](const char* name, std::optional<std::string>& value) {
        if (command->get_option(name)->count() > 0 && !value) value.emplace();
    };
    command->callback([&program, options, given] {
        given("text", options->text);
        given("--previous", options->previous);
        given("--next", options->next);
        program.action = [options](Console& console) {
            return workflow::find_matches(*options, console);
        };
    });
}

void add_stats(Program& program, CLI::App& tm) {
    auto memory = std::make_shared<std::string>();
    CLI::App* command = add_command(program, tm, "stats", "Count what a memory holds");
    add_memory_option(*command, *memory);
    command->callback([&program, memory] {
        program.action = [memory](Console& console) {
            return workflow::show_statistics(*memory, console);
        };
    });
}

}  // namespace

void add_tm(Program& program) {
    CLI::App* tm = program.app.add_subcommand("tm", "Work with a translation memory");
    tm->require_subcommand(1);
    add_import(program, *tm);
    add_export(program, *tm);
    add_find(program, *tm);
    add_stats(program, *tm);
    add_tm_analyse(program, *tm);
    add_tm_pretranslate(program, *tm);
    add_tm_salvage(program, *tm);
}

}  // namespace egiz::cli
