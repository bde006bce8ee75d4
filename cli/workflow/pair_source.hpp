// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/memory_words.hpp"
#include "text/translation_unit.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace egiz::workflow {

/// A source and its translation, as a file or a memory has them.
struct PairOfUnit {
    PairOfLanguages languages;
    std::size_t number = 0;  ///< of the unit or bead in its file, from 1 on; in a memory its own
    const TranslationUnit& unit;
    const Variant& source;
    const Variant& target;  ///< with empty text where there is no translation
};

/// Shows translations two languages at a time; as often as one likes, always in the same order.
class PairSource {
public:
    PairSource() = default;
    PairSource(const PairSource&) = delete;
    PairSource& operator=(const PairSource&) = delete;
    virtual ~PairSource() = default;
    [[nodiscard]] virtual const std::string& name() const = 0;
    virtual void for_each(const std::function<void(const PairOfUnit&)>& visit) const = 0;
};

/// Which languages are asked for; without one, all.
struct PairChoice {
    std::optional<Language> source;
    std::optional<Language> target;
};

/// A file of units: every two languages of each unit, the one that the file has first being the
/// source. If the file has only two, or two are asked for, units that lack one are shown too.
/// \throws Error (input) if the file cannot be used
[[nodiscard]] std::unique_ptr<PairSource> open_pairs(const std::string& path,
                                                     const PairChoice& choice,
                                                     cli::Console& console);

/// The units of a memory. \throws Error (input)
[[nodiscard]] std::unique_ptr<PairSource> open_memory_pairs(const std::string& memory,
                                                            const PairChoice& choice);

}  // namespace egiz::workflow
