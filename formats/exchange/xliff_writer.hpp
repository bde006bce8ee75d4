// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/selecting_writer.hpp"
#include "formats/xml/writer.hpp"

#include <cstddef>
#include <iosfwd>
#include <memory>

namespace egiz::formats {

/// Tells that a file is ours: its units are numbered, and their own ids are in `resname` (1.2,
/// where this is the tool's id) or `name` (2.0, where this is the file's id).
inline constexpr const char* own_file_id = "egiz";

/// What the writers of both versions share.
class XliffWriter : public SelectingWriter {
public:
    XliffWriter(std::ostream& out, const UnitWriterOptions& options);
    void finish() final;
    [[nodiscard]] std::size_t dropped_characters() const final { return xml_.dropped(); }

protected:
    virtual void write_unit(const TranslationUnit& unit, const Variant& source,
                            const Variant& target) = 0;
    /// Closes what is open.
    virtual void end() = 0;
    [[nodiscard]] xml::Writer& xml() noexcept { return xml_; }

private:
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) final {
        write_unit(unit, *variants[0], *variants[1]);
    }

    xml::Writer xml_;
};

[[nodiscard]] std::unique_ptr<UnitWriter> make_xliff12_writer(std::ostream& out,
                                                              const UnitWriterOptions& options);
[[nodiscard]] std::unique_ptr<UnitWriter> make_xliff20_writer(std::ostream& out,
                                                              const UnitWriterOptions& options);

}  // namespace egiz::formats
