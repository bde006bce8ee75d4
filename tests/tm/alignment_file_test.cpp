// SPDX-License-Identifier: Apache-2.0
#include "tm/alignment_file.hpp"

#include "tests/tm/support.hpp"

#include <boost/test/unit_test.hpp>

#include <csignal>
#include <limits>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace egiz::tm {
namespace {

using test::ask_sql;
using test::error_of;
using test::lang;
using test::read_bytes;
using test::run_sql;
using test::Scratch;
using test::write_bytes;

/// A text whose lines are its paragraphs and whose sentences end in a full stop.
SegmentedText segmented(const char* name, const char* language, const std::string& text) {
    SegmentedText result;
    result.document.name = name;
    result.document.language = lang(language);
    result.document.text = text;
    result.document.paragraphs = find_paragraphs(text, LineBreaks::paragraph);
    for (std::size_t p = 0; p < result.document.paragraphs.size(); ++p) {
        const Range paragraph = result.document.paragraphs[p];
        for (std::size_t begin = paragraph.begin; begin < paragraph.end;) {
            const std::size_t stop = std::min(text.find('.', begin) + 1, paragraph.end);
            const std::size_t end = stop == 0 ? paragraph.end : stop;
            result.segments.push_back({trim(text, {begin, end}), static_cast<std::uint32_t>(p)});
            begin = end;
        }
    }
    return result;
}

Bead bead(Span source, Span target, double cost, double confidence) {
    Bead result;
    result.source = source;
    result.target = target;
    result.cost = cost;
    result.confidence = confidence;
    if (!result.two_sided()) result.add(Doubt::gap);
    return result;
}

Alignment some_alignment() {
    Alignment alignment;
    alignment.texts = {segmented("book/en.txt", "en", "One. Two.\r\n\r\n  Three.\n"),
                       segmented("book/kk.txt", "kk", "Бір. Екі. Үш."), segmented("-", "und", "")};
    alignment.texts[1].document.encoding = "windows-1251";
    alignment.pairs = {{0,
                        1,
                        {bead({0, 1}, {0, 1}, 0.1, 1), bead({1, 3}, {1, 2}, 2.5e-300, 0.3),
                         bead({3, 3}, {2, 3}, -1, 0)}},
                       {0,
                        2,
                        {bead({0, 1}, {0, 0}, 1, 0.5), bead({1, 2}, {0, 0}, 1, 0.5),
                         bead({2, 3}, {0, 0}, std::numeric_limits<double>::infinity(), 0.5)}}};
    alignment.decisions = {{"2026-01-01T00:00:00Z", "аян", R"({"do":"merge"})"}, {"", "", ""}};
    return alignment;
}

void check_same(const Alignment& a, const Alignment& b) {
    BOOST_REQUIRE(a.texts.size() == b.texts.size());
    for (std::size_t i = 0; i < a.texts.size(); ++i) {
        const Document& x = a.texts[i].document;
        const Document& y = b.texts[i].document;
        BOOST_TEST(x.name == y.name);
        BOOST_TEST(x.language == y.language);
        BOOST_TEST(x.encoding == y.encoding);
        BOOST_TEST(x.text == y.text);
        BOOST_CHECK(x.paragraphs == y.paragraphs);
        BOOST_CHECK(a.texts[i].segments == b.texts[i].segments);
    }
    BOOST_REQUIRE(a.pairs.size() == b.pairs.size());
    for (std::size_t i = 0; i < a.pairs.size(); ++i) {
        BOOST_TEST(a.pairs[i].source == b.pairs[i].source);
        BOOST_TEST(a.pairs[i].target == b.pairs[i].target);
        BOOST_CHECK(a.pairs[i].ladder == b.pairs[i].ladder);
    }
    BOOST_REQUIRE(a.decisions.size() == b.decisions.size());
    for (std::size_t i = 0; i < a.decisions.size(); ++i) {
        BOOST_TEST(a.decisions[i].time == b.decisions[i].time);
        BOOST_TEST(a.decisions[i].editor == b.decisions[i].editor);
        BOOST_TEST(a.decisions[i].action == b.decisions[i].action);
    }
}

Error read_error(const std::string& path) {
    return error_of([&] { (void)read_alignment(path); });
}

}  // namespace

BOOST_AUTO_TEST_SUITE(alignment_file)

