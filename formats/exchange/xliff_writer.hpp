// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/xml/writer.hpp"

#include <cstddef>
#include <iosfwd>
#include <memory>

namespace egiz::formats {

/// Tells that a file is ours: its units are numbered, and their own ids are in `resname` (1.2,
/// where this is the tool's id) or `name` (2.0, where this is the file's id).
inline constexpr const char* own_file_id = "egiz";

/// What the writers of both versions share: which units are written, and counting them.
class XliffWriter : public UnitWriter {
public:
    XliffWriter(std::ostream& out, const UnitWriterOptions& options);
    void write(const TranslationUnit& unit) final;
    void finish() final;
    [[nodiscard]] std::size_t written() const final { return written_; }
    [[nodiscard]] std::size_t left_out() const final { return left_out_; }
    [[nodiscard]] std::size_t dropped_characters() const final { return xml_.dropped(); }

protected:
    virtual void write_unit(const TranslationUnit& unit, const Variant& source,
                            const Variant& target) = 0;
    /// Closes what is open.
    virtual void end() = 0;
    [[nodiscard]] xml::Writer& xml() noexcept { return xml_; }
    [[nodiscard]] const UnitWriterOptions& options() const noexcept { return options_; }

private:
    xml::Writer xml_;
    UnitWriterOptions options_;
    std::size_t written_ = 0;
    std::size_t left_out_ = 0;
};

[[nodiscard]] std::unique_ptr<UnitWriter> make_xliff12_writer(std::ostream& out,
                                                              const UnitWriterOptions& options);
[[nodiscard]] std::unique_ptr<UnitWriter> make_xliff20_writer(std::ostream& out,
                                                              const UnitWriterOptions& options);

}  // namespace egiz::formats
