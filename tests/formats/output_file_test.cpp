// SPDX-License-Identifier: Apache-2.0
#include "formats/output_file.hpp"

#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <ostream>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace egiz::test {
namespace {

using formats::OutputFile;

void write_all(const std::string& path, const std::string& text) {
    OutputFile file(path);
    file.stream() << text;
    file.commit();
}

/// Checks that `body` fails for want of output, with words that help.
template <class Body>
void check_output_error(Body body, const std::string& in_message) {
    BOOST_CHECK_EXCEPTION(body(), Error, [&](const Error& error) {
        BOOST_TEST_MESSAGE(error.what());
        return error.fault() == Fault::output && !error.place().file.empty() &&
               error.message().find(in_message) != std::string::npos;
    });
}

mode_t mode_of(const std::string& path) {
    struct stat status {};
    BOOST_TEST_REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 07777;
}

/// A process id that no process has: one that has just ended.
pid_t dead_process() {
    const pid_t child = fork();
    if (child == 0) _exit(0);
    waitpid(child, nullptr, 0);
    return child;
}

BOOST_AUTO_TEST_SUITE(output_file)

BOOST_AUTO_TEST_CASE(a_committed_file_is_there_and_nothing_else) {
    const TemporaryFolder folder;
    write_all(folder / "out.txt", "text");
    BOOST_TEST((folder.contents() == std::map<std::string, std::string>{{"out.txt", "text"}}));
}

BOOST_AUTO_TEST_CASE(without_commit_the_target_stays_as_it_was) {
    const TemporaryFolder folder;
    const std::string path = folder.write("out.txt", "old");
    {
        OutputFile file(path);
        file.stream() << std::string(1'000'000, 'x') << std::flush;
        BOOST_TEST(read_file(path) == "old");
        BOOST_TEST(std::filesystem::file_size(file.temporary_path()) == 1'000'000U);
    }
    BOOST_TEST((folder.contents() == std::map<std::string, std::string>{{"out.txt", "old"}}));
}

BOOST_AUTO_TEST_CASE(
    the_temporary_file_lies_beside_the_target_and_is_not_made_before_it_is_needed) {
    const TemporaryFolder folder;
    OutputFile file(folder / "out.txt");
    BOOST_TEST(file.path() == folder / "out.txt");
    BOOST_TEST(file.temporary_path() ==
               folder / (".out.txt." + std::to_string(getpid()) + ".egiz-tmp"));
    BOOST_TEST(folder.contents().empty());
}

BOOST_AUTO_TEST_CASE(what_another_writer_wrote_under_the_temporary_name_is_committed) {
    const TemporaryFolder folder;
    OutputFile file(folder / "out.db");
    folder.write(std::filesystem::path(file.temporary_path()).filename().string(), "by SQLite");
    file.commit();
    BOOST_TEST((folder.contents() == std::map<std::string, std::string>{{"out.db", "by SQLite"}}));
}

BOOST_AUTO_TEST_CASE(the_companions_of_an_uncommitted_database_are_removed_too) {
    const TemporaryFolder folder;
    {
        OutputFile file(folder / "out.db");
        const std::string name = std::filesystem::path(file.temporary_path()).filename().string();
        for (const char* companion : {"", "-journal", "-wal", "-shm"}) {
            folder.write(name + companion, "x");
        }
    }
    BOOST_TEST(folder.contents().empty());
}

BOOST_AUTO_TEST_CASE(leftovers_of_dead_processes_are_removed_and_those_of_the_living_stay) {
    const TemporaryFolder folder;
    const std::string dead = std::to_string(dead_process());
    folder.write(".out.txt." + dead + ".egiz-tmp", "");
    folder.write(".out.txt." + dead + ".egiz-tmp-wal", "");
    folder.write(".out.txt." + std::to_string(getppid()) + ".egiz-tmp", "");
    folder.write(".other.txt." + dead + ".egiz-tmp", "");
    folder.write(".out.txt.x.egiz-tmp", "");
    const OutputFile file(folder / "out.txt");
    std::vector<std::string> left;
    for (const auto& [name, bytes] : folder.contents()) left.push_back(name);
    const std::vector<std::string> expected{".other.txt." + dead + ".egiz-tmp",
                                            ".out.txt." + std::to_string(getppid()) + ".egiz-tmp",
                                            ".out.txt.x.egiz-tmp"};
    BOOST_TEST(std::set(left.begin(), left.end()) == std::set(expected.begin(), expected.end()),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(leftovers_of_a_whole_directory_are_removed_at_once) {
    const TemporaryFolder folder;
    const std::string dead = std::to_string(dead_process());
    const std::string living = ".out.txt." + std::to_string(getppid()) + ".egiz-tmp";
    folder.write(".out.txt." + dead + ".egiz-tmp", "");
    folder.write(".a.1." + dead + ".egiz-tmp-wal", "");
    for (const std::string& name : {living, dead + ".egiz-tmp", std::string(".egiz-tmp")}) {
        folder.write(name, "");
    }
    {
        OutputFile file(folder / "out.txt", OutputFile::Leftovers::leave);
        file.stream() << "text";
        file.commit();
    }
    BOOST_TEST(folder.contents().size() == 6U);
    formats::remove_leftovers(folder.path().string());
    std::vector<std::string> names;
    for (const auto& [name, bytes] : folder.contents()) names.push_back(name);
    const std::vector<std::string> expected{".egiz-tmp", living, dead + ".egiz-tmp", "out.txt"};
    BOOST_TEST(names == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(permissions_are_kept_or_those_of_the_umask) {
    const TemporaryFolder folder;
    const std::string old = folder.write("old.txt", "");
    ::chmod(old.c_str(), 0640);
    write_all(old, "new");
    BOOST_TEST(mode_of(old) == 0640U);
    const mode_t before = ::umask(027);
    write_all(folder / "fresh.txt", "new");
    ::umask(before);
    BOOST_TEST(mode_of(folder / "fresh.txt") == 0640U);
}

BOOST_AUTO_TEST_CASE(a_symbolic_link_stays_and_its_target_is_replaced) {
    const TemporaryFolder folder;
    const std::string real = folder.write("deep/real.txt", "old");
    std::filesystem::create_symlink("deep/real.txt", folder / "link.txt");
    write_all(folder / "link.txt", "new");
    BOOST_TEST(std::filesystem::is_symlink(folder / "link.txt"));
    BOOST_TEST(read_file(real) == "new");

    std::filesystem::create_symlink("deep/fresh.txt", folder / "dangling.txt");
    write_all(folder / "dangling.txt", "made");
    BOOST_TEST(read_file(folder / "deep/fresh.txt") == "made");

    std::filesystem::create_symlink("round", folder / "round");
    check_output_error([&] { OutputFile(folder / "round"); }, "Too many levels");
}

BOOST_AUTO_TEST_CASE(devices_are_written_straight) {
    write_all("/dev/null", "gone");
    BOOST_TEST(std::filesystem::is_character_file("/dev/null"));
    check_output_error([] { write_all("/dev/full", "no room"); }, "No space left");
    check_output_error(
        [] {
            OutputFile file("/dev/full");
            file.stream() << std::string(1'000'000, 'x');
        },
        "No space left");
}

BOOST_AUTO_TEST_CASE(targets_that_cannot_be_written_are_errors_at_once) {
    const TemporaryFolder folder;
    check_output_error([&] { OutputFile(folder / "missing/out.txt"); }, "No such file");
    check_output_error([&] { OutputFile(folder.path().string()); }, "Is a directory");
    folder.write("file", "");
    check_output_error([&] { OutputFile(folder / "file/out.txt"); }, "Not a directory");
    BOOST_CHECK_THROW(OutputFile(""), Error);
}

BOOST_AUTO_TEST_CASE(long_names_have_room_for_the_temporary_one) {
    const TemporaryFolder folder;
    const std::string name(250, 'n');
    write_all(folder / name, "text");
    BOOST_TEST((folder.contents() == std::map<std::string, std::string>{{name, "text"}}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace egiz::test
