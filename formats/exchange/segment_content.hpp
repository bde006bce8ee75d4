// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/code_forms.hpp"
#include "formats/exchange/element.hpp"
#include "text/translation_unit.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Gathers the text and the inline codes of one segment of TMX, XLIFF 1.x or XLIFF 2.x, while its
/// elements are parsed. Knows the inline elements of all three; of others, the text is kept. What a
/// tracked change has deleted (Trados Studio's `mrk mtype="x-sdl-deleted"`) is not part of it.
class SegmentContent {
public:
    /// Native code by id (XLIFF 2 `originalData`), for `dataRef`.
    using OriginalData = std::map<std::string, std::string, std::less<>>;

    /// A place in the content.
    struct Mark {
        std::size_t byte_offset = 0;
        std::size_t code = 0;
    };
    /// What an XLIFF 1.2 `mrk mtype="seg"` encloses.
    struct Segment {
        std::string id;
        Mark begin, end;
    };

    /// Begins a segment anew. `original_data` must stay where it is until the end.
    void begin(const OriginalData* original_data = nullptr);
    /// False if the element is no inline element of any standard (its text is kept all the same).
    bool start(const Element& element);
    void text(std::string_view text);
    void end();
    /// Elements that are open inside the segment.
    [[nodiscard]] std::size_t depth() const noexcept { return open_.size(); }
    /// At what is deleted.
    [[nodiscard]] bool in_deleted() const noexcept {
        return !open_.empty() && open_.back().role == Role::deleted;
    }

    [[nodiscard]] bool empty() const noexcept { return text_.empty() && codes_.empty(); }
    /// Inline codes so far.
    [[nodiscard]] std::size_t code_count() const noexcept { return codes_.size(); }
    /// What the codes' kinds do not say of how TMX writes them; before move_into().
    [[nodiscard]] std::vector<CodeForm> take_forms() { return std::move(forms_); }
    [[nodiscard]] std::string_view text_so_far() const noexcept { return text_; }
    [[nodiscard]] std::string take_text() { return std::move(text_); }
    [[nodiscard]] const std::vector<Segment>& segments() const noexcept { return segments_; }
    /// Copies a part into `variant`. Codes whose partner is not in it become lone ones.
    /// \return the number of those
    std::size_t copy_into(Variant& variant, Mark begin, Mark end) const;
    /// Moves all into `variant`, likewise.
    std::size_t move_into(Variant& variant);

private:
    enum class Role { native_code, pair, annotation, segment, deleted, unknown };
    static constexpr std::size_t no_form = static_cast<std::size_t>(-1);
    struct Open {
        Role role;
        std::size_t number;          ///< of the code, pair or segment
        std::size_t form = no_form;  ///< of an element inside of native code
        std::size_t depth = 0;       ///< of the elements inside of native code that have forms
    };
    void add(InlineCode::Kind kind, std::string_view id, std::string key, const Element& element);
    [[nodiscard]] Role add_element(const Element& element);
    void add_pair(const Element& element);
    void add_form(const Element& element);
    [[nodiscard]] Open open_inside(const Element& element, const Open& around);
    void add_code_point(std::string_view hex);
    [[nodiscard]] std::string native(std::string_view reference) const;
    [[nodiscard]] Mark mark() const noexcept { return {text_.size(), codes_.size()}; }

    const OriginalData* original_data_ = nullptr;
    std::string text_;
    std::vector<InlineCode> codes_;
    std::vector<std::string> keys_;  ///< a code each: what pairs it (TMX `i`, XLIFF `rid`)
    std::vector<CodeForm> forms_;
    std::vector<Segment> segments_;
    std::vector<Open> open_;
    std::size_t pairs_ = 0;
    std::vector<std::string> closing_data_;  ///< a pair each: native code at its end
    bool touched_ = false;                   ///< since it was begun
};

}  // namespace egiz::formats
