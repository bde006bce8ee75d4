// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_rows.hpp"
#include "tm/index/text_key.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// More tokens are not kept as marks: such texts are candidates by their words alone.
inline constexpr std::size_t most_marks = 1000;

/// Texts as the index sees them, side by side in memory: those that were written last, which are
/// looked through one by one.
class IndexedTexts {
public:
    struct Text {
        UnitNumber unit = 0;
        IndexLanguage language = 0;
        Signature signature = 0;
        std::uint64_t substitution = 0;  ///< substitution_key()
        std::size_t begin = 0;           ///< of its marks
        std::uint32_t length = 0;        ///< tokens
        std::uint64_t whole = 0;  ///< whole_text_token() of a text without tokens, or of too many
        /// Texts with more tokens than `most_marks` have none.
        [[nodiscard]] std::size_t mark_count() const { return length <= most_marks ? length : 0; }
    };
    void add(UnitNumber unit, IndexLanguage language, std::string_view text, const TextKey& key,
             std::uint64_t substitution);
    /// As add(), from what encode() wrote.
    void decode(UnitNumber unit, ByteReader& bytes);
    void encode(std::size_t text, std::string& bytes) const;

    [[nodiscard]] std::size_t size() const noexcept { return texts_.size(); }
    [[nodiscard]] const Text& operator[](std::size_t i) const { return texts_[i]; }
    [[nodiscard]] std::string_view marks(const Text& text) const {
        return {marks_.data() + text.begin, text.mark_count()};
    }
    void truncate(std::size_t texts);
    void clear() { truncate(0); }

private:
    std::vector<Text> texts_;
    std::vector<char> marks_;
};

/// The word that the index files a token of a language under.
[[nodiscard]] std::uint64_t index_word(std::uint64_t token, std::uint64_t language_hash);
/// Of a primary language subtag.
[[nodiscard]] std::uint64_t language_hash(std::string_view primary);
/// Tokens under which a text is filed as a whole, with length 1: see `substitution_key` and
/// `longest_fuzzy_text`.
[[nodiscard]] std::uint64_t substitution_token(std::uint64_t substitution);
[[nodiscard]] std::uint64_t whole_text_token(std::string_view text);

}  // namespace egiz::tm
