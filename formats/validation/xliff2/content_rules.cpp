// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"
#include "formats/validation/xliff2/inline_content.hpp"
#include "formats/xml/words.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

namespace egiz::formats::xliff2 {
namespace {

const std::map<std::string_view, Kind> kinds{
    {"ph", Kind::ph}, {"pc", Kind::pc},   {"sc", Kind::sc}, {"ec", Kind::ec},
    {"sm", Kind::sm}, {"mrk", Kind::mrk}, {"em", Kind::em},
};

/// What is no character of XML 1.0, or one that XML discourages and the committee's own rules let
/// cp hold: the C1 controls without U+0085.
bool needs_cp(unsigned long point) {
    if (point <= 0x8 || point == 0xB || point == 0xC || (point >= 0xE && point <= 0x1F))
        return true;
    if (point >= 0x7F && point <= 0x9F && point != 0x85) return true;
    return (point >= 0xD800 && point <= 0xDFFF) || point == 0xFFFE || point == 0xFFFF;
}

/// An xs:positiveInteger; 0: none, or none that the schema lets pass.
std::size_t to_order(std::string_view text) {
    text = xml::trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    std::size_t order = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), order);
    return error == std::errc() && end == text.data() + text.size() ? order : 0;
}

class ContentRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.is(Space::mtc, "match")) {
            leave_content();
            match_.emplace(context_, true);
            match_->parts.emplace_back();
        }
        if (tag.space != Space::core) return;
        if (tag.name == "unit") {
            leave_content();
            unit_.emplace(context_, false);
            count_ = 0;
        } else if (tag.name == "segment" || tag.name == "ignorable") {
            if (unit_) begin_part();
        } else if (tag.name == "target" || tag.name == "source") {
            begin_content(tag);
        } else if (tag.name == "data") {
            take_data();
        } else if (tag.name == "cp") {
            check_code_point(tag.value("hex"));
        } else if (const auto kind = kinds.find(tag.name); kind != kinds.end()) {
            take_code(kind->second, tag);
        }
    }

    void end() override {
        const Open& self = context_.self();
        if (self.is(Space::core, "source") || self.is(Space::core, "target")) {
            leave_content();
        } else if (self.is(Space::core, "pc") && codes_ != nullptr && !open_pcs_.empty()) {
            codes_->push_back(std::move(open_pcs_.back()));
            open_pcs_.pop_back();
        } else if (self.is(Space::mtc, "match") && match_) {
            leave_content();
            match_->check();
            match_.reset();
        } else if (self.is(Space::core, "unit") && unit_) {
            leave_content();
            unit_->check();
            unit_->fill(context_.unit);
            unit_.reset();
        }
    }

