// SPDX-License-Identifier: Apache-2.0
// Internal to formats: data categories of TBX-Basic, and how they are properties of units.
#pragma once

#include "formats/words.hpp"
#include "formats/xml/words.hpp"

#include <array>
#include <string>
#include <string_view>

namespace egiz::formats {

inline constexpr std::string_view tbx_property = "x-egiz-tbx-";
inline constexpr std::string_view tbx_term_property = "x-egiz-tbx-term-";

/// A data category of TBX-Basic (TBX-Basic dialect, version 1.1).
struct TbxField {
    std::string_view element;  ///< that holds it in style DCA
    std::string_view type;     ///< its `type` there, the element's name in style DCT
    bool of_term = false;      ///< stands with terms only
    /// Those that it may have, with spaces between; empty: any text.
    std::string_view values = {};

    [[nodiscard]] bool allows(std::string_view value) const {
        return values.empty() || is_one_of(xml::trimmed(value), xml::words(values));
    }
};
inline constexpr std::array tbx_fields{
    TbxField{"descrip", "subjectField"},
    TbxField{"descrip", "definition"},
    TbxField{"descrip", "context"},
    TbxField{"admin", "source"},
    TbxField{"admin", "customerSubset"},
    TbxField{"admin", "projectSubset"},
    TbxField{"termNote", "partOfSpeech", true, "noun verb adjective adverb properNoun other"},
    TbxField{"termNote", "termType", true,
             "fullForm acronym abbreviation shortForm variant phrase"},
    TbxField{"termNote", "administrativeStatus", true,
             "preferredTerm-admn-sts admittedTerm-admn-sts deprecatedTerm-admn-sts "
             "supersededTerm-admn-sts"},
    TbxField{"termNote", "grammaticalGender", true, "masculine feminine neuter other"},
    TbxField{"termNote", "geographicalUsage", true},
    TbxField{"termNote", "termLocation", true},
    TbxField{"ref", "crossReference"},
    TbxField{"xref", "externalCrossReference"},
    TbxField{"xref", "xGraphic"},
};

}  // namespace egiz::formats
