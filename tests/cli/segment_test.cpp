// SPDX-License-Identifier: Apache-2.0
// `egiz segment`, and what it shares with `align` and `batch`, through the program itself.
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <sstream>

namespace egiz::test {
namespace {

using Json = nlohmann::json;
using Lines = std::vector<std::string>;

ProgramResult segment(std::vector<std::string> arguments, const std::string& input = {}) {
    arguments.insert(arguments.begin(), {"segment", "--lang", "en"});
    return egiz(arguments, input);
}

/// The program in a folder, with an environment.
ProgramResult run_in(const std::string& folder, std::vector<std::string> arguments,
                     std::map<std::string, std::string> environment = {}) {
    ProgramCall call;
    call.arguments = std::move(arguments);
    call.environment = std::move(environment);
    call.folder = folder;
    return run_program(call);
}

BOOST_AUTO_TEST_CASE(a_damaged_pdf_is_refused_with_the_reason_of_the_process_that_read_it) {
    const TemporaryFolder folder;
    const ProgramResult result = segment({folder.write("a.pdf", "%PDF-1.4 and no more")});
    BOOST_TEST(result.exit_code == 4);
    BOOST_TEST(contains(result.err, "a.pdf: this PDF is damaged\nhint: open it"), result.err);
}

/// Our rules cut behind `Xyz.`; these do not.
const char* const xyz_rules = "[never final]\nxyz\n";
const char* const xyz_text = "We saw Xyz. Then we left.\n";

std::size_t cuts_of(const ProgramResult& result) {
    BOOST_TEST(result.exit_code == 0, result.err);
    return lines_of(result.out).size();
}

BOOST_AUTO_TEST_CASE(formats_say_the_same) {
    const std::string text = "One “a\\b”.\tTwo.\n\nThree.\n";
    BOOST_TEST(segment({}, text).out == "One “a\\b”.\nTwo.\nThree.\n");
    BOOST_TEST(segment({"--format", "tsv"}, text).out ==
               "begin\tend\tparagraph\ttext\n0\t14\t0\tOne “a\\\\b”.\n15\t19\t0\tTwo.\n"
               "21\t27\t1\tThree.\n");
    const Lines lines = lines_of(segment({"--format", "jsonl"}, text).out);
    BOOST_TEST_REQUIRE(lines.size() == 3U);
    BOOST_TEST((Json::parse(lines[0]) ==
                Json{{"begin", 0}, {"end", 14}, {"paragraph", 0}, {"text", "One “a\\b”."}}));
    BOOST_TEST(Json::parse(lines[2])["paragraph"] == 1);
    BOOST_TEST(segment({"--json"}, text).out == segment({"--format", "jsonl"}, text).out);
    BOOST_TEST(segment({"--json", "--format", "text"}, text).out == segment({}, text).out);
}

/// A text of several MiB goes through in pieces; what is written is one and the same.
BOOST_AUTO_TEST_CASE(a_large_text_is_cut_as_its_parts_are) {
    const TemporaryFolder folder;
    const std::string part = read_file(sample("ru.txt")) + "\n\n";
    std::string text;
    std::string expected;
    const std::string of_part = egiz({"segment", "--lang", "ru", sample("ru.txt")}).out;
    while (text.size() < 3'000'000) {
        text += part;
        expected += of_part;
    }
    const std::string file = folder.write("ru.txt", text);
    BOOST_TEST((egiz({"segment", "-q", file}).out == expected));
    BOOST_TEST((egiz({"segment", "--lang", "ru"}, text).out == expected));
    BOOST_TEST(egiz({"segment", "-q", file, "-o", folder / "out.txt"}).out == "");
    BOOST_TEST((read_file(folder / "out.txt") == expected));
}

BOOST_AUTO_TEST_CASE(a_fault_far_into_a_text_has_its_line) {
    const TemporaryFolder folder;
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "A line of an ordinary text.\n";
    const ProgramResult bad = segment({folder.write("bad.txt", text + "and \xFF")});
    BOOST_TEST(bad.exit_code == 4);
    BOOST_TEST(contains(bad.err, "bad.txt:100001:5: not valid UTF-8 (byte 0xFF)"), bad.err);
    BOOST_TEST(bad.out.size() > 1'000'000U);  // what came before stands
    const ProgramResult nul =
        segment({folder.write("nul.txt", text + std::string(1, '\0')), "-o", folder / "out.txt"});
    BOOST_TEST(nul.exit_code == 4);
    BOOST_TEST(contains(nul.err, "nul.txt:100001: looks like a binary file"), nul.err);
    BOOST_TEST(!std::filesystem::exists(folder / "out.txt"));  // a file is whole or not there
}

BOOST_AUTO_TEST_CASE(an_output_that_nobody_reads_ends_the_program) {
    const TemporaryFolder folder;
    std::string text;
    while (text.size() < 5'000'000) text += "A line of an ordinary text.\n";
    const std::string command = "( " + std::string(EGIZ_PROGRAM) + " segment --lang en " +
                                folder.write("big.txt", text) + " 2> " + (folder / "err") +
                                "; echo $? > " + (folder / "code") + " ) | head -n 1 > " +
                                (folder / "out");
    BOOST_TEST(std::system(command.c_str()) == 0);  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
    BOOST_TEST(read_file(folder / "out") == "A line of an ordinary text.\n");
    BOOST_TEST(read_file(folder / "code") == "73\n");
    BOOST_TEST(contains(read_file(folder / "err"), "standard output"));
}

BOOST_AUTO_TEST_CASE(an_interrupt_leaves_nothing_unfinished) {
    const TemporaryFolder folder;
    std::string text;
    while (text.size() < 40'000'000) text += "A line of an ordinary text. And one more.\n";
    const std::string file = folder.write("big.txt", text);
    for (const int signal : {SIGINT, SIGTERM}) {
        ProgramCall call;
        call.arguments = {"segment", "--lang", "en", file, "-o", folder / "out.txt"};
        call.signal = signal;
        call.after = std::chrono::milliseconds(100);
        const ProgramResult result = run_program(call);
        if (result.exit_code == 0) {  // a fast machine
            std::filesystem::remove(folder / "out.txt");
            continue;
        }
        // Before there is a file it ends as any program does.
        BOOST_TEST((result.exit_code == 130 || result.exit_code == 128 + signal), result.err);
        for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
            BOOST_TEST(entry.path().filename() == "big.txt");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_interrupt_is_heard_while_standard_input_is_silent) {
    const TemporaryFolder folder;
    const std::string run = "EGIZ=" + std::string(EGIZ_PROGRAM) + "; cd " + folder.path().string() +
                            "; mkfifo in; sleep 60 > in & slow=$!; ";
    const std::string command =
        run +
        "$EGIZ segment --lang en --input jsonl -o out < in 2> err & egiz=$!; "
        "until ls -A | grep -q egiz-tmp; do sleep 0.05; done; "
        "kill -TERM $egiz; wait $egiz; echo $? > code; kill $slow";
    BOOST_TEST(std::system(command.c_str()) == 0);  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
    BOOST_TEST(read_file(folder / "code") == "130\n");
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
        BOOST_TEST(!contains(entry.path().string(), "egiz-tmp"));
    }
}

BOOST_AUTO_TEST_CASE(an_output_never_overwrites_the_rules) {
    const TemporaryFolder folder;
    const std::string mine = folder.write("mine.txt", xyz_rules);
    const std::string other = folder.write("other.srx", "<srx/>");
    const std::vector<Lines> calls{
        {"--lang", "en", "--rules", mine, "-o", mine},
        {"--lang", "en", "--rules", "en=" + mine, "-o", folder / "./mine.txt"},
        {"--lang", "en", "--input", "jsonl", "--rules", mine, "-o", mine},
        {"--lang", "en", "--srx", other, "-o", other},
        {"--lang", "en", "--srx-first", other, "-o", other},
        {"--show-rules", "en", "--rules", mine, "-o", mine},
        {"--export-srx", "en", "--rules", mine, "-o", mine},
        {"--export-srx", "en", "--srx", other, "-o", other},
    };
    for (Lines call : calls) {
        call.insert(call.begin(), "segment");
        const ProgramResult result = egiz(call, xyz_text);
        BOOST_TEST(result.exit_code == 2);
        BOOST_TEST(contains(result.err, "would be overwritten"), result.err);
    }
    BOOST_TEST(read_file(mine) == xyz_rules);
    BOOST_TEST(read_file(other) == "<srx/>");
}

BOOST_AUTO_TEST_CASE(norwegian_rules_hold_for_both_norwegians) {
    const TemporaryFolder folder;
    const std::string no = folder.write("no.txt", xyz_rules);
    const std::string nb = folder.write("nb.txt", xyz_rules);
    const std::string text = "Vi så Xyz. Da gikk vi.\n";
    const auto cuts = [&](const char* language, const std::string& rules) {
        return cuts_of(egiz({"segment", "--lang", language, "--rules", rules}, text));
    };
    for (const char* language : {"nb", "nn", "no"}) {
        BOOST_TEST(cuts(language, no) == 1U, language);
        BOOST_TEST(
            contains(egiz({"segment", "--show-rules", language}).out, "\n[file rules/no.txt]\n"),
            language);
    }
    BOOST_TEST(cuts("nb", nb) == 1U);
    BOOST_TEST(cuts("nn", nb) == 2U);
}

BOOST_AUTO_TEST_CASE(rules_hold_for_the_language_that_is_said_or_named) {
    const TemporaryFolder folder;
    const auto cuts = [&](const std::string& argument) {
        return cuts_of(segment({"--rules", argument}, xyz_text));
    };
    for (const char* name : {"my.txt", "rules.txt", "en.txt", "my.en.txt", "my-rules.txt"}) {
        BOOST_TEST(cuts(folder.write(name, xyz_rules)) == 1U, name);
    }
    for (const char* name : {"ru.txt", "my.kk.txt", "x.my.txt"}) {
        const std::string file = folder.write(name, xyz_rules);
        BOOST_TEST(cuts(file) == 2U, name);
        BOOST_TEST(cuts("en=" + file) == 1U, name);
        const ProgramResult unused = segment({"--rules", file}, xyz_text);
        BOOST_TEST(contains(unused.err, std::string(name) + ": not used"), unused.err);
    }
    BOOST_TEST(cuts("kk=" + (folder / "my.txt")) == 2U);
}

BOOST_AUTO_TEST_CASE(later_rules_go_before_earlier_ones) {
    const TemporaryFolder folder;
    const std::string add = folder.write("add.txt", xyz_rules);
    const std::string remove = folder.write("remove.txt", "[never final]\n-xyz\n");
    BOOST_TEST(cuts_of(segment({"--rules", add, "--rules", remove}, xyz_text)) == 2U);
    const ProgramResult wrong = segment({"--rules", remove, "--rules", add}, xyz_text);
    BOOST_TEST(wrong.exit_code == 4);
    BOOST_TEST(contains(wrong.err, "remove.txt:2: segmentation rules: 'xyz' is not listed"));
}

BOOST_AUTO_TEST_CASE(rules_that_say_nothing_are_named) {
    const TemporaryFolder folder;
    const std::string file = folder.write("empty.txt", "# nothing yet\n[never final]\n\n");
    const ProgramResult result = segment({"--rules", file}, xyz_text);
    BOOST_TEST(result.exit_code == 0);
    BOOST_TEST(contains(result.err, "empty.txt: this file holds no rules"));
    const std::string one_line = folder.write("line.txt", "[never final] xyz\n");
    const ProgramResult wrong = segment({"--rules", one_line}, xyz_text);
    BOOST_TEST(wrong.exit_code == 4);
    BOOST_TEST(!contains(wrong.err, "holds no rules"), wrong.err);
    BOOST_TEST(contains(wrong.err, "words go on the next line"), wrong.err);
    const std::string mine = folder.write("mine.txt", xyz_rules);
    const std::string more = folder.write("more.txt", "[never final]\nabc\n");
    const ProgramResult general =
        egiz({"segment", "--lang", "mi", "--rules", mine, "--rules", more}, "Tahi.");
    BOOST_TEST(contains(general.err, "no rules for mi"), general.err);
    BOOST_TEST(contains(general.err, "those of " + mine + ", " + more), general.err);
}

BOOST_AUTO_TEST_CASE(a_word_taken_back_is_no_abbreviation_by_its_looks_either) {
    const TemporaryFolder folder;
    const std::string text = "He works at Foo Ltd. Smith came.\n";
    const std::string away = folder.write("away.txt", "[may be final]\n-ltd\n");
    const std::string back = folder.write("back.txt", "[never final]\nltd\n");
    const std::string exported = folder / "out.srx";
    BOOST_TEST(cuts_of(segment({}, text)) == 1U);
    BOOST_TEST(cuts_of(segment({"--rules", away}, text)) == 2U);
    BOOST_TEST(cuts_of(segment({"--rules", away, "--rules", back}, text)) == 1U);
    BOOST_TEST(egiz({"segment", "--export-srx", "en", "--rules", away, "-o", exported}).exit_code ==
               0);
    BOOST_TEST(cuts_of(segment({"--srx", exported}, text)) == 2U);
}

BOOST_AUTO_TEST_CASE(rules_come_from_settings_each_named_from_its_file) {
    const TemporaryFolder folder;
    folder.write("config/egiz/config.toml", "rules = [\"rules/a,b.txt\", \"en=rules/c.txt\"]\n");
    folder.write("config/egiz/rules/a,b.txt", xyz_rules);
    folder.write("config/egiz/rules/c.txt", "[never final]\nabc\n");
    folder.write("work/text.txt", "We saw Xyz. Then Abc. Then Def. Then we left.\n");
    const std::map<std::string, std::string> user{{"XDG_CONFIG_HOME", folder / "config"}};
    const auto cuts = [&](std::vector<std::string> flags) {
        flags.insert(flags.begin(), {"segment", "--lang", "en", "text.txt"});
        return cuts_of(run_in(folder / "work", std::move(flags), user));
    };
    BOOST_TEST(cuts({}) == 2U);
    folder.write("work/def.txt", "[never final]\ndef\n");
    folder.write("work/egiz.toml", "[segment]\nrules = \"def.txt\"\n");
    BOOST_TEST(cuts({}) == 3U);
    BOOST_TEST(cuts({"--rules", folder / "config/egiz/rules/c.txt"}) == 3U);
    folder.write("work/egiz.toml", "[segment]\nrules = []\n");
    BOOST_TEST(cuts({}) == 4U);  // the user's are put aside
    folder.write("work/egiz.toml", "keep-quotations = true\nrules = [\"none.txt\"]\n");
    const ProgramResult missing =
        run_in(folder / "work", {"segment", "--lang", "en", "text.txt"}, user);
    BOOST_TEST(missing.exit_code == 4);
    BOOST_TEST(contains(missing.err, "none.txt: cannot read"), missing.err);
}

BOOST_AUTO_TEST_CASE(what_settings_turn_on_flags_turn_off) {
    const TemporaryFolder folder;
    const std::string chat = "We saw Xyz. Then i went home :-) it was late. you know it\n";
    folder.write("text.txt", chat);
    folder.write("rules.txt", xyz_rules);
    const auto cuts = [&](std::vector<std::string> flags) {
        flags.insert(flags.begin(), {"segment", "--lang", "en", "text.txt"});
        return cuts_of(run_in(folder.path().string(), std::move(flags)));
    };
    const std::size_t plain = cuts({});
    const std::size_t informal = cuts({"--informal"});
    BOOST_TEST(informal > plain);
    folder.write("egiz.toml", "informal = true\nrules = [\"rules.txt\"]\n");
    BOOST_TEST(cuts({}) == informal - 1);
    BOOST_TEST(cuts({"--rules", ""}) == informal);
    BOOST_TEST(cuts({"--rules", "", "--informal=false"}) == plain);
}

BOOST_AUTO_TEST_CASE(shown_rules_are_a_rules_file) {
    const TemporaryFolder folder;
    for (const std::string language : {"en", "ru", "kk", "zh"}) {
        const ProgramResult shown = egiz({"segment", "--show-rules", language});
        BOOST_TEST(shown.exit_code == 0);
        BOOST_TEST(shown.out.rfind("[file rules/general.txt]\n", 0) == 0U);
        BOOST_TEST(contains(shown.out, "\n[file rules/" + language + ".txt]\n"));
        const std::string saved = folder.write("saved." + language + ".txt", shown.out);
        const std::string text = sample(language + ".txt");
        BOOST_TEST(egiz({"segment", text, "--rules", saved}).out == egiz({"segment", text}).out);
    }
    const std::string mine = folder.write("mine.txt", xyz_rules);
    BOOST_TEST(contains(egiz({"segment", "--show-rules", "en", "--rules", mine}).out,
                        "[file " + mine + "]\n" + xyz_rules));
}

const char* const srx =
    "<srx version=\"2.0\" xmlns=\"http://www.lisa.org/srx20\">\n"
    "<header segmentsubflows=\"yes\" cascade=\"yes\"/>\n<body><languagerules>\n"
    "<languagerule languagerulename=\"Own\">\n"
    "<rule break=\"no\"><beforebreak>Xyz\\.</beforebreak><afterbreak>\\s</afterbreak></rule>\n"
    "<rule break=\"yes\"><beforebreak>;</beforebreak><afterbreak>\\s</afterbreak></rule>\n"
    "</languagerule></languagerules>\n<maprules>\n"
    "<languagemap languagepattern=\"en.*\" languagerulename=\"Own\"/>\n"
    "</maprules></body></srx>\n";

BOOST_AUTO_TEST_CASE(srx_rules_cut_alone_or_before_ours) {
    const TemporaryFolder folder;
    const std::string file = folder.write("own.srx", srx);
    const std::string text = "We saw Xyz. Then one; then two. End.\n";
    const ProgramResult alone = segment({"--srx", file}, text);
    BOOST_TEST(alone.out == "We saw Xyz. Then one;\nthen two. End.\n");
    BOOST_TEST(contains(alone.err, "en is cut by Own (2 rules)"), alone.err);
    BOOST_TEST(segment({"--srx-first", file}, text).out ==
               "We saw Xyz. Then one;\nthen two.\nEnd.\n");
    const ProgramResult first = egiz({"segment", "--lang", "ru", "--srx-first", file}, "Да. Нет.");
    BOOST_TEST(first.out == "Да.\nНет.\n");
    BOOST_TEST(contains(first.err, "no language map for ru"), first.err);
    const ProgramResult ignored = segment({"--srx", file, "--informal"}, text);
    BOOST_TEST(contains(ignored.err, "not used with --srx: --informal"), ignored.err);
}

BOOST_AUTO_TEST_CASE(srx_that_is_said_later_puts_earlier_aside) {
    const TemporaryFolder folder;
    folder.write("own.srx", srx);
    folder.write("text.txt", "We saw Xyz. Then one; then two. End.\n");
    const std::string alone = "We saw Xyz. Then one;\nthen two. End.\n";
    const std::string first = "We saw Xyz. Then one;\nthen two.\nEnd.\n";
    const std::string ours = "We saw Xyz.\nThen one; then two.\nEnd.\n";
    const auto run = [&](std::vector<std::string> flags,
                         std::map<std::string, std::string> environment = {}) {
        flags.insert(flags.begin(), {"segment", "--lang", "en", "text.txt"});
        return run_in(folder.path().string(), std::move(flags), std::move(environment));
    };
    folder.write("egiz.toml", "srx = \"own.srx\"\n");
    BOOST_TEST(run({}).out == alone);
    BOOST_TEST(run({"--srx-first", "own.srx"}).out == first);
    BOOST_TEST(run({}, {{"EGIZ_SRX_FIRST", "own.srx"}}).out == first);
    BOOST_TEST(run({"--srx", ""}).out == ours);
    BOOST_TEST(run({"--srx", "own.srx", "--srx-first", "own.srx"}).exit_code == 2);
    folder.write("egiz.toml", "srx-first = \"own.srx\"\n");
    BOOST_TEST(run({}).out == first);
    BOOST_TEST(run({"--srx", "own.srx"}).out == alone);
    // The table of a command goes before what is for all of them.
    folder.write("egiz.toml", "srx = \"none.srx\"\n[segment]\nsrx = \"own.srx\"\n");
    BOOST_TEST(run({}).out == alone);
    folder.write("egiz.toml", "srx = \"own.srx\"\nsrx-first = \"own.srx\"\n");
    const ProgramResult both = run({});
    BOOST_TEST(both.exit_code == 2);
    BOOST_TEST(contains(both.err, "egiz.toml:2:13: srx and srx-first exclude each other"),
               both.err);
}

BOOST_AUTO_TEST_CASE(srx_and_rules_may_come_through_a_pipe) {
    const TemporaryFolder folder;
    const std::string file = folder.write("own.srx", srx);
    const std::string text = folder.write("text.txt", "We saw Xyz. Then one; then two. End.\n");
    const std::string begin = "cd " + folder.path().string() + " && mkfifo pipe && (cat ";
    const auto through_pipe = [&](const std::string& source, const std::string& flag) {
        std::filesystem::remove(folder / "pipe");
        const std::string command = begin + source + " > pipe &) && " + std::string(EGIZ_PROGRAM) +
                                    " segment --lang en text.txt " + flag + " pipe > out 2> err";
        BOOST_TEST(std::system(command.c_str()) ==
                   0);  // NOLINT(cert-env33-c,concurrency-mt-unsafe)
        return read_file(folder / "out");
    };
    BOOST_TEST(through_pipe("own.srx", "--srx") == segment({"--srx", file, text}).out);
    const std::string mine = folder.write("mine.txt", xyz_rules);
    BOOST_TEST(through_pipe("mine.txt", "--rules") == segment({"--rules", mine, text}).out);
}

BOOST_AUTO_TEST_CASE(options_without_effect_are_named) {
    const auto said = [](std::vector<std::string> flags, const std::string& input = {}) {
        flags.insert(flags.begin(), "segment");
        const ProgramResult result = egiz(flags, input);
        BOOST_TEST(result.exit_code == 0, result.err);
        return result.err;
    };
    const std::string item = "{\"text\":\"One.\"}";
    BOOST_TEST(contains(said({"--input", "jsonl", "--encoding", "windows-1251"}, item),
                        "not used with --input jsonl: --encoding"));
    BOOST_TEST(contains(said({"--export-srx", "en", "--informal", "--no-list-items"}),
                        "not used with --export-srx: --informal, --no-list-items"));
    BOOST_TEST(contains(said({"--show-rules", "en", "--explain", "--format", "tsv", "--lang", "ru",
                              "--line-breaks", "paragraph"}),
                        "not used with --show-rules: --lang, --format, --explain, --line-breaks"));
    for (const char* asked : {"--show-rules", "--export-srx"}) {
        BOOST_TEST(!contains(said({asked, "en"}), "not used"));
        const ProgramResult with_text = egiz({"segment", asked, "en", sample("en.txt")});
        BOOST_TEST(with_text.exit_code == 2);
        BOOST_TEST(contains(with_text.err, "no text is cut"), with_text.err);
    }
}

BOOST_AUTO_TEST_CASE(exported_rules_are_valid_srx_that_can_be_used) {
    const TemporaryFolder folder;
    const std::string mine = folder.write("mine.txt", xyz_rules);
    for (const std::string language : {"en", "ru", "kk", "zh"}) {
        const std::string file = folder / (language + ".srx");
        BOOST_TEST(egiz({"segment", "--export-srx", language, "-o", file}).exit_code == 0);
        BOOST_TEST(egiz({"validate", file}).exit_code == 0);
        BOOST_TEST(egiz({"segment", "--export-srx", language}).out == read_file(file));
        const std::string text = sample(language + ".txt");
        const Lines ours = lines_of(egiz({"segment", text}).out);
        const Lines theirs = lines_of(egiz({"segment", text, "--srx", file}).out);
        BOOST_TEST(theirs.size() * 20 > ours.size() * 19);
        BOOST_TEST(theirs.size() * 20 < ours.size() * 21);
    }
    const std::string file = folder / "with-mine.srx";
    BOOST_TEST(egiz({"segment", "--export-srx", "en", "--rules", mine, "-o", file}).exit_code == 0);
    BOOST_TEST(cuts_of(segment({"--srx", file}, xyz_text)) == 1U);
    const ProgramResult not_there =
        egiz({"segment", "--export-srx", "mi", "--srx-first", folder.write("own.srx", srx)});
    BOOST_TEST(not_there.exit_code == 0);
    BOOST_TEST(contains(not_there.err, "rules in SRX"), not_there.err);
    BOOST_TEST(contains(not_there.err, "no rules for mi"), not_there.err);
}

BOOST_AUTO_TEST_CASE(every_place_is_explained) {
    const TemporaryFolder folder;
    const std::string rules = folder.write("mine.txt", xyz_rules);
    const std::string text = "We saw Xyz. Then\nwe left. End.\n\nNext.\n";
    const std::vector<std::string> flags{"--explain", "--rules", rules, "--line-breaks",
                                         "blank-line"};
    const auto explained = [&](const char* format) {
        std::vector<std::string> all = flags;
        all.insert(all.end(), {"--format", format});
        return lines_of(segment(all, text).out);
    };
    const Lines table = explained("text");
    BOOST_TEST_REQUIRE(table.size() == 3U);
    BOOST_TEST(table[0].rfind("1:12      no break ", 0) == 0U);
    BOOST_TEST(contains(table[0], "We saw Xyz.| Then we left."));
    BOOST_TEST(contains(table[0], rules + ":2  [never final] xyz"));
    BOOST_TEST(table[1].rfind("2:9       break ", 0) == 0U);
    BOOST_TEST(contains(table[2], "the paragraph ends"));

    const Lines rows = explained("tsv");
    BOOST_TEST_REQUIRE(rows.size() == 4U);
    BOOST_TEST(rows[0] ==
               "id\tline\tcolumn\toffset\tbreak\tbefore\tafter\trule_set\tfile\trule_line\trule\t"
               "reason");
    BOOST_TEST(rows[1].rfind("\t1\t12\t11\tno\tWe saw Xyz.\t Then\\nwe left.", 0) == 0U);
    for (const std::string& row : rows) BOOST_TEST(std::count(row.begin(), row.end(), '\t') == 11);

    const Lines objects = explained("jsonl");
    BOOST_TEST_REQUIRE(objects.size() == 3U);
    const Json object = Json::parse(objects[0]);
    BOOST_TEST(object["line"] == 1);
    BOOST_TEST(object["column"] == 12);
    BOOST_TEST(object["break"] == false);
    BOOST_TEST(object["file"] == rules);
    BOOST_TEST(object["rule_line"] == 2);
    BOOST_TEST(object["rule_set"] == "native en");
    BOOST_TEST(Json::parse(objects[1])["break"] == true);
}

BOOST_AUTO_TEST_CASE(explanations_are_coloured_only_when_asked_for_and_harmless) {
    const std::string text = "One is here, and \x1B[31m there. Two is here.\n";
    BOOST_TEST(!contains(segment({"--explain"}, text).out, "\x1B"));
    const std::string coloured = segment({"--explain", "--color", "always"}, text).out;
    BOOST_TEST(contains(coloured, "\x1B[1;32m"));
    BOOST_TEST(!contains(coloured, "\x1B[31m"));
}

BOOST_AUTO_TEST_CASE(the_line_break_modes_are_honoured) {
    const std::string text = "one of the\ntwo of the\n\nthree\n";
    BOOST_TEST(cuts_of(segment({"--line-breaks", "paragraph"}, text)) == 3U);
    BOOST_TEST(cuts_of(segment({"--line-breaks", "blank-line"}, text)) == 2U);
    BOOST_TEST(cuts_of(segment({}, text)) == 3U);
}

BOOST_AUTO_TEST_CASE(options_of_ours_change_the_cuts) {
    const std::string quotation = "He said: “Come in. Sit down. Be quiet.” Then he left.\n";
    BOOST_TEST(cuts_of(segment({"--keep-quotations"}, quotation)) <
               cuts_of(segment({}, quotation)));
    const std::string list = "a) Open it b) Read it c) Close it\n";
    BOOST_TEST(segment({}, list).out == "a) Open it\nb) Read it\nc) Close it\n");
    BOOST_TEST(cuts_of(segment({"--no-list-items"}, list)) < cuts_of(segment({}, list)));
    const std::string chat = "i went home :-) it was late. you know it\n";
    BOOST_TEST(cuts_of(segment({"--informal"}, chat)) > cuts_of(segment({}, chat)));
}

BOOST_AUTO_TEST_CASE(json_items_keep_their_ids) {
    const std::string items =
        "\xEF\xBB\xBF{\"id\":\"a\\tb\",\"text\":\"One is here. Two is \\u0000 there.\"}\r\n\n"
        "{\"text\":\"\"}\n"
        "{\"id\":7,\"lang\":\"ru\",\"text\":\"Раз \\\"и\\\" два.\\n\\nТри.\"}\n"
        "{\"id\":null,\"lang\":null,\"text\":\"The end of it. The \\ud83c\\udf89!\"}";
    const ProgramResult result = egiz({"segment", "--input", "jsonl", "--format", "jsonl"}, items);
    BOOST_TEST(result.exit_code == 0, result.err);
    const Lines lines = lines_of(result.out);
    BOOST_TEST_REQUIRE(lines.size() == 4U);
    BOOST_TEST(lines[0] ==
               "{\"id\":\"a\\tb\",\"sentences\":[\"One is here.\",\"Two is \\u0000 there.\"]}");
    BOOST_TEST(lines[1] == "{\"sentences\":[]}");
    BOOST_TEST(lines[2] == "{\"id\":7,\"sentences\":[\"Раз \\\"и\\\" два.\",\"Три.\"]}");
    BOOST_TEST(lines[3] == "{\"id\":null,\"sentences\":[\"The end of it.\",\"The 🎉!\"]}");
    const ProgramResult rows = egiz({"segment", "--input", "jsonl", "--format", "tsv"}, items);
    BOOST_TEST(rows.out.rfind("id\tbegin\tend\tparagraph\ttext\na\\tb\t0\t12\t0\tOne is here.\n",
                              0) == 0U);
    const ProgramResult why =
        egiz({"segment", "--input", "jsonl", "--format", "jsonl", "--explain"}, items);
    BOOST_TEST(Json::parse(lines_of(why.out).front())["id"] == "a\tb");
}

struct BadItem {
    const char* line;
    const char* message;
    friend std::ostream& operator<<(std::ostream& out, const BadItem& item) {
        return out << item.message;
    }
};
const std::vector<BadItem> bad_items{
    {"{\"text\":\"a \\ud800 b\"}", "surrogate"},
    {"{\"text\":\"a \\udc00 b\"}", "surrogate"},
    {"{\"text\":\"a \xFF b\"}", "ill-formed UTF-8"},
    {"{\"text\":\"a", "missing closing quote"},
    {"{\"text\":5}", "no string \"text\""},
    {"{\"id\":1}", "no string \"text\""},
    {"[\"text\"]", "not a JSON object"},
    {"text", "not JSON"},
    {"{\"id\":[[[1]]],\"text\":\"a\"}", "\"id\" is neither"},
    {"{\"lang\":\"qq\",\"text\":\"a\"}", "\"lang\" is no language: \"qq\""},
    {"{\"lang\":5,\"text\":\"a\"}", "\"lang\" is no language: 5"},
};
BOOST_DATA_TEST_CASE(a_bad_item_is_an_error_with_its_line, bad_items) {
    const ProgramResult result = egiz({"segment", "--input", "jsonl", "--format", "jsonl"},
                                      "{\"text\":\"It is the end.\"}\n" + std::string(sample.line));
    BOOST_TEST(result.exit_code == 4);
    BOOST_TEST(contains(result.err, "standard input:2"), result.err);
    BOOST_TEST(contains(result.err, sample.message), result.err);
    BOOST_TEST(result.out == "{\"sentences\":[\"It is the end.\"]}\n");
}

BOOST_AUTO_TEST_CASE(the_language_of_an_item_goes_before_that_of_all) {
    const std::string items =
        "{\"id\":1,\"lang\":\"ru\",\"text\":\"Он жил на ул. Мира. Да.\"}\n"
        "{\"id\":2,\"text\":\"We saw it. End.\"}\n";
    const ProgramResult why =
        segment({"--input", "jsonl", "--format", "jsonl", "--explain"}, items);
    const Lines lines = lines_of(why.out);
    BOOST_TEST_REQUIRE(lines.size() == 3U);
    BOOST_TEST(Json::parse(lines.front())["rule_set"] == "native ru");
    BOOST_TEST(Json::parse(lines.back())["rule_set"] == "native en");
    const TemporaryFolder folder;
    const ProgramResult unmapped =
        segment({"--input", "jsonl", "--srx", folder.write("own.srx", srx)}, "\n" + items);
    BOOST_TEST(unmapped.exit_code == 2);
    BOOST_TEST(contains(unmapped.err, "standard input:2: "), unmapped.err);
    BOOST_TEST(contains(unmapped.err, "own.srx: no language map for ru"), unmapped.err);
    // A file of rules has a place of its own.
    const std::string bad = folder.write("bad.txt", "[nonsense]\n");
    const ProgramResult rules = segment({"--input", "jsonl", "--rules", bad}, items);
    BOOST_TEST(rules.exit_code == 4);
    BOOST_TEST(contains(rules.err, "egiz: error: " + bad + ":1: "), rules.err);
}

BOOST_AUTO_TEST_CASE(items_that_cannot_be_read_fail_as_a_text_does) {
    const TemporaryFolder folder;
    const std::vector<std::string> files{folder.write("empty", ""), folder.path().string(),
                                         folder / "none", folder.write("x.gz", "\x1F\x8B\x08")};
    for (const std::string& file : files) {
        const ProgramResult items = segment({"--input", "jsonl", file});
        BOOST_TEST(items.exit_code == 4);
        BOOST_TEST(items.err == segment({file}).err);
    }
    const ProgramResult blank = segment({"--input", "jsonl"}, " \n\n");
    BOOST_TEST(blank.exit_code == 4);
    BOOST_TEST(contains(blank.err, "nothing but white space"), blank.err);
}

/// Lines end anywhere in what is read at once.
BOOST_AUTO_TEST_CASE(items_of_any_length_are_read) {
    std::string items;
    std::string expected;
    for (const std::size_t words : {1U, 20'000U, 3U, 200'000U, 13'107U, 2U}) {
        std::string text;
        for (std::size_t i = 0; i < words; ++i) text += "Один. ";
        items += "{\"lang\":\"ru\",\"text\":\"" + text + "\"}\n";
        for (std::size_t i = 0; i < words; ++i) expected += "Один.\n";
    }
    items.pop_back();
    BOOST_TEST((segment({"--input", "jsonl"}, items).out == expected));
}

BOOST_AUTO_TEST_CASE(an_alignment_is_cut_by_the_same_options) {
    const TemporaryFolder folder;
    folder.write("en.txt", "We saw Xyz. Then we left.\n");
    folder.write("ru.txt", "Мы видели Xyz. Потом мы ушли.\n");
    const std::string rules = folder.write("rules.txt", xyz_rules);
    const auto rows = [&](std::vector<std::string> flags) {
        flags.insert(flags.begin(), {"align", folder / "en.txt", folder / "ru.txt"});
        return cuts_of(egiz(flags));
    };
    BOOST_TEST(rows({}) == 3U);
    BOOST_TEST(rows({"--rules", rules}) == 2U);
    const ProgramResult cut =
        egiz({"align", "--segmented", folder / "en.txt", folder / "ru.txt", "--rules", rules});
    BOOST_TEST(contains(cut.err, "options of segmentation are not used"), cut.err);
    const ProgramResult unmapped = egiz(
        {"align", folder / "en.txt", folder / "ru.txt", "--srx", folder.write("own.srx", srx)});
    BOOST_TEST(unmapped.exit_code == 2);
    BOOST_TEST(contains(unmapped.err, "no language map for ru"), unmapped.err);
    BOOST_TEST(unmapped.out == "");
}

BOOST_AUTO_TEST_CASE(a_batch_is_done_again_when_its_rules_change) {
    const TemporaryFolder folder;
    folder.write("en.txt", "We saw Xyz. Then we left.\n");
    folder.write("ru.txt", "Мы видели Xyz. Потом мы ушли.\n");
    folder.write("manifest.tsv", "id\ten\tru\na\ten.txt\tru.txt\n");
    const std::string rules = folder / "rules.txt";
    folder.write("rules.txt", xyz_rules);
    const auto done = [&](std::vector<std::string> flags) {
        flags.insert(flags.begin(),
                     {"batch", "--json", folder / "manifest.tsv", "--out", folder / "out"});
        const ProgramResult result = egiz(flags);
        BOOST_TEST(result.exit_code == 0, result.err);
        return Json::parse(result.out)["done"].get<int>();
    };
    BOOST_TEST(done({}) == 1);
    BOOST_TEST(done({}) == 0);
    BOOST_TEST(done({"--rules", rules}) == 1);
    BOOST_TEST(done({"--rules", rules}) == 0);
    folder.write("rules.txt", "[never final]\nxyz abc\n");
    BOOST_TEST(done({"--rules", rules}) == 1);
    BOOST_TEST(done({"--rules", rules, "--keep-quotations"}) == 1);
    BOOST_TEST(done({"--rules", rules, "--informal"}) == 1);
    folder.write("rules.txt", "[nonsense]\n");
    const ProgramResult bad =
        egiz({"batch", folder / "manifest.tsv", "--out", folder / "out", "--rules", rules});
    BOOST_TEST(bad.exit_code == 4);  // no fault of the document
    BOOST_TEST(contains(bad.err, "rules.txt:1: "), bad.err);
}

}  // namespace
}  // namespace egiz::test