BOOST_AUTO_TEST_CASE(what_is_written_is_read) {
    const Scratch scratch;
    write_alignment(scratch / "a.egiz", some_alignment(), {"1.2.3", "abc"});
    const AlignmentFile file = read_alignment(scratch / "a.egiz");
    check_same(file.alignment, some_alignment());
    BOOST_TEST(file.info.tool_version == "1.2.3");
    BOOST_TEST(file.info.fingerprint == "abc");

    write_alignment(scratch / "empty.egiz", {}, {});
    check_same(read_alignment(scratch / "empty.egiz").alignment, {});
}

BOOST_AUTO_TEST_CASE(markup_is_kept_and_what_has_none_is_read_by_older_versions) {
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    write_alignment(path, some_alignment(), {"1", "f"});
    BOOST_TEST(ask_sql(path, "PRAGMA user_version") == "1");
    std::filesystem::remove(path);

    Alignment alignment = some_alignment();
    Document& document = alignment.texts.front().document;
    document.kinds.resize(document.paragraphs.size());
    document.kinds.back() = ParagraphKind::heading;
    document.codes = {{0, InlineCode::Kind::open, "1", "bold", "<b>"},
                      {3, InlineCode::Kind::close, "1", "bold", "</b>"}};
    write_alignment(path, alignment, {"1", "f"});
    BOOST_TEST(ask_sql(path, "PRAGMA user_version") == "2");
    const Alignment read = read_alignment(path).alignment;
    check_same(read, alignment);
    BOOST_CHECK(read.texts.front().document.kinds == document.kinds);
    BOOST_CHECK(read.texts.front().document.codes == document.codes);
    BOOST_TEST(read.texts.back().document.codes.empty());

    for (const char* const change :
         {"UPDATE inline_code SET at_byte = 4 WHERE number = 0", "UPDATE inline_code SET kind = 5",
          "UPDATE inline_code SET at_byte = 1000000", "DELETE FROM inline_code WHERE number = 0",
          "UPDATE paragraph_kind SET kind = 'x'", "UPDATE paragraph_kind SET number = 9"}) {
        std::filesystem::remove(path);
        write_alignment(path, alignment, {"1", "f"});
        run_sql(path, change);
        BOOST_TEST_CONTEXT(change) { BOOST_CHECK(read_error(path).fault() == Fault::input); }
    }
}

BOOST_AUTO_TEST_CASE(a_ladder_without_the_pivot_is_kept) {
    const Scratch scratch;
    Alignment alignment = some_alignment();
    alignment.pairs.push_back(
        {1, 2, {bead({0, 2}, {0, 0}, 1, 0.25), bead({2, 3}, {0, 0}, 2, 0.5)}});
    write_alignment(scratch / "a.egiz", alignment, {"1", "f"});
    check_same(read_alignment(scratch / "a.egiz").alignment, alignment);
}

BOOST_AUTO_TEST_CASE(the_same_alignment_gives_the_same_bytes) {
    const Scratch scratch;
    write_alignment(scratch / "a.egiz", some_alignment(), {"1", "f"});
    write_alignment(scratch / "b.egiz", some_alignment(), {"1", "f"});
    const AlignmentFile file = read_alignment(scratch / "a.egiz");
    write_alignment(scratch / "c.egiz", file.alignment, file.info);
    BOOST_CHECK(read_bytes(scratch / "a.egiz") == read_bytes(scratch / "b.egiz"));
    BOOST_CHECK(read_bytes(scratch / "a.egiz") == read_bytes(scratch / "c.egiz"));
    // Nothing else lies beside them.
    const std::filesystem::directory_iterator files(scratch.directory());
    BOOST_TEST(std::distance(begin(files), end(files)) == 3);
}

BOOST_AUTO_TEST_CASE(reading_changes_nothing) {
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    write_alignment(path, some_alignment(), {});
    const std::string before = read_bytes(path);
    (void)read_alignment(path);
    BOOST_CHECK(read_bytes(path) == before);
    const std::filesystem::directory_iterator files(scratch.directory());
    BOOST_TEST(std::distance(begin(files), end(files)) == 1);
}

