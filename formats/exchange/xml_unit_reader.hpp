// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/xml/parser.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace egiz::formats {

/// What the readers of TMX and XLIFF share: units are queued as the parser completes them.
class XmlUnitReader : public UnitReader, protected xml::Handler {
public:
    [[nodiscard]] std::optional<TranslationUnit> next() override;
    [[nodiscard]] const ReadCounts& counts() const override { return counts_; }

protected:
    /// No unit may be larger, in memory, than this.
    static constexpr std::size_t largest_unit = 64u << 20;

    XmlUnitReader(InputFile file, WarningSink warn);

    [[nodiscard]] Place place() const { return parser_.place(); }
    /// Warns of a fault that was mended.
    void repaired(const std::string& message);
    /// Warns of a unit that is left out.
    void skipped(const std::string& message);
    [[noreturn]] void fail(const std::string& message, std::string hint = {}) const;

    /// Counts what the unit at hand takes. \throws Error (input) if that is too much
    void charge(std::size_t bytes);
    void begin_charging() noexcept { charged_ = 0; }
    [[nodiscard]] std::size_t charged() const noexcept { return charged_; }

    /// As Language::parse, which is slow for something that each segment names.
    [[nodiscard]] const std::optional<Language>& language(std::string_view tag);
    void hand_on(TranslationUnit unit);

private:
    ReadCounts counts_;
    WarningSink warn_;
    std::deque<TranslationUnit> ready_;
    std::map<std::string, std::optional<Language>, std::less<>> languages_;
    std::size_t charged_ = 0;
    xml::Parser parser_;
};

}  // namespace egiz::formats
