// SPDX-License-Identifier: Apache-2.0
#include "tm/index/posting_list.hpp"

#include <bit>

namespace egiz::tm {

static_assert(std::endian::native == std::endian::little);

namespace {

void put_signature(std::string& bytes, Signature signature, std::size_t length) {
    const std::size_t width = signature_bytes(length);
    put_fixed(bytes, narrowed(signature, width), width);
}

}  // namespace

void put_group(std::string& list, std::size_t length, std::span<const Posting> postings) {
    put_varint(list, length);
    put_varint(list, postings.size());
    for (const Posting& posting : postings) put_signature(list, posting.signature, length);
    std::string units;
    UnitNumber previous = 0;
    for (const Posting& posting : postings) {
        put_varint(units, static_cast<std::uint64_t>(posting.unit - previous));
        previous = posting.unit;
    }
    put_varint(list, units.size());
    list += units;
}

void put_entry(std::string& block, std::uint64_t word_difference, std::uint64_t count) {
    put_varint(block, word_difference);
    put_varint(block, count << 1U);
}

void put_entry(std::string& block, std::uint64_t word_difference,
               std::span<const LengthPosting> postings) {
    std::string list;
    UnitNumber previous = 0;
    for (const auto& [posting, length] : postings) {
        put_varint(list, static_cast<std::uint64_t>(posting.unit - previous));
        put_varint(list, length);
        put_signature(list, posting.signature, length);
        previous = posting.unit;
    }
    put_varint(block, word_difference);
    put_varint(block, std::uint64_t{postings.size()} << 1U | 1U);
    put_varint(block, list.size());
    block += list;
}

void put_entry(std::string& block, std::uint64_t word_difference, const WordEntry& entry) {
    if (!entry.has_list) {
        put_entry(block, word_difference, entry.count);
        return;
    }
    ByteReader list = entry.list;
    put_varint(block, word_difference);
    put_varint(block, entry.count << 1U | 1U);
    put_varint(block, list.left());
    block += list.bytes(list.left());
}

}  // namespace egiz::tm
