// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/segment_content.hpp"

#include "formats/exchange/code_types.hpp"
#include "formats/exchange/inline_codes.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;

/// Code types are a vocabulary of their own in XLIFF 2.
std::string type_of(const Element& element) {
    if (element.find("subType") != nullptr) {
        return from_xliff2_type(element.get("type"), element.get("subType"));
    }
    return std::string(element.first_of({"type", "ctype"}));
}

std::string pair_key(std::size_t number) {
    return std::string(unnamed_pair) + std::to_string(number);
}

}  // namespace

void SegmentContent::begin(const OriginalData* original_data) {
    original_data_ = original_data;
    if (!std::exchange(touched_, false)) return;
    text_.clear();
    codes_.clear();
    keys_.clear();
    forms_.clear();
    segments_.clear();
    open_.clear();
    pairs_ = 0;
    closing_data_.clear();
}

std::string SegmentContent::native(std::string_view reference) const {
    if (original_data_ == nullptr || reference.empty()) return {};
    const auto found = original_data_->find(reference);
    return found == original_data_->end() ? std::string() : found->second;
}

void SegmentContent::add(Kind kind, std::string_view id, std::string key, const Element& element) {
    codes_.push_back({text_.size(), kind, std::string(id), type_of(element), {}});
    codes_.back().data = native(element.get("dataRef"));
    keys_.push_back(std::move(key));
}

void SegmentContent::add_pair(const Element& element) {
    const std::string key = pair_key(pairs_++);
    const std::string_view id = element.first_of({"id", "x"});
    add(Kind::open, id.empty() ? std::string_view(key) : id, key, element);
    if (element.name == "hi") {
        if (codes_.back().type.empty()) codes_.back().type = "hi";
        add_form(element);
    }
    codes_.back().data = native(element.get("dataRefStart"));
    closing_data_.push_back(native(element.get("dataRefEnd")));
}

void SegmentContent::add_code_point(std::string_view hex) {
    std::uint32_t value = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    if (value > 0 && value <= 0x10FFFF && !surrogate) append_utf8(text_, value);
}

void SegmentContent::add_form(const Element& element) {
    CodeForm form{codes_.size() - 1, std::string(element.name), 0, {}, {}};
    const std::string_view* assoc = element.find("assoc");
    if (assoc != nullptr && is_code_attribute(element.name, "assoc")) {
        form.attributes.push_back({"assoc", std::string(*assoc)});
    }
    forms_.push_back(std::move(form));
}

/// An element inside of native code: its text is native code too, and where it was is kept.
SegmentContent::Open SegmentContent::open_inside(const Element& element, const Open& around) {
    constexpr std::string_view known[] = {"sub", "bpt", "ept", "it", "ph", "hi", "ut"};
    Open open{around.role, around.number, no_form, around.depth};
    if (std::find(std::begin(known), std::end(known), element.name) == std::end(known)) return open;
    const std::size_t at = codes_[around.number].data.size();
    CodeForm form{around.number, std::string(element.name), around.depth, Range{at, at}, {}};
    for (const char* name : {"i", "pos", "x", "assoc", "datatype", "type"}) {
        const std::string_view* value = element.find(name);
        if (value == nullptr || !is_code_attribute(element.name, name)) continue;
        form.attributes.push_back({name, std::string(*value)});
    }
    open.form = forms_.size();
    ++open.depth;
    forms_.push_back(std::move(form));
    return open;
}

