// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents.
#pragma once

#include <string>
#include <string_view>

namespace egiz::formats {

/// Ends a page; pages hold none.
constexpr char page_end = '\f';

/// The text of every page, as poppler reads it, in this process.
/// \throws Error (input), without a place
[[nodiscard]] std::string pdf_text(std::string_view bytes);

/// The same, by whom read_pdf_by() names.
/// \throws Error (input), without a place; Error (internal) if the process cannot be started
[[nodiscard]] std::string bounded_pdf_text(std::string_view bytes);

}  // namespace egiz::formats
