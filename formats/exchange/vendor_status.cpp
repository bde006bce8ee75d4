// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/vendor_status.hpp"

#include "formats/exchange/dates.hpp"

#include <string>
#include <string_view>

namespace egiz::formats {
namespace {

constexpr std::string_view mq_uri = "MQXliff";
constexpr std::string_view m_uri = "http://www.memsource.com/mxlf/2.0";

/// An attribute and what it is kept as. Those of `sdl:seg` have no prefix.
struct StatusAttribute {
    std::string_view uri;
    std::string_view name;
    const char* property;
};
constexpr StatusAttribute status_attributes[] = {
    {"", "conf", "x-sdl-conf"},
    {"", "locked", "x-sdl-locked"},
    {"", "percent", "x-sdl-percent"},
    {"", "origin", "x-sdl-origin"},
    {mq_uri, "status", "x-mq-status"},
    {mq_uri, "locked", "x-mq-locked"},
    {mq_uri, "percent", "x-mq-percent"},
    {mq_uri, "lastchangedtimestamp", "x-mq-lastchangedtimestamp"},
    {mq_uri, "lastchanginguser", "x-mq-lastchanginguser"},
    {m_uri, "confirmed", "x-m-confirmed"},
    {m_uri, "locked", "x-m-locked"},
    {m_uri, "score", "x-m-score"},
    {m_uri, "trans-origin", "x-m-trans-origin"},
    {m_uri, "created-by", "x-m-created-by"},
    {m_uri, "modified-by", "x-m-modified-by"},
};

struct StatusMeaning {
    std::string_view property;
    std::string_view value;
    ReviewState state;
};
constexpr StatusMeaning status_meanings[] = {
    {"x-sdl-conf", "ApprovedTranslation", ReviewState::reviewed},
    {"x-sdl-conf", "ApprovedSignOff", ReviewState::reviewed},
    {"x-sdl-conf", "RejectedTranslation", ReviewState::rejected},
    {"x-sdl-conf", "RejectedSignOff", ReviewState::rejected},
    {"x-mq-status", "Proofread", ReviewState::reviewed},
    {"x-mq-status", "Rejected", ReviewState::rejected},
};

bool says_yes(std::string_view value) { return value == "true" || value == "locked"; }

/// True if the property was the unit's own to know.
bool take_authorship(const Property& property, TranslationUnit& unit) {
    if (property.type == "x-mq-lastchangedtimestamp") {
        const auto date = to_iso_date(property.value);
        if (date) unit.authorship.changed = *date;
        return date.has_value();
    }
    if (property.type == "x-mq-lastchanginguser" || property.type == "x-m-modified-by") {
        unit.authorship.changed_by = property.value;
        return true;
    }
    if (property.type == "x-m-created-by") {
        unit.authorship.created_by = property.value;
        return true;
    }
    return false;
}

}  // namespace

std::vector<Property> vendor_status(const Element& element) {
    std::vector<Property> status;
    const bool is_sdl = element.name == "seg";
    for (const xml::Attribute& attribute : element.attributes()) {
        if (attribute.value.empty() || (attribute.uri.empty() && !is_sdl)) continue;
        for (const StatusAttribute& known : status_attributes) {
            if (attribute.name != known.name || attribute.uri != known.uri) continue;
            if (known.name == "locked" && !says_yes(attribute.value)) continue;
            if (known.name == "confirmed" && attribute.value == "0") continue;
            status.push_back({known.property, std::string(attribute.value)});
        }
    }
    return status;
}

bool is_locked(const Element& element) { return says_yes(element.get("locked")); }

void take_vendor_status(const std::vector<Property>& status, TranslationUnit& unit) {
    for (const Property& property : status) {
        if (take_authorship(property, unit)) continue;
        for (const StatusMeaning& meaning : status_meanings) {
            if (unit.state == ReviewState::unreviewed && meaning.property == property.type &&
                meaning.value == property.value) {
                unit.state = meaning.state;
            }
        }
        unit.properties.push_back(property);
    }
}

}  // namespace egiz::formats
