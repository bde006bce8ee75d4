// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange.
#pragma once

#include "text/language.hpp"

#include <optional>
#include <string>

namespace egiz::formats {

/// The language that a file's name tells: `ru` of `po/ru.po`, `app.ru.po`, `app-ru.po` and
/// `app_ru.ts`.
[[nodiscard]] std::optional<Language> language_of_name(const std::string& path);

}  // namespace egiz::formats