SegmentContent::Role SegmentContent::add_element(const Element& element) {
    const std::string_view name = element.name;
    const bool isolated = element.get("isolated") == "yes";
    if (name == "bpt" || name == "bx" || name == "sc") {
        const std::string_view id = element.first_of({"x", "id", "rid"});
        const std::string_view number = element.get("i");
        const std::string of_number =
            number.empty() ? std::string() : std::string(numbered_code) + std::string(number);
        add(isolated ? Kind::lone_open : Kind::open, id.empty() ? std::string_view(of_number) : id,
            std::string(element.first_of({"i", "rid", "id"})), element);
    } else if (name == "ept" || name == "ex" || name == "ec") {
        add(isolated ? Kind::lone_close : Kind::close, element.first_of({"id", "rid"}),
            std::string(element.first_of({"i", "rid", "startRef", "id"})), element);
        if (!isolated) codes_.back().type.clear();  // its opening code has it
    } else if (name == "it") {
        const std::string_view position = element.get("pos");
        const bool closes = position == "end" || position == "close";
        add(closes ? Kind::lone_close : Kind::lone_open, element.first_of({"x", "id", "i"}), {},
            element);
    } else if (name == "ph" || name == "x" || name == "ut") {
        add(Kind::placeholder, element.first_of({"x", "id"}), {}, element);
        if (name == "ut" || element.find("assoc") != nullptr) add_form(element);
    } else if (name == "g" || name == "pc" || name == "hi") {
        add_pair(element);
        return Role::pair;
    } else if (name == "cp") {
        add_code_point(element.get("hex"));
        return Role::annotation;
    } else if (name == "mrk" && element.get("mtype") == "x-sdl-deleted") {
        return Role::deleted;
    } else if (name == "mrk" && element.get("mtype") == "seg") {
        segments_.push_back({std::string(element.get("mid")), mark(), {}});
        return Role::segment;
    } else if (name == "sub" || name == "mrk" || name == "sm" || name == "em") {
        return Role::annotation;
    } else {
        return Role::unknown;
    }
    return Role::native_code;
}

bool SegmentContent::start(const Element& element) {
    touched_ = true;
    // Inside native code there may be more markup (TMX `sub`): it is native code too.
    if (!open_.empty() && open_.back().role == Role::native_code) {
        open_.push_back(open_inside(element, open_.back()));
        return true;
    }
    const Role role = in_deleted() ? Role::deleted : add_element(element);
    std::size_t number = 0;
    if (role == Role::native_code) number = codes_.size() - 1;
    if (role == Role::pair) number = pairs_ - 1;
    if (role == Role::segment) number = segments_.size() - 1;
    open_.push_back({role, number, no_form, 0});
    return role != Role::unknown;
}

void SegmentContent::text(std::string_view text) {
    touched_ = true;
    if (in_deleted()) return;
    if (!open_.empty() && open_.back().role == Role::native_code) {
        codes_[open_.back().number].data += text;
    } else {
        text_ += text;
    }
}

void SegmentContent::end() {
    const Open open = open_.back();
    open_.pop_back();
    if (open.form != no_form) {
        forms_[open.form].range->end = codes_[open.number].data.size();
    } else if (open.role == Role::segment) {
        segments_[open.number].end = mark();
    } else if (open.role == Role::pair) {
        codes_.push_back(
            {text_.size(), Kind::close, {}, {}, std::move(closing_data_[open.number])});
        keys_.push_back(pair_key(open.number));
    }
}

std::size_t SegmentContent::copy_into(Variant& variant, Mark begin, Mark end) const {
    const auto from = static_cast<std::ptrdiff_t>(begin.code);
    const auto to = static_cast<std::ptrdiff_t>(end.code);
    variant.text = text_.substr(begin.byte_offset, end.byte_offset - begin.byte_offset);
    variant.codes.assign(codes_.begin() + from, codes_.begin() + to);
    for (InlineCode& code : variant.codes) code.byte_offset -= begin.byte_offset;
    return settle_pairs(variant.codes, std::vector(keys_.begin() + from, keys_.begin() + to));
}

std::size_t SegmentContent::move_into(Variant& variant) {
    variant.text.assign(text_);  // one allocation: the next segment has the room of this one
    variant.codes = std::move(codes_);
    const std::size_t lone = settle_pairs(variant.codes, keys_);
    begin(original_data_);
    return lone;
}

}  // namespace egiz::formats
