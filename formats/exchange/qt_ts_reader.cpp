// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/element.hpp"
#include "formats/exchange/file_language.hpp"
#include "formats/exchange/qt_ts.hpp"
#include "formats/exchange/xml_unit_reader.hpp"
#include "formats/words.hpp"
#include "text/unicode.hpp"

#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

constexpr std::string_view own = "x-egiz-ts-";
constexpr std::size_t most_forms = 100;

bool is_blank(std::string_view text) { return trim(text, {0, text.size()}).empty(); }

/// The character that `<byte value="x1b"/>` stands for; nothing if it is none.
std::optional<char32_t> byte_value(std::string_view text) {
    const bool hex = text.starts_with('x');
    if (hex) text.remove_prefix(1);
    std::uint32_t value = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), value, hex ? 16 : 10);
    const bool whole = error == std::errc() && end == text.data() + text.size();
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    if (!whole || value == 0 || value > 0x10FFFF || surrogate) return std::nullopt;
    return value;
}

/// A text of a message, which may have variants of other lengths.
struct Form {
    std::string text;
    std::vector<std::string> length_variants;  ///< the first is the text
};

struct Message {
    std::string id;
    std::optional<std::string> source;
    std::string type;
    bool has_translation = false;
    bool numerus = false;
    std::vector<Form> forms;
    std::vector<Property> properties;
    std::vector<std::string> notes;
    std::vector<std::string> source_notes;
};

class QtTsReader final : public XmlUnitReader {
public:
    QtTsReader(InputFile file, const WarningSink& warn, const ReadOptions& options)
        : XmlUnitReader(std::move(file), warn), options_(options) {}

    std::vector<Property> header() const override { return header_; }

private:
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override;
    void text(std::string_view piece) override;
    void end(std::string_view name) override;

    void begin_file(const Element& element);
    void begin_message(const Element& element);
    void take_location(const Element& element);
    void take_field(std::string_view name, std::string content);
    void finish_message();
    TranslationUnit unit_of(const Form& form);
    void put(std::string_view type, std::string value);

    ReadOptions options_;
    Language source_;
    Language target_;
    bool warned_ = false;
    std::vector<Property> header_;
    std::vector<std::string> open_;  ///< elements
    std::vector<std::string> contexts_;
    std::vector<std::string> context_comments_;
    std::optional<Message> message_;
    std::string content_;  ///< of the element at hand
    std::string location_file_;
    std::size_t context_charge_ = 0;
};

void QtTsReader::put(std::string_view type, std::string value) {
    message_->properties.push_back({std::string(own).append(type), std::move(value)});
}

void QtTsReader::start(std::string_view name, std::string_view, const xml::Attributes& attributes) {
    const Element element(name, attributes);
    if (open_.empty()) {
        if (name != "TS") fail("the root element is <" + std::string(name) + ">, not <TS>");
        begin_file(element);
    }
    open_.emplace_back(name);
    charge(element.size());
    if (message_) {
        if (name == "byte") {
            const auto character = byte_value(element.get("value"));
            if (character) {
                append_utf8(content_, *character);
            } else {
                repaired("passed over: a <byte> whose value is no character");
            }
            return;
        }
        if (name == "translation") {
            message_->type = element.get("type");
            message_->has_translation = true;
        } else if (name == "numerusform") {
            if (message_->forms.size() == most_forms) fail("a message of more than 100 forms");
            message_->forms.emplace_back();
        } else if (name == "lengthvariant") {
            if (message_->forms.empty()) message_->forms.emplace_back();
        } else if (name == "location") {
            take_location(element);
        }
    } else if (name == "message") {
        begin_message(element);
    } else if (name == "context") {
        contexts_.emplace_back();
        context_comments_.emplace_back();
    } else if (name == "dependency") {
        header_.push_back({std::string(own) + "dependency", std::string(element.get("catalog"))});
    }
    content_.clear();
}

void QtTsReader::begin_file(const Element& element) {
    const auto keep = [&](const char* attribute) {
        const std::string_view value = element.get(attribute);
        if (!value.empty()) {
            header_.push_back({std::string(own) + attribute, std::string(value)});
        }
        return Language::parse(trimmed(value));
    };
    keep("version");
    const auto target = keep("language");
    const auto source = keep("sourcelanguage");
    target_ = options_.target ? *options_.target
              : target        ? *target
                              : language_of_name(place().file).value_or(Language());
    source_ = options_.source ? *options_.source : source.value_or(Language::require("en"));
    if (source_ == target_) {
        repaired("source and target are both " + source_.tag() +
                 ": the source is taken for one of no known language");
        source_ = Language();
    }
}

