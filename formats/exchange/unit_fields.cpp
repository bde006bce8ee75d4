// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/unit_fields.hpp"

#include <charconv>

namespace egiz::formats {
namespace {

constexpr const char* document_key = "x-egiz-document";
constexpr const char* bead_key = "x-egiz-bead";
constexpr const char* score_key = "x-egiz-score";
constexpr const char* state_key = "x-egiz-state";

/// The shortest digits that read back as the same number.
std::string number_text(double number) {
    char buffer[32];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, number);
    return {buffer, result.ptr};
}

bool all_digits(std::string_view text) {
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
    }
    return !text.empty();
}

}  // namespace

std::vector<Property> alignment_properties(const TranslationUnit& unit) {
    std::vector<Property> properties;
    if (!unit.document.empty()) properties.push_back({document_key, unit.document});
    if (!unit.bead_type.empty()) properties.push_back({bead_key, unit.bead_type});
    if (unit.score) properties.push_back({score_key, number_text(*unit.score)});
    if (unit.state != ReviewState::unreviewed) properties.push_back({state_key, name(unit.state)});
    return properties;
}

bool take_alignment_property(const Property& property, TranslationUnit& unit) {
    if (property.type == document_key) {
        unit.document = property.value;
        return true;
    }
    if (property.type == bead_key) {
        unit.bead_type = property.value;
        return true;
    }
    if (property.type == score_key) {
        double score = 0;
        const char* const end = property.value.data() + property.value.size();
        const auto result = std::from_chars(property.value.data(), end, score);
        if (result.ec != std::errc() || result.ptr != end) return false;
        unit.score = score;
        return true;
    }
    if (property.type == state_key) {
        for (const ReviewState state :
             {ReviewState::unreviewed, ReviewState::reviewed, ReviewState::rejected}) {
            if (property.value == name(state)) {
                unit.state = state;
                return true;
            }
        }
    }
    return false;
}

std::string tmx_date(std::string_view iso) {
    const bool shaped = iso.size() == 20 && iso[4] == '-' && iso[7] == '-' && iso[10] == 'T' &&
                        iso[13] == ':' && iso[16] == ':' && iso[19] == 'Z';
    if (!shaped) return {};
    std::string date;
    for (const char c : iso) {
        if (c != '-' && c != ':') date += c;
    }
    return all_digits(date.substr(0, 8)) && all_digits(date.substr(9, 6)) ? date : std::string();
}

std::string iso_date(std::string_view tmx) {
    const bool shaped = tmx.size() == 16 && tmx[8] == 'T' && tmx[15] == 'Z' &&
                        all_digits(tmx.substr(0, 8)) && all_digits(tmx.substr(9, 6));
    if (!shaped) return std::string(tmx);
    const auto part = [&](std::size_t begin, std::size_t size) {
        return std::string(tmx.substr(begin, size));
    };
    return part(0, 4) + '-' + part(4, 2) + '-' + part(6, 2) + 'T' + part(9, 2) + ':' + part(11, 2) +
           ':' + part(13, 2) + 'Z';
}

void attribute_if(xml::Writer& xml, std::string_view name, std::string_view value) {
    if (!value.empty()) xml.attribute(name, value);
}

std::vector<std::optional<std::size_t>> pair_codes(const std::vector<InlineCode>& codes) {
    std::vector<std::optional<std::size_t>> partner(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (codes[i].kind != InlineCode::Kind::close) continue;
        for (std::size_t k = i; k-- > 0;) {
            if (codes[k].kind == InlineCode::Kind::open && !partner[k] &&
                codes[k].id == codes[i].id) {
                partner[k] = i;
                partner[i] = k;
                break;
            }
        }
    }
    return partner;
}

}  // namespace egiz::formats
