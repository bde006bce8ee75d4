// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/language_cache.hpp"

#include <optional>

namespace egiz::tm {

const Language* LanguageCache::find(std::string_view tag) {
    constexpr std::size_t most_tags = 10'000;
    auto known = known_.find(tag);
    if (known == known_.end()) {
        const std::optional<Language> language = Language::from_store(tag);
        if (!language || known_.size() == most_tags) return nullptr;
        known = known_.emplace(tag, *language).first;
    }
    return &known->second;
}

}  // namespace egiz::tm
