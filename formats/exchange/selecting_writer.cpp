// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/selecting_writer.hpp"

#include <ostream>
#include <utility>

namespace egiz::formats {

void SelectingWriter::write(const TranslationUnit& unit) {
    const bool all = options_.languages.empty();
    if (all) {
        all_.clear();
        for (const Variant& variant : unit.variants) all_.push_back(&variant);
    }
    const std::vector<const Variant*>& variants = all ? all_ : chooser_.choose(unit);
    if (variants.empty()) {
        ++left_out_;
        return;
    }
    ++written_;
    write_selected(unit, variants);
    if (std::exchange(refused_, false)) --written_;
}

void flush_lines(std::ostream& out) {
    out.flush();
    if (!out) {
        throw Error(Fault::output, {}, "cannot write: the output does not take any more",
                    "is the disk full?");
    }
}

}  // namespace egiz::formats
