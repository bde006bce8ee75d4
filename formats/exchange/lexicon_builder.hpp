// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange: what the readers of lexicons share.
#pragma once

#include "formats/exchange/lexicon_reader.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace egiz::formats {

/// Makes entries of terms, and counts what gives none.
class LexiconBuilder {
public:
    static constexpr std::size_t longest_term = 1000;      ///< bytes
    static constexpr std::size_t most_alternatives = 64;   ///< of a language in an entry
    static constexpr std::size_t most_bytes = 512u << 20;  ///< of all entries, in memory

    using Terms = std::vector<std::pair<Language, std::string>>;

    explicit LexiconBuilder(std::string format) { file_.format = std::move(format); }

    /// An item of the file begins.
    void count_item() { ++file_.items; }
    /// Adds an entry of the terms, if they are of two languages at least.
    /// \param deprecated  those of `terms` that are no longer to be used
    /// \throws Error (input) if all entries together take too much
    void add(const Terms& terms, double weight, const Place& place, const Terms& deprecated = {});
    void skip(std::string_view reason, const Place& place) { note(file_.skipped, reason, place); }
    void mend(std::string_view what, const Place& place) { note(file_.mended, what, place); }

    /// \throws Error (input) if there is no entry
    [[nodiscard]] LexiconFile finish(const std::string& path, const std::string& hint);

private:
    static void note(std::vector<LexiconNotice>& notices, std::string_view what,
                     const Place& place);
    void take(TermEntry& entry, const Language& language, std::string_view text,
              const Place& place);

    LexiconFile file_;
    std::unordered_map<std::string, std::size_t> known_;  ///< index of each entry, by its content
    std::size_t bytes_ = 0;
};

}  // namespace egiz::formats
