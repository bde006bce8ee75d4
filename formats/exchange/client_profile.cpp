// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/client_profile.hpp"

#include <algorithm>
#include <array>

namespace egiz::formats {
namespace {

using Style = LanguageStyle;

constexpr std::array profiles{
    ClientProfile{"generic", "any program"},
    ClientProfile{"omegat", "OmegaT", Style::no_script, false, true, XliffVersion::v1_2, true},
    ClientProfile{"trados", "Trados Studio", Style::with_region, true, false, XliffVersion::v1_2,
                  true},
    ClientProfile{"memoq", "memoQ", Style::no_script, false, false, XliffVersion::v1_2, true},
    ClientProfile{"lokalize", "Lokalize", Style::posix, true, false, XliffVersion::v1_2},
    ClientProfile{"poedit", "Poedit", Style::no_script, true, false, XliffVersion::v2_0},
    ClientProfile{"translate-toolkit", "Translate Toolkit", Style::no_script, true, false,
                  XliffVersion::v1_2},
};

}  // namespace

std::span<const ClientProfile> client_profiles() { return profiles; }

bool is_in(const TranslationUnit& unit, UnitPart part) {
    if (part == UnitPart::all) return true;
    // `1-2`: not one segment each. A group may lack a text: `1-0-1`.
    const bool one_each = std::all_of(unit.bead_type.begin(), unit.bead_type.end(),
                                      [](char c) { return c == '0' || c == '1' || c == '-'; }) &&
                          unit.bead_type.find("10") == std::string::npos &&
                          unit.bead_type.find("11") == std::string::npos;
    return one_each == (part == UnitPart::sentences);
}

}  // namespace egiz::formats
