// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/segmenter.hpp"

#include <vector>

namespace egiz::align {

/// The program's own rules for a language, as they are compiled in: those that hold everywhere and,
/// if there are any, those of the language. Each file goes before the one in front of it.
[[nodiscard]] std::vector<RulesFile> own_rules(const Language& language);

/// Whether rules that are for one language hold for a text: those for `und` for all, those for `en`
/// for `en-GB` too, those for `no` for `nb` and `nn` too.
[[nodiscard]] bool rules_hold_for(const Language& rules, const Language& text);

/// Rules files as one, each behind a line `[file NAME]`; it says the same as they do one by one.
[[nodiscard]] std::string joined_rules(const std::vector<RulesFile>& files);

}  // namespace egiz::align
