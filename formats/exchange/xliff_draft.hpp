// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/segment_content.hpp"
#include "formats/exchange/units.hpp"
#include "text/language.hpp"
#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace egiz::formats {

/// A `unit` or `trans-unit` of an XLIFF file as far as it has been read. The reader fills it in,
/// hand_on_units() makes translation units of it.
class XliffDraft {
public:
    enum class Side { source, cut_source, target };  ///< cut_source: 1.2 `seg-source`
    /// How a content was written, where that says more than its text.
    struct Written {
        std::string markup;
        std::vector<Range> pieces;  ///< of `markup`: what each `mrk mtype="seg"` encloses
    };
    /// A segment's sides as they are read. Those of 1.x have one segment a unit.
    struct Segment {
        std::string id;
        std::string attributes;  ///< of the 2.x segment, or the 1.2 target
        Language source_language, target_language;
        bool has_target = false;
        ReviewState state = ReviewState::unreviewed;

        [[nodiscard]] SegmentContent& content(Side side) { return contents_[index(side)]; }
        [[nodiscard]] Written& written(Side side) { return written_[index(side)]; }
        /// As a new one, but with the memory of its texts.
        void reset();

    private:
        static std::size_t index(Side side) { return static_cast<std::size_t>(side); }
        SegmentContent contents_[3];
        Written written_[3];
    };
    struct Note {
        std::string text;
        std::string side;  ///< `source`, `target` or whatever
        std::string attributes;
    };

    XliffVersion version = XliffVersion::v2_0;  ///< v1_2 for all of 1.x
    bool keeps = true;  ///< how units were written: in files of ours that are marked only

    TranslationUnit unit;  ///< what its segments share
    std::string attributes;
    bool approved = false;
    std::vector<Note> notes;
    std::vector<Property> properties;
    std::vector<Property> status;                           ///< see vendor_status()
    std::map<std::string, std::vector<Property>> statuses;  ///< of Trados Studio, by `mid`
    SegmentContent::OriginalData original_data;

    /// Begins a unit anew: without segments.
    void begin();
    Segment& add_segment();
    /// The last one.
    [[nodiscard]] Segment& segment() { return segments_[segment_count_ - 1]; }
    [[nodiscard]] std::span<Segment> segments() { return {segments_.data(), segment_count_}; }

private:
    std::vector<Segment> segments_;  ///< those of the unit, and others to be used again
    std::size_t segment_count_ = 0;
};

/// What hand_on_units() tells its caller.
struct XliffUnitSink {
    std::function<void(std::size_t bytes)> charge;  ///< may throw
    std::function<void(const std::string& message)> repaired;
    std::function<void(const std::string& message)> skipped;
    std::function<void(TranslationUnit&& unit)> hand_on;
};

/// Hands on a translation unit for each segment of a unit that has been read; those of 1.2 whose
/// source and target are cut alike (`mrk mtype="seg"`) count as segments. What has no language is
/// left out, and said.
void hand_on_units(XliffDraft& draft, const XliffUnitSink& sink);

}  // namespace egiz::formats
