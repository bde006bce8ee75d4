// SPDX-License-Identifier: Apache-2.0
#include "tm/unit_identity.hpp"

#include "text/error.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <string>

namespace egiz::tm {
namespace {

class SipHash {
public:
    void add(std::uint64_t word) {
        v3_ ^= word;
        round();
        round();
        v0_ ^= word;
    }
    std::uint64_t finish() {
        v2_ ^= 0xff;
        for (int i = 0; i < 4; ++i) round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

private:
    void round() {
        v0_ += v1_;
        v2_ += v3_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v1_;
        v0_ += v3_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ = std::rotl(v2_, 32);
    }
    // The key is 00 01 … 0f, that of the authors' test vectors.
    static constexpr std::uint64_t k0 = 0x0706050403020100;
    static constexpr std::uint64_t k1 = 0x0f0e0d0c0b0a0908;
    std::uint64_t v0_ = k0 ^ 0x736f6d6570736575;
    std::uint64_t v1_ = k1 ^ 0x646f72616e646f6d;
    std::uint64_t v2_ = k0 ^ 0x6c7967656e657261;
    std::uint64_t v3_ = k1 ^ 0x7465646279746573;
};

/// Lengths go in front, so that no two lists of strings give the same bytes.
void append(std::string& bytes, std::string_view text) {
    bytes += std::to_string(text.size());
    bytes += ':';
    bytes += text;
}

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

bool same_content(const Variant& a, const Variant& b) {
    return a.language == b.language && a.text == b.text && a.codes == b.codes;
}

}  // namespace

std::uint64_t stable_hash(std::string_view bytes) {
    SipHash hash;
    std::size_t offset = 0;
    const auto word_at = [&](std::size_t begin, std::size_t count) {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < count; ++i) {
            word |= std::uint64_t{static_cast<unsigned char>(bytes[begin + i])} << 8 * i;
        }
        return word;
    };
    for (; offset + 8 <= bytes.size(); offset += 8) hash.add(word_at(offset, 8));
    hash.add(word_at(offset, bytes.size() - offset) | std::uint64_t{bytes.size() & 0xff} << 56U);
    return hash.finish();
}

std::uint64_t content_hash(const TranslationUnit& unit) {
    std::string bytes;
    append(bytes, unit.id);
    append(bytes, unit.document);
    for (const std::size_t i : content_order(unit)) {
        const Variant& variant = unit.variants[i];
        append(bytes, variant.language.tag());
        append(bytes, variant.text);
        for (const InlineCode& code : variant.codes) {
            append(bytes, std::to_string(code.byte_offset));
            append(bytes, std::to_string(static_cast<int>(code.kind)));
            append(bytes, code.id);
            append(bytes, code.type);
            append(bytes, code.data);
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
        if (!same_content(a.variants[order_a[i]], b.variants[order_b[i]])) return false;
    }
    return true;
}

TranslationUnit merged(const TranslationUnit& stored, const TranslationUnit& unit) {
    const std::vector<std::size_t> from = content_order(unit);
    const std::vector<std::size_t> to = content_order(stored);
    TranslationUnit result = unit;
    for (std::size_t i = 0; i < from.size(); ++i) {
        result.variants[to[i]] = unit.variants[from[i]];
    }
    if (!stored.authorship.created.empty()) result.authorship.created = stored.authorship.created;
    if (!stored.authorship.created_by.empty()) {
        result.authorship.created_by = stored.authorship.created_by;
    }
    if (result.state == ReviewState::unreviewed) result.state = stored.state;
    return result;
}

void check_unit(const TranslationUnit& unit) {
    constexpr std::size_t most_parts = 10'000;
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
    if (parts > most_parts) {
        throw Error(Fault::input, {},
                    "unit '" + unit.id + "' has " + std::to_string(parts) +
                        " variants, codes, properties and notes, more than " +
                        std::to_string(most_parts));
    }
}

}  // namespace egiz::tm
