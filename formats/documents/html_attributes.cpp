// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/html_attributes.hpp"

#include "formats/words.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace egiz::formats {
namespace {

struct Translatable {
    std::string_view attribute;
    std::string_view elements;  ///< with blanks around each; empty: all
};
constexpr std::array translatable{
    Translatable{"title", ""},
    Translatable{"alt", " img area input "},
    Translatable{"placeholder", " input textarea "},
    Translatable{"label", " option optgroup track "},
    Translatable{"abbr", " th "},
    Translatable{"summary", " table "},
    Translatable{"aria-label", ""},
    Translatable{"aria-description", ""},
    Translatable{"aria-placeholder", ""},
    Translatable{"aria-roledescription", ""},
    Translatable{"aria-valuetext", ""},
};

/// What a `meta` element is about where its content is text for people.
constexpr std::string_view described =
    " description keywords application-name og:title og:description og:image:alt twitter:title "
    "twitter:description twitter:image:alt dc.title dc.description ";
constexpr std::string_view buttons = " button submit reset ";

std::string value_in_small_letters(const HtmlToken& token, std::string_view attribute,
                                   std::string_view text) {
    const HtmlToken::Attribute* found = token.find(attribute);
    if (found == nullptr) return {};
    return with_small_letters(slice(text, found->value));
}

}  // namespace

std::vector<HtmlToken::Attribute> translatable_attributes(const HtmlToken& token,
                                                          std::string_view text) {
    const bool describes = token.name == "meta" && token.find("http-equiv") == nullptr &&
                           (is_word_of(described, value_in_small_letters(token, "name", text)) ||
                            is_word_of(described, value_in_small_letters(token, "property", text)));
    const bool on_button =
        token.name == "input" && is_word_of(buttons, value_in_small_letters(token, "type", text));
    std::vector<HtmlToken::Attribute> found;
    for (const HtmlToken::Attribute& attribute : token.attributes) {
        const bool listed =
            std::any_of(translatable.begin(), translatable.end(), [&](const Translatable& each) {
                return each.attribute == attribute.name &&
                       (each.elements.empty() || is_word_of(each.elements, token.name));
            });
        const bool counts = listed || (describes && attribute.name == "content") ||
                            (on_button && attribute.name == "value");
        if (!counts) continue;
        // The first of a name counts.
        const bool is_second = std::any_of(found.begin(), found.end(), [&](const auto& each) {
            return each.name == attribute.name;
        });
        if (!is_second) found.push_back(attribute);
    }
    return found;
}

}  // namespace egiz::formats
