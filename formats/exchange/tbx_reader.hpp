// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange: see read_lexicon().
#pragma once

#include "formats/exchange/lexicon_builder.hpp"
#include "formats/input_file.hpp"

#include <string_view>

namespace egiz::formats {

/// Of TBX 2, and of TBX 3 and TBX-Min.
[[nodiscard]] bool is_tbx_root(std::string_view name);

/// Adds the concepts of a TBX file: `termEntry`, `langSet`, `tig` or `ntig` (TBX 2),
/// `conceptEntry`, `langSec`, `termSec` (TBX 3, in either style), `entry`, `langGroup`, `termGroup`
/// (TBX-Min 1). \throws Error (input) with file and line if it is broken, is something else or out
/// of bounds
void read_tbx(InputFile file, LexiconBuilder& builder);

}  // namespace egiz::formats
