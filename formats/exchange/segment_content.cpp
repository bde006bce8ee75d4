// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/segment_content.hpp"

#include "text/error.hpp"
#include "text/unicode.hpp"

#include <charconv>

namespace egiz::formats {
namespace {

constexpr std::size_t longest_segment = 64U << 20U;  // bytes

std::string first_of(const Element& element, std::initializer_list<const char*> attributes) {
    for (const char* attribute : attributes) {
        const std::string* value = element.find(attribute);
        if (value != nullptr && !value->empty()) return *value;
    }
    return {};
}

}  // namespace

void SegmentContent::begin(const OriginalData* original_data) {
    original_data_ = original_data;
    text_.clear();
    codes_.clear();
    open_.clear();
    id_by_reference_.clear();
}

std::string SegmentContent::native(const Element& element, const char* reference) const {
    const std::string* id = element.find(reference);
    if (id == nullptr || original_data_ == nullptr) return {};
    const auto found = original_data_->find(*id);
    return found == original_data_->end() ? std::string() : found->second;
}

std::string SegmentContent::partner_id(const Element& element, const char* reference) const {
    const std::string key = element.get(reference);
    const auto found = id_by_reference_.find(key);
    return found == id_by_reference_.end() ? key : found->second;
}

void SegmentContent::add(InlineCode::Kind kind, std::string id, const Element& element) {
    InlineCode code;
    code.byte_offset = text_.size();
    code.kind = kind;
    code.id = std::move(id);
    code.type = first_of(element, {"type", "ctype"});
    code.data = native(element, "dataRef");
    codes_.push_back(std::move(code));
}

bool SegmentContent::start(const Element& element) {
    using Kind = InlineCode::Kind;
    const std::string& name = element.name;
    Open open;
    if (name == "bpt" || name == "bx" || name == "sc") {
        const std::string id = first_of(element, {"x", "id", "rid", "i"});
        for (const char* reference : {"i", "rid", "id"}) {
            if (const std::string* key = element.find(reference)) {
                id_by_reference_.emplace(*key, id);
            }
        }
        add(element.get("isolated") == "yes" ? Kind::lone_open : Kind::open, id, element);
        open.role = Role::native_code;
    } else if (name == "ept" || name == "ex" || name == "ec") {
        const char* reference = element.find("i") != nullptr          ? "i"
                                : element.find("rid") != nullptr      ? "rid"
                                : element.find("startRef") != nullptr ? "startRef"
                                                                      : "id";
        add(element.get("isolated") == "yes" ? Kind::lone_close : Kind::close,
            partner_id(element, reference), element);
        open.role = Role::native_code;
    } else if (name == "it") {
        const std::string position = element.get("pos");
        add(position == "end" || position == "close" ? Kind::lone_close : Kind::lone_open,
            first_of(element, {"x", "id"}), element);
        open.role = Role::native_code;
    } else if (name == "ph" || name == "x" || name == "ut") {
        add(Kind::placeholder, first_of(element, {"x", "id"}), element);
        open.role = Role::native_code;
    } else if (name == "g" || name == "pc" || name == "hi") {
        add(Kind::open, first_of(element, {"id", "x"}), element);
        if (name == "pc") codes_.back().data = native(element, "dataRefStart");
        open.role = Role::markup;
        open.closes = true;
        open.code = codes_.back();
        open.code.kind = Kind::close;
        open.code.type.clear();
        open.code.data = native(element, "dataRefEnd");
    } else if (name == "cp") {
        std::uint32_t value = 0;
        const std::string hex = element.get("hex");
        std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
        if (value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF)) {
            append_utf8(text_, value);
        }
        open.role = Role::markup;
    } else if (name == "sub" || name == "mrk" || name == "sm" || name == "em") {
        open.role = Role::annotation;
    }
    open_.push_back(std::move(open));
    return open_.back().role != Role::unknown;
}

void SegmentContent::text(std::string_view text) {
    bool in_native_code = false;
    for (const Open& open : open_)
        in_native_code = in_native_code || open.role == Role::native_code;
    std::string& into = in_native_code && !codes_.empty() ? codes_.back().data : text_;
    if (into.size() + text.size() > longest_segment) {
        throw Error(Fault::input, {}, "a segment of more than 64 MiB");
    }
    into += text;
}

void SegmentContent::end(std::string_view /*name*/) {
    if (open_.empty()) return;
    Open open = std::move(open_.back());
    open_.pop_back();
    if (!open.closes) return;
    open.code.byte_offset = text_.size();
    codes_.push_back(std::move(open.code));
}

}  // namespace egiz::formats
