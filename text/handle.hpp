// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace egiz {

template <auto Release>
struct Releaser {
    template <class T>
    void operator()(T* raw) const noexcept {
        Release(raw);
    }
};

/// Owns one object of a C library: `Handle<sqlite3_stmt, sqlite3_finalize>`.
template <class T, auto Release>
using Handle = std::unique_ptr<T, Releaser<Release>>;

}  // namespace egiz
