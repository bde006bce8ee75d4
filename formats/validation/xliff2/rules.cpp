// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/rules.hpp"

#include <cassert>

namespace egiz::formats::xliff2 {
namespace {

// One line a rule, in the order of the enumeration.
constexpr RuleEntry rules[] = {
    {Rule::version, "version", "core", "3.3.1.42 version",
     "the version is one of those that the namespace is of"},
    {Rule::language_tag, "language-tag", "core", "3.3.1.29 srcLang",
     "languages are well-formed tags of BCP 47"},
    {Rule::target_language_tag, "trgLang-tag", "core", "3.3.1.37 trgLang",
     "so is the target language"},
    {Rule::xml_lang_tag, "xml-lang-tag", "core", "3.3.2.1 xml:lang",
     "so are languages of elements"},
    {Rule::trg_lang, "trgLang", "core", "3.2.2.1 xliff",
     "trgLang is there if a segment or ignorable has a target"},
    {Rule::source_language, "source-language", "core", "3.2.2.12 source",
     "xml:lang of a source, its own or inherited, is srcLang"},
    {Rule::target_language, "target-language", "core", "3.2.2.13 target",
     "xml:lang of a target, its own or inherited, is trgLang"},
    {Rule::white_space, "white-space", "core", "3.3.2.2 xml:space",
     "source and target of a segment treat white space alike"},
    {Rule::data_space, "data-space", "core", "3.2.2.11 data",
     "original data keeps its white space"},
    {Rule::skeleton_href, "skeleton-href", "core", "3.2.2.3 skeleton",
     "a skeleton has href if and only if it is empty"},
    {Rule::segment_needed, "segment-needed", "core", "3.2.2.5 unit",
     "a unit has at least one segment"},
    {Rule::module_element, "module-element", "core", "3.9.1 Extension Points",
     "a module's namespace holds only the elements that the module defines"},
    {Rule::module_attribute, "module-attribute", "core", "3.9.1 Extension Points",
     "a module's namespace holds only the attributes that the module defines"},
    {Rule::module_place, "module-place", "core", "3.2.2 Structural Elements",
     "modules' elements stand where file, group and unit name them, and as often"},
    {Rule::inline_attributes, "inline-attributes", "core", "3.2.3 Inline Elements",
     "codes have attributes of fs and slr only"},
    {Rule::annotation_xml, "annotation-xml", "core", "3.2.3.6 mrk",
     "annotations have no attributes of the XML namespace"},
    {Rule::reserved_prefix, "reserved-prefix", "core", "3.3.1.40 type",
     "the prefix xlf is reserved"},
    {Rule::sub_state, "subState", "core", "3.3.1.35 subState",
     "subState is prefix:value and goes with state"},
    {Rule::state_without_target, "state-without-target", "core", "3.3.1.31 state",
     "a segment without target is in its initial state"},
    {Rule::id_unique, "id-unique", "core", "3.3.1.21 id", "ids are unique where they count"},
    {Rule::note_id_unique, "note-id-unique", "core", "3.3.1.21 id",
     "ids of notes are unique in their file, group or unit"},
    {Rule::data_id_unique, "data-id-unique", "core", "3.3.1.21 id",
     "ids of data are unique in their unit"},
    {Rule::target_id, "target-id", "core", "3.3.1.21 id",
     "codes of a target have ids of their own or those of the same codes in the source"},
    {Rule::extension_id, "extension-id", "core", "3.9.2 Constraints",
     "ids of extensions are NMTOKENs, unique in their file, group or unit"},
    {Rule::fragment_syntax, "fragment-syntax", "core", "2 Fragment Identification",
     "fragment identifiers are file, group, unit and one last selector"},
    {Rule::note_ref, "note-ref", "core", "3.3.1.27 ref", "a note's ref is in its unit"},
    {Rule::order_unique, "order-unique", "core", "3.3.1.24 order",
     "no two targets of a unit have the same place"},
    {Rule::order_range, "order-range", "core", "3.3.1.24 order",
     "order is at most the number of segments and ignorables"},
    {Rule::sub_flows, "subFlows", "core", "3.7.4 Sub-Flows",
     "sub-flows are units of the same file"},
    {Rule::data_ref, "dataRef", "core", "3.3.1.9 dataRef", "original data is in the same unit"},
    {Rule::code_point, "code-point", "core", "3.3.1.19 hex", "cp holds what XML cannot hold"},
    {Rule::sc_without_ec, "sc-without-ec", "core", "3.2.3.4 sc",
     "an sc that is not isolated has one ec behind it"},
    {Rule::ec_without_sc, "ec-without-sc", "core", "3.2.3.5 ec",
     "an ec that is not isolated has its sc before it"},
    {Rule::isolated, "isolated", "core", "3.3.1.22 isolated",
     "an isolated code has no counterpart in the unit"},
    {Rule::ec_id, "ec-id", "core", "3.2.3.5 ec",
     "an isolated ec has id, another one startRef, and never both"},
    {Rule::ec_dir, "ec-dir", "core", "3.2.3.5 ec", "only an isolated ec has dir"},
    {Rule::pair_hints, "pair-hints", "core", "3.2.3.4 sc",
     "sc and ec agree in canCopy, canDelete, canOverlap and canReorder"},
    {Rule::marker_pair, "marker-pair", "core", "3.7.3.2 Splitting Annotations",
     "sm and em come in pairs, in this order"},
    {Rule::sub_type, "subType", "core", "3.3.1.36 subType",
     "subType goes with type, the reserved ones with theirs"},
    {Rule::copy_of, "copyOf", "core", "3.7.2.4.1 Duplicating an existing code",
     "copyOf names a code of the unit that may be copied and has no original data"},
    {Rule::reorder_hints, "reorder-hints", "core", "3.7.2.6 Editing Hints",
     "what cannot be reordered cannot be copied or deleted"},
    {Rule::reorder_start, "reorder-start", "core", "3.7.2.6 Editing Hints",
     "a sequence that cannot be reordered starts with firstNo"},
    {Rule::reorder_kept, "reorder-kept", "core", "3.7.2.6 Editing Hints",
     "a target keeps sequences that cannot be reordered"},
    {Rule::delete_kept, "delete-kept", "core", "3.7.2.6 Editing Hints",
     "a target keeps codes that cannot be deleted"},
    {Rule::translate_annotation, "translate-annotation", "core", "3.7.3.1.1 Translate Annotation",
     "an annotation of no other type has translate"},
    {Rule::comment_annotation, "comment-annotation", "core", "3.7.3.1.3 Comment Annotation",
     "a comment has value or ref, and not both"},
    {Rule::comment_ref, "comment-ref", "core", "3.7.3.1.3 Comment Annotation",
     "a comment's ref is a note of the unit"},
    {Rule::match_id, "match-id", "mtc", "id", "ids of matches are unique in their matches"},
    {Rule::match_ref, "match-ref", "mtc", "ref", "a match is for a span of its unit"},
    {Rule::match_sub_type, "match-subType", "mtc", "subType", "subType goes with type"},
    {Rule::match_language, "match-language", "mtc", "match",
     "a match has the document's languages, but for the target of a reference"},
    {Rule::match_annotation, "match-annotation", "mtc", "Translation Candidate Annotation",
     "the annotation of a match has no ref"},
    {Rule::glossary_id, "glossary-id", "gls", "id", "ids are unique in their glossary"},
    {Rule::glossary_entry, "glossary-entry", "gls", "glossEntry",
     "an entry has a translation or a definition"},
    {Rule::glossary_ref, "glossary-ref", "gls", "ref", "an entry is for a span of its unit"},
    {Rule::sub_fs, "subFs", "fs", "subFs", "subFs goes with fs; it is name,value pairs"},
    {Rule::fs_ec, "fs-ec", "fs", "fs", "of ecs only isolated ones have fs and subFs"},
    {Rule::metadata_id, "metadata-id", "mda", "id", "ids are unique in their metadata"},
    {Rule::resource_id, "resource-id", "res", "id", "ids are unique in their resourceData"},
    {Rule::resource_ref, "resource-ref", "res", "ref", "a reference is to an item of the file"},
    {Rule::resource_empty, "resource-empty", "res", "resourceItem",
     "an item holds something, and its type if that is elsewhere"},
    {Rule::resource_href, "resource-href", "res", "href",
     "source and target have href if and only if they are empty"},
    {Rule::resource_language, "resource-language", "res", "source",
     "xml:lang of a source is srcLang"},
    {Rule::change_structure, "change-structure", "ctr", "changeTrack",
     "elements have the children and attributes that they need"},
    {Rule::change_ref, "change-ref", "ctr", "ref", "a revision is of an element that is there"},
    {Rule::change_applies_to, "change-appliesTo", "ctr", "appliesTo",
     "appliesTo is an element beside the changes"},
    {Rule::change_property, "change-property", "ctr", "property",
     "property is content or an attribute"},
    {Rule::change_version, "change-version", "ctr", "currentVersion",
     "the current version is one of the revisions"},
    {Rule::change_date, "change-datetime", "ctr", "datetime",
     "times are dates, or dates and times"},
    {Rule::size_profile, "size-profile", "slr", "profiles",
     "profiles of the name xliff are those of the standard"},
    {Rule::size_pattern, "size-pattern", "slr", "Standard profiles",
     "restrictions are [minimum,]maximum"},
    {Rule::size_number, "size-number", "slr", "Standard profiles", "sizes are integers"},
    {Rule::size_info_both, "sizeInfo-both", "slr", "sizeInfo", "not both sizeInfo and sizeInfoRef"},
    {Rule::size_info_ref, "sizeInfoRef", "slr", "sizeInfoRef",
     "sizeInfoRef is in an slr:data beside the element or above it"},
    {Rule::size_ec, "size-ec", "slr", "sizeInfo", "of ecs only isolated ones have a size"},
    {Rule::size_place, "size-place", "slr", "Module Attributes",
     "attributes stand on the elements that they are for"},
    {Rule::validation_one, "validation-one", "val", "rule", "a rule has exactly one condition"},
    {Rule::validation_occurs, "validation-occurs", "val", "occurs", "occurs goes with isPresent"},
    {Rule::validation_exists, "validation-existsInSource", "val", "existsInSource",
     "existsInSource goes with isPresent, startsWith or endsWith"},
    {Rule::validation_disabled, "validation-disabled", "val", "disabled",
     "nothing is above a file that could be disabled there"},
    {Rule::its_version, "its-version", "its", "version", "its:version is in scope"},
    {Rule::its_type, "its-type", "its", "ITS Mapping Annotations",
     "an annotation of ITS has no other type"},
    {Rule::its_place, "its-place", "its", "Module Attributes",
     "attributes of annotations stand on annotations"},
    {Rule::its_exclusive, "its-exclusive", "its", "ITS Mapping Annotations",
     "some attributes shut others out"},
    {Rule::its_incomplete, "its-incomplete", "its", "Module Elements",
     "some attributes need others"},
    {Rule::its_id, "its-id", "its", "xml:id", "ids are unique in their file, group or unit"},
    {Rule::its_ref, "its-ref", "its", "ITS Mapping Annotations",
     "references are to what the unit has"},
    {Rule::its_value, "its-value", "its", "Module Attributes",
     "what stands off has values as attributes of annotations have"},
    {Rule::its_confidence, "its-confidence", "its", "ITS Tools Referencing",
     "a confidence is in the scope of an annotatorsRef of its category"},
    {Rule::its_threshold, "its-threshold", "its", "locQualityRatingScoreThreshold",
     "a threshold goes with what it is for"},
    {Rule::its_annotators, "its-annotators", "its", "annotatorsRef",
     "annotatorsRef is category|reference pairs, each category once"},
    {Rule::pgs_switch, "pgs-switch", "pgs", "switch",
     "switch is selector:variable pairs, on a unit"},
    {Rule::pgs_case, "pgs-case", "pgs", "case",
     "case has a fitting value for each selector of the unit"},
};

struct ModuleSection {
    std::string_view prefix;
    std::string_view title;
    std::string_view numbers[3];  ///< in 2.0, 2.1 and 2.2, part 2; empty: not there
};
constexpr ModuleSection sections[] = {
    {"mtc", "Translation Candidates", {"5.1", "5.1", "4.1"}},
    {"gls", "Glossary", {"5.2", "5.2", "4.2"}},
    {"fs", "Format Style", {"5.3", "5.3", "4.3"}},
    {"mda", "Metadata", {"5.4", "5.4", "4.4"}},
    {"res", "Resource Data", {"5.5", "5.5", "4.5"}},
    {"ctr", "Change Tracking", {"5.6", "", ""}},
    {"slr", "Size and Length Restriction", {"5.7", "5.6", "4.6"}},
    {"val", "Validation", {"5.8", "5.7", "4.7"}},
    {"its", "ITS", {"", "5.8", "4.8"}},
    {"pgs", "Plural, Gender, and Select", {"", "", "4.9"}},
};

}  // namespace

std::string_view number(Version version) {
    constexpr std::string_view numbers[] = {"2.0", "2.1", "2.2"};
    return numbers[static_cast<int>(version)];
}

std::span<const RuleEntry> all_rules() { return rules; }

const RuleEntry& entry(Rule rule) {
    const RuleEntry& found = rules[static_cast<int>(rule)];
    assert(found.rule == rule);
    return found;
}

std::string clause(Rule rule, Version version) {
    const RuleEntry& found = entry(rule);
    std::string text = "XLIFF " + std::string(number(version)) + ", ";
    if (found.part == "core") {
        std::string heading(found.heading);
        // The chapters of 2.0 and 2.1 are one further on; below them, nothing was renumbered.
        if (version != Version::v2_2) ++heading.front();
        return text + heading;
    }
    for (const ModuleSection& section : sections) {
        if (section.prefix != found.part) continue;
        const std::string_view at = section.numbers[static_cast<int>(version)];
        if (at.empty()) {
            text += std::string(section.title) + " Module";
        } else {
            text += std::string(at) + " " + std::string(section.title) + " Module";
        }
    }
    return text + ", " + std::string(found.heading);
}

}  // namespace egiz::formats::xliff2
