// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/unit_output.hpp"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>
#include <sstream>
#include <utility>
#include <vector>

namespace egiz::workflow {
namespace {

const char* name(InlineCode::Kind kind) {
    switch (kind) {
        case InlineCode::Kind::open:
            return "open";
        case InlineCode::Kind::close:
            return "close";
        case InlineCode::Kind::placeholder:
            return "placeholder";
        case InlineCode::Kind::lone_open:
            return "lone-open";
        case InlineCode::Kind::lone_close:
            return "lone-close";
    }
    return "";
}

void put(OutputJson& json, const char* key, const std::string& value) {
    if (!value.empty()) json[key] = value;
}

void put(OutputJson& json, const Authorship& authorship) {
    put(json, "created", authorship.created);
    put(json, "created_by", authorship.created_by);
    put(json, "changed", authorship.changed);
    put(json, "changed_by", authorship.changed_by);
}

void put(OutputJson& json, const std::vector<Property>& properties,
         const std::vector<std::string>& notes) {
    for (const Property& property : properties) {
        json["properties"].push_back({{"type", property.type}, {"value", property.value}});
    }
    if (!notes.empty()) json["notes"] = notes;
}

OutputJson variant_json(const Variant& variant) {
    OutputJson json{{"language", variant.language.tag()}, {"text", variant.text}};
    for (const InlineCode& code : variant.codes) {
        OutputJson one{{"offset", code.byte_offset}, {"kind", name(code.kind)}};
        put(one, "id", code.id);
        put(one, "type", code.type);
        put(one, "data", code.data);
        json["codes"].push_back(std::move(one));
    }
    put(json, variant.authorship);
    put(json, variant.properties, variant.notes);
    return json;
}

std::string codes_text(const Variant& variant) {
    std::string text;
    for (const InlineCode& code : variant.codes) {
        text +=
            (text.empty() ? "" : " ") + std::to_string(code.byte_offset) + ":" + name(code.kind);
        if (!code.id.empty()) text += ":" + code.id;
        if (!code.data.empty()) text += ":" + code.data;
    }
    return text;
}

/// What is said of a unit: kinds in order of appearance, each with its values.
using Facts = std::vector<std::pair<std::string, std::string>>;

void add(Facts& facts, const std::string& what, const std::string& value) {
    if (!value.empty()) facts.emplace_back(what, value);
}

Facts facts_of(const TranslationUnit& unit) {
    Facts facts;
    for (const Variant& variant : unit.variants) {
        const std::string language = variant.language.tag();
        facts.emplace_back(language, variant.text);
        add(facts, language + " codes", codes_text(variant));
        for (const Property& property : variant.properties) {
            facts.emplace_back(language + " " + property.type, property.value);
        }
        for (const std::string& note : variant.notes) facts.emplace_back(language + " note", note);
    }
    facts.emplace_back("state", egiz::name(unit.state));
    add(facts, "id", unit.id);
    add(facts, "document", unit.document);
    add(facts, "bead", unit.bead_type);
    if (unit.score) {
        std::ostringstream score;
        score.imbue(std::locale::classic());
        score << *unit.score;
        facts.emplace_back("confidence", score.str());
    }
    for (const Property& property : unit.properties) {
        facts.emplace_back("property " + property.type, property.value);
    }
    for (const std::string& note : unit.notes) facts.emplace_back("note", note);
    return facts;
}

Facts dates_of(const TranslationUnit& unit) {
    Facts facts;
    add(facts, "created", unit.authorship.created);
    add(facts, "created by", unit.authorship.created_by);
    add(facts, "changed", unit.authorship.changed);
    add(facts, "changed by", unit.authorship.changed_by);
    return facts;
}

/// Those of `facts` that `others` lacks, however often they stand in both.
Facts without(const Facts& facts, const Facts& others) {
    std::multiset<std::pair<std::string, std::string>> known(others.begin(), others.end());
    Facts left;
    for (const auto& fact : facts) {
        const auto at = known.find(fact);
        if (at == known.end()) {
            left.push_back(fact);
        } else {
            known.erase(at);
        }
    }
    return left;
}

std::string lines(tm::UnitNumber number, const Facts& before, const Facts& after) {
    const Facts gone = without(before, after);
    const Facts come = without(after, before);
    std::string text;
    const auto put_line = [&](const std::pair<std::string, std::string>& fact, char sign) {
        if (number > 0) text += std::to_string(number);
        text += '\t' + cli::printable(fact.first) + '\t' + sign + '\t' +
                cli::printable(fact.second) + '\n';
    };
    // What comes stands under what goes of the same kind.
    std::vector<bool> shown(come.size(), false);
    for (std::size_t i = 0; i < gone.size(); ++i) {
        put_line(gone[i], '-');
        const bool more = i + 1 < gone.size() && gone[i + 1].first == gone[i].first;
        for (std::size_t k = 0; !more && k < come.size(); ++k) {
            if (shown[k] || come[k].first != gone[i].first) continue;
            put_line(come[k], '+');
            shown[k] = true;
        }
    }
    for (std::size_t k = 0; k < come.size(); ++k) {
        if (!shown[k]) put_line(come[k], '+');
    }
    return text;
}

}  // namespace

OutputJson unit_json(const TranslationUnit& unit) {
    OutputJson json;
    put(json, "id", unit.id);
    put(json, "document", unit.document);
    json["state"] = egiz::name(unit.state);
    put(json, "bead", unit.bead_type);
    if (unit.score) json["confidence"] = *unit.score;
    put(json, unit.authorship);
    put(json, unit.properties, unit.notes);
    json["variants"] = OutputJson::array();
    for (const Variant& variant : unit.variants) {
        json["variants"].push_back(variant_json(variant));
    }
    return json;
}

std::string json_line(const OutputJson& json) {
    return json.dump(-1, ' ', false, OutputJson::error_handler_t::replace) + '\n';
}

std::string change_lines(tm::UnitNumber number, const TranslationUnit* before,
                         const TranslationUnit* after) {
    const Facts none;
    Facts before_facts = before != nullptr ? facts_of(*before) : none;
    Facts after_facts = after != nullptr ? facts_of(*after) : none;
    std::string text = lines(number, before_facts, after_facts);
    if (text.empty() && before != nullptr && after != nullptr) {
        text = lines(number, dates_of(*before), dates_of(*after));
    }
    return text;
}

void show_change(cli::Console& console, tm::UnitNumber number, const TranslationUnit* before,
                 const TranslationUnit* after) {
    if (!console.json()) {
        console.out() << change_lines(number, before, after);
        return;
    }
    OutputJson json;
    json["unit"] = number > 0 ? OutputJson(number) : OutputJson();
    json["before"] = before != nullptr ? unit_json(*before) : OutputJson();
    json["after"] = after != nullptr ? unit_json(*after) : OutputJson();
    console.out() << json_line(json);
}

}  // namespace egiz::workflow
