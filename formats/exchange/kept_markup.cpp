// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/kept_markup.hpp"

#include "formats/exchange/code_types.hpp"
#include "formats/exchange/element.hpp"
#include "formats/exchange/inline_codes.hpp"
#include "formats/exchange/segment_content.hpp"
#include "formats/words.hpp"
#include "formats/xml/markup.hpp"
#include "formats/xml/writer.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = InlineCode::Kind;
using xml::Markup;

struct MarkupRule {
    std::string_view name;
    std::string_view attributes;  ///< with blanks around
    std::string_view required;    ///< empty for none
};
/// Inline elements of XLIFF 1.2, strict (3.5).
constexpr MarkupRule rules_1[] = {
    {"g", " id ctype clone xid equiv-text ", "id"},
    {"x", " id ctype clone xid equiv-text ", "id"},
    {"bx", " id rid ctype clone xid equiv-text ", "id"},
    {"ex", " id rid xid equiv-text ", "id"},
    {"ph", " id ctype crc assoc xid equiv-text ", "id"},
    {"bpt", " id rid ctype crc xid equiv-text ", "id"},
    {"ept", " id rid crc xid equiv-text ", "id"},
    {"it", " id pos rid ctype crc xid equiv-text ", "id"},
    {"sub", " ctype xid ", ""},
    {"mrk", " mtype mid comment ", "mtype"},
};
/// Inline elements of XLIFF 2.0 (4.2.3); `subFlows` name units of the file that it was in.
constexpr MarkupRule rules_2[] = {
    {"ph", " id canCopy canDelete canReorder copyOf disp equiv dataRef subType type ", "id"},
    {"pc",
     " id canCopy canDelete canOverlap canReorder copyOf dispEnd dispStart equivEnd equivStart "
     "dataRefEnd dataRefStart subType type dir ",
     "id"},
    {"sc",
     " id canCopy canDelete canOverlap canReorder copyOf dataRef dir disp equiv isolated subType "
     "type ",
     "id"},
    {"ec",
     " id canCopy canDelete canOverlap canReorder copyOf dataRef dir disp equiv isolated startRef "
     "subType type ",
     ""},
    {"cp", " hex ", "hex"},
    {"mrk", " id translate type ref value ", "id"},
    {"sm", " id translate type ref value ", "id"},
    {"em", " startRef ", "startRef"},
};

const MarkupRule* find_rule(std::string_view name, XliffVersion version) {
    const auto among = [&](const auto& rules) -> const MarkupRule* {
        for (const MarkupRule& rule : rules) {
            if (rule.name == name) return &rule;
        }
        return nullptr;
    };
    return version == XliffVersion::v1_2 ? among(rules_1) : among(rules_2);
}

bool is_markup_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               c == '.' || c == '-' || c == '_' || c == ':';
    });
}

/// What the schemas ask of values that are no mere text.
bool value_fits(std::string_view element, std::string_view name, std::string_view value,
                XliffVersion version) {
    if (version == XliffVersion::v1_2) {
        if (name == "ctype") {
            if (value.starts_with("x-") && value.size() > 2) {
                return value.find_first_of(" \t\n\r") == std::string_view::npos;
            }
            return !value.empty() &&
                   to_xliff12_type(value, element == "x" || element == "ph") == value;
        }
        if (name == "clone") return is_word_of(" yes no ", value);
        if (name == "pos") return is_word_of(" open close ", value);
        if (name == "assoc") return is_word_of(" preceding following both ", value);
        if (name == "mid" || name == "rid") return is_markup_token(value);
        if (name == "mtype") {
            return value.starts_with("x-") ||
                   is_word_of(
                       " abbrev abbreviated-form abbreviation acronym appellation "
                       "collocation common-name datetime equation expanded-form formula "
                       "head-term initialism international-scientific-term "
                       "internationalism logical-expression materials-management-unit name "
                       "near-synonym part-number phrase phraseological-unit protected "
                       "romanized-form seg set-phrase short-form sku standard-text symbol "
                       "synonym synonymous-phrase term transcribed-form transliterated-form "
                       "truncated-term variant ",
                       value);
        }
        return true;
    }
    if (name == "id" || name == "copyOf" || name == "startRef" || name.starts_with("dataRef")) {
        return is_markup_token(value);
    }
    if (name == "canReorder") return is_word_of(" yes no firstNo ", value);
    if (name.starts_with("can") || name == "isolated" || name == "translate") {
        return is_word_of(" yes no ", value);
    }
    if (name == "dir") return is_word_of(" ltr rtl auto ", value);
    if (name == "ref") return !value.starts_with('#');  // what it names may not be written
    if (name == "type" && (element == "mrk" || element == "sm")) {
        return is_word_of(" generic comment term ", value) ||
               value.find(':') != std::string_view::npos;
    }
    if (name == "type") return is_word_of(" fmt ui quote link image other ", value);
    if (name == "subType") return value.find(':') != std::string_view::npos;
    return true;
}

