// SPDX-License-Identifier: Apache-2.0
#include "tm/index/posting_list.hpp"

#include <bit>

namespace egiz::tm {

static_assert(std::endian::native == std::endian::little);

namespace {

void put_signature(std::string& bytes, Signature signature, std::size_t length) {
    const std::size_t width = signature_bytes(length);
    put_fixed(bytes, width == 4 ? short_signature(signature) : signature, width);
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

PostingHead read_head(std::string_view bytes) {
    ByteReader reader(bytes);
    const std::uint64_t first = reader.varint();
    PostingHead head;
    head.count = first >> 1U;
    head.has_list = (first & 1U) != 0;
    head.list = ByteReader(reader.bytes(reader.left()));
    return head;
}

std::string head_with_list(std::span<const LengthPosting> postings) {
    std::string bytes;
    put_varint(bytes, std::uint64_t{postings.size()} << 1U | 1U);
    UnitNumber previous = 0;
    for (const auto& [posting, length] : postings) {
        put_varint(bytes, static_cast<std::uint64_t>(posting.unit - previous));
        put_varint(bytes, length);
        put_signature(bytes, posting.signature, length);
        previous = posting.unit;
    }
    return bytes;
}

std::string head_without_list(std::uint64_t count) {
    std::string bytes;
    put_varint(bytes, count << 1U);
    return bytes;
}

}  // namespace egiz::tm
