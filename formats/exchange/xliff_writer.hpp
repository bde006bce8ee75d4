// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/element.hpp"
#include "formats/exchange/kept_markup.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "formats/xml/writer.hpp"

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace egiz::formats {

/// Tells that a file is ours and of a text, or of an older version of ours: its units are numbered,
/// and their own ids are in `resname` (1.2, where this is the tool's id) or `name` (2.0, where this
/// is the file's id).
inline constexpr const char* own_file_id = "egiz";
/// The same of files of units: what was kept of another file is marked (kept_property).
inline constexpr const char* units_file_id = "egiz-units";
/// Begins the ids of units that have none that the file could hold; theirs is as above.
inline constexpr std::string_view made_id = "egiz-";

[[nodiscard]] inline bool has_made_id(const Element& unit) {
    return unit.get("id").starts_with(made_id);
}
/// The id that the unit had.
[[nodiscard]] inline std::string_view unit_id_of(const Element& unit, bool version_1,
                                                 bool own_file) {
    return unit.get(!own_file && !has_made_id(unit) ? "id" : version_1 ? "resname" : "name");
}

/// What the writers of both versions share.
class XliffWriter : public SelectingWriter {
public:
    XliffWriter(std::ostream& out, const UnitWriterOptions& options);
    void finish() final;
    [[nodiscard]] std::size_t dropped_characters() const final { return xml_.dropped(); }
    [[nodiscard]] std::vector<std::string> remarks() const final;

protected:
    /// \param target  null: the unit is known in the source language only
    virtual void write_unit(const TranslationUnit& unit, const Variant& source,
                            const Variant* target) = 0;
    /// Closes what is open.
    virtual void end() = 0;
    [[nodiscard]] xml::Writer& xml() noexcept { return xml_; }

    /// What a unit's `id` is; true if it is the unit's own, so that `name` or `resname` is free.
    struct UnitId {
        std::string id;
        bool own = false;
    };
    [[nodiscard]] UnitId give_id(const TranslationUnit& unit, bool any_text);
    /// How both sides were written in a file of the version; nothing unless both still are so.
    struct KeptSides {
        std::optional<KeptContent> source, target;
        std::optional<KeptContent> seg_source;  ///< 1.2
    };
    /// Whether something was kept of a file of the version.
    [[nodiscard]] static bool has_kept(const TranslationUnit& unit, const Variant& source,
                                       const Variant& target, XliffVersion version);
    [[nodiscard]] KeptSides kept_sides(const Variant& source, const Variant* target,
                                       XliffVersion version);

private:
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) final {
        write_unit(unit, *variants[0], variants.size() > 1 ? variants[1] : nullptr);
    }

    std::unordered_set<std::uint64_t> given_ids_;  ///< hashes
    std::size_t cut_annotations_ = 0;
    xml::Writer xml_;
};

[[nodiscard]] std::unique_ptr<UnitWriter> make_xliff12_writer(std::ostream& out,
                                                              const UnitWriterOptions& options);
[[nodiscard]] std::unique_ptr<UnitWriter> make_xliff20_writer(std::ostream& out,
                                                              const UnitWriterOptions& options);

}  // namespace egiz::formats
