// SPDX-License-Identifier: Apache-2.0
#include "formats/output_file.hpp"

#include "tests/support/temporary_folder.hpp"
#include "text/error.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <ostream>

namespace egiz::formats {
namespace {

BOOST_AUTO_TEST_CASE(a_file_is_there_whole_after_commit_and_untouched_before) {
    const test::TemporaryFolder folder;
    const std::string path = folder.write("a.txt", "old");
    {
        OutputFile file(path);
        file.stream() << "new";
        file.stream().flush();
        BOOST_TEST(test::read_file(path) == "old");
        file.commit();
    }
    BOOST_TEST(test::read_file(path) == "new");
    BOOST_TEST(folder.contents().size() == 1U);
}

BOOST_AUTO_TEST_CASE(without_commit_nothing_is_left) {
    const test::TemporaryFolder folder;
    {
        OutputFile file(folder / "a.txt");
        file.stream() << "never";
    }
    BOOST_TEST(folder.contents().empty());
}

BOOST_AUTO_TEST_CASE(a_place_that_cannot_be_written_is_told_at_once) {
    const test::TemporaryFolder folder;
    std::filesystem::create_directory(folder / "folder");
    const auto is_output = [](const Error& error) { return error.fault() == Fault::output; };
    BOOST_CHECK_EXCEPTION(OutputFile(folder / "none/a.txt"), Error, is_output);
    BOOST_CHECK_EXCEPTION(OutputFile(folder / "folder"), Error, is_output);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_an_error) {
    OutputFile file("/dev/full");
    const auto write = [&] {
        file.stream() << std::string(1U << 20U, 'x');
        file.commit();
    };
    BOOST_CHECK_THROW(write(), Error);
}

}  // namespace
}  // namespace egiz::formats
