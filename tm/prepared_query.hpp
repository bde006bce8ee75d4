// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/edit_distance.hpp"
#include "tm/index/text_key.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

/// A query that many texts are compared with. One object = one thread.
class PreparedQuery {
public:
    explicit PreparedQuery(std::string_view text);

    /// score() of tm/matcher.hpp; nothing if it is less than `min_score`.
    [[nodiscard]] std::optional<int> score(std::string_view text, int min_score) const;

private:
    struct Symbol {
        std::uint64_t token = 0;
        std::uint32_t number = 0;
        std::uint32_t occurrences = 0;  ///< 0: the place is free
    };
    [[nodiscard]] const Symbol* find(std::uint64_t token) const;

    std::string text_;
    std::size_t size_ = 0;  ///< tokens
    bool has_words_ = false;
    bool too_long_ = false;
    std::vector<Symbol> table_;  ///< open addressing; a power of two, half of it free at least
    std::size_t symbols_ = 0;
    DistancePattern pattern_;
    mutable Tokenizer tokenizer_;
    mutable std::vector<std::uint32_t> left_;  ///< by symbol: occurrences not met yet
    mutable std::vector<std::uint32_t> other_;
};

}  // namespace egiz::tm
