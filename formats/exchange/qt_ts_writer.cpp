// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/qt_ts.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "formats/xml/writer.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <optional>
#include <ostream>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::string_view own = "x-egiz-ts-";

/// The name behind `x-egiz-ts-`; empty if it is another property.
std::string_view name_of(const Property& property) {
    const std::string_view type = property.type;
    return type.starts_with(own) ? type.substr(own.size()) : std::string_view();
}

const std::string* find(const std::vector<Property>& properties, std::string_view name) {
    for (const Property& property : properties) {
        if (name_of(property) == name) return &property.value;
    }
    return nullptr;
}

std::string value_of(const std::vector<Property>& properties, std::string_view name) {
    const std::string* value = find(properties, name);
    return value == nullptr ? std::string() : *value;
}

/// An element's name that is ours to write: `extra-loc-layout_id`.
bool is_extra(std::string_view name) {
    return name.starts_with("extra-") && name.size() < 200 &&
           name.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
               std::string_view::npos;
}

struct Form {
    std::string text;
    std::vector<std::string> length_variants;
};

/// A message, with all its numerus forms.
struct Message {
    TranslationUnit unit;  ///< of the first form, without variants
    std::string source;
    std::vector<std::string> source_notes;
    std::vector<Form> forms;
    bool numerus = false;
    bool unfinished = false;  ///< any form is
};

class QtTsWriter final : public SelectingWriter {
public:
    QtTsWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), xml_(out), out_(out) {
        begin_file();
    }

    void finish() override {
        flush();
        if (in_context_) xml_.end();
        for (const Property& property : options().header) {
            if (is_extra(name_of(property))) xml_.element(name_of(property), property.value);
        }
        xml_.end();
        xml_.flush();
    }
    std::size_t dropped_characters() const override { return xml_.dropped(); }
    std::vector<std::string> remarks() const override {
        std::vector<std::string> result = codes_.remarks("Qt TS");
        if (without_source_ > 0) {
            result.push_back(std::to_string(without_source_) + " left out: no text in the source");
        }
        return result;
    }

private:
    void begin_file();
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) override;
    void flush();
    void enter_context();
    void write_locations(const std::vector<Property>& properties);
    void write_translation(const Message& message);
    void write_form(const Form& form);
    void write_bytes(std::string_view text);
    void write_element(std::string_view name, std::string_view text);

    xml::Writer xml_;
    std::ostream& out_;
    std::optional<Message> pending_;
    bool in_context_ = false;
    std::string context_;
    std::string context_comment_;
    LostCodes codes_;
    std::size_t without_source_ = 0;
};

void QtTsWriter::begin_file() {
    const std::vector<Property>& header = options().header;
    const std::vector<Language>& languages = options().languages;
    xml_.declaration();
    xml_.flush();
    out_ << "\n<!DOCTYPE TS>";
    xml_.start("TS", true);
    xml_.attribute("version",
                   find(header, "version") == nullptr ? "2.1" : value_of(header, "version"));
    // As the file called it that the units come from, if it is the same language.
    const auto called = [&](std::string_view attribute, std::size_t index) {
        const std::string kept = value_of(header, attribute);
        if (index >= languages.size()) return kept;
        if (!kept.empty() && Language::parse(kept) == languages[index]) return kept;
        return languages[index].undetermined() ? std::string()
                                               : styled_tag(languages[index], LanguageStyle::posix);
    };
    xml_.attribute_if("language", called("language", 1));
    xml_.attribute_if("sourcelanguage", called("sourcelanguage", 0));
    const bool depends = find(header, "dependency") != nullptr;
    if (depends) xml_.start("dependencies", true);
    for (const Property& property : header) {
        if (name_of(property) != "dependency") continue;
        xml_.start("dependency", true);
        xml_.attribute("catalog", property.value);
        xml_.end();
    }
    if (depends) xml_.end();
    if (const std::string* codec = find(header, "defaultcodec")) {
        xml_.element("defaultcodec", *codec);
    }
}

void QtTsWriter::write_selected(const TranslationUnit& unit,
                                const std::vector<const Variant*>& variants) {
    const Variant* source = variants.front();
    const Variant* target = variants.size() > 1 ? variants[1] : nullptr;
    if (source == nullptr || source->text.empty()) {
        ++without_source_;
        refuse();
        return;
    }
    codes_.count(variants);
    Form form;
    if (target != nullptr) {
        form.text = target->text;
        for (const Property& property : target->properties) {
            if (name_of(property) == "length-variant") {
                form.length_variants.push_back(property.value);
            }
        }
    }
    const bool finished = target == nullptr ? value_of(unit.properties, "type") == "finished"
                                            : unit.state == ReviewState::reviewed;
    const std::string* number = find(unit.properties, "numerus");
    const bool more =
        pending_ && pending_->numerus && number != nullptr && *number != "0" &&
        *number == std::to_string(pending_->forms.size()) && pending_->source == source->text &&
        pending_->unit.id == unit.id &&
        value_of(pending_->unit.properties, "context") == value_of(unit.properties, "context") &&
        value_of(pending_->unit.properties, "comment") == value_of(unit.properties, "comment");
    if (!more) {
        flush();
        pending_.emplace();
        pending_->unit = unit;
        pending_->unit.variants.clear();
        if (target != nullptr) {
            pending_->unit.notes.insert(pending_->unit.notes.end(), target->notes.begin(),
                                        target->notes.end());
        }
        pending_->source = source->text;
        pending_->source_notes = source->notes;
        pending_->numerus = number != nullptr;
    }
    pending_->forms.push_back(std::move(form));
    pending_->unfinished = pending_->unfinished || !finished;
}

