// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>
#include <set>

namespace egiz::test {
namespace {

/// A manifest of `count` sets; every seventh has no Russian file.
std::string make_manifest(const TemporaryFolder& folder, int count) {
    std::string manifest = "id\ten\tru\n";
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(i);
        std::string en;
        std::string ru;
        for (int k = 0; k <= i % 20; ++k) {
            en += "Sentence " + n + " and number " + std::to_string(k) + " is here. ";
            ru += "Предложение " + n + " и номер " + std::to_string(k) + " здесь. ";
        }
        folder.write("texts/" + n + ".en.txt", en);
        if (i % 7 != 3) folder.write("texts/" + n + ".ru.txt", ru);
        manifest += "doc" + n + "\ttexts/" + n + ".en.txt\ttexts/" + n + ".ru.txt\n";
    }
    return folder.write("manifest.tsv", manifest);
}

ProgramResult batch(const TemporaryFolder& folder, const std::string& name, int jobs,
                    const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{
        "batch", folder / "manifest.tsv",  "--tm",   folder / (name + "/m.db"),
        "--out", folder / (name + "/out"), "--jobs", std::to_string(jobs)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    std::filesystem::create_directories(folder / name);
    return egiz(arguments);
}

std::map<std::string, std::string> contents_of(const TemporaryFolder& folder,
                                               const std::string& name) {
    std::map<std::string, std::string> files;
    for (auto& [path, bytes] : folder.contents()) {
        if (path.rfind(name + "/", 0) == 0) files[path.substr(name.size())] = bytes;
    }
    return files;
}

BOOST_AUTO_TEST_CASE(a_bad_set_is_named_and_the_rest_goes_on) {
    const TemporaryFolder folder;
    make_manifest(folder, 14);
    const ProgramResult result = batch(folder, "run", 2);
    BOOST_TEST(result.exit_code == 5);
    BOOST_TEST(result.out.rfind("documents=14 done=12 skipped=0 failed=2 left=0", 0) == 0U,
               result.out);
    const std::string failed = read_file(folder / "run/out/failed.tsv");
    BOOST_TEST(failed.find("doc3\t5\t") != std::string::npos, failed);
    BOOST_TEST(failed.find("doc10\t12\t") != std::string::npos, failed);
    BOOST_TEST(std::filesystem::exists(folder / "run/out/doc13.egiz"));
}

BOOST_AUTO_TEST_CASE(a_second_run_does_only_what_is_missing_or_changed) {
    const TemporaryFolder folder;
    make_manifest(folder, 6);
    batch(folder, "run", 2);
    folder.write("texts/3.ru.txt", "Предложение 3 и номер 0 здесь.");
    folder.write("texts/5.ru.txt", "Совсем другой текст.");
    std::filesystem::remove(folder / "run/out/doc1.egiz");
    const auto summary = nlohmann::json::parse(batch(folder, "run", 2, {"--json"}).out);
    BOOST_TEST(summary["done"] == 3);  // 1 is missing, 3 is new, 5 changed
    BOOST_TEST(summary["skipped"] == 3);
    BOOST_TEST(summary["failed"] == 0);
    BOOST_TEST(!std::filesystem::exists(folder / "run/out/failed.tsv"));
}

BOOST_AUTO_TEST_CASE(all_bytes_are_the_same_for_every_number_of_jobs) {
    const TemporaryFolder folder;
    make_manifest(folder, 30);
    const std::vector<std::string> formats{"--format", "egiz",     "--format",
                                           "tmx",      "--format", "ladder"};
    batch(folder, "one", 1, formats);
    batch(folder, "four", 4, formats);
    const auto one = contents_of(folder, "one");
    // Documents; done.tsv, failed.tsv, what was learnt, the memory.
    BOOST_TEST(one.size() == 26U * 3 + 4);
    BOOST_TEST((one == contents_of(folder, "four")));
}

const std::string learnt_words = "/out/.learnt-words";

BOOST_AUTO_TEST_CASE(every_two_languages_have_a_ladder_and_xliff_goes_out_from_the_first) {
    const TemporaryFolder folder;
    std::string manifest = "id\ten\tru\tkk\n";
    for (const std::string id : {"a", "b"}) {
        for (const std::string language : {"en", "ru", "kk"}) {
            folder.write(id + "." + language, read_file(sample(language + ".sentences")));
        }
        manifest += id + '\t' + id + ".en\t" + id + ".ru\t" + id + ".kk\n";
    }
    folder.write("manifest.tsv", manifest);
    const std::vector<std::string> more{"--segmented", "--format", "ladder", "--format", "xlf"};
    BOOST_TEST(batch(folder, "run", 2, more).exit_code == 0);
    std::set<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "run/out")) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with("a.")) names.insert(name);
    }
    BOOST_TEST(names == (std::set<std::string>{"a.en-kk.ladder", "a.en-kk.xlf", "a.en-ru.ladder",
                                               "a.en-ru.xlf", "a.ru-kk.ladder"}),
               boost::test_tools::per_element());
    // All three pairs were learnt from.
    BOOST_TEST(read_file(folder / ("run" + learnt_words)).find(" 3\n") < 60U);
}

