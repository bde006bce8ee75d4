// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/jsonl.hpp"

#include "formats/exchange/metadata.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "text/unicode.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <ostream>
#include <stdexcept>
#include <utility>

namespace egiz::formats {
namespace {

using Json = nlohmann::ordered_json;

constexpr int deepest = 16;
constexpr std::array code_kinds{"open", "close", "placeholder", "lone-open", "lone-close"};

void put(Json& json, const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
}

void put(Json& json, const Authorship& authorship) {
    put(json, "created", authorship.created);
    put(json, "created_by", authorship.created_by);
    put(json, "changed", authorship.changed);
    put(json, "changed_by", authorship.changed_by);
}

void put(Json& json, const std::vector<Property>& properties,
         const std::vector<std::string>& notes) {
    for (const Property& property : properties) {
        json["properties"].push_back({{"type", property.type}, {"value", property.value}});
    }
    if (!notes.empty()) json["notes"] = notes;
}

Json to_json(const Variant& variant) {
    Json json{{"language", variant.language.tag()}, {"text", variant.text}};
    for (const InlineCode& code : variant.codes) {
        Json object{{"at", code.byte_offset},
                    {"kind", code_kinds.at(static_cast<std::size_t>(code.kind))}};
        put(object, "id", code.id);
        put(object, "type", code.type);
        put(object, "data", code.data);
        json["codes"].push_back(std::move(object));
    }
    for (const Context context : variant.contexts) {
        json["contexts"].push_back(print_context(context));
    }
    put(json, variant.authorship);
    put(json, variant.properties, variant.notes);
    return json;
}

Json to_json(const TranslationUnit& unit, const std::vector<const Variant*>& variants) {
    Json json = Json::object();
    put(json, "id", unit.id);
    put(json, "document", unit.document);
    put(json, "bead", unit.bead_type);
    if (unit.score) json["score"] = *unit.score;
    if (unit.state != ReviewState::unreviewed) json["state"] = name(unit.state);
    put(json, unit.authorship);
    put(json, unit.properties, unit.notes);
    for (const Variant* variant : variants) {
        if (variant != nullptr) json["variants"].push_back(to_json(*variant));
    }
    return json;
}

std::string take(const Json& json, const char* key) {
    return json.contains(key) ? json.at(key).get<std::string>() : std::string();
}

void take(const Json& json, Authorship& authorship) {
    authorship = {take(json, "created"), take(json, "created_by"), take(json, "changed"),
                  take(json, "changed_by")};
}

void take(const Json& json, std::vector<Property>& properties, std::vector<std::string>& notes) {
    if (json.contains("properties")) {
        for (const Json& property : json.at("properties")) {
            properties.push_back({take(property, "type"), take(property, "value")});
        }
    }
    if (json.contains("notes")) notes = json.at("notes").get<std::vector<std::string>>();
}

InlineCode code_from(const Json& json, std::size_t text_size) {
    InlineCode code;
    code.byte_offset = json.at("at").get<std::size_t>();
    if (code.byte_offset > text_size) throw std::runtime_error("a code lies outside its text");
    const std::string kind = take(json, "kind");
    std::size_t index = 0;
    while (index < code_kinds.size() && kind != code_kinds.at(index)) ++index;
    if (index == code_kinds.size()) throw std::runtime_error("unknown kind of code '" + kind + "'");
    code.kind = static_cast<InlineCode::Kind>(index);
    code.id = take(json, "id");
    code.type = take(json, "type");
    code.data = take(json, "data");
    return code;
}

Variant variant_from(const Json& json) {
    Variant variant;
    const std::string tag = take(json, "language");
    const auto language = Language::parse(tag);
    if (!language) throw std::runtime_error("'" + tag + "' is no language");
    variant.language = *language;
    variant.text = json.at("text").get<std::string>();
    if (json.contains("codes")) {
        for (const Json& code : json.at("codes")) {
            variant.codes.push_back(code_from(code, variant.text.size()));
        }
    }
    if (json.contains("contexts")) {
        for (const Json& text : json.at("contexts")) {
            const auto context = parse_context(text.get<std::string>());
            if (!context) throw std::runtime_error("a context is not two hexadecimal numbers");
            add_context(variant.contexts, *context);
        }
    }
    take(json, variant.authorship);
    take(json, variant.properties, variant.notes);
    return variant;
}

ReviewState state_from(const std::string& text) {
    for (const ReviewState state :
         {ReviewState::unreviewed, ReviewState::reviewed, ReviewState::rejected}) {
        if (text.empty() || text == name(state)) return state;
    }
    throw std::runtime_error("unknown state '" + text + "'");
}

TranslationUnit unit_from(const Json& json) {
    TranslationUnit unit;
    unit.id = take(json, "id");
    unit.document = take(json, "document");
    unit.bead_type = take(json, "bead");
    if (json.contains("score")) unit.score = json.at("score").get<double>();
    if (unit.score && !(*unit.score >= 0 && *unit.score <= 1)) {
        throw std::runtime_error("the score is not between 0 and 1");
    }
    unit.state = state_from(take(json, "state"));
    take(json, unit.authorship);
    take(json, unit.properties, unit.notes);
    for (const Json& object : json.at("variants")) {
        Variant variant = variant_from(object);
        for (const Variant& other : unit.variants) {
            if (other.language == variant.language) {
                throw std::runtime_error("two variants in " + variant.language.tag());
            }
        }
        unit.variants.push_back(std::move(variant));
    }
    if (unit.variants.empty()) throw std::runtime_error("no variants");
    return unit;
}

/// Discarded if the line is no JSON, or is nested deeper than any unit.
Json parse(std::string_view line) {
    bool too_deep = false;
    Json json = Json::parse(
        line,
        [&too_deep](int depth, Json::parse_event_t, Json&) {
            too_deep = too_deep || depth > deepest;
            return !too_deep;
        },
        false);
    return too_deep ? Json(Json::value_t::discarded) : json;
}

class JsonlReader final : public UnitReader {
public:
    JsonlReader(InputFile file, WarningSink warn)
        : lines_(std::move(file)), warn_(std::move(warn)) {}

