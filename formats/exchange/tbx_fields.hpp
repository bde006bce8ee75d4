// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange: data categories of TBX as properties.
#pragma once

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
};
inline constexpr std::array tbx_fields{
    TbxField{"descrip", "subjectField"},
    TbxField{"descrip", "definition"},
    TbxField{"descrip", "context"},
    TbxField{"admin", "source"},
    TbxField{"admin", "customerSubset"},
    TbxField{"admin", "projectSubset"},
    TbxField{"termNote", "partOfSpeech", true},
    TbxField{"termNote", "termType", true},
    TbxField{"termNote", "administrativeStatus", true},
    TbxField{"termNote", "grammaticalGender", true},
    TbxField{"termNote", "geographicalUsage", true},
    TbxField{"termNote", "termLocation", true},
    TbxField{"ref", "crossReference"},
    TbxField{"xref", "externalCrossReference"},
    TbxField{"xref", "xGraphic"},
};

}  // namespace egiz::formats
