// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/lexicon.hpp"
#include "text/bitext.hpp"
#include "text/language.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

/// Which words render which, as many texts of two languages have shown. Can be shared by threads.
class LearntWords {
public:
    struct Data;
    explicit LearntWords(std::shared_ptr<const Data> data) : data_(std::move(data)) {}

    [[nodiscard]] const Language& source_language() const;
    [[nodiscard]] const Language& target_language() const;
    /// Pairs of words that were found to render each other.
    [[nodiscard]] std::size_t pairs() const;

    /// For keeping; the same words give the same bytes.
    [[nodiscard]] std::string bytes() const;
    /// \throws Error (input) if `bytes` are damaged or of another version
    [[nodiscard]] static LearntWords from_bytes(std::string_view bytes);

    [[nodiscard]] const Data& data() const { return *data_; }

private:
    std::shared_ptr<const Data> data_;
};

/// Learns which words of two languages render each other, from aligned texts. Memory is bounded:
/// what is beyond `most_beads` is not taken.
class WordLearner {
public:
    static constexpr std::size_t most_beads = 60'000;

    /// \param lexicons  what is known already; borrowed
    WordLearner(const Language& source, const Language& target,
                std::vector<const Lexicon*> lexicons);
    ~WordLearner();
    WordLearner(WordLearner&&) noexcept;

    /// Two texts that render each other.
    void add(std::string_view source, std::string_view target);
    /// The beads of a ladder, as far as they are sure and not too long; at most `most`, from all
    /// over the text.
    void add(const SegmentedText& source, const SegmentedText& target, const Ladder& ladder,
             std::size_t most = most_beads);

    [[nodiscard]] std::size_t beads() const;
    [[nodiscard]] LearntWords learn() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::align
