// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents.
#pragma once

#include "formats/documents/html_tokens.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::formats {

/// Elements, one in the other, that say whether what is in them is to be translated (WHATWG HTML,
/// 3.2.6.3: `translate`).
class TranslateZones {
public:
    [[nodiscard]] bool translates() const noexcept {
        return zones_.empty() || zones_.back().translates;
    }
    /// False, and nothing is begun, if there are too many one in the other.
    bool enter(const std::string& name, bool translates);
    /// Takes in a tag: those that begin a zone before enter(). True if it ends a zone.
    bool follow(const HtmlToken& token);

private:
    struct Zone {
        std::string name;
        bool translates = true;
        std::size_t depth = 1;  ///< of elements of that name
    };
    std::vector<Zone> zones_;
};

/// The element whose white space counts, if the text that is read is in one.
class KeptSpaces {
public:
    /// \return true if the spaces of what follows are to be kept
    bool follow(const HtmlToken& token, std::string_view text);

private:
    std::string name_;
    std::size_t depth_ = 0;
};

}  // namespace egiz::formats
