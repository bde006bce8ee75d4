// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/element.hpp"
#include "text/translation_unit.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Gathers the text and the inline codes of one segment of TMX, XLIFF 1.x or XLIFF 2.x, while its
/// elements are parsed. Knows the inline elements of all three; of others, the text is kept.
class SegmentContent {
public:
    /// Native code by id (XLIFF 2 `originalData`), for `dataRef`.
    using OriginalData = std::map<std::string, std::string>;

    /// Begins a segment anew.
    void begin(const OriginalData* original_data = nullptr);
    /// False if the element is no inline element of any standard (its text is kept all the same).
    bool start(const Element& element);
    void text(std::string_view text);
    void end(std::string_view name);

    [[nodiscard]] std::string take_text() { return std::move(text_); }
    [[nodiscard]] std::vector<InlineCode> take_codes() { return std::move(codes_); }

private:
    enum class Role { markup, native_code, annotation, unknown };
    struct Open {
        Role role = Role::unknown;
        bool closes = false;  ///< its end is a closing code (`g`, `pc`, `hi`)
        InlineCode code;      ///< for that end
    };
    void add(InlineCode::Kind kind, std::string id, const Element& element);
    [[nodiscard]] std::string native(const Element& element, const char* reference) const;
    [[nodiscard]] std::string partner_id(const Element& element, const char* reference) const;

    const OriginalData* original_data_ = nullptr;
    std::string text_;
    std::vector<InlineCode> codes_;
    std::vector<Open> open_;
    std::map<std::string, std::string>
        id_by_reference_;  // TMX i, XLIFF rid -> the opening code's id
};

}  // namespace egiz::formats
