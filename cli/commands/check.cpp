// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"
#include "cli/workflow/check_units.hpp"

#include <map>
#include <memory>

namespace egiz::cli {

void add_check(Program& program) {
    auto options = std::make_shared<workflow::CheckOptions>();
    CLI::App* command = add_command(program, program.app, "check",
                                    "Find faults in translations: numbers, tags, terms …");
    std::string checks;
    for (const std::string_view name : tm::quality_checks()) (checks += ' ') += name;
    command->footer("Checks:" + checks +
                    "\n\n"
                    "Examples:\n"
                    "  egiz check article.en-kk.tmx --glossary terms.tbx\n"
                    "  egiz check article.egiz --from en --to ru --html check.html\n"
                    "  egiz check --db memory.db --from en --to ru --only numbers,tags --json\n\n"
                    "Exit code 0: nothing as grave as --fail-on; 3: something is; 4: a file cannot "
                    "be checked.\n");
    command->add_option("files", options->files, "TMX, XLIFF, TSV, JSONL or an alignment (.egiz)")
        ->type_name("FILE");
    command->add_option("--db", options->memory, "Check a translation memory")->type_name("FILE");
    command->add_option("--from", options->source, "Language of the source (default: every one)")
        ->type_name("LANG");
    command->add_option("--to", options->target, "Language of the translation (default: every one)")
        ->type_name("LANG");
    command->add_option("--only", options->only, "Do these checks only")
        ->delimiter(',')
        ->type_name("CHECK,…")
        ->allow_extra_args(false);
    command->add_option("--skip", options->skip, "Leave these checks out")
        ->delimiter(',')
        ->type_name("CHECK,…")
        ->allow_extra_args(false);
    command
        ->add_option("--glossary", options->glossary,
                     "Terms that are to be used (.tsv .tbx .dic .tmx); those that a TBX file calls "
                     "deprecated are not")
        ->type_name("FILE");
    command
        ->add_option("--max-length-ratio", options->max_length_ratio,
                     "How many times as long or short as usual a translation may be (3)")
        ->check(CLI::Range(1.1, 1000.0).description(""))
        ->type_name("X");
    command
        ->add_option("--ignore", options->ignore,
                     "Do not show the flags of which this file has the ids (see --json)")
        ->type_name("FILE");
    static const std::map<std::string, tm::Severity> severities{{"warning", tm::Severity::warning},
                                                                {"error", tm::Severity::error}};
    command
        ->add_option("--fail-on", options->fail_on,
                     "What gives exit code 3: error (default) or warning")
        ->transform(CLI::CheckedTransformer(severities).description(""))
        ->type_name("SEVERITY");
    command
        ->add_option("--html", options->html,
                     "Write a report too: the gap report of an alignment, or the flagged units")
        ->type_name("FILE");
    command->callback([&program, options] {
        program.action = [options](Console& console) {
            return workflow::check_units(*options, console);
        };
    });
}

}  // namespace egiz::cli
