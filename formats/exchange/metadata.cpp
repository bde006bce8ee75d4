// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/metadata.hpp"

#include "formats/exchange/code_types.hpp"
#include "formats/exchange/kept_attributes.hpp"

#include <charconv>
#include <optional>
#include <utility>

namespace egiz::formats {
namespace {

std::string own(std::string_view type) { return std::string(own_property) + std::string(type); }

/// The shortest digits that read back as the same number.
std::string print_score(double score) {
    char buffer[32];
    const auto result = std::to_chars(buffer, buffer + sizeof buffer, score);
    return {buffer, result.ptr};
}

std::optional<double> parse_score(std::string_view text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (!(value >= 0 && value <= 1)) return std::nullopt;
    return value;
}

std::optional<ReviewState> parse_state(std::string_view text) {
    for (const ReviewState state :
         {ReviewState::unreviewed, ReviewState::reviewed, ReviewState::rejected}) {
        if (text == name(state)) return state;
    }
    return std::nullopt;
}

struct AuthorshipField {
    const char* type;
    std::string Authorship::*field;
};
constexpr AuthorshipField authorship_fields[] = {{"created", &Authorship::created},
                                                 {"created-by", &Authorship::created_by},
                                                 {"changed", &Authorship::changed},
                                                 {"changed-by", &Authorship::changed_by}};

void append(std::vector<Property>& result, const std::string& prefix, const Authorship& authorship,
            const std::vector<Property>& properties, XliffVersion version) {
    for (const AuthorshipField& field : authorship_fields) {
        const std::string& value = authorship.*field.field;
        if (!value.empty()) result.push_back({prefix + field.type, value});
    }
    for (const Property& property : properties) {
        if (is_kept_of_xliff(property.type, version)) continue;
        result.push_back({prefix + "prop-" + encode_blanks(property.type), property.value});
    }
}

bool take(Authorship& authorship, std::vector<Property>& properties, std::string_view type,
          const std::string& value) {
    for (const AuthorshipField& field : authorship_fields) {
        if (type == field.type) {
            authorship.*field.field = value;
            return true;
        }
    }
    if (!type.starts_with("prop-")) return false;
    properties.push_back({decode_blanks(type.substr(5)), value});
    return true;
}

void append_contexts(std::vector<Property>& result, const std::string& type,
                     const Variant& variant) {
    for (const Context context : variant.contexts) {
        result.push_back({type, print_context(context)});
    }
}

bool take_context(Variant& variant, const std::string& value) {
    const auto context = parse_context(value);
    if (context) add_context(variant.contexts, *context);
    return context.has_value();
}

}  // namespace

std::string print_context(Context context) {
    char buffer[2 * 8 + 1];
    char* const end = buffer + sizeof buffer;
    char* next = std::to_chars(buffer, end, context.previous, 16).ptr;
    *next++ = ':';
    next = std::to_chars(next, end, context.next, 16).ptr;
    return {buffer, next};
}

std::optional<Context> parse_context(std::string_view text) {
    Context context;
    const char* const end = text.data() + text.size();
    const auto previous = std::from_chars(text.data(), end, context.previous, 16);
    if (previous.ec != std::errc{} || previous.ptr == end || *previous.ptr != ':') {
        return std::nullopt;
    }
    const auto next = std::from_chars(previous.ptr + 1, end, context.next, 16);
    if (next.ec != std::errc{} || next.ptr != end) return std::nullopt;
    return context;
}

std::vector<Property> context_properties(const Variant& variant) {
    std::vector<Property> result;
    append_contexts(result, own("context"), variant);
    return result;
}

bool take_context_property(const Property& property, Variant& variant) {
    static const std::string type = own("context");
    return property.type == type && take_context(variant, property.value);
}

std::vector<Property> alignment_properties(const TranslationUnit& unit) {
    std::vector<Property> result;
    if (!unit.document.empty()) result.push_back({own("document"), unit.document});
    if (!unit.bead_type.empty()) result.push_back({own("bead"), unit.bead_type});
    if (unit.score) result.push_back({own("score"), print_score(*unit.score)});
    if (unit.state != ReviewState::unreviewed) result.push_back({own("state"), name(unit.state)});
    return result;
}

bool take_alignment_property(const Property& property, TranslationUnit& unit) {
    if (!property.type.starts_with(own_property)) return false;
    const std::string_view type = std::string_view(property.type).substr(own_property.size());
    if (type == "document") {
        unit.document = property.value;
    } else if (type == "bead") {
        unit.bead_type = property.value;
    } else if (type == "score") {
        const auto score = parse_score(property.value);
        if (!score) return false;
        unit.score = score;
    } else if (type == "state") {
        const auto state = parse_state(property.value);
        if (!state) return false;
        unit.state = *state;
    } else {
        return false;
    }
    return true;
}

std::vector<Property> unit_metadata(const TranslationUnit& unit, const Variant& source,
                                    const Variant& target, std::string_view file_document,
                                    XliffVersion version) {
    std::vector<Property> result = alignment_properties(unit);
    if (!unit.document.empty() && unit.document == file_document) result.erase(result.begin());
    append(result, own(""), unit.authorship, unit.properties, version);
    append(result, own("source-"), source.authorship, source.properties, version);
    append_contexts(result, own("source-context"), source);
    append(result, own("target-"), target.authorship, target.properties, version);
    append_contexts(result, own("target-context"), target);
    return result;
}

Property kept_property() { return {own("kept"), "yes"}; }

Property id_property(const TranslationUnit& unit) { return {own("id"), unit.id}; }

bool take_unit_metadata(const Property& property, TranslationUnit& unit, Variant* source,
                        Variant* target) {
    if (take_alignment_property(property, unit)) return true;
    if (!property.type.starts_with(own_property)) return false;
    std::string_view type = std::string_view(property.type).substr(own_property.size());
    for (const auto& [side, variant] :
         {std::pair("source-", source), std::pair("target-", target)}) {
        if (!type.starts_with(side)) continue;
        if (variant == nullptr) return false;
        if (type.substr(7) == "context") return take_context(*variant, property.value);
        return take(variant->authorship, variant->properties, type.substr(7), property.value);
    }
    if (type == "kept") return true;
    if (type == "id") {
        unit.id = property.value;
        return true;
    }
    return take(unit.authorship, unit.properties, type, property.value);
}

}  // namespace egiz::formats
