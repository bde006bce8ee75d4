// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/html_zones.hpp"

#include "formats/words.hpp"

namespace egiz::formats {
namespace {

/// `white-space: pre`, `pre-wrap`, `pre-line` or `break-spaces`.
bool style_keeps_spaces(std::string_view style) {
    const std::string text = with_small_letters(style);
    std::size_t at = text.find("white-space");
    if (at == std::string::npos) return false;
    at = text.find_first_not_of(" \t\r\n", at + std::string_view("white-space").size());
    if (at == std::string::npos || text[at] != ':') return false;
    at = text.find_first_not_of(" \t\r\n", at + 1);
    if (at == std::string::npos) return false;
    const std::string_view value = std::string_view(text).substr(at);
    return value.starts_with("pre") || value.starts_with("break-spaces");
}

bool keeps_spaces(const HtmlToken& token, std::string_view text) {
    if (is_one_of(token.name, {"pre", "listing", "textarea"})) return true;
    if (const HtmlToken::Attribute* space = token.find("xml:space")) {
        if (slice(text, space->value) == "preserve") return true;
    }
    const HtmlToken::Attribute* style = token.find("style");
    return style != nullptr && style_keeps_spaces(slice(text, style->value));
}

}  // namespace

bool TranslateZones::enter(const std::string& name, bool translates) {
    constexpr std::size_t most_zones = 64;
    if (zones_.size() == most_zones) return false;
    zones_.push_back({name, translates});
    return true;
}

bool TranslateZones::follow(const HtmlToken& token) {
    const bool starts = token.kind == HtmlToken::Kind::start && !token.self_closing;
    if (!starts && token.kind != HtmlToken::Kind::end) return false;
    for (std::size_t i = 0; i < zones_.size(); ++i) {
        Zone& zone = zones_[i];
        if (zone.name != token.name) continue;
        // A paragraph ends where the next one begins.
        const bool is_inside = starts && zone.name != "p";
        zone.depth = is_inside ? zone.depth + 1 : zone.depth - 1;
        if (zone.depth > 0) continue;
        zones_.resize(i);
        return true;
    }
    return false;
}

bool KeptSpaces::follow(const HtmlToken& token, std::string_view text) {
    if (token.kind == HtmlToken::Kind::end) {
        if (depth_ > 0 && token.name == name_) --depth_;
    } else if (!token.self_closing) {
        if (depth_ > 0) {
            if (token.name == name_) ++depth_;
        } else if (keeps_spaces(token, text)) {
            name_ = token.name;
            depth_ = 1;
        }
    }
    return depth_ > 0;
}

}  // namespace egiz::formats
