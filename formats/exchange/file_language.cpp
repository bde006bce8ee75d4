// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/file_language.hpp"

#include "text/known_language.hpp"

#include <filesystem>

namespace egiz::formats {

std::optional<Language> language_of_name(const std::string& path) {
    const std::filesystem::path name(path);
    const std::string stem = name.stem().string();
    // `cgg.po`; what is only a part of a name is taken for a language if it has two letters:
    // `txt` and `new` are languages too.
    if (const auto language = known_language(stem)) return language;
    for (std::size_t at = stem.find_first_of("._-"); at != std::string::npos;
         at = stem.find_first_of("._-", at + 1)) {
        const auto language = known_language(stem.substr(at + 1));
        if (language && language->primary().size() == 2) return language;
    }
    return std::nullopt;
}

}  // namespace egiz::formats
