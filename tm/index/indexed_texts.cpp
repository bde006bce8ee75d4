// SPDX-License-Identifier: Apache-2.0
#include "tm/index/indexed_texts.hpp"

#include "text/stable_hash.hpp"

namespace egiz::tm {

void IndexedTexts::add(UnitNumber unit, IndexLanguage language, std::string_view text,
                       const TextKey& key, std::uint64_t substitution) {
    Text added;
    added.unit = unit;
    added.language = language;
    added.substitution = substitution;
    added.begin = marks_.size();
    added.length = static_cast<std::uint32_t>(key.tokens.size());
    if (key.tokens.empty()) added.whole = whole_text_token(text);
    for (const std::uint64_t token : key.tokens) {
        const std::uint8_t mark = mark_of(token);
        added.signature |= signature_bit(mark);
        if (added.mark_count() > 0) marks_.push_back(static_cast<char>(mark));
    }
    texts_.push_back(added);
}

void IndexedTexts::encode(std::size_t text, std::string& bytes) const {
    const Text& from = texts_[text];
    put_varint(bytes, static_cast<std::uint64_t>(from.language));
    put_varint(bytes, from.length);
    put_fixed(bytes, from.substitution, 8);
    if (from.length == 0) put_fixed(bytes, from.whole, 8);
    if (from.length > most_marks) put_fixed(bytes, from.signature, 8);
    bytes += marks(from);
}

void IndexedTexts::decode(UnitNumber unit, ByteReader& bytes) {
    Text added;
    added.unit = unit;
    added.language = static_cast<IndexLanguage>(bytes.varint());
    added.length = static_cast<std::uint32_t>(bytes.varint());
    added.substitution = bytes.fixed(8);
    if (added.length == 0) added.whole = bytes.fixed(8);
    if (added.length > most_marks) added.signature = bytes.fixed(8);
    added.begin = marks_.size();
    for (const char c : bytes.bytes(added.mark_count())) {
        added.signature |= signature_bit(static_cast<std::uint8_t>(c));
        marks_.push_back(c);
    }
    if (!bytes.failed()) texts_.push_back(added);
}

void IndexedTexts::truncate(std::size_t texts) {
    if (texts < texts_.size()) marks_.resize(texts_[texts].begin);
    texts_.resize(texts);
}

std::uint64_t index_word(std::uint64_t token, std::uint64_t language_hash) {
    // A multiplication by an odd number loses nothing; its upper bits depend on all of the token.
    return ((token ^ language_hash) * 0x9e3779b97f4a7c15) >> (64U - PostingKey::word_bits);
}

std::uint64_t language_hash(std::string_view primary) { return stable_hash(primary); }

std::uint64_t substitution_token(std::uint64_t substitution) {
    return substitution * 0xd6e8feb86659fd93;
}

std::uint64_t whole_text_token(std::string_view text) {
    const std::uint64_t hash = stable_hash(nfc(text));
    return hash == 0 ? 1 : hash;
}

}  // namespace egiz::tm
