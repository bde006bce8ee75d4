// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_writer.hpp"

#include "formats/exchange/xliff.hpp"

namespace egiz::formats {

XliffWriter::XliffWriter(std::ostream& out, const UnitWriterOptions& options)
    : SelectingWriter(options), xml_(out) {}

void XliffWriter::finish() {
    if (written() == 0) {
        throw Error(Fault::input, {},
                    "no unit has text in both " + options().languages[0].tag() + " and " +
                        options().languages[1].tag() + ": there is nothing to write",
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
    UnitWriterOptions valid = options;
    valid.language_style = style_in_xliff(options.language_style);
    return options.xliff_version == XliffVersion::v1_2 ? make_xliff12_writer(out, valid)
                                                       : make_xliff20_writer(out, valid);
}

}  // namespace egiz::formats
