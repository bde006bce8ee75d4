// SPDX-License-Identifier: Apache-2.0
// Internal: the list of all rules of XLIFF 2 that its schemas cannot say.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace egiz::formats::xliff2 {

enum class Version { v2_0, v2_1, v2_2 };
[[nodiscard]] std::string_view number(Version version);  ///< `2.1`

/// In the order of the table in rules.cpp, which says where each stands in the standard.
enum class Rule {
    // the document
    version,
    language_tag,
    target_language_tag,
    xml_lang_tag,
    trg_lang,
    source_language,
    target_language,
    white_space,
    data_space,
    skeleton_href,
    segment_needed,
    module_element,
    module_attribute,
    module_place,
    inline_attributes,
    annotation_xml,
    reserved_prefix,
    sub_state,
    state_without_target,
    // ids and references
    id_unique,
    note_id_unique,
    data_id_unique,
    target_id,
    extension_id,
    fragment_syntax,
    note_ref,
    order_unique,
    order_range,
    sub_flows,
    data_ref,
    // inline content
    code_point,
    sc_without_ec,
    ec_without_sc,
    isolated,
    ec_id,
    ec_dir,
    pair_hints,
    marker_pair,
    sub_type,
    copy_of,
    reorder_hints,
    reorder_start,
    reorder_kept,
    delete_kept,
    translate_annotation,
    comment_annotation,
    comment_ref,
    // modules
    match_id,
    match_ref,
    match_sub_type,
    match_language,
    match_annotation,
    glossary_id,
    glossary_entry,
    glossary_ref,
    sub_fs,
    fs_ec,
    metadata_id,
    resource_id,
    resource_ref,
    resource_empty,
    resource_href,
    resource_language,
    change_structure,
    change_ref,
    change_applies_to,
    change_property,
    change_version,
    change_date,
    size_profile,
    size_pattern,
    size_number,
    size_info_both,
    size_info_ref,
    size_ec,
    size_place,
    validation_one,
    validation_occurs,
    validation_exists,
    validation_disabled,
    its_version,
    its_type,
    its_place,
    its_exclusive,
    its_incomplete,
    its_id,
    its_ref,
    its_value,
    its_confidence,
    its_threshold,
    its_annotators,
    pgs_switch,
    pgs_case,
};

struct RuleEntry {
    Rule rule;
    std::string_view name;     ///< how faults call it: `id-unique`
    std::string_view part;     ///< `core`, or the prefix of a module
    std::string_view heading;  ///< core: number and title in 2.2, part 1; modules: title
    std::string_view says;     ///< the rule in short
};
[[nodiscard]] std::span<const RuleEntry> all_rules();
[[nodiscard]] const RuleEntry& entry(Rule rule);
/// Where a version of the standard has the rule: `XLIFF 2.1, 4.3.1.21 id`.
[[nodiscard]] std::string clause(Rule rule, Version version);

}  // namespace egiz::formats::xliff2
