// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace egiz {

/// SipHash-2-4 (Aumasson and Bernstein, 2012) under a fixed key: the same everywhere and for ever,
/// and nobody knows how to make many texts with the same hash.
[[nodiscard]] std::uint64_t stable_hash(std::string_view bytes);

}  // namespace egiz
