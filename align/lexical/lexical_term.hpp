// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what the words of a bead say.
#pragma once

#include "align/bead_types.hpp"
#include "align/lexical/translation_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace egiz::align {

/// How much likelier the words of a bead are if its sides render each other than if they are
/// unrelated, in nats:
///
///     weight / 2 * sum over tokens t of the target of
///         log(lambda + (1 - lambda) * sum over tokens s of the source of p(t|s) / (n p(t)))
///
/// and the same the other way round. `lambda` is the share of tokens that nothing on the other side
/// accounts for; n is the number of source tokens.
class LexicalTerm {
public:
    static constexpr double weight = 0.8;

    LexicalTerm(TokenizedText source, TokenizedText target, std::size_t source_tokens,
                std::size_t target_tokens);

    /// \param forward  p(target | source); \param backward  p(source | target)
    void set_tables(const TranslationTable& forward, const TranslationTable& backward);
    [[nodiscard]] const TokenizedText& source() const { return source_; }
    [[nodiscard]] const TokenizedText& target() const { return target_; }

    /// Tokens that something accounts for, out of all, to estimate lambda; [forward, backward].
    struct Counts {
        std::array<double, 2> accounted{};
        std::array<double, 2> all{};
    };
    void count(std::size_t i, std::size_t j, BeadType type, double trust, Counts& counts) const;
    void estimate(const Counts& counts);

    /// For a two-sided bead of `type` that ends before segments `i` and `j`.
    [[nodiscard]] double operator()(std::size_t i, std::size_t j, BeadType type) const;

private:
    /// One token of one side and how well a segment of the other accounts for it.
    struct Match {
        std::uint32_t position = 0;  ///< in the token's segment
        float ratio = 0;             ///< p(t|s) / p(t), summed over the segment
    };
    struct Cell {
        std::vector<Match> forward;   ///< of the target segment's tokens
        std::vector<Match> backward;  ///< of the source segment's tokens
    };
    /// The cells of one source segment.
    struct Row {
        std::size_t segment = static_cast<std::size_t>(-1);
        std::vector<Cell> cells;
    };
    struct Posting {
        std::uint32_t segment = 0;
        std::uint32_t position = 0;
    };
    struct Rate {
        TokenId target = 0;
        float ratio = 0;
    };
    /// By source token: the target tokens that it accounts for, or that account for it.
    struct Rates {
        std::vector<std::size_t> first;
        std::vector<Rate> rates;
    };

    [[nodiscard]] const Row& row(std::size_t segment) const;
    [[nodiscard]] static std::vector<double> shares(const TokenizedText& text, std::size_t tokens);
    template <class Visit>
    void for_each_ratio(std::size_t i, std::size_t j, BeadType type, Visit visit) const;

    TokenizedText source_;
    TokenizedText target_;
    std::vector<double> source_shares_;
    std::vector<double> target_shares_;
    std::vector<std::size_t> first_posting_;  ///< by target token
    std::vector<Posting> postings_;
    Rates forward_;
    Rates backward_;
    std::array<double, 2> lambda_{0.85, 0.85};
    /// Tokens up to a segment that something might account for; of the others nothing is known.
    std::vector<double> source_known_;
    std::vector<double> target_known_;
    std::array<double, 2> log_lambda_{};
    std::array<double, 2> odds_{};  ///< (1 - lambda) / lambda
    mutable std::array<Row, 8> rows_;
    mutable std::vector<Match> merged_;
};

}  // namespace egiz::align
