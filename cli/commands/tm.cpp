// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/memory.hpp"

#include <memory>

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

void add_find(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::FindOptions>();
    CLI::App* command = add_command(program, tm, "find", "Look up exact and fuzzy matches");
    command->footer(
        "Examples:\n"
        "  egiz tm find --db memory.db --from en --to ru \"Good morning.\"\n"
        "  egiz tm find --db memory.db --from en --to kk --json < queries.txt\n");
    add_memory_option(*command, options->memory);
    command->add_option("--from", options->source, "Language of the query")
        ->type_name("LANG")
        ->required();
    command->add_option("--to", options->target, "Language of the translations")
        ->type_name("LANG")
        ->required();
    command->add_option("--min", options->min_score, "Least score of a match, in percent (70)")
        ->check(CLI::Range(1, 100).description(""))
        ->type_name("PERCENT");
    command->add_option("--limit", options->limit, "Most matches for a query (5)")
        ->check(CLI::Range(1, 1000).description(""))
        ->type_name("N");
    CLI::Option* text = command->add_option(
        "text", options->text, "The query; without it, queries are read from standard input");
    text->type_name("TEXT");
    command->callback([&program, options, text] {
        options->from_stdin = text->count() == 0;
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
}

}  // namespace egiz::cli
