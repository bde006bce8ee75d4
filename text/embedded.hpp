// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace egiz {

/// A file compiled into the program by `egiz_embed()` of cmake/embed.cmake.
struct EmbeddedFile {
    std::string_view name;
    std::string_view bytes;
};

}  // namespace egiz
