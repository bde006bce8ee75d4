// SPDX-License-Identifier: Apache-2.0
// Internal: what the pages of reports share.
#pragma once

#include <string>
#include <string_view>

namespace egiz::formats {

/// The bytes of a file of `report/assets`. \throws std::logic_error if there is none
[[nodiscard]] std::string_view asset(std::string_view name);
/// Its hash, as a Content Security Policy names what may apply.
[[nodiscard]] std::string asset_hash(std::string_view name);
/// `text` as HTML text or attribute.
[[nodiscard]] std::string escape_html(std::string_view text);

}  // namespace egiz::formats
