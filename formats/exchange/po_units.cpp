// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/po_units.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::string_view own = "x-egiz-po-";
constexpr std::string_view fuzzy = "fuzzy";

std::string joined(const std::vector<std::string>& lines, std::string_view joint) {
    std::string text;
    for (std::size_t i = 0; i < lines.size(); ++i)
        text.append(i == 0 ? "" : joint).append(lines[i]);
    return text;
}

void split(std::string_view text, std::string_view joint, std::vector<std::string>& lines) {
    for (;;) {
        const std::size_t at = text.find(joint);
        lines.emplace_back(text.substr(0, at));
        if (at == std::string_view::npos) return;
        text.remove_prefix(at + joint.size());
    }
}

/// Lines of comments; CR would end one in the midst.
std::vector<std::string> comment_lines(const std::vector<std::string>& notes) {
    std::vector<std::string> lines;
    for (std::string note : notes) {
        std::replace(note.begin(), note.end(), '\r', '\n');
        split(note, "\n", lines);
    }
    return lines;
}

void put(std::vector<Property>& properties, std::string_view type, std::string value) {
    properties.push_back({std::string(own).append(type), std::move(value)});
}

void put_if(std::vector<Property>& properties, std::string_view type,
            const std::optional<std::string>& value) {
    if (value) put(properties, type, *value);
}

std::optional<std::string> find(const std::vector<Property>& properties, std::string_view type) {
    for (const Property& property : properties) {
        if (property.type.starts_with(own) &&
            std::string_view(property.type).substr(own.size()) == type) {
            return property.value;
        }
    }
    return std::nullopt;
}

Variant make_variant(const Language& language, const std::string& text) {
    Variant variant;
    variant.language = language;
    variant.text = text;
    return variant;
}

std::vector<Property> properties_of(const PoEntry& entry) {
    std::vector<Property> properties;
    put_if(properties, "context", entry.context);
    if (entry.obsolete) put(properties, "obsolete", "yes");
    for (const std::string& line : entry.references) put(properties, "reference", line);
    put_if(properties, "previous-context", entry.previous_context);
    put_if(properties, "previous-id", entry.previous_id);
    put_if(properties, "previous-id-plural", entry.previous_id_plural);
    if (!entry.domain.empty()) put(properties, "domain", entry.domain);
    return properties;
}

TranslationUnit unit_of(const PoEntry& entry, const std::string& source_text,
                        const std::string& target_text, const Language& source,
                        const Language& target) {
    TranslationUnit unit;
    unit.variants.push_back(make_variant(source, source_text));
    if (!entry.extracted.empty()) {
        unit.variants.front().notes.push_back(joined(entry.extracted, "\n"));
    }
    if (!entry.comments.empty()) unit.notes.push_back(joined(entry.comments, "\n"));
    unit.properties = properties_of(entry);
    const bool is_fuzzy =
        std::find(entry.flags.begin(), entry.flags.end(), fuzzy) != entry.flags.end();
    const bool translated = !target_text.empty();
    std::vector<std::string> flags = entry.flags;
    if (translated) {
        // The state says it.
        std::erase(flags, fuzzy);
        unit.state = is_fuzzy ? ReviewState::unreviewed : ReviewState::reviewed;
        unit.variants.push_back(make_variant(target, target_text));
    }
    if (!flags.empty()) put(unit.properties, "flags", joined(flags, ", "));
    return unit;
}

}  // namespace

std::vector<TranslationUnit> units_of(const PoEntry& entry, const Language& source,
                                      const Language& target) {
    std::vector<TranslationUnit> units;
    const std::string id = entry.id.value_or("");
    if (!entry.id_plural) {
        const auto form = entry.forms.find(0);
        units.push_back(
            unit_of(entry, id, form == entry.forms.end() ? "" : form->second, source, target));
        return units;
    }
    auto forms = entry.forms;
    forms.try_emplace(0);
    for (const auto& [index, text] : forms) {
        units.push_back(unit_of(entry, index == 0 ? id : *entry.id_plural, text, source, target));
        put(units.back().properties, "plural", std::to_string(index));
        put(units.back().properties, "id", id);
        put(units.back().properties, "id-plural", *entry.id_plural);
    }
    return units;
}