/// Finds the halves of pairs and of annotations whose other half is not in the content.
class Halves {
public:
    Halves() = default;
    Halves(std::string_view markup, XliffVersion version) : version_(version) {
        const bool any = version == XliffVersion::v1_2 ? has(markup, {"<bx", "<ex", "<bpt", "<ept"})
                                                       : has(markup, {"<sc", "<ec", "<sm", "<em"});
        if (!any) return;
        std::set<std::string, std::less<>> open;
        xml::MarkupScanner scanner(markup);
        Markup piece;
        while (scanner.next(piece)) {
            if (piece.kind != Markup::Kind::start && piece.kind != Markup::Kind::empty) continue;
            if (!is_half(piece)) continue;
            const std::string_view id = id_of(piece);
            if (!closes(piece.name, version)) {
                ++lone_;
                open.emplace(id);
            } else if (const auto found = open.find(id); found != open.end()) {
                --lone_;
                complete_.insert(open.extract(found));
            } else {
                ++lone_;
            }
        }
    }
    static bool closes(std::string_view name, XliffVersion version) {
        return is_word_of(version == XliffVersion::v1_2 ? " ex ept " : " ec em ", name);
    }
    [[nodiscard]] bool any_lone() const noexcept { return lone_ > 0; }
    [[nodiscard]] bool is_lone(const Markup& tag) const {
        return lone_ > 0 && is_half(tag) && complete_.count(id_of(tag)) == 0;
    }

private:
    /// Of two that share an id.
    [[nodiscard]] bool is_half(const Markup& tag) const {
        if (version_ == XliffVersion::v1_2) return is_word_of(" bx bpt ex ept ", tag.name);
        return is_word_of(" sc sm ec em ", tag.name) &&
               xml::Attributes(tag.attributes).value("isolated") != "yes";
    }
    [[nodiscard]] std::string_view id_of(const Markup& tag) const {
        const xml::Attributes attributes(tag.attributes);
        const Element element(tag.name, attributes);
        return version_ == XliffVersion::v1_2 ? element.first_of({"rid", "id"})
                                              : element.first_of({"startRef", "id"});
    }
    static bool has(std::string_view markup, std::initializer_list<std::string_view> names) {
        return std::any_of(names.begin(), names.end(), [&](std::string_view name) {
            return markup.find(name) != std::string_view::npos;
        });
    }

    XliffVersion version_ = XliffVersion::v2_0;
    std::set<std::string, std::less<>> complete_;
    std::size_t lone_ = 0;
};

/// Reads what was kept, and says no to all that is not written as MarkupRecorder writes it.
class KeptReader {
public:
    KeptReader(std::string_view markup, XliffVersion version, std::string_view without)
        : markup_(markup), version_(version), without_(without) {}

    std::optional<KeptContent> run(const Variant& variant) {
        if (!read()) return std::nullopt;
        Variant held;
        content_.move_into(held);
        KeptContent kept;
        kept.markup = rewrites_ ? alone_.take() : std::string(markup_);
        if (held.text != variant.text || held.codes.size() != variant.codes.size()) return {};
        std::set<std::string> seen;
        for (std::size_t i = 0; i < held.codes.size(); ++i) {
            InlineCode& code = held.codes[i];
            const InlineCode& now = variant.codes[i];
            if (version_ == XliffVersion::v2_0) {
                const std::string& id = references_[i];
                if (id.empty() != now.data.empty()) return {};
                if (!id.empty() && kept.data.try_emplace(id, now.data).first->second != now.data) {
                    return {};
                }
                code.data = now.data;
                if (is_lone(code.kind) != isolated_[i]) return {};
            }
            const bool is_new = seen.insert(code.id).second;
            if (!is_new && version_ == XliffVersion::v1_2 && is_made_of_another(now.id)) {
                code.id = now.id;
            }
            if (code != now) return {};
        }
        kept.protection = std::move(protection_);
        kept.cut_annotations = cut_annotations_;
        return kept;
    }

private:
    /// The id that 2.x gives a code whose own one another has; 1.2 lets several have the same.
    static bool is_made_of_another(std::string_view id) {
        return id.size() > 1 && id.starts_with('c') &&
               id.find_first_not_of("0123456789", 1) == std::string_view::npos;
    }
    static bool is_lone(Kind kind) { return kind == Kind::lone_open || kind == Kind::lone_close; }

