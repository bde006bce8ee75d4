// SPDX-License-Identifier: Apache-2.0
#include "tests/support/program.hpp"
#include "tests/support/samples.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>

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
    BOOST_TEST(one.size() == 26U * 3 + 3);  // documents; done.tsv, failed.tsv, the memory
    BOOST_TEST((one == contents_of(folder, "four")));
}

BOOST_AUTO_TEST_CASE(an_interrupt_saves_and_the_next_run_completes) {
    const TemporaryFolder folder;
    make_manifest(folder, 300);
    ProgramCall call;
    call.arguments = {"batch", folder / "manifest.tsv", "--tm",   folder / "run.db",
                      "--out", folder / "out",          "--jobs", "2"};
    call.signal = SIGINT;
    call.after = std::chrono::milliseconds(150);
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
    std::size_t documents = 0;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "out")) {
        documents += entry.path().extension() == ".egiz" ? 1 : 0;
    }
    BOOST_TEST(documents == 300U - 43U);
}

}  // namespace
}  // namespace egiz::test
