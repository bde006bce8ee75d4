// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/fault_list.hpp"
#include "formats/xml/parser.hpp"

#include <string>
#include <string_view>

namespace egiz::formats {

/// Reads a file to its end or to enough faults; that it is no well-formed XML is one too.
inline void feed_all(xml::Parser& parser, FaultList& faults) {
    try {
        while (parser.feed()) {
        }
    } catch (const Error& error) {
        faults.add(error.place(), error.message(), "well-formed", "XML 1.0");
    } catch (const EnoughFaults&) {
    }
}

/// Line and column of a tag, kept for faults that only show later.
struct Spot {
    std::size_t line = 0;
    std::size_t column = 0;
};

/// Checks what a standard says in words and its schema or DTD cannot, while the file is parsed for
/// those. Whoever parses attaches it first.
class RuleChecker : public xml::Handler {
public:
    void attach(const xml::Parser& parser, FaultList& faults) {
        parser_ = &parser;
        faults_ = &faults;
    }
    /// Whether a fault that the schema finds is none, because the standard's words go before it.
    [[nodiscard]] virtual bool excuses(std::string_view schema_message) const {
        static_cast<void>(schema_message);
        return false;
    }

protected:
    [[nodiscard]] Spot here() const {
        const Place place = parser_->place();
        return {place.line, place.column};
    }
    /// Leaves a file that is out of bounds. \throws Error (input)
    [[noreturn]] void leave(const std::string& message) const {
        throw Error(Fault::input, parser_->place(), message,
                    "this file seems to be made to do harm");
    }
    void add_fault(Spot spot, std::string message, std::string rule, std::string clause) const {
        faults_->add({parser_->path(), spot.line, spot.column}, std::move(message), std::move(rule),
                     std::move(clause));
    }

private:
    const xml::Parser* parser_ = nullptr;
    FaultList* faults_ = nullptr;
};

}  // namespace egiz::formats
