// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/names.hpp"

#include <algorithm>
#include <iterator>

namespace egiz::formats::xliff2 {
namespace {

struct Name {
    Space space;
    std::string_view name;
    friend bool operator==(const Name&, const Name&) = default;
};

struct Namespace {
    std::string_view uri;
    Space space;
    Version since = Version::v2_0;
};
constexpr Namespace namespaces[] = {
    {"urn:oasis:names:tc:xliff:matches:2.0", Space::mtc},
    {"urn:oasis:names:tc:xliff:glossary:2.0", Space::gls},
    {"urn:oasis:names:tc:xliff:fs:2.0", Space::fs},
    {"urn:oasis:names:tc:xliff:metadata:2.0", Space::mda},
    {"urn:oasis:names:tc:xliff:resourcedata:2.0", Space::res},
    {"urn:oasis:names:tc:xliff:changetracking:2.0", Space::ctr},
    {"urn:oasis:names:tc:xliff:changetracking:2.1", Space::ctr},
    {"urn:oasis:names:tc:xliff:sizerestriction:2.0", Space::slr},
    {"urn:oasis:names:tc:xliff:validation:2.0", Space::val},
    {"http://www.w3.org/2005/11/its", Space::its, Version::v2_1},
    {"urn:oasis:names:tc:xliff:itsm:2.1", Space::itsm, Version::v2_1},
    {"urn:oasis:names:tc:xliff:pgs:1.0", Space::pgs, Version::v2_2},
    {"http://www.w3.org/XML/1998/namespace", Space::xml},
};

constexpr Name module_elements[] = {
    {Space::mtc, "matches"},
    {Space::mtc, "match"},
    {Space::gls, "glossary"},
    {Space::gls, "glossEntry"},
    {Space::gls, "term"},
    {Space::gls, "translation"},
    {Space::gls, "definition"},
    {Space::mda, "metadata"},
    {Space::mda, "metaGroup"},
    {Space::mda, "meta"},
    {Space::res, "resourceData"},
    {Space::res, "resourceItemRef"},
    {Space::res, "resourceItem"},
    {Space::res, "source"},
    {Space::res, "target"},
    {Space::res, "reference"},
    {Space::ctr, "changeTrack"},
    {Space::ctr, "revisions"},
    {Space::ctr, "revision"},
    {Space::ctr, "item"},
    {Space::ctr, "contentItem"},
    {Space::ctr, "simpleItem"},
    {Space::slr, "profiles"},
    {Space::slr, "normalization"},
    {Space::slr, "data"},
    {Space::val, "validation"},
    {Space::val, "rule"},
    {Space::its, "locQualityIssues"},
    {Space::its, "locQualityIssue"},
    {Space::its, "provenanceRecords"},
    {Space::its, "provenanceRecord"},
};

constexpr Name module_attributes[] = {
    {Space::fs, "fs"},
    {Space::fs, "subFs"},
    {Space::slr, "equivStorage"},
    {Space::slr, "sizeInfo"},
    {Space::slr, "sizeInfoRef"},
    {Space::slr, "sizeRestriction"},
    {Space::slr, "storageRestriction"},
    {Space::its, "version"},
    {Space::its, "allowedCharacters"},
    {Space::its, "annotatorsRef"},
    {Space::its, "localeFilterList"},
    {Space::its, "localeFilterType"},
    {Space::its, "locQualityIssueComment"},
    {Space::its, "locQualityIssueEnabled"},
    {Space::its, "locQualityIssueProfileRef"},
    {Space::its, "locQualityIssuesRef"},
    {Space::its, "locQualityIssueSeverity"},
    {Space::its, "locQualityIssueType"},
    {Space::its, "locQualityRatingProfileRef"},
    {Space::its, "locQualityRatingScore"},
    {Space::its, "locQualityRatingScoreThreshold"},
    {Space::its, "locQualityRatingVote"},
    {Space::its, "locQualityRatingVoteThreshold"},
    {Space::its, "mtConfidence"},
    {Space::its, "org"},
    {Space::its, "orgRef"},
    {Space::its, "person"},
    {Space::its, "personRef"},
    {Space::its, "provenanceRecordsRef"},
    {Space::its, "revOrg"},
    {Space::its, "revOrgRef"},
    {Space::its, "revPerson"},
    {Space::its, "revPersonRef"},
    {Space::its, "revTool"},
    {Space::its, "revToolRef"},
    {Space::its, "taClassRef"},
    {Space::its, "taConfidence"},
    {Space::its, "taIdent"},
    {Space::its, "taIdentRef"},
    {Space::its, "taSource"},
    {Space::its, "termConfidence"},
    {Space::its, "tool"},
    {Space::its, "toolRef"},
    {Space::itsm, "domains"},
    {Space::itsm, "lang"},
    {Space::pgs, "switch"},
    {Space::pgs, "case"},
};

// 2.2, part 1, 3.2.2.2 file, 3.2.2.4 group, 3.2.2.5 unit; 2.0 and 2.1, 4.2.2. Change tracking comes
// as often as it likes: the files of the committee's own suite do so.
constexpr Placement placements[] = {
    {Space::mtc, "matches", false, false, true, true},
    {Space::gls, "glossary", false, false, true, true},
    {Space::mda, "metadata", true, true, true, true},
    {Space::res, "resourceData", true, false, true, true},
    {Space::slr, "profiles", true, false, false, true},
    {Space::slr, "data", true, true, true, true},
    {Space::val, "validation", true, true, true, true},
    {Space::its, "locQualityIssues", false, false, true, false},
    {Space::its, "provenanceRecords", true, true, true, false},
    {Space::ctr, "changeTrack", true, true, true, false},
};

template <class Table>
bool contains(const Table& table, Space space, std::string_view name) {
    return std::find(std::begin(table), std::end(table), Name{space, name}) != std::end(table);
}

}  // namespace

Space space_of(std::string_view uri, std::string_view core_uri, Version version) {
    if (uri.empty()) return Space::none;
    if (uri == core_uri) return Space::core;
    for (const Namespace& known : namespaces) {
        if (known.uri == uri) return known.since <= version ? known.space : Space::foreign;
    }
    return Space::foreign;
}

std::string_view prefix_of(Space space) {
    switch (space) {
        case Space::mtc:
            return "mtc";
        case Space::gls:
            return "gls";
        case Space::fs:
            return "fs";
        case Space::mda:
            return "mda";
        case Space::res:
            return "res";
        case Space::ctr:
            return "ctr";
        case Space::slr:
            return "slr";
        case Space::val:
            return "val";
        case Space::its:
            return "its";
        case Space::itsm:
            return "itsm";
        case Space::pgs:
            return "pgs";
        case Space::xml:
            return "xml";
        case Space::none:
        case Space::core:
        case Space::foreign:
            break;
    }
    return {};
}

bool is_module(Space space) {
    return space != Space::none && space != Space::core && space != Space::xml &&
           space != Space::foreign;
}

bool has_element(Space space, std::string_view name) {
    return !is_module(space) || contains(module_elements, space, name);
}

bool is_module_element(std::string_view name) {
    return std::any_of(std::begin(module_elements), std::end(module_elements),
                       [&](const Name& known) { return known.name == name; });
}

bool has_attribute(Space space, std::string_view name) {
    return !is_module(space) || contains(module_attributes, space, name);
}

const Placement* find_placement(Space space, std::string_view name) {
    for (const Placement& placement : placements) {
        if (placement.space == space && placement.name == name) return &placement;
    }
    return nullptr;
}

}  // namespace egiz::formats::xliff2
