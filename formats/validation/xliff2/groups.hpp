// SPDX-License-Identifier: Apache-2.0
// Internal: the groups of rules; groups.cpp lists them.
#pragma once

#include "formats/validation/xliff2/context.hpp"

#include <memory>
#include <vector>

namespace egiz::formats::xliff2 {

using Group = std::unique_ptr<RuleGroup>;

Group make_document_rules(Context& context);      ///< version, languages, white space, skeleton
Group make_structure_rules(Context& context);     ///< states, types, what a unit needs
Group make_id_rules(Context& context);            ///< ids of files to notes, sub-flows
Group make_content_rules(Context& context);       ///< inline codes and annotations
Group make_extension_rules(Context& context);     ///< extensions, where modules may be
Group make_match_rules(Context& context);         ///< mtc
Group make_glossary_rules(Context& context);      ///< gls
Group make_format_style_rules(Context& context);  ///< fs
Group make_metadata_rules(Context& context);      ///< mda
Group make_resource_rules(Context& context);      ///< res
Group make_change_rules(Context& context);        ///< ctr
Group make_size_rules(Context& context);          ///< slr
Group make_validation_rules(Context& context);    ///< val
Group make_its_rules(Context& context);           ///< its, itsm: attributes
Group make_its_standoff_rules(Context& context);  ///< its: elements, references to them
Group make_plural_rules(Context& context);        ///< pgs

/// One of each, in the order in which they are asked.
[[nodiscard]] std::vector<Group> make_groups(Context& context);

}  // namespace egiz::formats::xliff2
