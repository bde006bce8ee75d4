// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace egiz::formats {

/// `2024-01-02T03:04:05Z` of a date as TMX (`20240102T030405Z`) or ISO 8601 writes it, with or
/// without time, fraction and offset; what names no zone is UTC. Nothing if it is no date.
[[nodiscard]] std::optional<std::string> to_iso_date(std::string_view date);
/// `20240102T030405Z`. Nothing if `date` is no date.
[[nodiscard]] std::optional<std::string> to_tmx_date(std::string_view date);

}  // namespace egiz::formats
