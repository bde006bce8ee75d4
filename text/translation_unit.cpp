// SPDX-License-Identifier: Apache-2.0
#include "text/translation_unit.hpp"

#include "text/stable_hash.hpp"
#include "text/unicode.hpp"

#include <algorithm>

namespace egiz {

std::uint32_t context_hash(std::string_view text) {
    const std::string_view trimmed = slice(text, trim(text, {0, text.size()}));
    const auto hash = static_cast<std::uint32_t>(stable_hash(nfc(trimmed)));
    return hash == 0 ? 1 : hash;
}

void add_context(std::vector<Context>& contexts, Context context) {
    if (std::find(contexts.begin(), contexts.end(), context) != contexts.end()) return;
    contexts.push_back(context);
    if (contexts.size() > most_contexts) contexts.erase(contexts.begin());
}

}  // namespace egiz
