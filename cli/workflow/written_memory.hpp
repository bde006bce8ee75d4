// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tm/store.hpp"

#include <memory>
#include <string>

namespace egiz::workflow {

/// A memory that is open to be written to. If it was made for that, and an exception ends it before
/// anything was put into it, it is gone again.
class WrittenMemory {
public:
    /// As tm::open_store().
    explicit WrittenMemory(std::string uri);
    ~WrittenMemory();
    WrittenMemory(const WrittenMemory&) = delete;
    WrittenMemory& operator=(const WrittenMemory&) = delete;

    [[nodiscard]] tm::Store& operator*() const noexcept { return *store_; }
    [[nodiscard]] tm::Store* operator->() const noexcept { return store_.get(); }

private:
    std::string uri_;
    bool is_new_;
    int exceptions_;  ///< that were on their way when it was opened
    std::unique_ptr<tm::Store> store_;
};

}  // namespace egiz::workflow
