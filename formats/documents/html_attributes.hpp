// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents.
#pragma once

#include "formats/documents/html_tokens.hpp"

#include <string_view>
#include <vector>

namespace egiz::formats {

/// The attributes of a start tag that people read: `alt`, `title`, `placeholder` and the other
/// translatable attributes of HTML (WHATWG HTML, 3.2.6.4), `aria-label` and its like, and what
/// `meta` says for search engines and previews.
/// \param text  that the token was read from
[[nodiscard]] std::vector<HtmlToken::Attribute> translatable_attributes(const HtmlToken& token,
                                                                        std::string_view text);

}  // namespace egiz::formats
