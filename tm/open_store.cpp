// SPDX-License-Identifier: Apache-2.0
#include "text/error.hpp"
#include "tm/sqlite/open_memory.hpp"
#include "tm/sqlite/sqlite_store.hpp"
#include "tm/store.hpp"

#include <algorithm>
#include <iterator>

namespace egiz::tm {
namespace {

struct Backend {
    std::string_view scheme;
    std::unique_ptr<Store> (*open)(const std::string& rest, OpenMode mode);
    bool (*is_new)(const std::string& rest);
    bool (*remove_unused)(const std::string& rest);
};

std::unique_ptr<Store> open_memory_store(const std::string& rest, OpenMode /*mode*/) {
    if (!rest.empty()) {
        throw Error(Fault::usage, {}, "'memory:' takes no name, but was given '" + rest + "'",
                    "use a file name to keep the units");
    }
    return make_memory_store();
}

bool never(const std::string& /*rest*/) { return false; }

constexpr Backend backends[] = {
    {"memory:", open_memory_store, never, never},
    {"sqlite:", open_sqlite_store, is_missing, remove_unused_memory},
    // A path without a scheme, so it stands last.
    {"", open_sqlite_store, is_missing, remove_unused_memory},
};

struct Located {
    const Backend& backend;
    std::string rest;
};

Located locate(const std::string& uri) {
    const auto* backend =
        std::find_if(std::begin(backends), std::end(backends),
                     [&](const Backend& candidate) { return uri.starts_with(candidate.scheme); });
    return {*backend, uri.substr(backend->scheme.size())};
}

}  // namespace

std::unique_ptr<Store> open_store(const std::string& uri, OpenMode mode) {
    const Located located = locate(uri);
    if (!located.backend.scheme.empty()) return located.backend.open(located.rest, mode);
    const std::size_t scheme_end = uri.find("://");
    if (scheme_end != std::string::npos && uri.find('/') > scheme_end) {
        throw Error(Fault::usage, {},
                    "no kind of memory is called '" + uri.substr(0, scheme_end) + "'",
                    "use memory:, sqlite:PATH or a file name");
    }
    return located.backend.open(located.rest, mode);
}

bool is_new_store(const std::string& uri) {
    const Located located = locate(uri);
    return located.backend.is_new(located.rest);
}

bool remove_unused_store(const std::string& uri) noexcept {
    try {
        const Located located = locate(uri);
        return located.backend.remove_unused(located.rest);
    } catch (const std::exception&) {
        return false;  // in use, or not to be written: it does no harm where it is
    }
}

}  // namespace egiz::tm
