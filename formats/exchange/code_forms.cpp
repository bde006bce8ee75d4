// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/code_forms.hpp"

#include "formats/exchange/code_types.hpp"
#include "formats/exchange/inline_codes.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

struct ElementRule {
    std::string_view name;
    std::string_view attributes;  ///< with blanks around
    std::string_view required;    ///< empty for none
};
/// The inline elements of the DTD of TMX 1.4.
constexpr ElementRule rules[] = {
    {"bpt", " i x type ", "i"},     {"ept", " i ", "i"},    {"it", " pos x type ", "pos"},
    {"ph", " x assoc type ", ""},   {"hi", " x type ", ""}, {"ut", " x ", ""},
    {"sub", " datatype type ", ""},
};

const ElementRule* find_rule(std::string_view name) {
    for (const ElementRule& rule : rules) {
        if (rule.name == name) return &rule;
    }
    return nullptr;
}

/// `sub` and `hi` hold codes; codes hold `sub`.
bool may_hold(std::string_view outer, std::string_view inner) {
    return (outer == "sub" || outer == "hi") != (inner == "sub");
}

/// Takes numbers and words off the front of a text.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_(text) {}

    std::optional<std::size_t> number() {
        std::size_t value = 0;
        const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
        if (error != std::errc{}) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }
    bool skip(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    std::string_view until(std::string_view any_of) {
        const std::string_view word = rest_.substr(0, rest_.find_first_of(any_of));
        rest_.remove_prefix(word.size());
        return word;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

std::optional<CodeForm> parse_form(Scanner& scanner) {
    CodeForm form;
    const auto code = scanner.number();
    if (!code || !scanner.skip(':')) return std::nullopt;
    form.code = *code;
    while (scanner.skip('.')) ++form.depth;
    form.element = scanner.until("@; ");
    if (scanner.skip('@')) {
        const auto begin = scanner.number();
        const bool dash = scanner.skip('-');
        const auto end = scanner.number();
        if (!begin || !dash || !end) return std::nullopt;
        form.range = Range{*begin, *end};
    }
    while (scanner.skip(';')) {
        std::string name(scanner.until("=; "));
        if (!scanner.skip('=')) return std::nullopt;
        form.attributes.push_back({std::move(name), decode_blanks(scanner.until("; "))});
    }
    return form;
}

bool is_boundary(std::string_view text, std::size_t offset) {
    return offset == text.size() ||
           (offset < text.size() && (static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U);
}

bool attributes_fit(const CodeForm& form, const ElementRule& rule) {
    bool has_required = rule.required.empty();
    for (const Property& attribute : form.attributes) {
        const auto same = [&](const Property& other) { return other.type == attribute.type; };
        if (!is_code_attribute(form.element, attribute.type) ||
            std::count_if(form.attributes.begin(), form.attributes.end(), same) > 1) {
            return false;
        }
        if (attribute.type == "pos" && attribute.value != "begin" && attribute.value != "end") {
            return false;
        }
        has_required = has_required || attribute.type == rule.required;
    }
    return has_required;
}

/// Checks forms in order, with the elements that are open in the code at hand.
class Checker {
public:
    explicit Checker(const Variant& variant)
        : variant_(variant), partners_(partners(variant.codes)) {}

    bool fits(const CodeForm& form) {
        const ElementRule* rule = find_rule(form.element);
        if (rule == nullptr || form.code >= variant_.codes.size()) return false;
        if (form.code < code_) return false;
        if (form.code != std::exchange(code_, form.code)) open_.clear();
        return attributes_fit(form, *rule) && (form.range ? nested_fits(form) : code_fits(form));
    }

private:
    bool code_fits(const CodeForm& form) {
        const InlineCode& code = variant_.codes[form.code];
        if (form.depth != 0 || !open_.empty()) return false;
        if (form.element == "ut" || form.element == "ph") return code.kind == Kind::placeholder;
        if (form.element != "hi" || code.kind != Kind::open || !partners_[form.code]) return false;
        // No `hi` crosses another one, and none has native code to be lost.
        const std::size_t close = *partners_[form.code];
        while (!highlights_.empty() && highlights_.back() < form.code) highlights_.pop_back();
        if (!highlights_.empty() && highlights_.back() < close) return false;
        highlights_.push_back(close);
        return code.data.empty() && variant_.codes[close].data.empty();
    }

    bool nested_fits(const CodeForm& form) {
        const std::string& data = variant_.codes[form.code].data;
        const Range range = *form.range;
        if (form.depth > open_.size() || range.begin > range.end || range.end > data.size() ||
            !is_boundary(data, range.begin) || !is_boundary(data, range.end)) {
            return false;
        }
        const std::size_t behind = form.depth < open_.size() ? open_[form.depth].range->end : 0;
        open_.resize(form.depth);
        const bool inside = form.depth == 0 || (open_.back().range->begin <= range.begin &&
                                                range.end <= open_.back().range->end);
        const bool allowed =
            form.depth == 0 ? form.element == "sub" : may_hold(open_.back().element, form.element);
        open_.push_back(form);
        return inside && allowed && range.begin >= behind;
    }

    const Variant& variant_;
    std::vector<std::optional<std::size_t>> partners_;
    std::size_t code_ = 0;
    std::vector<CodeForm> open_;           ///< elements around the next one, by depth
    std::vector<std::size_t> highlights_;  ///< where the `hi` that are open close
};

}  // namespace

bool is_code_attribute(std::string_view element, std::string_view attribute) {
    const ElementRule* rule = find_rule(element);
    return rule != nullptr && !attribute.empty() &&
           rule->attributes.find(" " + std::string(attribute) + " ") != std::string_view::npos;
}

std::string print_code_forms(const std::vector<CodeForm>& forms) {
    std::string text;
    for (const CodeForm& form : forms) {
        if (!text.empty()) text += ' ';
        text += std::to_string(form.code) + ':' + std::string(form.depth, '.') + form.element;
        if (form.range) {
            text += '@' + std::to_string(form.range->begin) + '-' + std::to_string(form.range->end);
        }
        for (const Property& attribute : form.attributes) {
            text += ';' + attribute.type + '=' + encode_item(attribute.value);
        }
    }
    return text;
}

std::optional<std::vector<CodeForm>> read_code_forms(std::string_view text,
                                                     const Variant& variant) {
    std::vector<CodeForm> forms;
    Checker checker(variant);
    Scanner scanner(text);
    do {
        auto form = parse_form(scanner);
        if (!form || !checker.fits(*form)) return std::nullopt;
        forms.push_back(std::move(*form));
    } while (scanner.skip(' '));
    if (!scanner.at_end()) return std::nullopt;
    return forms;
}

}  // namespace egiz::formats
