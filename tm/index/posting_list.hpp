// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/bytes.hpp"
#include "tm/store.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace egiz::tm {

/// Eight bits of a token's hash: what is left of it in the index. Different marks mean different
/// tokens, so the distance of two sequences of marks is at most that of the texts.
[[nodiscard]] constexpr std::uint8_t mark_of(std::uint64_t token) {
    return static_cast<std::uint8_t>(token >> 17U);
}

/// The set of a text's tokens, one bit for every fourth of the marks. max(|A - B|, |B - A|) of two
/// signatures is at most the distance of their texts.
using Signature = std::uint64_t;
[[nodiscard]] constexpr Signature signature_bit(std::uint8_t mark) {
    return Signature{1} << (mark & 63U);
}
/// How wide a signature is kept of a text: short texts need fewer bits to tell them apart.
[[nodiscard]] constexpr std::size_t signature_bytes(std::size_t length) {
    return length <= 4 ? 2 : length <= 14 ? 4 : length <= 24 ? 6 : 8;
}
/// The set in that many bytes, upper bits laid over the lower ones.
[[nodiscard]] constexpr Signature narrowed(Signature signature, std::size_t bytes) {
    if (bytes == 8) return signature;
    if (bytes == 6) return (signature & 0xffffffffffff) | signature >> 48U;
    const Signature half = (signature | signature >> 32U) & 0xffffffff;
    return bytes == 4 ? half : (half | half >> 16U) & 0xffff;
}

/// Where a text is filed under a frequent word: by its length.
struct PostingKey {
    /// Longer texts are filed together.
    static constexpr std::size_t longest = 511;
    static constexpr unsigned word_bits = 38;
    static constexpr unsigned length_bits = 9;
    static constexpr unsigned part_bits = 16;

    std::uint64_t word = 0;    ///< hash of the word and its language, `word_bits` wide
    std::uint32_t length = 0;  ///< 1 to `longest`
    std::uint32_t part = 0;    ///< long lists are kept in several rows

    [[nodiscard]] constexpr std::int64_t row() const {
        return static_cast<std::int64_t>(word << (length_bits + part_bits) |
                                         std::uint64_t{length} << part_bits | part);
    }
    [[nodiscard]] static constexpr PostingKey of_row(std::int64_t row) {
        const auto bits = static_cast<std::uint64_t>(row);
        return {bits >> (length_bits + part_bits),
                static_cast<std::uint32_t>(bits >> part_bits & ((1U << length_bits) - 1)),
                static_cast<std::uint32_t>(bits & ((1U << part_bits) - 1))};
    }
};
[[nodiscard]] constexpr std::uint32_t length_class(std::size_t length) {
    return static_cast<std::uint32_t>(length < PostingKey::longest ? length : PostingKey::longest);
}

struct Posting {
    UnitNumber unit = 0;
    Signature signature = 0;
};

/// Bytes of a list: groups of a length, a count, that many signatures (of
/// signature_bytes()), the size of the rest, and that many numbers of units, each as what it adds
/// to the one before. Lists are joined by joining their bytes.
void put_group(std::string& list, std::size_t length, std::span<const Posting> postings);

/// A group as it stands in a list, or in RAM.
struct PostingGroup {
    std::size_t length = 0;
    std::size_t count = 0;
    std::string_view signatures;
    ByteReader units{{}};                    ///< numbers of units, as differences
    const std::uint32_t* numbers = nullptr;  ///< if not null: the numbers, and `units` is empty

    [[nodiscard]] Signature signature(std::size_t index) const {
        const std::size_t width = signature_bytes(length);
        std::uint64_t value = 0;
        std::memcpy(&value, signatures.data() + index * width, width);
        return value;  // little-endian, as everything that we run on
    }
};

/// Shows the groups of a list; false if its bytes make no sense.
template <class Visit>
bool for_each_group(std::string_view list, Visit visit) {
    ByteReader reader(list);
    while (!reader.at_end()) {
        PostingGroup group{static_cast<std::size_t>(reader.varint()),
                           static_cast<std::size_t>(reader.varint()),
                           {}};
        if (group.length == 0 || group.count == 0 || group.count > reader.left()) return false;
        group.signatures = reader.bytes(group.count * signature_bytes(group.length));
        const std::size_t bytes = reader.varint();
        group.units = ByteReader(reader.bytes(bytes));
        if (reader.failed()) return false;
        visit(group);
    }
    return !reader.failed();
}

/// Shows the numbers of those units of a group whose indexes, in order, `which` has; false if its
/// bytes make no sense.
template <class Visit>
[[nodiscard]] bool for_each_unit(const PostingGroup& group, std::span<const std::uint32_t> which,
                                 Visit visit) {
    if (group.numbers != nullptr) {
        for (const std::uint32_t index : which) visit(UnitNumber{group.numbers[index]});
        return true;
    }
    ByteReader units = group.units;
    std::uint64_t unit = 0;
    std::size_t at = 0;
    for (const std::uint32_t index : which) {
        for (; at <= index; ++at) unit += units.varint();
        visit(static_cast<UnitNumber>(unit));
    }
    return !units.failed();
}
/// Of all units.
template <class Visit>
[[nodiscard]] bool for_each_unit(const PostingGroup& group, Visit visit) {
    ByteReader units = group.units;
    std::uint64_t unit = 0;
    for (std::size_t i = 0; i < group.count; ++i) {
        unit = group.numbers != nullptr ? group.numbers[i] : unit + units.varint();
        visit(static_cast<UnitNumber>(unit));
    }
    return !units.failed();
}

/// A posting and the length of its text.
struct LengthPosting {
    Posting posting;
    std::size_t length = 0;
};

/// What is known of a word: how many texts are filed under it, and for a rare word which: for each,
/// what its unit's number adds to the one before, its length, its signature.
struct WordEntry {
    std::uint64_t word = 0;
    std::uint64_t count = 0;
    bool has_list = false;
    ByteReader list{{}};

    /// Reads the list's next posting; `previous` is the one before, at first {}.
    [[nodiscard]] LengthPosting next(const LengthPosting& previous) {
        LengthPosting next;
        next.posting.unit = static_cast<UnitNumber>(
            static_cast<std::uint64_t>(previous.posting.unit) + list.varint());
        next.length = static_cast<std::size_t>(list.varint());
        next.posting.signature = list.fixed(signature_bytes(next.length));
        return next;
    }
};
/// Words with more texts have their list in rows by length.
inline constexpr std::size_t most_in_entry = 256;

/// A block of words, in order: what each adds to the one before (the first: to the block's row),
/// its count and whether it has a list, and the list with its size in front.
void put_entry(std::string& block, std::uint64_t word_difference, std::uint64_t count);
/// \param postings  in the order of their units
void put_entry(std::string& block, std::uint64_t word_difference,
               std::span<const LengthPosting> postings);
void put_entry(std::string& block, std::uint64_t word_difference, const WordEntry& entry);

/// Shows the entries of a block until `visit` returns false; false if its bytes make no sense.
template <class Visit>
bool for_each_entry(std::uint64_t row, std::string_view block, Visit visit) {
    ByteReader reader(block);
    std::uint64_t word = row;
    while (!reader.at_end()) {
        WordEntry entry;
        entry.word = word += reader.varint();
        const std::uint64_t count = reader.varint();
        entry.count = count >> 1U;
        entry.has_list = (count & 1U) != 0;
        if (entry.has_list) entry.list = ByteReader(reader.bytes(reader.varint()));
        if (reader.failed()) return false;
        if (!visit(entry)) return true;
    }
    return true;
}

}  // namespace egiz::tm
