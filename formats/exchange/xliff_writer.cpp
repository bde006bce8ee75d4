// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_writer.hpp"

#include "formats/exchange/selection.hpp"
#include "formats/exchange/xliff.hpp"

namespace egiz::formats {

XliffWriter::XliffWriter(std::ostream& out, const UnitWriterOptions& options)
    : xml_(out), options_(options) {}

void XliffWriter::write(const TranslationUnit& unit) {
    const std::vector<const Variant*> variants = select_variants(unit, options_.languages);
    if (variants.empty()) {
        ++left_out_;
        return;
    }
    ++written_;
    write_unit(unit, *variants[0], *variants[1]);
}

void XliffWriter::finish() {
    if (written_ == 0) {
        throw Error(Fault::input, {},
                    "no unit has text in both " + options_.languages[0].tag() + " and " +
                        options_.languages[1].tag() + ": there is nothing to write",
                    "XLIFF cannot be empty; choose another pair");
    }
    end();
    xml_.flush();
}

std::unique_ptr<UnitWriter> make_xliff_writer(std::ostream& out, const UnitWriterOptions& options) {
    if (options.languages.size() != 2) {
        throw Error(Fault::usage, {}, "XLIFF holds exactly two languages",
                    "choose a pair, as in en-kk");
    }
    return options.xliff_version == XliffVersion::v1_2 ? make_xliff12_writer(out, options)
                                                       : make_xliff20_writer(out, options);
}

}  // namespace egiz::formats