void QtTsReader::begin_message(const Element& element) {
    begin_charging();
    message_.emplace();
    message_->id = element.get("id");
    message_->numerus = element.get("numerus") == "yes";
    if (!contexts_.empty()) {
        put("context", contexts_.back());
        if (!context_comments_.back().empty()) put("context-comment", context_comments_.back());
    }
}

void QtTsReader::take_location(const Element& element) {
    put("location", std::string(element.get("filename")) + ':' + std::string(element.get("line")));
}

void QtTsReader::text(std::string_view piece) {
    if (open_.size() < 2) return;
    charge(piece.size());
    content_ += piece;
}

void QtTsReader::end(std::string_view name) {
    open_.pop_back();
    if (name == "byte") return;
    std::string content = std::exchange(content_, {});
    if (message_) {
        if (name == "message") {
            finish_message();
        } else {
            take_field(name, std::move(content));
        }
        return;
    }
    if (name == "context" && !contexts_.empty()) {
        contexts_.pop_back();
        context_comments_.pop_back();
    } else if (name == "name" && !contexts_.empty()) {
        contexts_.back() = std::move(content);
        begin_charging();
    } else if (name == "comment" && !contexts_.empty()) {
        context_comments_.back() = std::move(content);
        begin_charging();
    } else if (!contexts_.empty() || open_.size() > 1) {
        return;
    } else if (name == "defaultcodec" || name.starts_with("extra-")) {
        header_.push_back({std::string(own).append(name), std::move(content)});
        begin_charging();
    }
}

void QtTsReader::take_field(std::string_view name, std::string content) {
    if (name == "source") {
        message_->source = std::move(content);
    } else if (name == "lengthvariant") {
        message_->forms.back().length_variants.push_back(std::move(content));
    } else if (name == "numerusform") {
        if (message_->forms.back().length_variants.empty()) {
            message_->forms.back().text = std::move(content);
        }
    } else if (name == "translation") {
        if (message_->forms.empty()) message_->forms.push_back({std::move(content), {}});
    } else if (name == "translatorcomment") {
        if (!is_blank(content)) message_->notes.push_back(std::move(content));
    } else if (name == "extracomment") {
        if (!is_blank(content)) message_->source_notes.push_back(std::move(content));
    } else if (name == "comment" || name == "oldsource" || name == "oldcomment" ||
               name == "userdata" || name.starts_with("extra-")) {
        put(name, std::move(content));
    }
}

TranslationUnit QtTsReader::unit_of(const Form& form) {
    const bool has_variants = !form.length_variants.empty();
    const std::string& text = has_variants ? form.length_variants.front() : form.text;
    TranslationUnit unit;
    unit.id = message_->id;
    unit.properties = message_->properties;
    unit.notes = message_->notes;
    Variant& source = unit.variants.emplace_back();
    source.language = source_;
    source.text = *message_->source;
    source.notes = message_->source_notes;
    const std::string& type = message_->type;
    const auto put_type = [&](const std::string& value) {
        unit.properties.push_back({std::string(own) + "type", value});
    };
    if (type == "vanished" || type == "obsolete") put_type(type);
    if (text.empty()) {
        if (type.empty() && message_->has_translation) put_type("finished");
        return unit;
    }
    unit.state = type == "unfinished" ? ReviewState::unreviewed : ReviewState::reviewed;
    Variant& target = unit.variants.emplace_back();
    target.language = target_;
    target.text = text;
    for (std::size_t i = 1; i < form.length_variants.size(); ++i) {
        target.properties.push_back({std::string(own) + "length-variant", form.length_variants[i]});
    }
    if (target_.undetermined() && !std::exchange(warned_, true)) {
        repaired(
            "the file does not say what language it is in: taken as und; say it with "
            "--languages en-ru");
    }
    return unit;
}

void QtTsReader::finish_message() {
    // A message that has nothing but an id is known to the program by that.
    if (!message_->source && !message_->id.empty()) message_->source = message_->id;
    if (!message_->source || message_->source->empty()) {
        skipped("skipped: a message without source");
    } else {
        if (message_->forms.empty()) message_->forms.emplace_back();
        split_into(message_->forms.size());
        for (std::size_t i = 0; i < message_->forms.size(); ++i) {
            TranslationUnit unit = unit_of(message_->forms[i]);
            if (message_->numerus) {
                unit.properties.push_back({std::string(own) + "numerus", std::to_string(i)});
            }
            hand_on(std::move(unit));
        }
    }
    message_.reset();
    begin_charging();
}

}  // namespace

std::unique_ptr<UnitReader> make_qt_ts_reader(InputFile file, const WarningSink& warn,
                                              const ReadOptions& options) {
    return std::make_unique<QtTsReader>(std::move(file), warn, options);
}

}  // namespace egiz::formats
