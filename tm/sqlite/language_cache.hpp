// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/language.hpp"

#include <map>
#include <string>
#include <string_view>

namespace egiz::tm {

/// Stored language tags as Language: parsing one asks ICU, and a memory has few.
class LanguageCache {
public:
    /// Nothing if it is no tag in canonical form.
    [[nodiscard]] const Language* find(std::string_view tag);

private:
    std::map<std::string, Language, std::less<>> known_;
};

}  // namespace egiz::tm
