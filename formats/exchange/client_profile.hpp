// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"

#include <span>
#include <string_view>

namespace egiz::formats {

/// What a program that opens our files expects of them. docs/formats.md says for each how it is
/// known.
struct ClientProfile {
    std::string_view name;   ///< `omegat`
    std::string_view title;  ///< `OmegaT`
    LanguageStyle language_style = LanguageStyle::as_is;
    /// Of a TMX with more languages than two it takes the wrong ones, or none.
    bool bilingual = false;
    /// It matches a unit of several sentences only in a TMX that says `segtype="paragraph"`: such
    /// units go into a file of their own.
    bool paragraphs_apart = false;
    XliffVersion xliff_version = XliffVersion::v2_0;
    /// XLIFF 1.2: it offers for translation only what has a target, be it a copy of the source.
    bool copies_source = false;
};

/// The first is `generic`.
[[nodiscard]] std::span<const ClientProfile> client_profiles();

/// What of the units a file holds.
enum class UnitPart {
    all,
    sentences,  ///< one segment for one: `1-1`, `1-1-1`; and units that do not say
    paragraphs  ///< the others
};
[[nodiscard]] bool is_in(const TranslationUnit& unit, UnitPart part);

}  // namespace egiz::formats
