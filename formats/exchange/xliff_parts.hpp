// SPDX-License-Identifier: Apache-2.0
// Internal: what XliffFile knows of the bytes it holds.
#pragma once

#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/xliff_file.hpp"
#include "formats/xml/markup.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Where an element stands in the file.
struct ElementPlace {
    Range whole;
    Range inner;       ///< empty, and at the end, if `self_closing`
    std::string name;  ///< with its prefix
    Range start_tag;   ///< also of `<a/>`
    bool self_closing = false;
    bool nested = false;  ///< of a piece: inside an inline element
};

/// How an inline code of a source is written.
struct CodeMarkup {
    std::string markup;              ///< as in the file; of an element pair its start or end tag
    std::string bare;                ///< the same without references to data of the unit (2.x)
    bool element_pair = false;       ///< start or end tag of an element: must nest
    bool may_go = true;              ///< false: `canDelete="no"`
    bool partner_elsewhere = false;  ///< 2.x: its partner is in another segment of the unit
};

/// The content of a source, seg-source or target.
struct ContentParts {
    ElementPlace place;
    std::string state;
    Variant variant;
    std::vector<CodeMarkup> codes;     ///< one a code of `variant`
    std::vector<ElementPlace> pieces;  ///< 1.2: what `mrk mtype="seg"` encloses
    std::vector<std::string> piece_ids;
    std::vector<Variant> piece_variants;
    std::vector<std::size_t> piece_codes;  ///< number of each piece's first code
};

struct SegmentParts {
    std::size_t unit = 0;
    std::string own_id;                ///< `id` (2.x) or `mid`; may be empty
    std::optional<std::size_t> piece;  ///< 1.2: number among the pieces of the unit's seg-source
    ElementPlace place;                ///< 2.x
    std::optional<ContentParts> source, target;  ///< of 2.x; of 1.2 without pieces
    std::vector<CodeMarkup> codes;
};

/// A proposal that this program made before.
struct OwnProposal {
    Range whole;
    std::string refers_to;  ///< a segment's own id; empty: the unit
};

struct UnitParts {
    std::size_t file = 0;
    std::string id;
    bool translate = true;
    Range start_tag;
    std::size_t first_segment = 0;
    std::size_t segment_count = 0;
    std::optional<ContentParts> source, cut_source, target;  ///< of 1.2
    std::optional<ElementPlace> matches;                     ///< 2.x
    std::size_t last_child_end = 0;       ///< 1.x: behind the last of its children in XLIFF
    std::size_t proposals_of_others = 0;  ///< in `matches`
    std::vector<OwnProposal> own_proposals;
};

struct XliffParts {
    bool version_1 = false;
    std::string prefix;  ///< of the core elements, with its colon
    Range declaration;   ///< `<?xml …?>`; may be empty
    Range root_tag;
    std::vector<Range> file_tags;
    std::vector<UnitParts> units;
    std::vector<SegmentParts> segments;
};

/// How proposals of ours are known again: 2.x by their ids, 1.2 by `extradata`, which has
/// the segment's `mid` behind it where the schema lets no attribute say it.
inline constexpr std::string_view own_match_prefix = "egiz-";
inline constexpr std::string_view own_extra_data = "egiz";

/// \param segments  gets one for each of the result
/// \throws Error (input) if the root element is not `xliff`
[[nodiscard]] XliffParts find_xliff_parts(std::string_view text, const std::string& name,
                                          std::vector<XliffSegment>& segments);

/// What the proposal's codes are in the source's, in the order of the translation's codes, or
/// nothing if they do not correspond: as many of each kind on both sides, each one of the
/// translation's among them, pairs whole and nested where they are elements.
struct CodePlan {
    std::vector<std::size_t> source;  ///< a code of the proposal's source each
    std::vector<std::size_t> target;  ///< a code of the proposal's target each
};
[[nodiscard]] std::optional<CodePlan> plan_codes(const Proposal& proposal,
                                                 const std::vector<InlineCode>& codes,
                                                 const std::vector<CodeMarkup>& markup);

}  // namespace egiz::formats
