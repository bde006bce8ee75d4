// SPDX-License-Identifier: Apache-2.0
// egiz tm salvage.
#include "tests/cli/memory_support.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>

namespace egiz::test {
namespace {

std::string numbered_lines(int count) {
    std::string lines;
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(i);
        lines += "Sentence number " + n + "\tПредложение номер " + n + '\n';
    }
    return lines;
}

BOOST_AUTO_TEST_CASE(a_sound_memory_is_salvaged_whole) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", numbered_lines(300));
    const ProgramResult result = egiz({"tm", "salvage", memory, "-o", folder / "new.db"});
    BOOST_TEST(result.exit_code == 0, result.err);
    BOOST_TEST(result.out == "saved=300 lost=0 versions=0 documents=0\n");
    BOOST_TEST(egiz({"tm", "export", "--db", memory, "-o", folder / "a.jsonl"}).exit_code == 0);
    BOOST_TEST(
        egiz({"tm", "export", "--db", folder / "new.db", "-o", folder / "b.jsonl"}).exit_code == 0);
    BOOST_CHECK(read_file(folder / "a.jsonl") == read_file(folder / "b.jsonl"));
}

BOOST_AUTO_TEST_CASE(what_is_lost_is_counted_and_the_exit_code_says_so) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", numbered_lines(300));
    std::string bytes = read_file(memory);
    // In the middle of a text: its checksum fails.
    for (std::size_t at = bytes.find("Sentence number 123"); at != std::string::npos;
         at = bytes.find("Sentence number 123", at + 1)) {
        bytes[at] = '#';
    }
    folder.write("m.db", bytes);
    const ProgramResult refused = egiz({"tm", "export", "--db", memory, "-o", folder / "a.tmx"});
    BOOST_TEST(refused.exit_code == 4);
    BOOST_TEST(contains(refused.err, "egiz tm salvage"), refused.err);
    const ProgramResult result = egiz({"tm", "salvage", memory, "-o", folder / "new.db"});
    BOOST_TEST(result.exit_code == 5);
    BOOST_TEST(result.out == "saved=299 lost=1 versions=0 documents=0\n");
    BOOST_TEST(contains(result.err, "1 units are lost"), result.err);
    BOOST_TEST(read_file(memory) == bytes);
    const auto json = nlohmann::json::parse(
        egiz({"tm", "salvage", memory, "-o", folder / "other.db", "--json"}).out);
    BOOST_TEST(json["complete"] == false);
    BOOST_TEST(json["units"] == 299);
    BOOST_TEST(json["lost_units"] == 1);
    BOOST_TEST(json["damaged_units"] == nlohmann::json({124}));
    BOOST_TEST(egiz({"tm", "stats", "--db", folder / "new.db"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(salvage_refuses_what_it_cannot_do) {
    const TemporaryFolder folder;
    const std::string memory = make_memory(folder, "m.db", "en", "ru", "One\tОдин\n");
    const auto code = [&](const std::vector<std::string>& arguments) {
        return egiz(arguments).exit_code;
    };
    BOOST_TEST(code({"tm", "salvage", folder / "none.db", "-o", folder / "new.db"}) == 4);
    folder.write("text.txt", "no memory");
    const ProgramResult text =
        egiz({"tm", "salvage", folder / "text.txt", "-o", folder / "new.db"});
    BOOST_TEST(text.exit_code == 4);
    BOOST_TEST(contains(text.err, "is no SQLite file"), text.err);
    BOOST_TEST(!std::filesystem::exists(folder / "new.db"));
    folder.write("there.db", "mine");
    BOOST_TEST(code({"tm", "salvage", memory, "-o", folder / "there.db"}) == 73);
    BOOST_TEST(read_file(folder / "there.db") == "mine");
    BOOST_TEST(code({"tm", "salvage", memory, "-o", folder / "no/new.db"}) == 73);
    BOOST_TEST(code({"tm", "salvage", memory}) == 2);
    for (const auto& file : folder.contents()) {
        BOOST_TEST(!contains(file.first, "egiz-tmp"), file.first);
    }
}

}  // namespace
}  // namespace egiz::test
