// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/edit_distance.hpp"
#include "tm/match_key.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace egiz::tm {

/// Which texts of an index can reach a score: those that are filed under one of `words` and whose
/// length is in the window.
struct Probe {
    std::vector<std::string> words;
    std::size_t shortest = 0;
    std::size_t longest = 0;
};

/// A query that many texts are compared with.
class PreparedQuery {
public:
    explicit PreparedQuery(std::string_view text);

    /// score() of tm/matcher.hpp; nothing if it is less than `min_score`.
    [[nodiscard]] std::optional<int> score(std::string_view text, int min_score) const;

    /// Whether only the same text can reach `min_score`.
    [[nodiscard]] bool exact_only(int min_score) const noexcept {
        return key_.too_long || min_score >= 100;
    }
    /// \param uses  how many texts are filed under a word. Any numbers give a right probe; true
    /// ones
    ///              give a fast one.
    /// `min_score` must be 1 to 99, and the query not `exact_only`.
    [[nodiscard]] Probe probe(int min_score,
                              const std::function<std::int64_t(const std::string&)>& uses) const;

    /// The text in canonical composition.
    [[nodiscard]] const std::string& composed() const noexcept { return composed_; }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>()(text);
        }
    };
    MatchKey key_;
    std::string composed_;
    std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> symbols_;
    std::vector<std::uint32_t> symbol_counts_;
    std::optional<DistancePattern> pattern_;
};

}  // namespace egiz::tm