    bool read() {
        // Such as the recorder never writes, and the scanner need not bear with.
        for (const char* other : {"<!", "<?"}) {
            if (markup_.find(other) != std::string_view::npos) return false;
        }
        for (std::size_t at = markup_.find("&#"); at != std::string_view::npos;
             at = markup_.find("&#", at + 1)) {
            const std::string_view rest = markup_.substr(at);
            if (!rest.starts_with("&#13;") && !rest.starts_with("&#10;") &&
                !rest.starts_with("&#9;")) {
                return false;
            }
        }
        halves_ = Halves(markup_, version_);
        rewrites_ = !without_.empty() || halves_.any_lone();
        content_.begin();
        recorder_.begin({});
        alone_.begin({});
        xml::MarkupScanner scanner(markup_);
        Markup piece;
        while (scanner.next(piece)) {
            if (!take(piece)) return false;
        }
        return open_.empty() && recorder_.take() == markup_;
    }

    bool take(const Markup& piece) {
        switch (piece.kind) {
            case Markup::Kind::start:
            case Markup::Kind::empty:
                return start(piece) && (piece.kind == Markup::Kind::start || end(piece.name));
            case Markup::Kind::end:
                return piece.prefix.empty() && end(piece.name);
            case Markup::Kind::text:
                if (!open_.empty() && !holds_text(open_.back())) return false;
                content_.text(piece.text);
                recorder_.text(piece.text);
                if (rewrites_) alone_.text(piece.text);
                return true;
            case Markup::Kind::other:
                return false;
        }
        return false;
    }

    bool start(const Markup& tag) {
        const MarkupRule* rule = find_rule(tag.name, version_);
        if (rule == nullptr || !tag.prefix.empty() || !may_stand_here(tag.name)) return false;
        if (!attributes_fit(tag, *rule) || says_nothing(tag.name, tag.attributes, version_)) {
            return false;
        }
        for (const xml::Attribute& attribute : tag.attributes) {
            if (version_ == XliffVersion::v2_0 && attribute.name == "id" &&
                !ids_.emplace(attribute.value).second) {
                return false;
            }
        }
        const xml::Attributes attributes(tag.attributes);
        const Element element(tag.name, attributes);
        const std::size_t codes = content_.code_count();
        if (!content_.start(element)) return false;
        const bool lone = halves_.is_lone(tag);
        if (content_.code_count() > codes) {
            references_.emplace_back(element.first_of({"dataRef", "dataRefStart"}));
            isolated_.push_back(lone || element.get("isolated") == "yes");
        }
        recorder_.start(tag.name, {}, attributes);
        if (rewrites_ && !write_alone(tag, lone)) return false;
        open_.emplace_back(tag.name);
        pair_ends_.emplace_back(element.get("dataRefEnd"));
        protects_.push_back(tag.name == "mrk" && (element.get("mtype") == "protected" ||
                                                  element.get("translate") == "no"));
        if (protects_.back()) mark_protection(true);
        return true;
    }

    /// Writes an element as it can stand without what is elsewhere.
    bool write_alone(const Markup& tag, bool lone) {
        if (lone && is_word_of(" sm em ", tag.name)) {
            ++left_out_;
            if (tag.name == "sm") ++cut_annotations_;
            return true;
        }
        const bool closes = Halves::closes(tag.name, version_);
        std::vector<xml::Attribute> attributes;
        for (const xml::Attribute& attribute : tag.attributes) {
            if (is_word_of(without_, attribute.name)) continue;
            if (!lone) {
                attributes.push_back(attribute);
            } else if (attribute.name == "startRef") {
                // That of a closing code is its own from now on.
                if (!ids_.emplace(attribute.value).second) return false;
                attributes.push_back({{}, "id", attribute.value});
            } else if (!is_word_of(" clone isolated ", attribute.name)) {
                attributes.push_back(attribute);
            }
        }
        const bool version_1 = version_ == XliffVersion::v1_2;
        if (lone && version_1) attributes.push_back({{}, "pos", closes ? "close" : "open"});
        if (lone && !version_1) attributes.push_back({{}, "isolated", "yes"});
        const std::string_view name = lone && version_1 ? "it" : tag.name;
        alone_.start(name, {}, xml::Attributes(attributes));
        return true;
    }

