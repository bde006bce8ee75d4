// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/commands.hpp"

#include <map>
#include <thread>

namespace egiz::cli {

void add_common_options(CLI::App& app, CommonOptions& options) {
    const std::string group = "Common options";
    app.add_flag("-q,--quiet", options.quiet, "Say nothing but errors")->group(group);
    app.add_flag("--json", options.json, "Results and messages as JSON")->group(group);
    app.add_option("--color", options.colour, "Colours on a terminal: auto, always, never")
        ->check(CLI::IsMember({"auto", "always", "never"}))
        ->group(group);
    app.add_option("--progress", options.progress, "Progress on a terminal: auto, never")
        ->check(CLI::IsMember({"auto", "never"}))
        ->group(group);
    app.add_option("--config", options.config, "Read defaults from this file instead of egiz.toml")
        ->type_name("FILE")
        ->group(group);
}

CLI::App* add_command(Program& program, CLI::App& parent, const std::string& name,
                      const std::string& description) {
    CLI::App* command = parent.add_subcommand(name, description);
    add_common_options(*command, program.common);
    command->get_help_ptr()->group("Common options");
    return command;
}

void add_read_options(CLI::App& command, workflow::ReadOptions& options) {
    static const std::map<std::string, LineBreaks> line_breaks{
        {"smart", LineBreaks::smart},
        {"paragraph", LineBreaks::paragraph},
        {"blank-line", LineBreaks::blank_line}};
    command
        .add_option("--encoding", options.encoding, "Encoding of the files (default: found out)")
        ->type_name("NAME");
    command
        .add_option("--line-breaks", options.line_breaks,
                    "What a line break means: smart (hard-wrapped text is joined), paragraph, "
                    "blank-line (only blank lines end paragraphs)")
        ->transform(CLI::CheckedTransformer(line_breaks).description(""))
        ->type_name("MODE");
}

namespace {

/// Of two options that exclude each other, what is said later puts aside what was said before: a
/// flag a setting, and one setting another. Two flags are left for the command to refuse.
void put_aside_when_given(CLI::Option& option, const CLI::Option& other, std::string& other_value) {
    option.each([&](const std::string& value) {
        if (!value.empty() && other.count() == 0) other_value.clear();
    });
}

}  // namespace

void add_segmentation_options(CLI::App& command, workflow::SegmentationOptions& options) {
    const std::string group = "Sentences";
    command
        .add_option("--rules", options.rules,
                    "Rules read after our own: for LANG, for the language that the file's name "
                    "tells (ru.txt, my.ru.txt), or for all; may be repeated")
        ->type_name("[LANG=]FILE")
        ->allow_extra_args(false)
        ->group(group);
    CLI::Option* srx =
        command.add_option("--srx", options.srx, "Cut by this SRX file, not by our rules");
    CLI::Option* srx_first =
        command.add_option("--srx-first", options.srx_first,
                           "Cut by this SRX file, and by our rules where it says nothing");
    put_aside_when_given(*srx, *srx_first, options.srx_first);
    put_aside_when_given(*srx_first, *srx, options.srx);
    for (CLI::Option* option : {srx, srx_first}) option->type_name("FILE")->group(group);
    command
        .add_flag("--keep-quotations", options.keep_quotations,
                  "Do not cut inside a quotation of several sentences")
        ->group(group);
    command
        .add_flag("--informal", options.informal,
                  "Web, chat, mail: small letters begin sentences, emoji and hashtags end them")
        ->group(group);
    command
        .add_flag("--no-list-items", options.no_list_items,
                  "Do not cut before the items of a list inside a paragraph")
        ->group(group);
}

void add_word_options(CLI::App& command, workflow::KnownWordsOptions& options) {
    command
        .add_option("--lexicon", options.lexicons,
                    "Words that render each other (.dic .tsv .tbx .tmx); LANG-LANG is source and "
                    "target of a file that does not say; may be repeated")
        ->type_name("[LANG-LANG=]FILE")
        ->allow_extra_args(false);
    command.add_flag("--no-lexicon", options.no_lexicon,
                     "Do without the words that egiz knows of itself");
}

void add_reading_options(CLI::App& command, workflow::ReadingOptions& options) {
    command.add_flag("--strict", options.strict,
                     "Refuse files of units with anything that would be mended or left out");
    command.add_flag("--salvage", options.salvage,
                     "Take what a broken file of units still holds, and count what broke");
    command
        .add_option("--repairs", options.repairs,
                    "List all that was mended or left out in FILE: file, line, column, what")
        ->type_name("FILE");
    command
        .add_option("--languages", options.languages,
                    "Source and target of files of units that do not say, as en-ru (PO, Moses, "
                    "hunalign, tables without header)")
        ->type_name("PAIR");
    command
        .add_option("--columns", options.columns,
                    "What the columns of a table hold: en,ru,note,-,state,id; or by their names: "
                    "\"en=Source text,ru=Translation\"")
        ->type_name("LIST");
}

void add_client_options(CLI::App& command, workflow::ClientOptions& options) {
    std::vector<std::string> names;
    for (const formats::ClientProfile& profile : formats::client_profiles()) {
        names.emplace_back(profile.name);
    }
    command
        .add_option("--for", options.name,
                    "Write what this program reads: how languages are called, versions, files")
        ->check(CLI::IsMember(names))
        ->type_name("PROGRAM");
    static const std::map<std::string, formats::XliffVersion> versions{
        {"1.2", formats::XliffVersion::v1_2}, {"2.0", formats::XliffVersion::v2_0}};
    command
        .add_option("--xliff", options.xliff_version,
                    "Version of XLIFF to write: 2.0 (default) or 1.2")
        ->transform(CLI::CheckedTransformer(versions).description(""))
        ->type_name("VERSION");
}

void add_jobs_option(CLI::App& command, std::size_t& jobs) {
    jobs = std::max(1U, std::thread::hardware_concurrency());
    command.add_option("-j,--jobs", jobs, "Documents worked on at once (default: one a core)")
        ->check(CLI::Range(1, 1024).description(""))
        ->type_name("N");
}

void add_date_option(CLI::App& command, std::string& date) {
    command
        .add_option("--date", date,
                    "Date of new units (default: when the newest input was changed)")
        ->type_name("DATE");
}

}  // namespace egiz::cli
