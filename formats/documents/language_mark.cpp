// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/block.hpp"
#include "formats/exchange/units.hpp"

namespace egiz::formats {

std::optional<std::string> value_of(const LanguageMark& mark, const Language& language) {
    if (!mark.value.empty()) return mark.value;
    const std::string_view primary = language.primary();
    const bool east_asian = primary == "zh" || primary == "ja" || primary == "ko";
    if (mark.scripts != LanguageMark::Scripts::all &&
        east_asian != (mark.scripts == LanguageMark::Scripts::east_asian)) {
        return std::nullopt;
    }
    const std::string regional = styled_tag(language, LanguageStyle::with_region);
    const std::size_t dash = regional.rfind('-');
    switch (mark.holds) {
        case LanguageMark::Holds::tag:
            return language.tag();
        case LanguageMark::Holds::regional_tag:
            return regional;
        case LanguageMark::Holds::language:
            return std::string(primary);
        case LanguageMark::Holds::region:
            return dash == std::string::npos ? "none" : regional.substr(dash + 1);
    }
    return std::nullopt;
}

}  // namespace egiz::formats