    std::optional<TranslationUnit> next() override {
        for (std::string_view line; lines_.next(line);) {
            if (trim(line, {0, line.size()}).empty()) continue;
            const Place place{lines_.path(), lines_.line_number()};
            const Json json = parse(line);
            if (!json.is_object()) {
                throw Error(
                    Fault::input, place, "not a JSON object",
                    "each line holds one unit: {\"variants\": [{\"language\", \"text\"}, …]}");
            }
            try {
                TranslationUnit unit = unit_from(json);
                ++counts_.units;
                counts_.variants += unit.variants.size();
                return unit;
            } catch (const std::exception& error) {
                ++counts_.skipped;
                if (warn_) warn_({place, std::string("skipped: ") + error.what()});
            }
        }
        return std::nullopt;
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    LineReader lines_;
    WarningSink warn_;
    ReadCounts counts_;
};

class JsonlWriter final : public SelectingWriter {
public:
    JsonlWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {}
    void finish() override { flush_lines(out_); }

private:
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) override {
        out_ << to_json(unit, variants).dump(-1, ' ', false, Json::error_handler_t::replace)
             << '\n';
    }

    std::ostream& out_;
};

}  // namespace

std::string unit_to_json(const TranslationUnit& unit) {
    std::vector<const Variant*> variants;
    for (const Variant& variant : unit.variants) variants.push_back(&variant);
    return to_json(unit, variants).dump(-1, ' ', false, Json::error_handler_t::replace);
}

TranslationUnit unit_from_json(std::string_view text) {
    const Json json = parse(text);
    if (!json.is_object()) throw std::runtime_error("not a JSON object");
    try {
        return unit_from(json);
    } catch (const Json::exception& error) {
        throw std::runtime_error(error.what());
    }
}

std::unique_ptr<UnitReader> make_jsonl_reader(InputFile file, const WarningSink& warn) {
    return std::make_unique<JsonlReader>(std::move(file), warn);
}

std::unique_ptr<UnitWriter> make_jsonl_writer(std::ostream& out, const UnitWriterOptions& options) {
    return std::make_unique<JsonlWriter>(out, options);
}

}  // namespace egiz::formats
