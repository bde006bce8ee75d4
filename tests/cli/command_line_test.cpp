// SPDX-License-Identifier: Apache-2.0
#include "cli/suggestion.hpp"
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <ostream>

namespace egiz::test {
namespace {

std::size_t lines(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// What a wrong call says: one line that names the fault, one with a hint, and its exit code.
struct WrongCall {
    const char* what;
    std::vector<std::string> arguments;  ///< `@` stands for the test's folder
    int exit_code;
    const char* message;
    bool hint;
    friend std::ostream& operator<<(std::ostream& out, const WrongCall& call) {
        return out << call.what;
    }
};

const std::vector<WrongCall> wrong_calls{
    {"a misspelt command", {"aling"}, 2, "unknown command 'aling'", true},
    {"a misspelt command of tm", {"tm", "finde"}, 2, "unknown command 'finde'", true},
    {"a misspelt option",
     {"align", "--segmentd", "@/en.txt"},
     2,
     "unknown option '--segmentd'",
     true},
    {"no command", {}, 2, "a command is missing", true},
    {"one text only", {"align", "en=@/en.txt"}, 2, "at least two texts", true},
    {"a missing file",
     {"align", "en=@/en.txt", "ru=@/none.txt", "-o", "@/x.tmx"},
     4,
     "none.txt",
     true},
    {"an empty file",
     {"align", "en=@/en.txt", "ru=@/empty.txt", "-o", "@/x.tmx"},
     4,
     "empty.txt",
     true},
    {"a blank file",
     {"align", "en=@/en.txt", "ru=@/blank.txt", "-o", "@/x.tmx"},
     4,
     "blank.txt",
     true},
    {"a folder", {"align", "en=@/en.txt", "ru=@/folder", "-o", "@/x.tmx"}, 4, "folder", true},
    {"a binary file",
     {"align", "en=@/en.txt", "ru=@/binary.txt", "-o", "@/x.tmx"},
     4,
     "binary.txt",
     true},
    {"the same file twice",
     {"align", "en=@/en.txt", "ru=@/en.txt", "-o", "@/x.tmx"},
     2,
     "the same file",
     true},
    {"the same language twice",
     {"align", "en=@/en.txt", "en=@/ru.txt", "-o", "@/x.tmx"},
     2,
     "a second text in en",
     true},
    {"an unknown language",
     {"align", "en=@/en.txt", "qq=@/ru.txt", "-o", "@/x.tmx"},
     2,
     "unknown language 'qq'",
     true},
    {"an unknown language to cut",
     {"segment", "--lang", "qq", "@/en.txt"},
     2,
     "unknown language 'qq'",
     true},
    {"a language of no rules", {"segment", "--show-rules", "qq"}, 2, "unknown language 'qq'", true},
    {"an SRX of no language", {"segment", "--export-srx", "qq"}, 2, "unknown language 'qq'", true},
    {"rules in two forms",
     {"segment", "--export-srx", "ru", "--show-rules", "ru"},
     2,
     "excludes",
     true},
    {"missing rules",
     {"segment", "--lang", "en", "--rules", "@/none.txt", "@/en.txt"},
     4,
     "none.txt: cannot read",
     true},
    {"rules with an unknown section",
     {"segment", "--lang", "en", "--rules", "@/bad-rules.txt", "@/en.txt"},
     4,
     "bad-rules.txt:2: segmentation rules: unknown section",
     true},
    {"rules for an unknown language",
     {"segment", "--lang", "en", "--rules", "qq=@/ru.txt", "@/en.txt"},
     2,
     "unknown language 'qq'",
     true},
    {"SRX that is no XML",
     {"segment", "--lang", "en", "--srx", "@/ru.txt", "@/en.txt"},
     4,
     "ru.txt:1:1: ",
     true},
    {"missing SRX",
     {"segment", "--lang", "en", "--srx-first", "@/none.srx", "@/en.txt"},
     4,
     "none.srx: cannot read",
     true},
    {"SRX twice",
     {"segment", "--srx", "@/a.srx", "--srx-first", "@/b.srx", "@/en.txt"},
     2,
     "exclude each other",
     true},
    {"a bad batch of rules",
     {"batch", "@/manifest.tsv", "--out", "@/out", "--rules", "@/none.txt"},
     4,
     "none.txt",
     true},
    {"sentences over their text",
     {"segment", "--lang", "en", "@/en.txt", "-o", "@/en.txt"},
     2,
     "would be overwritten",
     true},
    {"sentences in no folder",
     {"segment", "--lang", "en", "@/en.txt", "-o", "@/none/x.txt"},
     73,
     "none",
     true},
    {"an output of no kind",
     {"align", "en=@/en.txt", "ru=@/ru.txt", "-o", "@/x.doc"},
     2,
     "x.doc",
     true},
    {"an output in no folder",
     {"align", "en=@/en.txt", "ru=@/ru.txt", "-o", "@/none/x.tmx"},
     73,
     "none",
     true},
    {"an output that is a folder",
     {"align", "en=@/en.txt", "ru=@/ru.txt", "-o", "@/folder.tmx"},
     73,
     "folder.tmx",
     true},
    {"an output over an input",
     {"align", "en=@/en.txt", "ru=@/ru.tsv", "-o", "@/ru.tsv"},
     2,
     "would be overwritten",
     true},
    {"a pair of other languages",
     {"align", "en=@/en.txt", "ru=@/ru.txt", "-o", "@/x.en-kk.tmx"},
     2,
     "asks for en-kk",
     false},
    {"a damaged memory",
     {"align", "en=@/en.txt", "ru=@/ru.txt", "--tm", "@/damaged.db"},
     4,
     "damaged.db",
     true},
    {"a missing memory", {"tm", "stats", "--db", "@/none.db"}, 4, "none.db", true},
    {"an alignment that is none", {"report", "@/en.txt", "-o", "@/x.html"}, 4, "en.txt", true},
    {"a TMX that is none", {"tm", "import", "@/en.txt", "--db", "@/x.db"}, 4, "en.txt", true},
    {"a manifest without languages",
     {"batch", "@/bad-manifest.tsv", "--out", "@/out"},
     4,
     "bad-manifest.tsv:1",
     true},
    {"a date that is none",
     {"align", "en=@/en.txt", "ru=@/ru.txt", "--date", "yesterday", "-o", "@/x.tmx"},
     2,
     "yesterday",
     true},
};

void fill(const TemporaryFolder& folder) {
    folder.write("en.txt", "One sentence here. Another one there.\n");
    folder.write("ru.txt", "Здесь одно предложение. Там другое.\n");
    folder.write("ru.tsv", "Здесь одно предложение. Там другое.\n");
    folder.write("empty.txt", "");
    folder.write("blank.txt", " \n\n \n");
    folder.write("binary.txt", std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1", 20));
    folder.write("damaged.db", "SQLite format 3\0 and then nothing that makes sense");
    folder.write("bad-manifest.tsv", "id\tname\n1\tx\n");
    folder.write("manifest.tsv", "id\ten\tru\n1\ten.txt\tru.txt\n");
    folder.write("bad-rules.txt", "# Mine\n[nevr final]\nxyz\n");
    std::filesystem::create_directory(folder / "folder");
    std::filesystem::create_directory(folder / "folder.tmx");
}

BOOST_DATA_TEST_CASE(a_wrong_call_says_why_in_a_line_and_changes_nothing, wrong_calls) {
    const TemporaryFolder folder;
    fill(folder);
    const auto before = folder.contents();
    std::vector<std::string> arguments;
    for (std::string argument : sample.arguments) {
        const std::size_t at = argument.find('@');
        if (at != std::string::npos) argument.replace(at, 1, folder.path().string());
        arguments.push_back(argument);
    }
    const ProgramResult result = egiz(arguments);
    BOOST_TEST_CONTEXT(result.err) {
        BOOST_TEST(result.exit_code == sample.exit_code);
        BOOST_TEST(result.out == "");
        BOOST_TEST(contains(result.err, "egiz: error: "));
        BOOST_TEST(contains(result.err, sample.message));
        BOOST_TEST(lines(result.err) == (sample.hint ? 2U : 1U));
        BOOST_TEST(contains(result.err, "hint: ") == sample.hint);
        BOOST_TEST((folder.contents() == before));
    }
}

BOOST_AUTO_TEST_CASE(under_json_an_error_is_an_object_on_a_line) {
    const ProgramResult result = egiz({"tm", "stats", "--json", "--db", "none.db"});
    const auto error = nlohmann::json::parse(result.err);
    BOOST_TEST(error["level"] == "error");
    BOOST_TEST(error["file"] == "none.db");
    BOOST_TEST(error["exit_code"] == 4);
    BOOST_TEST(result.exit_code == 4);
}

BOOST_AUTO_TEST_CASE(the_version_names_the_libraries) {
    const ProgramResult result = egiz({"--version"});
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(result.out.rfind("egiz ", 0) == 0U);
    for (const char* library : {"ICU 7", "libxml2 2.", "SQLite 3."}) {
        BOOST_TEST(contains(result.out, library));
    }
}

BOOST_AUTO_TEST_CASE(every_command_has_help_on_standard_output) {
    for (const char* command :
         {"align", "segment", "report", "convert", "validate", "eval", "batch"}) {
        const ProgramResult result = egiz({command, "--help"});
        BOOST_TEST(result.exit_code == 0);
        BOOST_TEST(contains(result.out, "Usage: "));
        BOOST_TEST(result.err == "");
    }
    for (const char* command : {"import", "export", "find", "stats"}) {
        BOOST_TEST(egiz({"tm", command, "--help"}).exit_code == 0);
    }
}

/// `segment --format` of a two-sentence text: `tsv` has a header, `text` has none.
std::string format_used(const TemporaryFolder& folder, const std::vector<std::string>& flags,
                        const std::map<std::string, std::string>& environment) {
    ProgramCall call;
    call.arguments = {"segment", "--lang", "en", "en.txt"};
    call.arguments.insert(call.arguments.end(), flags.begin(), flags.end());
    call.environment = environment;
    call.folder = folder.path();
    const ProgramResult result = run_program(call);
    if (result.exit_code != 0) return result.err;
    if (result.out.rfind("begin\t", 0) == 0) return "tsv";
    return result.out.rfind('{', 0) == 0 ? "jsonl" : "text";
}

BOOST_AUTO_TEST_CASE(flags_win_over_environment_over_project_over_user) {
    const TemporaryFolder folder;
    fill(folder);
    BOOST_TEST(format_used(folder, {}, {}) == "text");
    folder.write("config/egiz/config.toml", "[segment]\nformat = \"jsonl\"\n");
    const std::map<std::string, std::string> user{{"XDG_CONFIG_HOME", folder / "config"}};
    BOOST_TEST(format_used(folder, {}, user) == "jsonl");
    folder.write("egiz.toml", "[segment]\nformat = \"tsv\"\n");
    BOOST_TEST(format_used(folder, {}, user) == "tsv");
    auto with_variable = user;
    with_variable["EGIZ_SEGMENT_FORMAT"] = "text";
    BOOST_TEST(format_used(folder, {}, with_variable) == "text");
    BOOST_TEST(format_used(folder, {"--format", "jsonl"}, with_variable) == "jsonl");
}

BOOST_AUTO_TEST_CASE(a_table_of_settings_does_not_run_its_command) {
    const TemporaryFolder folder;
    folder.write("egiz.toml", "[align]\ntm = \"memory.db\"\n[tm.find]\nmin = 80\n");
    ProgramCall call;
    call.arguments = {"--version"};
    call.folder = folder.path();
    BOOST_TEST(run_program(call).exit_code == 0);
}

struct WrongSettings {
    const char* toml;
    const char* message;
    friend std::ostream& operator<<(std::ostream& out, const WrongSettings& settings) {
        return out << settings.message;
    }
};
const std::vector<WrongSettings> wrong_settings{
    {"quiet = true\n[segment]\nfromat = \"tsv\"\n", "egiz.toml:3:1: unknown key 'fromat'"},
    {"[segmnt]\nformat = \"tsv\"\n", "unknown key 'segmnt'"},
    {"[segment]\nformat = \"xml\"\n", "egiz.toml:2:1: 'xml' is no value for format"},
    {"quiet = \n", "egiz.toml:1"},
    {"jobs = [1, 2]\n", "egiz.toml:1:1: the value of jobs must be one, not a list"},
    {"rules = [{a = 1}]\n", "the value of rules must be"},
};
BOOST_DATA_TEST_CASE(a_wrong_setting_is_named_with_its_line, wrong_settings) {
    const TemporaryFolder folder;
    fill(folder);
    folder.write("egiz.toml", sample.toml);
    const std::string message = format_used(folder, {}, {});
    BOOST_TEST_CONTEXT(message) { BOOST_TEST(contains(message, sample.message)); }
}

BOOST_AUTO_TEST_CASE(colours_come_only_when_asked_for) {
    ProgramCall call;
    call.arguments = {"tm", "stats", "--db", "none.db"};
    BOOST_TEST(!contains(run_program(call).err, "\033["));
    call.arguments.insert(call.arguments.end(), {"--color", "always"});
    BOOST_TEST(contains(run_program(call).err, "\033["));
}

BOOST_AUTO_TEST_CASE(a_full_standard_output_is_an_error) {
    const TemporaryFolder folder;
    fill(folder);
    ProgramCall call;
    const std::string command = std::string(EGIZ_PROGRAM) + " segment --lang en " +
                                (folder / "en.txt") + " > /dev/full 2> " + (folder / "err");
    const int status = std::system(command.c_str());  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
    BOOST_TEST(WEXITSTATUS(status) == 73);
    BOOST_TEST(contains(read_file(folder / "err"), "standard output"));
}

BOOST_AUTO_TEST_CASE(the_nearest_name_is_suggested) {
    const std::vector<std::string> names{"align", "segment", "report", "tm", "convert"};
    BOOST_TEST(cli::nearest("aling", names) == "align");
    BOOST_TEST(cli::nearest("segmnet", names) == "segment");
    BOOST_TEST(cli::nearest("tn", names) == "tm");
    BOOST_TEST(cli::nearest("xyzzy", names) == "");
}

}  // namespace
}  // namespace egiz::test
