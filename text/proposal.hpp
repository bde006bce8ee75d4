// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace egiz {

/// A translation that is offered for a segment, as exchange formats hold it.
struct Proposal {
    enum class Kind : std::uint8_t {
        fuzzy,
        substituted,  ///< equal once numbers and placeables were put in
        exact,
        id,       ///< exact, with the segment's id
        context,  ///< exact, between the same neighbours
        context_and_id
    };
    Kind kind = Kind::fuzzy;
    int score = 0;       ///< percent, penalties taken off; more than 100 for what beats exact
    int similarity = 0;  ///< percent, of the two sources; at most 100
    std::optional<double> quality;  ///< percent, of the translation, where something is known of it
    Variant source;
    Variant target;
    std::string origin;  ///< where it comes from, for people
};
/// `fuzzy`, `substituted`, `exact`, `id`, `context`, `context-and-id`.
[[nodiscard]] constexpr const char* name(Proposal::Kind kind) {
    switch (kind) {
        case Proposal::Kind::fuzzy:
            return "fuzzy";
        case Proposal::Kind::substituted:
            return "substituted";
        case Proposal::Kind::exact:
            return "exact";
        case Proposal::Kind::id:
            return "id";
        case Proposal::Kind::context:
            return "context";
        case Proposal::Kind::context_and_id:
            return "context-and-id";
    }
    return "";
}

}  // namespace egiz