BOOST_AUTO_TEST_CASE(a_file_is_not_overwritten_and_a_failed_one_is_removed) {
    const Scratch scratch;
    write_bytes(scratch / "a.egiz", "mine");
    BOOST_CHECK(error_of([&] { write_alignment(scratch / "a.egiz", {}, {}); }).fault() ==
                Fault::output);
    BOOST_TEST(read_bytes(scratch / "a.egiz") == "mine");
    BOOST_CHECK(error_of([&] { write_alignment(scratch / "no/a.egiz", {}, {}); }).fault() ==
                Fault::output);

    Alignment broken = some_alignment();
    broken.pairs[0].ladder.pop_back();
    BOOST_CHECK_THROW(write_alignment(scratch / "b.egiz", broken, {}), Error);
    broken = some_alignment();
    broken.pairs[0].ladder[0].cost = std::numeric_limits<double>::quiet_NaN();
    BOOST_CHECK_THROW(write_alignment(scratch / "b.egiz", broken, {}), Error);
    BOOST_TEST(!std::filesystem::exists(scratch / "b.egiz"));
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_an_output_error) {
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    const pid_t child = fork();
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{20'000, 20'000};
        int code = setrlimit(RLIMIT_FSIZE, &limit) == 0 ? 1 : 2;
        try {
            write_alignment(path, some_alignment(), {});
        } catch (const Error& error) {
            code = error.fault() == Fault::output ? 0 : 3;
        }
        _exit(code);
    }
    int status = 0;
    BOOST_REQUIRE(waitpid(child, &status, 0) == child);
    BOOST_TEST(status == 0);
    BOOST_TEST(!std::filesystem::exists(path));
}

BOOST_AUTO_TEST_CASE(other_files_are_refused) {
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    BOOST_CHECK(read_error(path).fault() == Fault::input);
    BOOST_TEST(!std::filesystem::exists(path));
    write_bytes(path, "");
    BOOST_CHECK(read_error(path).fault() == Fault::input);
    write_bytes(path, "x");
    BOOST_CHECK(read_error(path).fault() == Fault::input);
    std::filesystem::remove(path);
    run_sql(path,
            "CREATE TABLE t (x); PRAGMA application_id = 0x65677a6d; PRAGMA user_version = 1");
    BOOST_TEST(read_error(path).message() ==
               "is no egiz alignment file, but an SQLite file of kind 'egzm'");
    std::filesystem::remove(path);
    write_alignment(path, {}, {});
    run_sql(path, "PRAGMA user_version = 3");
    BOOST_TEST(read_error(path).message() ==
               "alignment file of schema 3, this program knows up to 2");
    BOOST_TEST(read_error(path).hint() == "update egiz");
    run_sql(path, "PRAGMA user_version = 1; PRAGMA journal_mode = WAL");
    BOOST_CHECK(read_error(path).fault() == Fault::input);
}

BOOST_AUTO_TEST_CASE(the_log_of_decisions_is_append_only) {
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    write_alignment(path, some_alignment(), {});
    sqlite3* db = nullptr;
    BOOST_REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    for (const char* const sql : {"UPDATE decision SET editor = 'x'", "DELETE FROM decision"}) {
        BOOST_TEST(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_CONSTRAINT);
    }
    sqlite3_close(db);
    run_sql(path, "INSERT INTO decision (time, editor, action) VALUES ('t', 'e', '{}')");
    BOOST_TEST(read_alignment(path).alignment.decisions.size() == 3U);
}

