// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/code_forms.hpp"
#include "formats/exchange/code_ids.hpp"
#include "formats/xml/writer.hpp"
#include "text/translation_unit.hpp"

#include <vector>

namespace egiz::formats {

/// Writes the text and the inline codes of a variant, as a `seg` of TMX 1.4 holds them.
/// \param forms  read_code_forms() of the variant
/// \param ids    of its unit
void write_tmx_content(xml::Writer& xml, const Variant& variant, const std::vector<CodeForm>& forms,
                       const CodeIds& ids);

/// Makes the ids that the reader has made up those that it will make up when the variant has been
/// written and is read again: units that are the same stay so. \param forms  of the variant
void settle_made_up_ids(std::vector<InlineCode>& codes, const std::vector<CodeForm>& forms);

}  // namespace egiz::formats
