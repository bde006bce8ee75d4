// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// A part of a text that is carried over into its translation as it is, or, being a number, written
/// another way.
struct PlaceableValue {
    enum class Kind : std::uint8_t {
        number,    ///< `5`, `-5`, `1,234.5`, `1 234,5`; not `A4`, `5kg`
        url,       ///< `https://example.org/a`, `www.example.org`
        email,     ///< `a@example.org`
        variable,  ///< `%s`, `%1$d`, `%1`, `{name}`, `${X}`, `$X`
    };
    Kind kind = Kind::number;
    Range bytes;

    friend bool operator==(const PlaceableValue&, const PlaceableValue&) = default;
};

/// The placeables of a text, in order; none overlaps another. A number touches no letter of a
/// script that joins letters to words: in Chinese it may stand anywhere.
[[nodiscard]] std::vector<PlaceableValue> find_values(std::string_view text);

/// Equal for texts that are equal but for the values of their placeables, and for case, punctuation
/// and spaces; empty for text that has none. Texts with the same key have the same
/// substitution_key() of tm/index/text_key.hpp, by which they are found.
[[nodiscard]] std::string placeable_key(std::string_view text);

/// A translation with a query's values in it.
struct Substitution {
    std::string target;
    std::vector<InlineCode> codes;  ///< of the target, moved along
    std::string source;             ///< the source with the query's values in it
    std::size_t changes = 0;        ///< placeables of the source whose value is another
};

/// A query whose placeables are put into the translations of texts that are else equal to it.
class Substituter {
public:
    explicit Substituter(std::string_view query);

    /// Whether there is anything to put in.
    [[nodiscard]] bool has_placeables() const noexcept { return !key_.empty(); }

    /// Nothing if `source` differs from the query in more than the values of its placeables, or if
    /// it is not plain where the translation has a value that must change: each must stand in
    /// `target` exactly as often as in `source`, and one value must always become the same other.
    ///
    /// A number that `target` writes as `source` does is written as the query does; one that it
    /// writes its own way (`1,234.5` and `1 234,5`) is written that way, if that shows how.
    [[nodiscard]] std::optional<Substitution> apply(std::string_view source,
                                                    std::string_view target,
                                                    const std::vector<InlineCode>& codes) const;

private:
    std::string query_;
    std::vector<PlaceableValue> placeables_;
    std::string key_;
};

}  // namespace egiz::tm
