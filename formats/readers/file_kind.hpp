// SPDX-License-Identifier: Apache-2.0
// Internal to formats/readers.
#pragma once

#include <optional>
#include <string_view>

namespace egiz::formats {

/// A kind of file that is not plain text, known by its first bytes.
struct FileKind {
    std::string_view name;  ///< with its article: `a PDF document`
    std::string_view hint;  ///< what to do about it
};
[[nodiscard]] std::optional<FileKind> recognise_file(std::string_view bytes);

}  // namespace egiz::formats
