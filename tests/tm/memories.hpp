// SPDX-License-Identifier: Apache-2.0
// Memories in files, for tests.
#pragma once

#include "tests/tm/support.hpp"
#include "tm/store.hpp"

namespace egiz::tm::test {

using Units = std::vector<TranslationUnit>;

/// A memory with one unit.
inline void make_memory(const std::string& path) {
    open_store(path, OpenMode::write)->add(Units{full_unit()});
}

inline Units numbered_units(int first, int count) {
    Units units;
    for (int i = first; i < first + count; ++i) {
        units.push_back(unit(
            {{"en", "sentence number " + std::to_string(i)}, {"kk", std::to_string(i) + " сөйлем"}},
            std::to_string(i)));
    }
    return units;
}

}  // namespace egiz::tm::test
