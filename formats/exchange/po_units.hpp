// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange: entries of PO as units, and back.
#pragma once

#include "formats/exchange/po_parser.hpp"
#include "text/translation_unit.hpp"

#include <span>
#include <string>
#include <vector>

namespace egiz::formats {

/// The units of an entry: one; of an entry with plural forms one each, of which the first has
/// `msgid` as its source and the others `msgid_plural`.
///
/// An empty translation is no variant. A translation is `unreviewed` if it is fuzzy, else
/// `reviewed`. Comments of the translator are a note of the unit, those from the source one of its
/// source. All else are properties `x-egiz-po-…`: `context`, `flags`, `reference` (one a line of
/// them), `previous-context`, `previous-id`, `previous-id-plural`, `obsolete`, `domain`, and of
/// plural forms `plural` (their number), `id` and `id-plural`.
[[nodiscard]] std::vector<TranslationUnit> units_of(const PoEntry& entry, const Language& source,
                                                    const Language& target);

/// A unit on its way into a PO file.
struct PoUnit {
    const TranslationUnit* unit = nullptr;
    const Variant* source = nullptr;
    const Variant* target = nullptr;  ///< null: not translated
};
/// The entry that a unit is, or is a plural form of: then with that form alone.
[[nodiscard]] PoEntry entry_of(const PoUnit& unit);
/// True if `next` is another plural form of the same message as `entry`.
[[nodiscard]] bool continues(const PoEntry& entry, const PoEntry& next);

/// The fields of a header as properties `x-egiz-po-NAME`, its comments as `x-egiz-po-comment`, its
/// flags as `x-egiz-po-flags`.
[[nodiscard]] std::vector<Property> header_properties(const PoEntry& header);
/// The header to write: `kept` with the languages and the encoding as they are now.
[[nodiscard]] PoEntry make_header(const std::vector<Property>& kept, const Language* target,
                                  const std::string& target_tag, const std::string& date);
/// `Plural-Forms` of a language (Unicode CLDR, as gettext's manual writes it); empty if not known.
[[nodiscard]] std::string plural_forms_of(const Language& language);

}  // namespace egiz::formats
