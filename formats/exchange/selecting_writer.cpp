// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/selecting_writer.hpp"

#include "text/unicode.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace egiz::formats {
namespace {

bool has_text(const Variant& variant) {
    return !trim(variant.text, {0, variant.text.size()}).empty();
}

/// Be it blanks or codes only.
bool has_content(const Variant& variant) { return !variant.text.empty() || !variant.codes.empty(); }

std::vector<const Variant*> select_variants(const TranslationUnit& unit,
                                            const UnitWriterOptions& options) {
    const std::vector<Language>& languages = options.languages;
    std::vector<const Variant*> variants;
    if (languages.empty()) {
        for (const Variant& variant : unit.variants) variants.push_back(&variant);
        return variants;
    }
    for (const Language& language : languages) {
        const Variant* variant = unit.find(language);
        // `en` and `en-GB` may both be asked for and be served by one variant.
        const bool used = std::find(variants.begin(), variants.end(), variant) != variants.end();
        const bool usable = variant != nullptr && !used &&
                            (has_text(*variant) || (options.untranslated && has_content(*variant)));
        variants.push_back(usable ? variant : nullptr);
    }
    if (options.untranslated && unit.variants.size() == 1 && variants[0] != nullptr) {
        variants.resize(1);
        return variants;
    }
    if (variants.size() -
            static_cast<std::size_t>(std::count(variants.begin(), variants.end(), nullptr)) <
        options.fewest_texts) {
        variants.clear();
    }
    return variants;
}

}  // namespace

void SelectingWriter::write(const TranslationUnit& unit) {
    const std::vector<const Variant*> variants = select_variants(unit, options_);
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
