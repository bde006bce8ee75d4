// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz {

/// Markup inside a segment, kept beside its text: the text stays plain and ready to match.
struct InlineCode {
    enum class Kind : std::uint8_t {
        open,         ///< opens a pair (TMX bpt, XLIFF 1.2 bpt/bx/g, XLIFF 2 pc/sc)
        close,        ///< closes a pair (TMX ept, XLIFF 1.2 ept/ex/g, XLIFF 2 pc/ec)
        placeholder,  ///< stands alone (TMX ph, XLIFF ph/x)
        lone_open,    ///< opens a pair that closes in another segment (TMX it pos="begin")
        lone_close    ///< closes a pair that was opened in another segment
    };
    std::size_t byte_offset = 0;  ///< into the variant's text; codes are in order
    Kind kind = Kind::placeholder;
    std::string id;    ///< pairs open and close, and the codes of one unit's variants
    std::string type;  ///< `bold`, `link` …; may be empty
    std::string data;  ///< native code, such as `<b>`; may be empty

    friend bool operator==(const InlineCode&, const InlineCode&) = default;
};

struct Property {
    std::string type;
    std::string value;

    friend bool operator==(const Property&, const Property&) = default;
};

/// Who made something and who changed it last, and when (ISO 8601 in UTC, `2026-11-24T10:00:00Z`).
/// Empty where not known.
struct Authorship {
    std::string created;
    std::string created_by;
    std::string changed;
    std::string changed_by;

    friend bool operator==(const Authorship&, const Authorship&) = default;
};

/// Where a text stood in its document: context_hash() of the texts before and behind it in the same
/// language; 0 where nothing stood.
struct Context {
    std::uint32_t previous = 0;
    std::uint32_t next = 0;

    friend auto operator<=>(const Context&, const Context&) = default;
};
/// Equal for texts that are equal in canonical composition, white space at the ends aside; never 0.
[[nodiscard]] std::uint32_t context_hash(std::string_view text);

inline constexpr std::size_t most_contexts = 8;
/// Adds a place behind the others, unless it is known; of more than `most_contexts` the oldest
/// goes.
void add_context(std::vector<Context>& contexts, Context context);

/// A unit's text in one language (TMX `tuv`).
struct Variant {
    Language language;
    std::string text;
    std::vector<InlineCode> codes;
    std::vector<Context> contexts;  ///< places where it is known to have stood, the newest last
    Authorship authorship;
    std::vector<Property> properties;
    std::vector<std::string> notes;

    friend bool operator==(const Variant&, const Variant&) = default;
};

enum class ReviewState : std::uint8_t {
    unreviewed,  ///< an aligner or an import said so
    reviewed,    ///< a person accepted it
    rejected
};
/// `unreviewed`, `reviewed`, `rejected`.
[[nodiscard]] constexpr const char* name(ReviewState state) {
    switch (state) {
        case ReviewState::unreviewed:
            return "unreviewed";
        case ReviewState::reviewed:
            return "reviewed";
        case ReviewState::rejected:
            return "rejected";
    }
    return "";
}

/// One content in several languages (TMX `tu`). Variants are peers: none is "the" source, and no
/// two have the same language.
struct TranslationUnit {
    std::string id;  ///< of the file it came from (TMX `tuid`); may be empty
    std::vector<Variant> variants;
    Authorship authorship;
    std::vector<Property> properties;
    std::vector<std::string> notes;
    std::string document;         ///< name of the aligned document; may be empty
    std::string bead_type;        ///< segments a side, as `1-2`, or `1-2-1-1` for four texts
    std::optional<double> score;  ///< the aligner's confidence, 0 to 1
    ReviewState state = ReviewState::unreviewed;

    /// The variant that best serves `language`; null if none does.
    [[nodiscard]] const Variant* find(const Language& language) const {
        const Variant* best = nullptr;
        LanguageMatch best_match = LanguageMatch::none;
        for (const Variant& variant : variants) {
            const LanguageMatch quality = match(variant.language, language);
            if (quality > best_match) {
                best_match = quality;
                best = &variant;
            }
        }
        return best;
    }
    friend bool operator==(const TranslationUnit&, const TranslationUnit&) = default;
};

}  // namespace egiz
