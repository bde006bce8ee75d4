// SPDX-License-Identifier: Apache-2.0
#include "text/error.hpp"
#include "tm/sqlite/sqlite_store.hpp"
#include "tm/store.hpp"

namespace egiz::tm {
namespace {

struct Backend {
    std::string_view scheme;
    std::unique_ptr<Store> (*open)(const std::string& rest, OpenMode mode);
};

std::unique_ptr<Store> open_memory_store(const std::string& rest, OpenMode /*mode*/) {
    if (!rest.empty()) {
        throw Error(Fault::usage, {}, "'memory:' takes no name, but was given '" + rest + "'",
                    "use a file name to keep the units");
    }
    return make_memory_store();
}

constexpr Backend backends[] = {
    {"memory:", open_memory_store},
    {"sqlite:", open_sqlite_store},
};

}  // namespace

std::unique_ptr<Store> open_store(const std::string& uri, OpenMode mode) {
    for (const Backend& backend : backends) {
        if (uri.starts_with(backend.scheme)) {
            return backend.open(uri.substr(backend.scheme.size()), mode);
        }
    }
    const std::size_t scheme_end = uri.find("://");
    if (scheme_end != std::string::npos && uri.find('/') > scheme_end) {
        throw Error(Fault::usage, {},
                    "no kind of memory is called '" + uri.substr(0, scheme_end) + "'",
                    "use memory:, sqlite:PATH or a file name");
    }
    return open_sqlite_store(uri, mode);
}

}  // namespace egiz::tm
