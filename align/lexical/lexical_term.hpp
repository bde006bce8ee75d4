// SPDX-License-Identifier: Apache-2.0
// Internal to align/: what the words of a bead say.
#pragma once

#include "align/band.hpp"
#include "align/bead_types.hpp"
#include "align/lexical/translation_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace egiz::align {

/// How much likelier the words of a bead are if its sides render each other than if they are
/// unrelated, in nats:
///
///     weight / 2 * sum over tokens t of the target of
///         log(lambda(t) + (1 - lambda(t)) * sum over tokens s of the source of p(t|s) / (n p(t)))
///
/// and the same the other way round. `lambda(t)` is the share of tokens of t's class that nothing
/// on the other side accounts for; n is the number of source tokens. The class of a token is how
/// well its renderings are known: a number or a word of the lexicon that finds no counterpart
/// speaks against a bead, a word of which little is known hardly does.
///
/// A sum over target tokens is one over target segments, each against the run of source segments,
/// so that all beads that end at a point are made of ten sums for it and its neighbours.
class LexicalTerm {
public:
    static constexpr double weight = 0.75;
    static constexpr std::size_t classes = 6;

    LexicalTerm(TokenizedText source, TokenizedText target, std::size_t source_tokens,
                std::size_t target_tokens, const Vocabulary& source_words,
                const Vocabulary& target_words);

    void set_table(const TranslationTable& table);
    [[nodiscard]] const TokenizedText& source() const { return source_.text; }
    [[nodiscard]] const TokenizedText& target() const { return target_.text; }

    /// Of each class, tokens that something accounts for, out of all, to estimate lambda.
    struct Counts {
        std::array<double, classes> accounted{};
        std::array<double, classes> all{};
    };
    /// Adds the tokens of the two-sided bead of `type` that ends before segments `i` and `j`.
    void count(std::size_t i, std::size_t j, BeadType type, double trust, Counts& counts);
    void estimate(const Counts& counts);

    /// What two words gave, both directions together.
    struct PairGain {
        TokenId source = 0;
        TokenId target = 0;
        double nats = 0;
    };
    /// The same sum for one bead, slowly, with where it comes from.
    struct Evidence {
        double forward = 0;           ///< of the target's tokens
        double backward = 0;          ///< of the source's
        std::vector<PairGain> pairs;  ///< the strongest first
    };
    [[nodiscard]] Evidence evidence(Span source, Span target) const;
    /// How common a token is: its share of all tokens of its side.
    [[nodiscard]] double source_share(TokenId token) const { return source_.shares[token]; }
    [[nodiscard]] double target_share(TokenId token) const { return target_.shares[token]; }
    [[nodiscard]] bool source_number(TokenId token) const;
    [[nodiscard]] bool target_number(TokenId token) const;

    /// Where a token stands.
    struct Posting {
        std::uint32_t segment = 0;
        std::uint32_t position = 0;
    };

    /// The sums of the beads that end in one row of a band. Rows must be entered in ascending
    /// order.
    class Rows {
    public:
        explicit Rows(const LexicalTerm& term);

        void enter(const Band& band, std::size_t i);
        /// For a two-sided bead of `type` that ends at (i, j), i being the row entered.
        [[nodiscard]] double operator()(std::size_t i, std::size_t j, BeadType type) const {
            double sum = 0;
            for (std::size_t q = j - type.target; q < j; ++q) {
                sum += forward_[(q - forward_begin_) * most_segments + type.source - 1];
            }
            for (std::size_t p = i - type.source; p < i; ++p) {
                const Row& row = rows_[p % rows_.size()];
                sum += row.backward_sums[(j - 1 - row.begin) * most_segments + type.target - 1];
            }
            return sum;
        }

    private:
        /// One token and how well a segment of the other side accounts for it.
        struct Match {
            std::uint32_t position = 0;  ///< in the token's segment
            float gain = 0;              ///< odds of its class times p(t|s) / p(t)
        };
        /// One source segment against a range of target segments.
        struct Row {
            std::size_t segment = static_cast<std::size_t>(-1);
            std::size_t begin = 0;  ///< of the range
            std::size_t end = 0;
            std::vector<std::uint32_t> first_forward;  ///< by target segment, and the end
            std::vector<Match> forward;                ///< of the target segments' tokens
            std::vector<std::uint32_t> first_backward;
            std::vector<Match> backward;        ///< of this segment's tokens
            std::vector<double> backward_sums;  ///< by last target segment and number of them
        };
        struct Found {
            std::uint32_t segment = 0;
            Match match;
        };

        void fill(Row& row, std::size_t segment, std::size_t begin, std::size_t end);
        void gather(Row& row, std::size_t segment);
        void sum_backward(Row& row);
        void sum_forward(std::size_t i);
        void start();
        void add(std::span<const Match> matches);
        [[nodiscard]] double log_gain(double n) const;

        const LexicalTerm* term_;
        /// Of each target token, the first place that is not behind the rows: ranges move forward.
        std::vector<const Posting*> next_postings_;
        std::array<Row, most_segments + 1> rows_;
        std::vector<double> forward_;  ///< by target segment and number of source segments
        std::size_t forward_begin_ = 0;
        std::size_t forward_end_ = 0;
        std::vector<Found> found_forward_;
        std::vector<Found> found_backward_;
        /// The gains of the tokens of one segment that were touched, and where each token's is.
        std::vector<float> gains_;
        std::vector<std::uint32_t> touched_;
        std::vector<std::uint32_t> slots_;
    };

private:
    friend class Shortlist;

    struct Side {
        TokenizedText text;
        std::vector<double> shares;         ///< of each token among all
        std::vector<std::uint8_t> kinds;    ///< of each token: 0 word, 1 number, 2 mark
        std::vector<std::uint8_t> classes;  ///< of each token; `unknown` if nothing is known of it
        std::vector<double> known_price;    ///< up to each segment: sum of log lambda
        std::size_t most_tokens = 0;        ///< in a segment
    };
    static constexpr std::uint8_t unknown = classes;
    struct Rate {
        TokenId target = 0;
        float forward = 0;   ///< p(target | source) / p(target), or 0 if negligible
        float backward = 0;  ///< p(source | target) / p(source)
    };

    static Side side(TokenizedText text, std::size_t tokens, const Vocabulary& words);
    void classify(Side& side, const std::vector<double>& mass);
    void price(Side& side) const;

    Side source_;
    Side target_;
    std::vector<std::size_t> first_posting_;  ///< by target token
    std::vector<Posting> postings_;
    std::vector<std::size_t> first_rate_;  ///< by source token
    std::vector<Rate> rates_;
    std::array<double, classes> lambda_{};
    std::array<double, classes> log_lambda_{};
    std::array<float, classes + 1> odds_{};  ///< (1 - lambda) / lambda
    /// For count(), by target token; zeros between calls.
    std::vector<std::uint32_t> repeats_;
    std::vector<double> ratios_;
};

}  // namespace egiz::align
