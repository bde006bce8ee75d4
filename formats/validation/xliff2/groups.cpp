// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

namespace egiz::formats::xliff2 {

std::vector<Group> make_groups(Context& context) {
    using Make = Group (*)(Context&);
    constexpr Make groups[] = {
        make_document_rules,   make_structure_rules,    make_id_rules,
        make_content_rules,    make_extension_rules,    make_match_rules,
        make_glossary_rules,   make_format_style_rules, make_metadata_rules,
        make_resource_rules,   make_change_rules,       make_size_rules,
        make_validation_rules, make_its_rules,          make_its_standoff_rules,
        make_plural_rules,
    };
    std::vector<Group> made;
    for (const Make make : groups) made.push_back(make(context));
    return made;
}

}  // namespace egiz::formats::xliff2
