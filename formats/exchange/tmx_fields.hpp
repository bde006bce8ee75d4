// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/element.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace egiz::formats {

/// What TMX says of a `note` or `prop` besides its text: `xml:lang` and `o-encoding` (TMX 1.4b,
/// 3.1). Units have no place for it; it is kept in a property of theirs.
struct FieldAttributes {
    std::string language;
    std::string encoding;

    [[nodiscard]] bool empty() const { return language.empty() && encoding.empty(); }
    friend bool operator==(const FieldAttributes&, const FieldAttributes&) = default;
};
[[nodiscard]] FieldAttributes field_attributes(const Element& element);

inline constexpr std::string_view field_attributes_property = "x-egiz-tmx-fields";

/// The attributes of all notes and properties of a unit or variant, found by what these say, so
/// that they stay right when some of them come or go.
class FieldAttributesList {
public:
    /// Nothing if `text` is not what print() gives.
    [[nodiscard]] static std::optional<FieldAttributesList> parse(std::string_view text);
    /// `1a2b3c4d;xml:lang=fr;o-encoding=cp1252`, one behind the other, parted by blanks; those
    /// without attributes only if another one says the same and has some.
    [[nodiscard]] std::string print() const;

    /// Fields have to be added in their order. \param type  of a property; empty for a note
    void add(std::string_view type, std::string_view text, FieldAttributes attributes);
    /// Of what parse() gave: those of the first such field that have not been taken; empty if there
    /// are none.
    [[nodiscard]] FieldAttributes take(std::string_view type, std::string_view text);
    [[nodiscard]] bool empty() const noexcept { return entries_.empty(); }
    void clear() noexcept { *this = {}; }

private:
    struct Entry {
        std::uint32_t field;  ///< hash
        FieldAttributes attributes;
        std::size_t next = 0;  ///< of the same field: its number + 1, or 0
    };
    std::vector<Entry> entries_;
    std::unordered_map<std::uint32_t, std::size_t> first_;  ///< by field, likewise
};

}  // namespace egiz::formats
