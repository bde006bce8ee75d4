// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/xml/parser.hpp"
#include "text/translation_unit.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Writes the content of an element down again while it is parsed: without comments, attributes in
/// the order of the file, one way of escaping. Names of other namespaces bring their declarations
/// with them, so that what is written stands for itself.
class MarkupRecorder {
public:
    /// \param uri  the namespace of the elements around
    void begin(std::string_view uri);
    void start(std::string_view name, std::string_view uri, const xml::Attributes& attributes);
    void text(std::string_view text);
    void end();
    [[nodiscard]] bool empty() const noexcept { return markup_.empty(); }
    [[nodiscard]] std::string take();
    /// Where what comes next will be, in what take() gives.
    [[nodiscard]] std::size_t position() const noexcept {
        return markup_.size() + (tag_open_ ? 1 : 0);
    }

private:
    struct Open {
        std::string name;
        std::string uri;
    };
    void close_tag();

    std::string markup_;
    std::string uri_;
    std::vector<Open> open_;
    bool tag_open_ = false;
};

/// Those of an inline element's attributes that the standard itself has for it and whose values it
/// allows, but for those that refer to what stands elsewhere in the file (`subFlows`, `ref="#…"`).
[[nodiscard]] std::vector<xml::Attribute> kept_inline_attributes(std::string_view element,
                                                                 const xml::Attributes& attributes,
                                                                 XliffVersion version);
/// Whether an annotation with just these says nothing (2.x: a generic one without `translate`, a
/// comment without `value`).
[[nodiscard]] bool says_nothing(std::string_view element,
                                const std::vector<xml::Attribute>& attributes,
                                XliffVersion version);

/// The property in which a variant keeps how XLIFF 1.x or 2.x wrote its inline content, where that
/// says more than its text and codes: which elements, annotations, attributes.
[[nodiscard]] std::string_view kept_content_property(XliffVersion version);

/// Where an annotation begins or ends that says that its text stays as it is.
struct ProtectionMark {
    std::size_t byte_offset = 0;
    std::size_t code = 0;  ///< number of the code behind it
    bool begins = false;
};
struct KeptContent {
    std::string markup;
    /// 2.x: the native code that each `dataRef` names.
    std::map<std::string, std::string, std::less<>> data;
    std::vector<ProtectionMark> protection;  ///< in order
    std::size_t cut_annotations = 0;         ///< left out, as their end is elsewhere
};
/// Editing hints of 2.x, with blanks around, and which of them a content is to be without.
inline constexpr std::string_view copy_hints = " copyOf ";
inline constexpr std::string_view order_hints = " canReorder ";
inline constexpr std::string_view deletion_hints = " canDelete canReorder ";

/// The content that was kept, if it is well-formed, made of the elements and attributes that the
/// standard has for inline content, and holds just the text and the codes that the variant holds
/// now. Nothing if not, or if it refers to what stands elsewhere in the file (`subFlows`, notes).
/// It stands by itself: half a pair whose other half is in another segment is isolated (2.x) or an
/// `it` (1.2), half an annotation is left out.
[[nodiscard]] std::optional<KeptContent> kept_content(const Variant& variant, XliffVersion version,
                                                      std::string_view without = {});
/// Those of the hints of a unit's sides, as written in 2.x, that do not hold in this unit: a copy
/// of what is not there, what may not be deleted and is missing, an order that is not kept.
[[nodiscard]] std::string unfit_hints(std::string_view source,
                                      std::optional<std::string_view> target);

/// The content with a code more wherever an annotation of the other version begins or ends that
/// says that its text is not to be translated (1.2: `mtype="protected"`, 2.x: `translate="no"`).
struct ProtectedContent {
    enum class Mark { none, begin, end };
    Variant content;
    std::vector<Mark> marks;  ///< what each code of `content` stands for
};
/// \param version  that is written; nothing if it has such an annotation in no other
[[nodiscard]] std::optional<ProtectedContent> with_protection(const Variant& variant,
                                                              XliffVersion version);

/// The property in which a source keeps its `seg-source` (1.2), where that is not cut into units.
inline constexpr std::string_view kept_seg_source_property = "x-egiz-xliff1-seg-source";
[[nodiscard]] std::optional<KeptContent> kept_seg_source(const Variant& source);

}  // namespace egiz::formats