    [[nodiscard]] bool holds_text(std::string_view name) const {
        return is_word_of(version_ == XliffVersion::v1_2 ? " g mrk sub ph bpt ept it " : " pc mrk ",
                          name);
    }

    [[nodiscard]] bool may_stand_here(std::string_view name) const {
        if (open_.empty()) return name != "sub";
        const std::string& around = open_.back();
        if (version_ == XliffVersion::v2_0) return around == "pc" || around == "mrk";
        const bool holds_content = around == "g" || around == "mrk" || around == "sub";
        const bool holds_native =
            around == "ph" || around == "bpt" || around == "ept" || around == "it";
        return name == "sub" ? holds_native : holds_content;
    }

    [[nodiscard]] bool attributes_fit(const Markup& tag, const MarkupRule& rule) const {
        bool has_required = rule.required.empty();
        for (std::size_t i = 0; i < tag.attributes.size(); ++i) {
            const xml::Attribute& attribute = tag.attributes[i];
            if (!attribute.prefix.empty() || !is_word_of(rule.attributes, attribute.name) ||
                !value_fits(tag.name, attribute.name, attribute.value, version_)) {
                return false;
            }
            for (std::size_t k = 0; k < i; ++k) {
                if (tag.attributes[k].name == attribute.name) return false;
            }
            has_required = has_required || attribute.name == rule.required;
        }
        return has_required;
    }

    bool end(std::string_view name) {
        if (open_.empty() || open_.back() != name) return false;
        const std::size_t codes = content_.code_count();
        content_.end();
        if (content_.code_count() > codes) {
            references_.push_back(pair_ends_.back());
            isolated_.push_back(false);
        }
        recorder_.end();
        if (left_out_ > 0 && (name == "sm" || name == "em")) {
            --left_out_;  // these are empty
        } else if (rewrites_) {
            alone_.end();
        }
        open_.pop_back();
        pair_ends_.pop_back();
        if (protects_.back()) mark_protection(false);
        protects_.pop_back();
        return true;
    }

    void mark_protection(bool begins) {
        protection_.push_back({content_.text_so_far().size(), content_.code_count(), begins});
    }

    std::string_view markup_;
    XliffVersion version_;
    std::string_view without_;
    Halves halves_;
    bool rewrites_ = false;
    SegmentContent content_;
    MarkupRecorder recorder_;
    MarkupRecorder alone_;      ///< what can stand by itself
    std::size_t left_out_ = 0;  ///< of the elements that are open
    std::size_t cut_annotations_ = 0;
    std::vector<bool> protects_;  ///< each that is open
    std::vector<ProtectionMark> protection_;
    std::vector<std::string> open_;
    std::vector<std::string> pair_ends_;   ///< `dataRefEnd` of each that is open
    std::vector<std::string> references_;  ///< a code each
    std::vector<bool> isolated_;           ///< a code each
    std::set<std::string> ids_;            ///< 2.x: unique in the unit
};

}  // namespace

void MarkupRecorder::begin(std::string_view uri) {
    markup_.clear();
    open_.clear();
    uri_ = uri;
    tag_open_ = false;
}

void MarkupRecorder::close_tag() {
    if (tag_open_) markup_ += '>';
    tag_open_ = false;
}

