// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/units.hpp"
#include "formats/xml/parser.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// What the readers of TMX and XLIFF share: units are queued as the parser completes them.
class XmlUnitReader : public UnitReader, protected xml::Handler {
public:
    [[nodiscard]] std::optional<TranslationUnit> next() override;
    [[nodiscard]] const ReadCounts& counts() const override { return counts_; }

protected:
    /// No unit may be larger, in memory, than this.
    static constexpr std::size_t largest_unit = 64u << 20;

    /// \param salvage  at what breaks the file off, go on behind it (see resume_at())
    XmlUnitReader(InputFile file, WarningSink warn, bool salvage = false);

    /// Where reading may go on behind a fault: at the next `element`, as if `around` were open. The
    /// handler gets resumed() then.
    struct ResumePoint {
        std::string_view element;
        std::vector<std::string> around;
    };
    /// The file is broken where the parser is: the unit at hand will not be completed.
    virtual void drop_unit() {}
    /// Nothing: nowhere, so that the fault ends the file.
    [[nodiscard]] virtual std::optional<ResumePoint> resume_at() const { return std::nullopt; }

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
    void hand_on(TranslationUnit&& unit);

    /// The unit at hand has become several: the file has fewer than are handed on.
    void split_into(std::size_t units) noexcept { counts_.split += units - 1; }

private:
    [[nodiscard]] bool feed();

    ReadCounts counts_;
    WarningSink warn_;
    std::vector<TranslationUnit> ready_;  ///< of the piece that was parsed last
    std::size_t handed_ = 0;              ///< of those, by next()
    std::exception_ptr failure_;          ///< thrown when they are
    std::map<std::string, std::optional<Language>, std::less<>> languages_;
    std::size_t charged_ = 0;
    bool salvage_;
    std::optional<ResumePoint> resume_point_;  ///< where the next feed() goes on
    xml::Parser parser_;
};

}  // namespace egiz::formats