BOOST_AUTO_TEST_CASE(what_was_missing_comes_out_as_if_it_had_never_been) {
    const TemporaryFolder folder;
    make_manifest(folder, 14);
    batch(folder, "run", 2);
    const auto whole = contents_of(folder, "run");
    const auto again_without = [&](const std::vector<std::string>& missing) {
        for (const std::string& name : missing) std::filesystem::remove(folder / ("run" + name));
        BOOST_TEST(batch(folder, "run", 1).exit_code == 5);
        return contents_of(folder, "run") == whole;
    };
    BOOST_TEST(again_without({"/out/doc1.egiz"}));                // what was learnt is there
    BOOST_TEST(again_without({"/out/doc1.egiz", learnt_words}));  // or is learnt again
    folder.write("run" + learnt_words, whole.at(learnt_words).substr(0, 200));
    BOOST_TEST(again_without({"/out/doc1.egiz", "/out/doc4.egiz"}));  // also where it is damaged
    BOOST_TEST(again_without({"/out/done.tsv"}));
}

BOOST_AUTO_TEST_CASE(nothing_is_learnt_where_nothing_is_to_be_done) {
    const TemporaryFolder folder;
    make_manifest(folder, 3);
    BOOST_TEST(batch(folder, "run", 2).exit_code == 0);
    std::filesystem::remove(folder / ("run" + learnt_words));
    BOOST_TEST(batch(folder, "run", 2).exit_code == 0);
    BOOST_TEST(!std::filesystem::exists(folder / ("run" + learnt_words)));
    // A document alone has no others to learn from.
    make_manifest(folder, 1);
    BOOST_TEST(batch(folder, "alone", 2).exit_code == 0);
    BOOST_TEST(!std::filesystem::exists(folder / ("alone" + learnt_words)));
}

BOOST_AUTO_TEST_CASE(sets_can_be_aligned_each_by_itself) {
    const TemporaryFolder folder;
    std::string manifest = "id\tde\thu\n";
    const auto add = [&](const std::string& id, const std::string& de, const std::string& hu) {
        manifest +=
            id + '\t' + folder.write(id + ".de", de) + '\t' + folder.write(id + ".hu", hu) + '\n';
    };
    // Others show that Wolf is farkas.
    for (int i = 0; i < 9; ++i) {
        const std::string n = std::to_string(i);
        add("doc" + n, "Der Wolf kam.\nEr fand " + n + " Pilze.\nDer Wolf ging.\n",
            "Jött a farkas.\n" + n + " gombát talált.\nElment a farkas.\n");
    }
    add("short", "Der Wolf schlief.\nNiemand sang.\n", "Senki sem énekelt.\nAludt a farkas.\n");
    folder.write("manifest.tsv", manifest);
    const std::vector<std::string> more{"--segmented", "--format", "ladder"};
    auto by_itself = more;
    by_itself.push_back("--no-pool");
    BOOST_TEST(batch(folder, "pool", 2, more).exit_code == 0);
    BOOST_TEST(batch(folder, "alone", 2, by_itself).exit_code == 0);
    BOOST_TEST(!std::filesystem::exists(folder / ("alone" + learnt_words)));
    const auto ladders = [&](const std::string& name) {
        auto files = contents_of(folder, name);
        std::erase_if(files, [](const auto& file) { return !file.first.ends_with(".ladder"); });
        return files;
    };
    BOOST_TEST(ladders("pool").size() == 10U);
    BOOST_TEST((ladders("pool") != ladders("alone")));
    // It is another way of aligning: what was done in the one is done again in the other.
    BOOST_TEST(batch(folder, "alone", 2, more).out.find(" done=10 skipped=0 ") !=
               std::string::npos);
    // But the memory knows that it was another way before.
    const auto without_memory = [&](const std::string& name) {
        auto files = contents_of(folder, name);
        std::erase_if(files, [](const auto& file) { return file.first.ends_with(".db"); });
        return files;
    };
    BOOST_TEST((without_memory("pool") == without_memory("alone")));
}

/// From the first pass into the second.
const std::vector<int> moments{0, 100, 300, 600, 1000};
BOOST_DATA_TEST_CASE(an_interrupt_saves_and_the_next_run_completes, moments, milliseconds) {
    const TemporaryFolder folder;
    make_manifest(folder, 161);
    ProgramCall call;
    call.arguments = {"batch", folder / "manifest.tsv", "--tm",   folder / "run.db",
                      "--out", folder / "out",          "--jobs", "2"};
    call.signal = SIGINT;
    call.once_there = folder / "out";
    call.after = std::chrono::milliseconds(milliseconds);
    const ProgramResult stopped = run_program(call);
    // A fast machine may be done before the signal comes.
    BOOST_TEST((stopped.exit_code == 130 || stopped.exit_code == 5), stopped.err);
    if (stopped.exit_code == 130) {
        BOOST_TEST(stopped.err.find("run the same command again") != std::string::npos);
    }
    call.signal.reset();
    const ProgramResult completed = run_program(call);
    BOOST_TEST(completed.exit_code == 5);
    BOOST_TEST(completed.out.find(" left=0 ") != std::string::npos);
    const ProgramResult at_once = batch(folder, "at-once", 4);
    BOOST_TEST(at_once.exit_code == 5);
    BOOST_TEST((contents_of(folder, "at-once/out") == contents_of(folder, "out")));
    std::size_t documents = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "out")) {
        documents += entry.path().extension() == ".egiz" ? 1 : 0;
    }
    BOOST_TEST(documents == 161U - 23U);
}

}  // namespace
}  // namespace egiz::test
