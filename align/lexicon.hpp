// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/language.hpp"
#include "text/term_entry.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

/// Words and phrases of several languages that render each other, ready to be looked up.
///
/// One flat block of bytes, the same for the same entries on every machine, that can be kept
/// anywhere and costs nothing to open (align/lexical/lexicon_layout.hpp describes it). Copying
/// copies the block; from several threads it may be read at once.
class Lexicon {
public:
    /// No entries.
    Lexicon();

    /// Cuts every term into tokens and builds the tables; entries keep their order. What cannot
    /// serve is left out: an empty term, a term that its entry has twice in one language, an entry
    /// whose weight is not a positive number, or beyond 1e-100 to 1e100.
    /// \throws Error (usage) if the tables would take more than 4 GB
    [[nodiscard]] static Lexicon compile(std::span<const TermEntry> entries);

    /// \param bytes  what `bytes()` gave, once
    /// \throws Error (input) if they are damaged or of another version; every offset is looked at
    [[nodiscard]] static Lexicon from_bytes(std::string bytes);

    /// The program's own, of align/lexicon/: English, Russian, Kazakh, Chinese.
    [[nodiscard]] static const Lexicon& own();

    [[nodiscard]] std::string_view bytes() const noexcept {
        return built_in_.empty() ? std::string_view(bytes_) : built_in_;
    }
    /// How many entries there are.
    [[nodiscard]] std::size_t size() const;
    /// Sorted by tag.
    [[nodiscard]] std::vector<Language> languages() const;
    /// The entries, in order; in each the languages sorted by tag.
    [[nodiscard]] std::vector<TermEntry> entries() const;

private:
    Lexicon(std::string bytes, std::string_view built_in);

    std::string bytes_;
    std::string_view built_in_;  ///< instead of `bytes_`: static, never released
};

}  // namespace egiz::align