private:
    InlineContent* content() { return match_ ? &*match_ : unit_ ? &*unit_ : nullptr; }

    /// Also where a faulty file has a unit, a segment or a match amid content: codes_ must not
    /// outlive the part that it points into.
    void leave_content() {
        codes_ = nullptr;
        open_pcs_.clear();
    }

    void begin_part() {
        leave_content();
        Part& part = unit_->parts.emplace_back();
        part.id = context_.self().id;
        part.spot = context_.self().spot;
    }

    void begin_content(const Tag& tag) {
        const Open* parent = context_.parent();
        const bool in_part = parent->is(Space::core, "segment") ||
                             parent->is(Space::core, "ignorable") ||
                             parent->is(Space::mtc, "match");
        InlineContent* owner = content();
        if (!in_part || owner == nullptr || owner->parts.empty()) return;
        leave_content();
        Part& part = owner->parts.back();
        if (tag.name == "source") {
            codes_ = &part.source;
            return;
        }
        codes_ = &part.target;
        part.has_target = true;
        part.target_spot = context_.self().spot;
        part.order = to_order(tag.value("order"));
    }

    void take_data() {
        const std::string& id = context_.self().id;
        InlineContent* owner = content();
        if (owner == nullptr || id.empty() || owner->data_ids.insert(id).second) return;
        context_.report(Rule::data_id_unique, "the id " + quote(id) +
                                                  " is that of other original data of this " +
                                                  (match_ ? "match" : "unit"));
    }

    void check_code_point(std::string_view hex) {
        unsigned long point = 0;
        const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), point, 16);
        // A hexBinary: two digits an octet, so that U+0010 is `10` as well as `0010`.
        const bool shape = (hex.size() == 2 || hex.size() == 4 || hex.size() == 6) &&
                           error == std::errc() && end == hex.data() + hex.size();
        if (!shape || point > 0x10FFFF) {
            context_.report(
                Rule::code_point,
                "hex=" + quote(hex) + " is no code point in two, four or six digits, to 10FFFF");
        } else if (!needs_cp(point)) {
            context_.report(
                Rule::code_point,
                "hex=" + quote(hex) + " is a character that XML can hold; it stands for itself");
        }
    }

    void take_code(Kind kind, const Tag& tag) {
        Code code{kind};
        code.spot = context_.self().spot;
        code.id = tag.value("id");
        code.can_copy = tag.value("canCopy") != "no";
        code.can_delete = tag.value("canDelete") != "no";
        code.can_overlap = tag.value("canOverlap") != "no";
        const std::string_view reorder = tag.value("canReorder");
        code.reorder = reorder == "no"        ? Reorder::no
                       : reorder == "firstNo" ? Reorder::first_no
                                              : Reorder::yes;
        code.isolated = tag.value("isolated") == "yes";
        code.start_ref = tag.value("startRef");
        code.copy_of = tag.value("copyOf");
        for (const char* attribute : {"dataRef", "dataRefStart", "dataRefEnd"}) {
            if (const auto* ref = tag.find(attribute)) code.data_refs.emplace_back(*ref);
        }
        if (code.is_code()) {
            check_code(code, tag);
        } else if (kind != Kind::em) {
            check_annotation(tag);
        }
        if (kind == Kind::ec) check_ec(code, tag);
        if (codes_ == nullptr) return;
        context_.bound(++count_, "inline codes in a unit");
        if (kind == Kind::pc) {
            Code end = code;
            end.kind = Kind::pc_end;
            end.data_refs.clear();
            open_pcs_.push_back(std::move(end));
        }
        codes_->push_back(std::move(code));
    }

    void check_code(const Code& code, const Tag& tag) {
        if (code.reorder != Reorder::yes && (code.can_copy || code.can_delete)) {
            context_.report(Rule::reorder_hints, "canReorder=" + quote(tag.value("canReorder")) +
                                                     " needs canCopy=\"no\" and canDelete=\"no\"");
        }
        const std::string_view* sub_type = tag.find("subType");
        if (sub_type == nullptr) return;
        const std::string_view* type = tag.find("type");
        if (type == nullptr) {
            context_.report(Rule::sub_type, "subType is set, but not type");
        }
        if (!sub_type->starts_with("xlf:")) return;
        static const std::map<std::string_view, std::string_view> reserved{
            {"xlf:lb", "fmt"}, {"xlf:pb", "fmt"}, {"xlf:b", "fmt"},
            {"xlf:i", "fmt"},  {"xlf:u", "fmt"},  {"xlf:var", "ui"},
        };
        const auto wanted = reserved.find(*sub_type);
        if (wanted == reserved.end()) {
            context_.report(Rule::sub_type, "subType=" + quote(*sub_type) +
                                                " is none of those that the standard "
                                                "has under its prefix xlf");
        } else if (type != nullptr && *type != wanted->second) {
            context_.report(Rule::sub_type, "subType=" + quote(*sub_type) + " needs type=" +
                                                quote(wanted->second) + ", not " + quote(*type));
        }
    }

    void check_ec(const Code& code, const Tag& tag) {
        const bool has_id = tag.find("id") != nullptr;
        const bool has_start = tag.find("startRef") != nullptr;
        if (code.isolated && (!has_id || has_start)) {
            context_.report(Rule::ec_id, "an isolated ec has id, and no startRef");
        } else if (!code.isolated && (has_id || !has_start)) {
            context_.report(Rule::ec_id, "an ec that is not isolated has startRef, and no id");
        }
        if (!code.isolated && tag.find("dir") != nullptr) {
            context_.report(Rule::ec_dir, "dir on an ec that is not isolated");
        }
    }

    void check_annotation(const Tag& tag) {
        const std::string_view* type = tag.find("type");
        const std::string_view* ref = tag.find("ref");
        const std::string_view* value = tag.find("value");
        if (type == nullptr || *type == "generic") {
            const bool of_others =
                std::any_of(tag.attributes.begin(), tag.attributes.end(), [](const Attribute& one) {
                    return one.space != Space::none && one.space != Space::xml;
                });
            if (tag.find("translate") == nullptr && !of_others) {
                context_.report(Rule::translate_annotation,
                                "an annotation of type generic, the default, has translate");
            }
        } else if (*type == "comment") {
            if ((ref == nullptr) == (value == nullptr)) {
                context_.report(Rule::comment_annotation,
                                ref == nullptr ? "a comment has neither value nor ref"
                                               : "a comment has both value and ref");
            } else if (ref != nullptr) {
                check_comment_ref(*ref);
                return;
            }
        } else if (*type == "mtc:match" && ref != nullptr) {
            context_.report(Rule::match_annotation, "the annotation of a match has a ref");
        }
        FragmentId fragment;
        if (ref != nullptr) static_cast<void>(context_.take_fragment(*ref, fragment));
    }

    void check_comment_ref(std::string_view ref) {
        FragmentId fragment;
        if (ref.starts_with('#') && !context_.take_fragment(ref, fragment)) return;
        context_.at_unit_end([this, spot = context_.self().spot, fragment, ref = std::string(ref)] {
            const UnitIndex& unit = context_.unit;
            if (fragment.prefix == "n" && unit.holds(fragment) &&
                unit.notes.contains(fragment.id)) {
                return;
            }
            context_.report(spot, Rule::comment_ref,
                            "ref=" + quote(ref) + " is no note of this unit");
        });
    }

    std::optional<InlineContent> unit_, match_;
    std::vector<Code>* codes_ = nullptr;  ///< of the source or target at hand
    std::size_t count_ = 0;               ///< of all codes in the unit, matches included
    std::vector<Code> open_pcs_;          ///< the ends to come
};

}  // namespace

Group make_content_rules(Context& context) { return std::make_unique<ContentRules>(context); }

}  // namespace egiz::formats::xliff2
