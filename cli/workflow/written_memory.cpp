// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/written_memory.hpp"

#include <exception>
#include <utility>

namespace egiz::workflow {

WrittenMemory::WrittenMemory(std::string uri)
    : uri_(std::move(uri)),
      is_new_(tm::is_new_store(uri_)),
      exceptions_(std::uncaught_exceptions()),
      store_(tm::open_store(uri_, tm::OpenMode::write)) {}

WrittenMemory::~WrittenMemory() {
    if (!is_new_ || std::uncaught_exceptions() == exceptions_) return;
    store_.reset();
    tm::remove_unused_store(uri_);
}

}  // namespace egiz::workflow
