// SPDX-License-Identifier: Apache-2.0
// What the tests of tm/ share.
#pragma once

#include "text/error.hpp"
#include "text/translation_unit.hpp"

#include <boost/test/unit_test.hpp>
#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <stdlib.h>
#include <string>
#include <utility>
#include <vector>

namespace egiz::tm::test {

/// A directory that goes with the object.
class Scratch {
public:
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "egiz-tm-XXXXXX").string();
        BOOST_REQUIRE(mkdtemp(name.data()) != nullptr);
        directory_ = name;
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(directory_, ignored);
    }
    [[nodiscard]] std::string operator/(const std::string& name) const {
        return (directory_ / name).string();
    }
    [[nodiscard]] std::string directory() const { return directory_.string(); }

private:
    std::filesystem::path directory_;
};

inline std::string read_bytes(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
inline void write_bytes(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// Runs SQL on a file as another program would.
inline void run_sql(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    BOOST_REQUIRE_EQUAL(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    char* message = nullptr;
    const int code = sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message);
    BOOST_REQUIRE_MESSAGE(code == SQLITE_OK, sql << ": " << (message ? message : ""));
    sqlite3_free(message);
    sqlite3_close(db);
}
/// The first row's first three columns, as text.
inline std::string ask_sql(const std::string& path, const std::string& sql) {
    sqlite3* db = nullptr;
    BOOST_REQUIRE_EQUAL(sqlite3_open(path.c_str(), &db), SQLITE_OK);
    std::string answer;
    char* message = nullptr;
    const int code = sqlite3_exec(
        db, sql.c_str(),
        [](void* out, int columns, char** values, char**) {
            auto& text = *static_cast<std::string*>(out);
            if (!text.empty()) return 0;
            for (int i = 0; i < columns && i < 3; ++i) {
                text += (i == 0 ? "" : " ") + std::string(values[i] == nullptr ? "" : values[i]);
            }
            return 0;
        },
        &answer, &message);
    BOOST_REQUIRE_MESSAGE(code == SQLITE_OK, sql << ": " << (message ? message : ""));
    sqlite3_close(db);
    return answer;
}

/// The error that `action` throws; the test fails if it throws none.
inline Error error_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    BOOST_FAIL("no error was thrown");
    std::abort();
}

inline Language lang(const std::string& tag) {
    return tag == "und" ? Language() : Language::require(tag);
}

inline TranslationUnit unit(const std::vector<std::pair<const char*, std::string>>& texts,
                            std::string id = {}) {
    TranslationUnit result;
    result.id = std::move(id);
    for (const auto& [tag, text] : texts) {
        Variant& variant = result.variants.emplace_back();
        variant.language = lang(tag);
        variant.text = text;
    }
    return result;
}

/// A unit with something in every field.
inline TranslationUnit full_unit() {
    TranslationUnit full = unit({{"en", "Press Enter now."},
                                 {"kk", "Enter пернесін қазір басыңыз."},
                                 {"zh-Hans", "现在按 Enter 键。"}},
                                "u1");
    full.variants[0].codes = {{6, InlineCode::Kind::open, "1", "bold", "<b>"},
                              {11, InlineCode::Kind::close, "1", "bold", "</b>"},
                              {16, InlineCode::Kind::placeholder, "2", "", "<br/>"}};
    full.variants[1].codes = {{0, InlineCode::Kind::lone_open, "1", "", ""},
                              {0, InlineCode::Kind::lone_close, "3", "x", "\n"}};
    full.variants[1].authorship = {"2026-01-02T03:04:05Z", "a", "2026-02-02T03:04:05Z", "b"};
    full.variants[1].properties = {{"x-domain", "ui"}, {"x-domain", "ui"}, {"", ""}};
    full.variants[2].notes = {"checked", ""};
    full.authorship = {"2025-01-02T03:04:05Z", "c", "2025-02-02T03:04:05Z", "d"};
    full.properties = {{"x-project", "манас"}};
    full.notes = {"first", "second"};
    full.document = "docs/manual.html";
    full.bead_type = "1-2-1";
    full.score = 0.125;
    full.state = ReviewState::reviewed;
    return full;
}

/// The same numbers on every machine (splitmix64).
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
        return z ^ (z >> 31U);
    }
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }

private:
    std::uint64_t state_;
};

}  // namespace egiz::tm::test
