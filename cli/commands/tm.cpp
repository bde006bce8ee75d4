// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/tm_commands.hpp"
#include "cli/workflow/find_matches.hpp"
#include "cli/workflow/memory.hpp"

#include <memory>
#include <optional>
#include <string>

namespace egiz::cli {

void add_memory_option(CLI::App& command, std::string& memory) {
    command.add_option("--db", memory, "The translation memory")->type_name("FILE")->required();
}

void add_filter_options(CLI::App& command, workflow::UnitFilterOptions& options) {
    const auto add = [&](const char* name, std::string& value, const char* description,
                         const char* type) {
        command.add_option(name, value, description)->type_name(type)->group(filter_group);
    };
    add("--pair", options.pair, "Only this pair of languages, as en-kk", "PAIR");
    add("--since", options.since, "Changed last on this day or later", "DATE");
    add("--until", options.until, "Changed last on this day or earlier", "DATE");
    add("--by", options.by, "Made or changed by this user", "USER");
    add("--document", options.document,
        "Of documents named like this: * is anything, ? a character", "GLOB");
    add("--state", options.state, "reviewed, unreviewed, rejected", "STATE");
    add("--where-text", options.text, "With this in their text in some language, in any case",
        "TEXT");
    const auto add_score = [&](const char* name, std::optional<double>& value,
                               const char* description) {
        command.add_option(name, value, description)
            ->check(CLI::Range(0.0, 1.0).description(""))
            ->type_name("SCORE")
            ->group(filter_group);
    };
    add_score("--min-score", options.min_score,
              "Least confidence of the aligner, 0 to 1; other units count as 1");
    add_score("--max-score", options.max_score, "Most confidence of the aligner");
}

void add_change_options(CLI::App& command, workflow::ChangeOptions& options) {
    command.add_option("--user", options.user, "Who does it, for the history")->type_name("NAME");
    command.add_option("--date", options.date, "When, for the history (now)")->type_name("DATE");
}

void add_dry_run_flag(CLI::App& command, bool& dry_run) {
    command.add_flag("--dry-run", dry_run, "Show what would change, and change nothing");
}

void add_lookup_options(CLI::App& command, workflow::LookupOptions& options) {
    command
        .add_option("--db", options.memories,
                    "A translation memory, and the points that its matches lose; may be repeated")
        ->type_name("FILE[=POINTS]")
        ->allow_extra_args(false)
        ->required();
    command
        .add_option("--penalty", options.penalties,
                    "Points that matches lose: tags (1), alignment, unreviewed, multiple, age (a "
                    "year); may be repeated")
        ->type_name("KIND=POINTS")
        ->allow_extra_args(false);
    command.add_option("--date", options.date, "Day that the age of units is counted to (today)")
        ->type_name("DATE");
    command.add_flag("--preload", options.preload,
                     "Take the memory into RAM first: faster for thousands of segments");
}

void add_language_pair_options(CLI::App& command, std::string& source, std::string& target) {
    command.add_option("--from", source, "Language of what is looked up")
        ->type_name("LANG")
        ->required();
    command.add_option("--to", target, "Language of the translations")
        ->type_name("LANG")
        ->required();
}

void add_lookup_jobs_option(CLI::App& command, std::size_t& jobs) {
    add_jobs_option(command, jobs);
    command.get_option("--jobs")->description("Segments looked up at once (default: one a core)");
}

namespace {

void add_import(Program& program, CLI::App& tm) {
    auto options = std::make_shared<workflow::ImportOptions>();
    CLI::App* command = add_command(program, tm, "import",
                                    "Add the units of TMX, XLIFF, PO, TBX, XLSX and other files");
    command->footer(
        "All files are one change, which egiz tm undo-import takes back.\n"
        "The last line printed is units=N variants=M repaired=R skipped=S\n");
    command
        ->add_option("files", options->files, "Files of units (" + formats::unit_extensions() + ")")
        ->type_name("FILE")
        ->required();
    add_memory_option(*command, options->memory);
    add_reading_options(*command, options->reading);
    add_change_options(*command, options->change);
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
    command
        ->add_option("-o,--output", options->output,
                     "Write to FILE (" + formats::unit_extensions() + ")")
        ->type_name("FILE")
        ->required();
    add_filter_options(*command, options->filter);
    command->add_flag_callback(
        "--reviewed", [options] { options->filter.state = "reviewed"; },
        "Only what a person has accepted: --state reviewed");
    add_client_options(*command, options->client);
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::export_units(*options, console);
        };
    });
}

void add_query_options(CLI::App& command, workflow::FindOptions& options) {
    add_language_pair_options(command, options.source, options.target);
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
    add_lookup_options(*command, options->lookup);
    add_query_options(*command, *options);
    add_scoring_options(*command, *options);
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

}  // namespace

void add_tm(Program& program) {
    CLI::App* tm = program.app.add_subcommand("tm", "Work with a translation memory");
    tm->require_subcommand(1);
    add_import(program, *tm);
    add_export(program, *tm);
    add_find(program, *tm);
    add_tm_concordance(program, *tm);
    add_tm_edit(program, *tm);
    add_tm_upkeep(program, *tm);
    add_tm_analyse(program, *tm);
    add_tm_pretranslate(program, *tm);
    add_tm_salvage(program, *tm);
}

}  // namespace egiz::cli
