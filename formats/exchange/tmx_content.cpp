// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/tmx_content.hpp"

#include "formats/exchange/inline_codes.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;
using Partners = std::vector<std::optional<std::size_t>>;

class ContentWriter {
public:
    ContentWriter(xml::Writer& xml, const Variant& variant, const std::vector<CodeForm>& forms,
                  const CodeIds& ids)
        : xml_(xml),
          variant_(variant),
          partners_(partners(variant.codes)),
          numbers_(number_pairs(variant.codes, partners_)),
          forms_(forms),
          ids_(ids) {}

    void write() {
        for_each_piece(
            variant_, [&](std::string_view text) { xml_.text(text); },
            [&](std::size_t i) { write_code(i); });
    }

private:
    void write_code(std::size_t i) {
        const InlineCode& code = variant_.codes[i];
        const CodeForm* form = form_of(i);
        if (partners_[i] && *partners_[i] < i && is_highlight(*partners_[i])) {
            xml_.end();
            return;
        }
        if (is_highlight(i)) {
            xml_.start("hi");
            write_id_and_type(code, "hi");
            return;
        }
        const bool closes = code.kind == Kind::close || code.kind == Kind::lone_close;
        if (partners_[i]) {
            xml_.start(closes ? "ept" : "bpt");
            xml_.attribute("i", std::to_string(numbers_[i]));
            if (!closes) write_id_and_type(code, {});
        } else if (form != nullptr && form->element == "ut") {
            xml_.start("ut");
            if (!has_made_up_id(code)) xml_.attribute("x", ids_.number(code.id));
        } else if (code.kind == Kind::placeholder) {
            xml_.start("ph");
            write_id_and_type(code, {});
        } else {
            xml_.start("it");
            xml_.attribute("pos", closes ? "end" : "begin");
            write_id_and_type(code, {});
        }
        if (form != nullptr) write_attributes(*form);
        write_data(i);
        xml_.end();
    }

    /// `x` pairs the codes of a unit's variants.
    void write_id_and_type(const InlineCode& code, std::string_view usual_type) {
        if (!has_made_up_id(code)) xml_.attribute("x", ids_.number(code.id));
        if (code.type != usual_type) xml_.attribute_if("type", code.type);
    }

    void write_attributes(const CodeForm& form) {
        for (const Property& attribute : form.attributes) {
            xml_.attribute(attribute.type, attribute.value);
        }
    }

    /// Native code, with the elements inside of it.
    void write_data(std::size_t i) {
        const std::string_view data = variant_.codes[i].data;
        std::vector<std::size_t> open;  ///< where the elements that are open end
        std::size_t at = 0;
        const auto write_until = [&](std::size_t end) {
            xml_.text(data.substr(at, end - at));
            at = end;
        };
        const auto close_until = [&](std::size_t depth) {
            while (open.size() > depth) {
                write_until(open.back());
                open.pop_back();
                xml_.end();
            }
        };
        for (std::size_t f = first_form(i); f < forms_.size() && forms_[f].code == i; ++f) {
            const CodeForm& form = forms_[f];
            if (!form.range) continue;
            close_until(form.depth);
            write_until(form.range->begin);
            xml_.start(form.element);
            write_attributes(form);
            open.push_back(form.range->end);
        }
        close_until(0);
        write_until(data.size());
    }

    [[nodiscard]] std::size_t first_form(std::size_t i) const {
        const auto found = std::lower_bound(
            forms_.begin(), forms_.end(), i,
            [](const CodeForm& form, std::size_t code) { return form.code < code; });
        return static_cast<std::size_t>(found - forms_.begin());
    }

    /// How the code itself is written; null if as its kind says.
    [[nodiscard]] const CodeForm* form_of(std::size_t i) const {
        const std::size_t first = first_form(i);
        const bool found = first < forms_.size() && forms_[first].code == i && !forms_[first].range;
        return found ? &forms_[first] : nullptr;
    }
    [[nodiscard]] bool is_highlight(std::size_t i) const {
        const CodeForm* form = form_of(i);
        return form != nullptr && form->element == "hi";
    }

    xml::Writer& xml_;
    const Variant& variant_;
    Partners partners_;
    std::vector<std::size_t> numbers_;
    const std::vector<CodeForm>& forms_;
    const CodeIds& ids_;
};

}  // namespace

void write_tmx_content(xml::Writer& xml, const Variant& variant, const std::vector<CodeForm>& forms,
                       const CodeIds& ids) {
    ContentWriter(xml, variant, forms, ids).write();
}

void settle_made_up_ids(std::vector<InlineCode>& codes, const std::vector<CodeForm>& forms) {
    if (std::none_of(codes.begin(), codes.end(), has_made_up_id)) return;
    const Partners pairs = partners(codes);
    const std::vector<std::size_t> numbers = number_pairs(codes, pairs);
    std::vector<bool> is_highlight(codes.size());
    for (const CodeForm& form : forms) {
        if (!form.range && form.element == "hi") is_highlight[form.code] = true;
    }
    std::size_t highlights = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const bool highlight = pairs[i] && is_highlight[std::min(i, *pairs[i])];
        const std::size_t order = highlights;
        if (is_highlight[i]) ++highlights;
        if (!has_made_up_id(codes[i])) continue;
        if (!pairs[i]) {
            codes[i].id.clear();
        } else if (*pairs[i] < i) {
            codes[i].id = codes[*pairs[i]].id;
        } else if (highlight) {
            codes[i].id = std::string(unnamed_pair) + std::to_string(order);
        } else {
            codes[i].id = std::string(numbered_code) + std::to_string(numbers[i]);
        }
    }
}

}  // namespace egiz::formats
