// SPDX-License-Identifier: Apache-2.0
// kill -9 at any moment: the memory opens, nothing is half there, running again completes it.
#include "tests/support/ask_sql.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

#include <csignal>
#include <filesystem>

namespace egiz::test {
namespace {

constexpr int kills = 12;

/// The memory as a whole, by what it exports.
std::string exported(const TemporaryFolder& folder, const std::string& memory) {
    const std::string path = folder / "export.jsonl";
    if (egiz({"tm", "export", "--db", memory, "-o", path}).exit_code != 0) return "no export";
    return read_file(path);
}

void check_memory(const TemporaryFolder& folder, const std::string& memory) {
    if (!std::filesystem::exists(memory)) return;  // killed before it was made
    BOOST_TEST(ask_sql(memory, "PRAGMA integrity_check") == "ok");
    const auto statistics =
        nlohmann::json::parse(egiz({"tm", "stats", "--db", memory, "--json"}).out, nullptr, false);
    if (statistics.is_discarded()) return;  // made, but not yet a memory: the next run makes it one
    // A unit that is half there would not come out as a valid one.
    BOOST_TEST(egiz({"tm", "export", "--db", memory, "-o", folder / "x.tmx"}).exit_code == 0);
    BOOST_TEST(egiz({"validate", folder / "x.tmx"}).exit_code == 0);
}

/// Runs `arguments` to the end once, then over and over with a kill at moments spread over that
/// time, each from nothing; `memory` is what they write to.
void kill_at_many_moments(const TemporaryFolder& folder, const std::vector<std::string>& arguments,
                          const std::string& memory, const std::filesystem::path& out) {
    using Clock = std::chrono::steady_clock;
    const auto clear = [&] {
        for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(memory + suffix);
        std::filesystem::remove_all(out);
        std::filesystem::create_directory(out);
    };
    const auto files_of = [&] {
        std::map<std::string, std::string> files = folder.contents();
        std::erase_if(files, [&](const auto& file) {
            const std::string path = folder / file.first;
            return path.rfind(out.string(), 0) != 0;
        });
        return files;
    };
    clear();
    const auto begin = Clock::now();
    const int whole_exit = egiz(arguments).exit_code;
    const auto duration =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - begin);
    const std::string whole = exported(folder, memory);
    const auto whole_files = files_of();
    for (int i = 0; i < kills; ++i) {
        clear();
        ProgramCall call;
        call.arguments = arguments;
        call.signal = SIGKILL;
        call.after = duration * i / kills;
        static_cast<void>(run_program(call));
        BOOST_TEST_CONTEXT("killed after " << call.after.count() << " us of " << duration.count()) {
            check_memory(folder, memory);
            BOOST_TEST(egiz(arguments).exit_code == whole_exit);
            BOOST_TEST((exported(folder, memory) == whole));
            BOOST_TEST((files_of() == whole_files));
            for (const auto& entry : std::filesystem::directory_iterator(out)) {
                BOOST_TEST(entry.path().string().find("egiz-tmp") == std::string::npos,
                           entry.path().string() + " was left behind");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(align_survives_kills) {
    const TemporaryFolder folder;
    std::string en;
    std::string ru;
    std::string zh;
    for (int i = 0; i < 60; ++i) {
        const std::string n = std::to_string(i);
        en += "The committee met in room " + n + ". It ended at noon.\n\n";
        ru += "Комитет собрался в зале " + n + ". Он закончил в полдень.\n\n";
        zh += "委员会在" + n + "号会议室开会。会议在中午结束。\n\n";
    }
    std::vector<std::string> arguments{"align", "en=" + folder.write("en.txt", en),
                                       "ru=" + folder.write("ru.txt", ru),
                                       "zh=" + folder.write("zh.txt", zh)};
    for (const char* argument :
         {"--tm", "m.db", "-o", "out/a.egiz", "-o", "out/a.tmx", "-o", "out/a.html"}) {
        const std::string text = argument;
        arguments.push_back(text.find('.') == std::string::npos ? text : folder / text);
    }
    kill_at_many_moments(folder, arguments, folder / "m.db", folder.path() / "out");
}

BOOST_AUTO_TEST_CASE(batch_survives_kills) {
    const TemporaryFolder folder;
    std::string manifest = "id\ten\tru\n";
    for (int i = 0; i < 40; ++i) {
        const std::string n = std::to_string(i);
        folder.write(n + ".en", "Document " + n + " begins here. It ends with number " + n + ".");
        folder.write(n + ".ru",
                     "Документ " + n + " начинается здесь. Он кончается числом " + n + ".");
        manifest += "d" + n + "\t" + n + ".en\t" + n + ".ru\n";
    }
    folder.write("manifest.tsv", manifest);
    kill_at_many_moments(folder,
                         {"batch", folder / "manifest.tsv", "--tm", folder / "m.db", "--out",
                          folder / "out", "--jobs", "2"},
                         folder / "m.db", folder.path() / "out");
}

}  // namespace
}  // namespace egiz::test