void QtTsWriter::enter_context() {
    const std::vector<Property>& properties = pending_->unit.properties;
    const std::string* name = find(properties, "context");
    const std::string comment = value_of(properties, "context-comment");
    // Messages known by their ids may stand outside of any context.
    const bool outside = name == nullptr && !pending_->unit.id.empty();
    const std::string wanted = name == nullptr ? pending_->unit.document : *name;
    if (in_context_ && !outside && wanted == context_ && comment == context_comment_) return;
    if (in_context_) xml_.end();
    in_context_ = !outside;
    if (outside) return;
    context_ = wanted;
    context_comment_ = comment;
    xml_.start("context", true);
    write_element("name", context_);
    if (!comment.empty()) write_element("comment", comment);
}

void QtTsWriter::flush() {
    if (!pending_) return;
    enter_context();
    const Message& message = *pending_;
    const std::vector<Property>& properties = message.unit.properties;
    xml_.start("message", true);
    xml_.attribute_if("id", message.unit.id);
    if (message.numerus) xml_.attribute("numerus", "yes");
    write_locations(properties);
    write_element("source", message.source);
    for (const char* name : {"oldsource", "comment", "oldcomment"}) {
        if (const std::string* value = find(properties, name)) write_element(name, *value);
    }
    const auto write_notes = [&](const char* name, const std::vector<std::string>& notes) {
        std::string all;
        for (const std::string& note : notes) all += (all.empty() ? "" : "\n") + note;
        if (!notes.empty()) write_element(name, all);
    };
    write_notes("extracomment", message.source_notes);
    write_notes("translatorcomment", message.unit.notes);
    write_translation(message);
    if (const std::string* data = find(properties, "userdata")) write_element("userdata", *data);
    for (const Property& property : properties) {
        if (is_extra(name_of(property))) write_element(name_of(property), property.value);
    }
    xml_.end();
    pending_.reset();
}

void QtTsWriter::write_locations(const std::vector<Property>& properties) {
    for (const Property& property : properties) {
        if (name_of(property) != "location") continue;
        const std::size_t colon = property.value.rfind(':');
        xml_.start("location", true);
        xml_.attribute_if("filename", std::string_view(property.value).substr(0, colon));
        if (colon != std::string::npos) {
            xml_.attribute_if("line", std::string_view(property.value).substr(colon + 1));
        }
        xml_.end();
    }
}

void QtTsWriter::write_translation(const Message& message) {
    const std::string type = value_of(message.unit.properties, "type");
    xml_.start("translation", true);
    if (type == "vanished" || type == "obsolete") {
        xml_.attribute("type", type);
    } else if (message.unfinished) {
        xml_.attribute("type", "unfinished");
    }
    if (!message.numerus) {
        write_form(message.forms.front());
    } else {
        for (const Form& form : message.forms) {
            xml_.start("numerusform", true);
            write_form(form);
            xml_.end();
        }
    }
    xml_.end();
}

void QtTsWriter::write_form(const Form& form) {
    if (form.length_variants.empty()) {
        write_bytes(form.text);
        return;
    }
    xml_.attribute("variants", "yes");
    write_element("lengthvariant", form.text);
    for (const std::string& text : form.length_variants) write_element("lengthvariant", text);
}

/// Characters that XML cannot hold, and CR, become `<byte value="x1b"/>`.
void QtTsWriter::write_bytes(std::string_view text) {
    std::size_t begin = 0;
    const auto is_written_so = [](char32_t c) {
        return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F;
    };
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t character = at;
        const char32_t c = next_code_point(text, at);
        if (!is_written_so(c) || c == 0) continue;
        xml_.text(text.substr(begin, character - begin));
        constexpr const char* digits = "0123456789abcdef";
        std::string value = "x";
        if (c >= 0x10) value += digits[c >> 4U];
        value += digits[c & 15U];
        xml_.start("byte");
        xml_.attribute("value", value);
        xml_.end();
        begin = at;
    }
    xml_.text(text.substr(begin));
}

void QtTsWriter::write_element(std::string_view name, std::string_view text) {
    xml_.start(name, true);
    write_bytes(text);
    xml_.end();
}

}  // namespace

std::unique_ptr<UnitWriter> make_qt_ts_writer(std::ostream& out, const UnitWriterOptions& options) {
    if (options.languages.empty() || options.languages.size() > 2) {
        throw Error(Fault::usage, {}, "Qt TS holds a source and one target language");
    }
    UnitWriterOptions own_options = options;
    own_options.fewest_texts = 1;
    return std::make_unique<QtTsWriter>(out, own_options);
}

}  // namespace egiz::formats
