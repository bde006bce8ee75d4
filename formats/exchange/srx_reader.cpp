// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/srx_reader.hpp"

#include "formats/exchange/element.hpp"
#include "formats/xml/parser.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

/// What an element takes in memory, besides its text.
constexpr std::size_t element_cost = 64;
constexpr std::size_t most_notices = 1000;

bool blank(std::string_view text) { return trim(text, {0, text.size()}).empty(); }

std::string shown_name(std::string_view text) {
    std::size_t size = std::min<std::size_t>(text.size(), 60);
    while (size > 0 && size < text.size() &&
           (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) {
        --size;
    }
    std::string result = "'";
    result += text.substr(0, size);
    if (size < text.size()) result += "…";
    return result + "'";
}

class SrxReader final : private xml::Handler {
public:
    explicit SrxReader(InputFile file)
        : parser_(std::move(file), *this,
                  [this](const Warning& warning) { rules_.notices.push_back(warning); }) {
        rules_.file = parser_.path();
    }

    SegmentationRules read() {
        while (parser_.feed()) {
        }
        check();
        return std::move(rules_);
    }

private:
    enum class Where {
        root,
        header,
        range_rule,
        body,
        language_rules,
        language_rule,
        rule,
        before,
        after,
        map_rules,
        map_rule,
        ignored
    };

    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override;
    void text(std::string_view piece) override;
    void end(std::string_view name) override;

    [[nodiscard]] Where enter(const Element& element);
    [[nodiscard]] Where enter_in_header(const Element& element);
    [[nodiscard]] Where unknown(const Element& element);
    void begin_root(const Element& element);
    void begin_header(const Element& element);
    void take_format_handle(const Element& element);
    void take_okapi_options(const Element& element);
    [[nodiscard]] Where begin_language_rule(const Element& element);
    void begin_rule(const Element& element);
    [[nodiscard]] Where begin_map_rule();
    void take_language_map(const Element& element);
    void end_rule();
    void check();
    void check_maps();

    [[nodiscard]] std::string_view required(const Element& element, const char* attribute) const;
    [[nodiscard]] std::optional<bool> yes_no(const Element& element, const char* attribute);
    void notice(const std::string& message) { notice_at(parser_.place(), message); }
    void notice_at(Place place, const std::string& message) {
        if (rules_.notices.size() < most_notices) {
            rules_.notices.push_back({std::move(place), message});
        }
    }
    [[noreturn]] void fail(const std::string& message, std::string hint = {}) const {
        throw Error(Fault::input, parser_.place(), message, std::move(hint));
    }
    void charge(std::size_t bytes) {
        charged_ += bytes;
        if (charged_ > largest_srx) fail("the rules take more than 64 MiB", "is this an SRX file?");
    }
    [[nodiscard]] std::size_t line() const { return parser_.place().line; }

    SegmentationRules rules_;
    std::vector<Where> where_;
    SegmentationRule rule_;
    bool is_version_1_ = false;
    bool has_header_ = false;
    std::size_t map_rules_ = 0;  ///< `maprule` elements of SRX 1.0
    std::size_t charged_ = 0;
    std::set<std::string, std::less<>> unknown_;
    xml::Parser parser_;
};

void SrxReader::start(std::string_view name, std::string_view, const xml::Attributes& attributes) {
    const Element element(name, attributes);
    charge(element_cost + element.size());
    if (where_.empty()) {
        if (name != "srx") {
            fail("this is no SRX file: its root element is <" + std::string(name) + ">",
                 "segmentation rules are expected, in SRX 1.0 or 2.0");
        }
        begin_root(element);
        where_.push_back(Where::root);
        return;
    }
    where_.push_back(enter(element));
}

SrxReader::Where SrxReader::enter(const Element& element) {
    const std::string_view name = element.name;
    switch (where_.back()) {
        case Where::root:
            if (name == "header") {
                begin_header(element);
                return Where::header;
            }
            if (name == "body") return Where::body;
            break;
        case Where::header:
            return enter_in_header(element);
        case Where::body:
            if (name == "languagerules") return Where::language_rules;
            if (name == "maprules") return Where::map_rules;
            break;
        case Where::language_rules:
            if (name == "languagerule") return begin_language_rule(element);
            break;
        case Where::language_rule:
            if (name == "rule") {
                begin_rule(element);
                return Where::rule;
            }
            break;
        case Where::rule:
            if (name == "beforebreak") return Where::before;
            if (name == "afterbreak") return Where::after;
            break;
        case Where::map_rules:
            if (name == "maprule") return begin_map_rule();
            [[fallthrough]];
        case Where::map_rule:
            if (name == "languagemap") {
                take_language_map(element);
                return Where::ignored;
            }
            break;
        case Where::ignored:
            return Where::ignored;
        default:
            break;
    }
    return unknown(element);
}

SrxReader::Where SrxReader::enter_in_header(const Element& element) {
    if (element.name == "formathandle") {
        take_format_handle(element);
    } else if (element.name == "options") {
        take_okapi_options(element);
    } else if (element.name == "rangeRule") {
        return Where::range_rule;
    } else if (element.name != "sample") {  // a text to try the rules on
        return unknown(element);
    }
    return Where::ignored;
}

SrxReader::Where SrxReader::unknown(const Element& element) {
    if (unknown_.size() < most_notices && unknown_.emplace(element.name).second) {
        notice("<" + std::string(element.name) + "> is not known here and not honoured");
    }
    return Where::ignored;
}

std::string_view SrxReader::required(const Element& element, const char* attribute) const {
    const std::string_view* value = element.find(attribute);
    if (value == nullptr) {
        fail("<" + std::string(element.name) + "> has no " + attribute,
             "SRX requires this attribute; add it");
    }
    return *value;
}

std::optional<bool> SrxReader::yes_no(const Element& element, const char* attribute) {
    const std::string_view* value = element.find(attribute);
    if (value == nullptr) return std::nullopt;
    if (*value == "yes") return true;
    if (*value == "no") return false;
    notice(std::string(attribute) + " is " + shown_name(*value) +
           ", neither 'yes' nor 'no': taken as not given");
    return std::nullopt;
}

void SrxReader::begin_root(const Element& element) {
    const std::string_view version = element.get("version");
    is_version_1_ = version.starts_with("1.");
    rules_.version = is_version_1_ ? "1.0" : "2.0";
    if (version != rules_.version) {
        notice("the version is " + shown_name(version) + ": read as SRX " + rules_.version);
    }
}

void SrxReader::begin_header(const Element& element) {
    has_header_ = true;
    rules_.segment_subflows = yes_no(element, "segmentsubflows").value_or(rules_.segment_subflows);
    const std::optional<bool> cascade = yes_no(element, "cascade");
    if (!cascade && !is_version_1_) {
        notice("cascade is not given, which SRX 2.0 requires: taken as 'no'");
    }
    rules_.cascade = cascade.value_or(false);
}

void SrxReader::take_format_handle(const Element& element) {
    const std::string_view type = element.get("type");
    bool* include = type == "start"      ? &rules_.include_start
                    : type == "end"      ? &rules_.include_end
                    : type == "isolated" ? &rules_.include_isolated
                                         : nullptr;
    if (include == nullptr) {
        notice("formathandle has the unknown type " + shown_name(type) + ": left out");
    } else {
        *include = yes_no(element, "include").value_or(*include);
    }
}

void SrxReader::take_okapi_options(const Element& element) {
    OkapiSegmentationOptions& okapi = rules_.okapi;
    okapi.one_segment_includes_all = yes_no(element, "oneSegmentIncludesAll");
    okapi.trim_leading = yes_no(element, "trimLeadingWhitespaces");
    okapi.trim_trailing = yes_no(element, "trimTrailingWhitespaces");
    okapi.use_java_regex = yes_no(element, "useJavaRegex");
    okapi.use_icu_breaks = yes_no(element, "useIcu4jBreakRules");
    okapi.isolated_codes_are_white_space = yes_no(element, "treatIsolatedCodesAsWhitespace");

    if (okapi.one_segment_includes_all.value_or(false)) {
        notice("oneSegmentIncludesAll is not honoured: white space around a segment stays outside");
    }
    if (!okapi.trim_leading.value_or(true) || !okapi.trim_trailing.value_or(true)) {
        notice("untrimmed segments are not honoured: white space around a segment stays outside");
    }
    if (okapi.use_java_regex.value_or(false)) {
        notice(
            "useJavaRegex is not honoured: expressions are ICU's, as SRX 2.0 says, and those "
            "that only Java has are mended where that is possible");
    }
    if (okapi.isolated_codes_are_white_space.value_or(false)) {
        notice("treatIsolatedCodesAsWhitespace is not honoured: text is segmented without codes");
    }
}

SrxReader::Where SrxReader::begin_language_rule(const Element& element) {
    const std::string_view name = required(element, "languagerulename");
    if (rules_.find(name) != nullptr) {
        notice("a second languagerule is named " + shown_name(name) + ": left out");
        return Where::ignored;
    }
    rules_.language_rules.push_back({std::string(name), {}, line()});
    return Where::language_rule;
}

void SrxReader::begin_rule(const Element& element) {
    rule_ = {};
    rule_.line = line();
    rule_.breaks = yes_no(element, "break").value_or(true);
}

/// SRX 1.0 has sets of maps to choose from, by name; tools take the first.
SrxReader::Where SrxReader::begin_map_rule() {
    if (++map_rules_ == 1) return Where::map_rule;
    notice("only the first maprule counts: this one is left out");
    return Where::ignored;
}

void SrxReader::take_language_map(const Element& element) {
    LanguageMap map{std::string(required(element, "languagepattern")),
                    std::string(required(element, "languagerulename")), line()};
    if (map.pattern.size() > longest_srx_pattern) {
        fail("a languagepattern of more than 64 KiB", "this file seems to be made to do harm");
    }
    rules_.language_maps.push_back(std::move(map));
}

void SrxReader::text(std::string_view piece) {
    if (where_.empty()) return;
    std::string* target = nullptr;
    switch (where_.back()) {
        case Where::before:
            target = &rule_.before;
            break;
        case Where::after:
            target = &rule_.after;
            break;
        case Where::range_rule:
            target = &rules_.okapi.range_rule;
            break;
        default:
            return;
    }
    charge(piece.size());
    *target += piece;
    if (target->size() > longest_srx_pattern) {
        fail("an expression of more than 64 KiB", "this file seems to be made to do harm");
    }
}

void SrxReader::end(std::string_view) {
    const Where here = where_.back();
    where_.pop_back();
    if (here == Where::rule) {
        end_rule();
    } else if (here == Where::range_rule && blank(rules_.okapi.range_rule)) {
        rules_.okapi.range_rule.clear();
    } else if (here == Where::range_rule) {
        notice("rangeRule is not honoured");
    }
}

void SrxReader::end_rule() {
    for (const std::string* pattern : {&rule_.before, &rule_.after}) {
        // ` ` alone is a pattern that people do write; line ends come from layout.
        if (pattern->empty()) continue;
        if (pattern->front() == '\n' || pattern->find("\n\t") != std::string::npos ||
            pattern->find("\n ") != std::string::npos || pattern->back() == '\n') {
            notice_at({rules_.file, rule_.line},
                      "the line end inside " + shown_name(*pattern) + " is part of the expression");
        }
    }
    rules_.language_rules.back().rules.push_back(std::move(rule_));
    rule_ = {};
}

void SrxReader::check() {
    const Place place{rules_.file, 0, 0};
    if (!has_header_) notice_at(place, "the file has no header: the standard's defaults hold");
    if (rules_.language_rules.empty()) {
        throw Error(Fault::input, place, "the file has no languagerule",
                    "SRX keeps its rules in body/languagerules/languagerule");
    }
    if (rules_.language_maps.empty()) {
        throw Error(Fault::input, place,
                    "the file has no languagemap: its rules are for no language",
                    "add <languagemap languagepattern=\".*\" languagerulename=\"…\"/> to maprules");
    }
    check_maps();
    for (const LanguageRule& rule : rules_.language_rules) {
        if (rule.rules.empty()) {
            notice_at({rules_.file, rule.line},
                      "languagerule " + shown_name(rule.name) + " has no rules");
        }
    }
}

void SrxReader::check_maps() {
    std::set<std::string_view> names;
    for (const LanguageRule& rule : rules_.language_rules) names.insert(rule.name);
    std::set<std::string_view> used;
    for (const LanguageMap& map : rules_.language_maps) {
        if (!names.contains(map.name)) {
            throw Error(Fault::input, {rules_.file, map.line},
                        "languagemap names the languagerule " + shown_name(map.name) +
                            ", which the file does not have",
                        "correct the name, or delete the languagemap");
        }
        used.insert(map.name);
    }
    for (const LanguageRule& rule : rules_.language_rules) {
        if (!used.contains(rule.name)) {
            notice_at({rules_.file, rule.line},
                      "languagerule " + shown_name(rule.name) + " is unused: no languagemap names it");
        }
    }
}

}  // namespace

SegmentationRules read_srx(InputFile file) { return SrxReader(std::move(file)).read(); }

}  // namespace egiz::formats
