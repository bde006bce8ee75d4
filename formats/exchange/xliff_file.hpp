// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "text/error.hpp"
#include "text/proposal.hpp"
#include "text/segmented_text.hpp"

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace egiz::formats {

/// A segment of an XLIFF file, for who translates it.
struct XliffSegment {
    std::string id;        ///< its unit's id, with its own behind it if the unit has several
    std::size_t file = 0;  ///< number of its `file` element, from 0
    Language source_language;
    Language target_language;  ///< `und` if the file does not say
    Variant source;
    bool translate = true;    ///< false: the file says that this stays as it is
    bool translated = false;  ///< has a target that is more than a copy made to be written over
};

/// What became of a target that was to be filled.
enum class FillResult {
    filled,
    without_codes,  ///< the text only: its inline codes are not those of the source
    kept            ///< nothing was changed: the file forbids to leave the codes out
};

/// An XLIFF file (1.0 to 1.2, 2.0 to 2.2) held whole, to which translations are added. All else is
/// written as it was read, byte for byte, but in UTF-8.
class XliffFile {
public:
    /// \throws Error (input) if it cannot be read, is not well-formed or no XLIFF, or declares
    /// entities of its own
    XliffFile(const std::string& path, const WarningSink& warn);
    /// \param text   well-formed XLIFF in UTF-8
    /// \param name  for messages
    static XliffFile from_text(std::string text, const std::string& name);
    ~XliffFile();
    XliffFile(XliffFile&&) noexcept;
    XliffFile& operator=(XliffFile&&) noexcept;
    XliffFile(const XliffFile&) = delete;
    XliffFile& operator=(const XliffFile&) = delete;

    [[nodiscard]] XliffVersion version() const noexcept;  ///< 1.x or 2.x
    [[nodiscard]] const std::vector<XliffSegment>& segments() const noexcept;

    /// Puts the proposal's translation into the segment's target, over what is there. Inline codes
    /// are the source's own, at the places where the translation has those that correspond.
    ///
    /// A score of 100 or more is state `translated`, else `initial` (2.x) or
    /// `needs-review-translation` (1.2); the kind is told by subState `egiz:KIND` or
    /// state-qualifier. Units of 1.2 are no longer approved.
    FillResult fill(std::size_t segment, const Proposal& proposal);
    /// Offers translations beside the target, the best first: `mtc:match` (2.x: similarity,
    /// matchSuitability the score, matchQuality where known) or `alt-trans` (1.2). Those that
    /// were offered for the segment by this program before go; those of others stay.
    void propose(std::size_t segment, std::vector<Proposal> proposals);
    /// Says what language targets are in, where the file does not.
    void set_target_language(const Language& language);

    void write(std::ostream& out) const;
    /// Characters of proposals that XML cannot hold and that were left out in write().
    [[nodiscard]] std::size_t dropped_characters() const noexcept;

private:
    struct Impl;
    explicit XliffFile(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

struct XliffSourceOptions {
    XliffVersion version = XliffVersion::v2_0;
    Language target;
    std::string tool_version;
    LanguageStyle language_style = LanguageStyle::as_is;
    /// 1.2: each target is a copy of the source, in state `new`.
    bool copies_source = false;
};
/// What a segment holds: line breaks inside it have been dealt with. Ids of codes pair them within
/// their paragraph.
struct XliffSource {
    std::string text;
    std::vector<InlineCode> codes = {};
};
/// A text as XLIFF without translations: a unit a paragraph, with its segments in it.
/// \param segments  one a segment of `text`
/// \throws Error (input) if there is no segment
[[nodiscard]] std::string xliff_of_text(const SegmentedText& text,
                                        const std::vector<XliffSource>& segments,
                                        const XliffSourceOptions& options);

}  // namespace egiz::formats
