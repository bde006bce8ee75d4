// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <sqlite3.h>

#include <string>

namespace egiz::test {

/// The first column of the last row; empty if there is none, or the file cannot be opened.
inline std::string ask_sql(const std::string& path, const char* sql) {
    sqlite3* database = nullptr;
    std::string answer;
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READWRITE, nullptr) == SQLITE_OK) {
        sqlite3_exec(
            database, sql,
            [](void* text, int, char** values, char**) {
                *static_cast<std::string*>(text) = values[0] == nullptr ? "" : values[0];
                return 0;
            },
            &answer, nullptr);
    }
    sqlite3_close(database);
    return answer;
}

}  // namespace egiz::test
