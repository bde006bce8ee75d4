// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"

#include <optional>
#include <string_view>

namespace egiz {

/// The language of a tag where it may be a word as well: in a file's name, in a table's heading.
/// Nothing for what Language::parse takes only because a file or a user says that it is a language:
/// deprecated codes (`in`, `sh`), codes of three letters that are in no registry that ICU knows
/// (`key`, `qty`) unless they have a script or region (`kmr-TR`), and tags that had to be mended
/// (`my-01`).
[[nodiscard]] std::optional<Language> known_language(std::string_view tag);

/// Whether something in `tag` may stand in no BCP 47 tag, so that Language::parse mends it: `01` of
/// `BG-01` is dropped.
[[nodiscard]] bool has_stray_subtag(std::string_view tag);

}  // namespace egiz