BOOST_AUTO_TEST_CASE(the_queries_of_the_documentation_work) {
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    write_alignment(path, some_alignment(), {});
    BOOST_TEST(ask_sql(path, "PRAGMA integrity_check") == "ok");
    const std::string page = read_bytes(EGIZ_SOURCE_DIR "/docs/format-egiz.md");
    const std::string fence = "\n```sql\n";
    std::vector<std::string> answers;
    for (std::size_t at = page.find(fence); at != std::string::npos; at = page.find(fence, at)) {
        at += fence.size();
        answers.push_back(ask_sql(path, page.substr(at, page.find("\n```", at) - at)));
    }
    BOOST_TEST(answers == (std::vector<std::string>{"0 One. Бір.", "0-1 1", "2 3 2", " 1"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(contents_that_do_not_hold_are_refused) {
    const char* const changes[] = {
        "DELETE FROM meta WHERE key = 'fingerprint'",
        "DELETE FROM document WHERE id = 1",
        "UPDATE document SET id = 7 WHERE id = 2",
        "UPDATE document SET language = 'EN' WHERE id = 0",
        "UPDATE document SET language = '' WHERE id = 0",
        "UPDATE document SET text = 'short' WHERE id = 0",
        "UPDATE document SET text = text || 'left out' WHERE id = 0",
        "UPDATE document SET text = CAST(x'4f6e65ff' AS TEXT) WHERE id = 2",
        "UPDATE document SET text = 'lost' WHERE id = 2",
        "DELETE FROM paragraph WHERE document = 0 AND number = 0",
        "UPDATE paragraph SET end_byte = 0 WHERE number = 1",
        "UPDATE paragraph SET end_byte = 4611686018427387904 WHERE number = 1",
        "DELETE FROM segment WHERE document = 0 AND number = 1",
        "UPDATE segment SET begin_byte = -1 WHERE number = 0",
        "UPDATE segment SET begin_byte = end_byte + 1 WHERE document = 0 AND number = 0",
        "UPDATE segment SET end_byte = begin_byte WHERE document = 0 AND number = 0",
        "UPDATE segment SET end_byte = 1000000 WHERE document = 0 AND number = 2",
        "UPDATE segment SET paragraph = 1 WHERE document = 0 AND number = 0",
        "UPDATE segment SET paragraph = 4294967296 WHERE document = 0 AND number = 0",
        "INSERT INTO segment VALUES (9, 0, 0, 1, 0)",
        "UPDATE pair SET target = 9 WHERE id = 1",
        "UPDATE pair SET source = -1 WHERE id = 1",
        "UPDATE pair SET target = 1 WHERE id = 1",
        "DELETE FROM bead WHERE pair = 0 AND number = 1",
        "DELETE FROM bead WHERE pair = 0 AND number = 2",
        "DELETE FROM bead",
        "UPDATE bead SET source_end = 4294967297 WHERE pair = 0 AND number = 0",
        "UPDATE bead SET source_begin = 1 WHERE pair = 0 AND number = 0",
        "UPDATE bead SET source_end = 0 WHERE pair = 1 AND number = 0",
        "UPDATE bead SET confidence = 1.5 WHERE pair = 0 AND number = 0",
        "UPDATE bead SET confidence = -0.1 WHERE pair = 0 AND number = 0",
        "UPDATE bead SET doubts = -1 WHERE pair = 0 AND number = 0",
        "UPDATE bead SET doubts = 4294967296 WHERE pair = 0 AND number = 0",
        "INSERT INTO decision VALUES (9, '', '', '')",
        "DROP TRIGGER decision_is_not_changed",
        "DROP TABLE meta; CREATE VIEW meta AS SELECT 'tool_version' AS key, 'x' AS value",
        "CREATE TRIGGER t AFTER INSERT ON bead BEGIN SELECT 1; END"};
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    for (const char* const change : changes) {
        std::filesystem::remove(path);
        write_alignment(path, some_alignment(), {"1", "f"});
        run_sql(path, change);
        BOOST_TEST_CONTEXT(change) {
            const Error error = read_error(path);
            BOOST_CHECK(error.fault() == Fault::input);
            BOOST_TEST(error.place().file == path);
            BOOST_TEST(error.message().find("damaged") != std::string::npos, error.message());
        }
    }
}

BOOST_AUTO_TEST_CASE(no_bytes_crash_a_reader) {
    const Scratch scratch;
    const std::string path = scratch / "a.egiz";
    write_alignment(path, some_alignment(), {"1", "f"});
    const std::string sound = read_bytes(path);
    test::Numbers numbers(11);
    int refused = 0;
    for (int round = 0; round < 1500; ++round) {
        std::string bytes = sound;
        for (std::size_t changes = 1 + numbers.below(6); changes > 0; --changes) {
            const std::size_t page = numbers.below(bytes.size() / 4096) * 4096;
            const std::size_t at = page + numbers.below(numbers.below(2) == 0 ? 120 : 4096);
            bytes[at] = static_cast<char>(numbers.next());
        }
        if (round % 10 == 0) bytes.resize(numbers.below(bytes.size()));
        write_bytes(path, bytes);
        try {
            (void)read_alignment(path);
        } catch (const Error& error) {
            BOOST_TEST_CONTEXT(error.what()) { BOOST_CHECK(error.fault() == Fault::input); }
            ++refused;
        }
    }
    BOOST_TEST(refused > 500);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace egiz::tm
