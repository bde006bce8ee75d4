// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what ends the sentences of web text, chat and mail besides full stops.
#pragma once

#include "align/segmentation/reason.hpp"
#include "align/segmentation/rule_set.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace egiz::align {

/// The end of the smiley whose first `)` is at `offset`: `:)`, `;-))`; `offset` if it is none.
/// \param bare  brackets that nothing opened are smiles too: `спасибо))`
[[nodiscard]] std::size_t smiley_end(std::string_view text, std::size_t offset, bool bare);

/// Why a sentence that began at `sentence_begin` ends before the white space at `offset`, though
/// there is no full stop; nothing if it does not. Looks a bounded way around.
[[nodiscard]] std::optional<Reason> informal_end(std::string_view text, const RuleSet& rules,
                                                 std::size_t sentence_begin, std::size_t offset);

}  // namespace egiz::align
