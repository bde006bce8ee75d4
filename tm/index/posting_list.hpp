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

/// The set of a text's tokens, one bit for a quarter of the marks (half an octet of them in the
/// short form). max(|A - B|, |B - A|) of two signatures is at most the distance of their texts.
using Signature = std::uint64_t;
[[nodiscard]] constexpr Signature signature_bit(std::uint8_t mark) {
    return Signature{1} << (mark & 63U);
}
/// The form that is kept of texts of up to `longest_short_signature` tokens.
[[nodiscard]] constexpr std::uint32_t short_signature(Signature signature) {
    return static_cast<std::uint32_t>(signature | signature >> 32U);
}
inline constexpr std::size_t longest_short_signature = 8;
[[nodiscard]] constexpr std::size_t signature_bytes(std::size_t length) {
    return length <= longest_short_signature ? 4 : 8;
}

/// Where a text is filed: under a word of it and its length.
struct PostingKey {
    /// Longer texts are filed together.
    static constexpr std::size_t longest = 511;
    static constexpr unsigned word_bits = 38;
    static constexpr unsigned length_bits = 9;
    static constexpr unsigned part_bits = 16;

    std::uint64_t word = 0;    ///< hash of the word and its language, `word_bits` wide
    std::uint32_t length = 0;  ///< 1 to `longest`; 0 for the word's head row
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

/// Bytes of a list: groups of a length, a count, that many signatures (4 bytes up to
/// `longest_short_signature` tokens, else 8) and that many numbers of units, each as what it adds
/// to the one before. Lists are joined by joining their bytes.
void put_group(std::string& list, std::size_t length, std::span<const Posting> postings);

/// A group as it stands in a list.
struct PostingGroup {
    std::size_t length = 0;
    std::size_t count = 0;
    std::string_view signatures;
    ByteReader units;  ///< numbers of units, as differences

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
                           {},
                           ByteReader({})};
        if (group.length == 0 || group.count == 0 || group.count > reader.left()) return false;
        group.signatures = reader.bytes(group.count * signature_bytes(group.length));
        const std::size_t bytes = reader.varint();
        group.units = ByteReader(reader.bytes(bytes));
        if (reader.failed()) return false;
        visit(group);
    }
    return !reader.failed();
}

/// A posting and the length of its text.
struct LengthPosting {
    Posting posting;
    std::size_t length = 0;
};

/// The head row of a word: how many texts are filed under it, and for a rare word which: for each,
/// what its unit's number adds to the one before, its length, its signature.
struct PostingHead {
    std::uint64_t count = 0;
    bool has_list = false;
    ByteReader list{{}};

    /// Reads the list's next posting; `previous` is the one before, at first {}.
    [[nodiscard]] LengthPosting next(const LengthPosting& previous) {
        LengthPosting next;
        next.posting.unit =
            static_cast<UnitNumber>(static_cast<std::uint64_t>(previous.posting.unit) +
                                    list.varint());
        next.length = static_cast<std::size_t>(list.varint());
        next.posting.signature = list.fixed(signature_bytes(next.length));
        return next;
    }
};
/// Words with more texts have their list in rows by length.
inline constexpr std::size_t most_in_head = 256;

[[nodiscard]] PostingHead read_head(std::string_view bytes);
/// \param postings  in the order of their units
[[nodiscard]] std::string head_with_list(std::span<const LengthPosting> postings);
[[nodiscard]] std::string head_without_list(std::uint64_t count);

}  // namespace egiz::tm