void MarkupRecorder::start(std::string_view name, std::string_view uri,
                           const xml::Attributes& attributes) {
    close_tag();
    markup_ += '<';
    markup_ += name;
    const auto append = [&](std::string_view attribute, std::string_view value) {
        markup_ += ' ';
        markup_ += attribute;
        markup_ += "=\"";
        xml::append_escaped(markup_, value, true);
        markup_ += '"';
    };
    if (uri != (open_.empty() ? uri_ : open_.back().uri)) append("xmlns", uri);
    std::string declared;
    for (const xml::Attribute& attribute : attributes.list()) {
        if (attribute.prefix.empty()) {
            append(attribute.name, attribute.value);
            continue;
        }
        const std::string prefix(attribute.prefix);
        if (prefix != "xml" && declared.find(" " + prefix + " ") == std::string::npos) {
            declared += " " + prefix + " ";
            append("xmlns:" + prefix, attribute.uri);
        }
        append(prefix + ":" + std::string(attribute.name), attribute.value);
    }
    tag_open_ = true;
    open_.push_back({std::string(name), std::string(uri)});
}

void MarkupRecorder::text(std::string_view text) {
    if (text.empty()) return;
    close_tag();
    xml::append_escaped(markup_, text, false);
}

void MarkupRecorder::end() {
    if (tag_open_) {
        markup_ += "/>";
    } else {
        markup_ += "</" + open_.back().name + ">";
    }
    tag_open_ = false;
    open_.pop_back();
}

std::string MarkupRecorder::take() { return std::exchange(markup_, {}); }

std::vector<xml::Attribute> kept_inline_attributes(std::string_view element,
                                                   const xml::Attributes& attributes,
                                                   XliffVersion version) {
    std::vector<xml::Attribute> kept;
    const MarkupRule* rule = find_rule(element, version);
    if (rule == nullptr) return kept;
    for (const xml::Attribute& attribute : attributes.list()) {
        if (attribute.prefix.empty() && is_word_of(rule->attributes, attribute.name) &&
            value_fits(element, attribute.name, attribute.value, version)) {
            kept.push_back(attribute);
        }
    }
    return kept;
}

bool says_nothing(std::string_view element, const std::vector<xml::Attribute>& attributes,
                  XliffVersion version) {
    if (version == XliffVersion::v1_2 || (element != "mrk" && element != "sm")) return false;
    const xml::Attributes all(attributes);
    const std::string_view type = all.value("type");
    if (type == "comment") return all.find("value") == nullptr;
    return (type.empty() || type == "generic") && all.find("translate") == nullptr;
}

std::string_view kept_content_property(XliffVersion version) {
    return version == XliffVersion::v1_2 ? "x-egiz-xliff1-content" : "x-egiz-xliff2-content";
}

namespace {

std::optional<KeptContent> kept(const Variant& variant, std::string_view type, XliffVersion version,
                                std::string_view without) {
    for (const Property& property : variant.properties) {
        if (property.type == type) {
            return KeptReader(property.value, version, without).run(variant);
        }
    }
    return std::nullopt;
}

/// What the codes of a content ask of each other.
struct Hints {
    std::set<std::string, std::less<>> ids, codes, undeletable;
    std::vector<std::string> copied;
    std::vector<std::vector<std::string>> sequences;  ///< those that may not be put in order anew
    bool in_order = true;
};

/// As 2.0 has it in 4.7.2.6: `firstNo` begins a sequence, `no` goes on with it.
Hints hints_of(std::string_view markup) {
    Hints hints;
    xml::MarkupScanner scanner(markup);
    Markup piece;
    bool in_sequence = false;
    std::set<std::string, std::less<>> fixed_starts;
    while (scanner.next(piece)) {
        if (piece.kind != Markup::Kind::start && piece.kind != Markup::Kind::empty) continue;
        if (!is_word_of(" ph pc sc ec ", piece.name)) continue;
        const xml::Attributes attributes(piece.attributes);
        const Element element(piece.name, attributes);
        const bool closes = piece.name == "ec";
        const std::string id(element.first_of({"startRef", "id"}));
        const std::string key = (closes ? ")" : "(") + id;
        hints.ids.emplace(element.get("id"));
        hints.codes.insert(key);
        if (element.get("canDelete") == "no") hints.undeletable.insert(key);
        if (const std::string_view copied = element.get("copyOf"); !copied.empty()) {
            hints.copied.emplace_back(copied);
        }
        const std::string_view order = element.get("canReorder");
        const bool fixed = order == "no" || order == "firstNo";
        if (order == "firstNo") hints.sequences.emplace_back();
        if (order == "no" && !in_sequence) {
            hints.in_order = hints.in_order && closes && fixed_starts.contains(id);
        }
        if (fixed && !hints.sequences.empty()) hints.sequences.back().push_back(key);
        if (fixed && piece.name == "sc") fixed_starts.insert(id);
        in_sequence = fixed;
    }
    std::sort(hints.sequences.begin(), hints.sequences.end());
    return hints;
}

}  // namespace

