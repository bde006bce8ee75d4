// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/metadata.hpp"

#include <charconv>
#include <utility>

namespace egiz::formats {
namespace {

std::optional<double> parse_score(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (!(value >= 0 && value <= 1)) return std::nullopt;
    return value;
}

struct AuthorshipField {
    const char* type;
    std::string Authorship::* field;
};
constexpr AuthorshipField authorship_fields[] = {{"created", &Authorship::created},
                                                 {"created-by", &Authorship::created_by},
                                                 {"changed", &Authorship::changed},
                                                 {"changed-by", &Authorship::changed_by}};

void append(std::vector<Property>& result, const std::string& prefix, const Authorship& authorship,
            const std::vector<Property>& properties) {
    for (const AuthorshipField& field : authorship_fields) {
        const std::string& value = authorship.*field.field;
        if (!value.empty()) result.push_back({prefix + field.type, value});
    }
    for (const Property& property : properties) {
        result.push_back({prefix + "prop-" + encode_blanks(property.type), property.value});
    }
}

bool take(Authorship& authorship, std::vector<Property>& properties, std::string_view type,
          std::string_view value) {
    for (const AuthorshipField& field : authorship_fields) {
        if (type == field.type) {
            authorship.*field.field = value;
            return true;
        }
    }
    if (!type.starts_with("prop-")) return false;
    properties.push_back({decode_blanks(type.substr(5)), std::string(value)});
    return true;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string print_score(double score) {
    char buffer[32];
    const auto [end, error] = std::to_chars(buffer, buffer + sizeof buffer, score);
    return error == std::errc{} ? std::string(buffer, end) : std::string();
}

std::vector<Property> aligner_properties(const TranslationUnit& unit) {
    std::vector<Property> result;
    if (!unit.document.empty()) result.push_back({"document", unit.document});
    if (!unit.bead_type.empty()) result.push_back({"bead", unit.bead_type});
    if (unit.score) result.push_back({"score", print_score(*unit.score)});
    if (unit.state != ReviewState::unreviewed) result.push_back({"state", name(unit.state)});
    return result;
}

bool take_aligner_property(TranslationUnit& unit, std::string_view type, std::string_view value) {
    if (type == "document") {
        unit.document = value;
    } else if (type == "bead") {
        unit.bead_type = value;
    } else if (type == "score") {
        const auto score = parse_score(value);
        if (!score) return false;
        unit.score = score;
    } else if (type == "state") {
        for (const ReviewState state :
             {ReviewState::unreviewed, ReviewState::reviewed, ReviewState::rejected}) {
            if (value == name(state)) {
                unit.state = state;
                return true;
            }
        }
        return false;
    } else {
        return false;
    }
    return true;
}

std::vector<Property> unit_metadata(const TranslationUnit& unit, const Variant& source,
                                    const Variant& target, std::string_view written_id) {
    std::vector<Property> result = aligner_properties(unit);
    if (unit.id != written_id) result.push_back({"id", unit.id});
    append(result, "", unit.authorship, unit.properties);
    append(result, "source-", source.authorship, source.properties);
    append(result, "target-", target.authorship, target.properties);
    return result;
}

bool take_unit_metadata(TranslationUnit& unit, Variant& source, Variant* target,
                        std::string_view type, std::string_view value) {
    if (take_aligner_property(unit, type, value)) return true;
    if (type == "id") {
        unit.id = value;
        return true;
    }
    if (type.starts_with("source-")) {
        return take(source.authorship, source.properties, type.substr(7), value);
    }
    if (type.starts_with("target-")) {
        return target != nullptr &&
               take(target->authorship, target->properties, type.substr(7), value);
    }
    return take(unit.authorship, unit.properties, type, value);
}

std::string encode_blanks(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) <= 0x20 || c == '%') {
            constexpr char digits[] = "0123456789ABCDEF";
            result += '%';
            result += digits[static_cast<unsigned char>(c) >> 4];
            result += digits[static_cast<unsigned char>(c) & 15];
        } else {
            result += c;
        }
    }
    return result;
}

std::string decode_blanks(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
        if (low >= 0) {
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace egiz::formats
