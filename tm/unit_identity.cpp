// SPDX-License-Identifier: Apache-2.0
#include "tm/unit_identity.hpp"

#include "text/error.hpp"
#include "text/stable_hash.hpp"
#include "tm/index/bytes.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>

namespace egiz::tm {
namespace {

bool content_less(const Variant& a, const Variant& b) {
    if (a.language != b.language) return a.language < b.language;
    return a.text < b.text;
}

/// Indexes of the variants in an order that depends on their content alone.
std::vector<std::size_t> content_order(const TranslationUnit& unit) {
    std::vector<std::size_t> order(unit.variants.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return content_less(unit.variants[a], unit.variants[b]);
    });
    return order;
}

bool same_variant(const Variant& a, const Variant& b) {
    return a.language == b.language && a.text == b.text && a.codes == b.codes;
}

}  // namespace

std::uint64_t content_hash(const TranslationUnit& unit) {
    std::size_t size = 64 + unit.id.size() + unit.document.size();
    for (const Variant& variant : unit.variants) size += 16 + variant.text.size();
    std::string bytes;
    bytes.reserve(size);
    put_sized(bytes, unit.id);
    put_sized(bytes, unit.document);
    for (const std::size_t i : content_order(unit)) {
        const Variant& variant = unit.variants[i];
        put_sized(bytes, variant.language.tag());
        put_sized(bytes, variant.text);
        for (const InlineCode& code : variant.codes) {
            put_varint(bytes, code.byte_offset);
            put_varint(bytes, static_cast<std::uint64_t>(code.kind));
            put_sized(bytes, code.id);
            put_sized(bytes, code.type);
            put_sized(bytes, code.data);
        }
        bytes += '\n';
    }
    return stable_hash(bytes);
}

bool same_content(const TranslationUnit& a, const TranslationUnit& b) {
    if (a.id != b.id || a.document != b.document || a.variants.size() != b.variants.size()) {
        return false;
    }
    const std::vector<std::size_t> order_a = content_order(a);
    const std::vector<std::size_t> order_b = content_order(b);
    for (std::size_t i = 0; i < order_a.size(); ++i) {
        if (!same_variant(a.variants[order_a[i]], b.variants[order_b[i]])) return false;
    }
    return true;
}

TranslationUnit merged(const TranslationUnit& stored, const TranslationUnit& unit) {
    const std::vector<std::size_t> from = content_order(unit);
    const std::vector<std::size_t> to = content_order(stored);
    TranslationUnit result = unit;
    for (std::size_t i = 0; i < from.size(); ++i) {
        Variant& variant = result.variants[to[i]];
        variant = unit.variants[from[i]];
        std::vector<Context> contexts = stored.variants[to[i]].contexts;
        for (const Context context : variant.contexts) add_context(contexts, context);
        variant.contexts = std::move(contexts);
    }
    if (!stored.authorship.created.empty()) result.authorship.created = stored.authorship.created;
    if (!stored.authorship.created_by.empty()) {
        result.authorship.created_by = stored.authorship.created_by;
    }
    if (result.state == ReviewState::unreviewed) result.state = stored.state;
    return result;
}

void check_unit(const TranslationUnit& unit) {
    std::size_t parts = unit.variants.size() + unit.properties.size() + unit.notes.size();
    if (unit.score && !std::isfinite(*unit.score)) {
        throw Error(Fault::internal, {}, "unit '" + unit.id + "' has a score that is no number");
    }
    for (const Variant& variant : unit.variants) {
        parts += variant.codes.size() + variant.properties.size() + variant.notes.size();
        if (variant.text.size() > longest_unit_text_bytes) {
            throw Error(Fault::input, {},
                        "unit '" + unit.id + "': its text in " + variant.language.tag() +
                            " is longer than " + std::to_string(longest_unit_text_bytes) +
                            " bytes");
        }
        std::size_t offset = 0;
        for (const InlineCode& code : variant.codes) {
            if (code.byte_offset < offset || code.byte_offset > variant.text.size()) {
                throw Error(Fault::internal, {},
                            "unit '" + unit.id +
                                "': an inline code is outside its text or out "
                                "of order");
            }
            offset = code.byte_offset;
        }
    }
    if (parts > most_unit_parts) {
        throw Error(Fault::input, {},
                    "unit '" + unit.id + "' has " + std::to_string(parts) +
                        " variants, codes, properties and notes, more than " +
                        std::to_string(most_unit_parts));
    }
}

}  // namespace egiz::tm
