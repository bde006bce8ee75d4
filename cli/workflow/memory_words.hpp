// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/learnt_words.hpp"
#include "cli/console.hpp"
#include "text/language.hpp"
#include "tm/store.hpp"

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace egiz::workflow {

using PairOfLanguages = std::pair<Language, Language>;

struct MemoryWordsOptions {
    /// Documents whose units teach nothing: those that are aligned now. What an earlier run made of
    /// them would only confirm itself, and a second run would not come out like the first.
    std::set<std::string> left_out;
    bool keep = true;  ///< what is learnt anew goes into the memory's cache
};

/// What the units of a memory teach of which words render which: from its cache, or learnt anew
/// where the memory has grown by a fifth since, or by a thousand units while it was small. Nothing
/// for pairs with fewer than 200 units. See docs/decisions/0014-the-memory-keeps-what-it-taught.md.
///
/// A cache that cannot be used is learnt anew, and one that cannot be written or a memory that
/// cannot be read is noted: nothing is thrown for it.
/// \param pairs  of different languages, in any order
[[nodiscard]] std::vector<align::LearntWords> words_of_memory(
    tm::Store& store, const std::vector<PairOfLanguages>& pairs, const MemoryWordsOptions& options,
    cli::Console& console);

}  // namespace egiz::workflow