PoEntry entry_of(const PoUnit& given) {
    const TranslationUnit& unit = *given.unit;
    PoEntry entry;
    entry.id = given.source->text;
    entry.context = find(unit.properties, "context");
    entry.obsolete = find(unit.properties, "obsolete").has_value();
    entry.previous_context = find(unit.properties, "previous-context");
    entry.previous_id = find(unit.properties, "previous-id");
    entry.previous_id_plural = find(unit.properties, "previous-id-plural");
    entry.domain = find(unit.properties, "domain").value_or("");
    for (const Property& property : unit.properties) {
        if (property.type == std::string(own) + "reference") {
            split(property.value, "\n", entry.references);
        }
    }
    entry.extracted = comment_lines(given.source->notes);
    entry.comments = comment_lines(unit.notes);
    if (given.target != nullptr) {
        const std::vector<std::string> more = comment_lines(given.target->notes);
        entry.comments.insert(entry.comments.end(), more.begin(), more.end());
    }
    if (const auto flags = find(unit.properties, "flags")) {
        split(*flags, ", ", entry.flags);
        std::erase_if(entry.flags, [](const std::string& flag) {
            return flag.empty() || flag.find_first_of("\r\n") != std::string::npos;
        });
    }
    if (given.target != nullptr && unit.state != ReviewState::reviewed) {
        entry.flags.insert(entry.flags.begin(), std::string(fuzzy));
    }
    std::size_t index = 0;
    const auto plural = find(unit.properties, "plural");
    const auto id_plural = find(unit.properties, "id-plural");
    if (plural && id_plural && plural->size() <= 2 &&
        plural->find_first_not_of("0123456789") == std::string::npos && !plural->empty()) {
        index = std::stoul(*plural);
        entry.id_plural = id_plural;
        if (index > 0) entry.id = find(unit.properties, "id").value_or(*entry.id);
    }
    entry.forms[index] = given.target == nullptr ? "" : given.target->text;
    return entry;
}

bool continues(const PoEntry& entry, const PoEntry& next) {
    return entry.id_plural && next.id_plural && entry.id == next.id &&
           entry.id_plural == next.id_plural && entry.context == next.context &&
           entry.obsolete == next.obsolete && entry.domain == next.domain &&
           entry.forms.rbegin()->first < next.forms.begin()->first;
}

std::vector<Property> header_properties(const PoEntry& header) {
    std::vector<Property> properties;
    for (const std::string& line : header.comments) put(properties, "comment", line);
    if (!header.flags.empty()) put(properties, "flags", joined(header.flags, ", "));
    const auto form = header.forms.find(0);
    if (form == header.forms.end()) return properties;
    std::vector<std::string> fields;
    split(form->second, "\n", fields);
    for (const std::string& field : fields) {
        const std::size_t colon = field.find(':');
        if (colon == std::string::npos) continue;
        const std::size_t value = field.find_first_not_of(' ', colon + 1);
        put(properties, field.substr(0, colon),
            value == std::string::npos ? "" : field.substr(value));
    }
    return properties;
}

PoEntry make_header(const std::vector<Property>& kept, const Language* target,
                    const std::string& target_tag, const std::string& date) {
    std::vector<std::pair<std::string, std::string>> fields;
    PoEntry header;
    header.id.emplace();
    for (const Property& property : kept) {
        if (!property.type.starts_with(own)) continue;
        const std::string type = property.type.substr(own.size());
        if (type == "comment") {
            header.comments.push_back(property.value);
        } else if (type == "flags") {
            split(property.value, ", ", header.flags);
        } else {
            fields.emplace_back(type, property.value);
        }
    }
    const auto field = [&](std::string_view name) {
        return std::find_if(fields.begin(), fields.end(),
                            [&](const auto& candidate) { return candidate.first == name; });
    };
    const auto set_if_new = [&](const std::string& name, const std::string& value) {
        if (field(name) == fields.end()) fields.emplace_back(name, value);
    };
    if (fields.empty()) {
        fields = {{"Project-Id-Version", ""}, {"PO-Revision-Date", date}, {"MIME-Version", "1.0"}};
    }
    const auto language = field("Language");
    const bool same = language == fields.end() || target == nullptr || language->second.empty() ||
                      target->undetermined() || Language::parse(language->second) == *target;
    if (!same) {
        fields.erase(language);
        if (const auto forms = field("Plural-Forms"); forms != fields.end()) fields.erase(forms);
    }
    if (field("Content-Type") != fields.end()) {
        field("Content-Type")->second = "text/plain; charset=UTF-8";
    }
    set_if_new("Content-Type", "text/plain; charset=UTF-8");
    set_if_new("Content-Transfer-Encoding", "8bit");
    if (target != nullptr && !target->undetermined()) {
        set_if_new("Language", target_tag);
        const std::string forms = plural_forms_of(*target);
        if (!forms.empty()) set_if_new("Plural-Forms", forms);
    }
    std::string& text = header.forms[0];
    for (const auto& [name, value] : fields) text += name + ": " + value + '\n';
    return header;
}

}  // namespace egiz::formats
