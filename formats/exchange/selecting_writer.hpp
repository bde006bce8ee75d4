// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "text/variant_chooser.hpp"

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace egiz::formats {

/// What all writers of units share: which units are written, and with which variants; the others
/// are counted.
///
/// With languages asked for, a unit is written with the variant that best serves each (null where
/// there is none or its text is empty); one of which fewer variants are left than the options ask
/// for is not written. Without, every unit is written that has a variant, with all of them.
class SelectingWriter : public UnitWriter {
public:
    explicit SelectingWriter(const UnitWriterOptions& options)
        : options_(options),
          chooser_(options.languages, options.fewest_texts, options.untranslated) {}

    void write(const TranslationUnit& unit) final;
    [[nodiscard]] std::size_t written() const final { return written_; }
    [[nodiscard]] std::size_t left_out() const final { return left_out_; }
    [[nodiscard]] std::string language_summary() const final { return chooser_.summary(); }

protected:
    virtual void write_selected(const TranslationUnit& unit,
                                const std::vector<const Variant*>& variants) = 0;
    [[nodiscard]] const UnitWriterOptions& options() const noexcept { return options_; }
    /// Inside write_selected(): the unit was not written after all. Say why in remarks().
    void refuse() noexcept { refused_ = true; }
    /// As the file calls it.
    [[nodiscard]] std::string tag(const Language& language) const {
        return styled_tag(language, options_.language_style);
    }

private:
    UnitWriterOptions options_;
    VariantChooser chooser_;
    std::vector<const Variant*> all_;
    std::size_t written_ = 0;
    std::size_t left_out_ = 0;
    bool refused_ = false;
};

/// For formats that hold plain text: counts what they have no place for.
class LostCodes {
public:
    void count(const std::vector<const Variant*>& variants) noexcept {
        for (const Variant* variant : variants) {
            if (variant != nullptr) codes_ += variant->codes.size();
        }
    }
    /// \param holder  `PO`, `a table`
    [[nodiscard]] std::vector<std::string> remarks(const std::string& holder) const {
        if (codes_ == 0) return {};
        return {std::to_string(codes_) + " inline codes left out: " + holder + " holds plain text"};
    }

private:
    std::size_t codes_ = 0;
};

/// For writers of lines. \throws Error (output) if the stream does not take any more
void flush_lines(std::ostream& out);

}  // namespace egiz::formats