std::string unfit_hints(std::string_view source, std::optional<std::string_view> target) {
    const auto has = [&](std::string_view word) {
        return source.find(word) != std::string_view::npos ||
               (target && target->find(word) != std::string_view::npos);
    };
    if (!has(" copyOf=") && !has(" canDelete=") && !has(" canReorder=")) return {};
    const Hints from = hints_of(source);
    const Hints to = target ? hints_of(*target) : Hints();
    std::string unfit;
    for (const Hints* side : {&from, &to}) {
        for (const std::string& id : side->copied) {
            if (!from.ids.contains(id) && !to.ids.contains(id)) unfit = copy_hints;
        }
    }
    const bool all_there =
        !target || std::includes(to.codes.begin(), to.codes.end(), from.undeletable.begin(),
                                 from.undeletable.end());
    const bool in_order =
        from.in_order && to.in_order && (!target || from.sequences == to.sequences);
    if (!all_there) {
        unfit += deletion_hints;
    } else if (!in_order) {
        unfit += order_hints;
    }
    return unfit;
}

std::optional<KeptContent> kept_content(const Variant& variant, XliffVersion version,
                                        std::string_view without) {
    return kept(variant, kept_content_property(version), version, without);
}

namespace {

/// Takes out marks that begin in one pair of codes and end in another, or enclose nothing.
std::vector<ProtectionMark> nested_with(const std::vector<InlineCode>& codes,
                                        const std::vector<ProtectionMark>& marks) {
    const auto partner = partners(codes);
    std::vector<bool> fits(marks.size());
    std::vector<std::size_t> open;
    for (std::size_t m = 0; m < marks.size(); ++m) {
        if (marks[m].begins) {
            open.push_back(m);
            continue;
        }
        // Of two, one in the other, the outer one says it all.
        const ProtectionMark& begin = marks[open.back()];
        bool inside = open.size() == 1 &&
                      (begin.byte_offset < marks[m].byte_offset || begin.code < marks[m].code);
        for (std::size_t i = begin.code; i < marks[m].code && inside; ++i) {
            inside = !partner[i] || (*partner[i] >= begin.code && *partner[i] < marks[m].code);
        }
        fits[m] = fits[open.back()] = inside;
        open.pop_back();
    }
    std::vector<ProtectionMark> result;
    for (std::size_t m = 0; m < marks.size(); ++m) {
        if (fits[m]) result.push_back(marks[m]);
    }
    return result;
}

}  // namespace

std::optional<ProtectedContent> with_protection(const Variant& variant, XliffVersion version) {
    using Mark = ProtectedContent::Mark;
    const bool is_1 = version == XliffVersion::v1_2;
    const std::string_view said = is_1 ? " translate=\"no\"" : " mtype=\"protected\"";
    const bool any = std::any_of(
        variant.properties.begin(), variant.properties.end(),
        [&](const Property& property) { return property.value.find(said) != std::string::npos; });
    if (!any) return std::nullopt;
    const auto other = kept_content(variant, is_1 ? XliffVersion::v2_0 : XliffVersion::v1_2);
    if (!other || other->protection.empty()) return std::nullopt;
    const std::vector<ProtectionMark> marks = nested_with(variant.codes, other->protection);
    if (marks.empty()) return std::nullopt;
    ProtectedContent result;
    result.content.text = variant.text;
    const auto add = [&](InlineCode code, Mark mark) {
        result.content.codes.push_back(std::move(code));
        result.marks.push_back(mark);
    };
    std::size_t next = 0;
    for (std::size_t i = 0; i <= variant.codes.size(); ++i) {
        for (; next < marks.size() && marks[next].code == i; ++next) {
            add({marks[next].byte_offset, Kind::placeholder, "protection ", {}, {}},
                marks[next].begins ? Mark::begin : Mark::end);
        }
        if (i < variant.codes.size()) add(variant.codes[i], Mark::none);
    }
    return result;
}

std::optional<KeptContent> kept_seg_source(const Variant& source) {
    return kept(source, kept_seg_source_property, XliffVersion::v1_2, {});
}

}  // namespace egiz::formats
