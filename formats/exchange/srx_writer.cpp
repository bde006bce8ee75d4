// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/srx_writer.hpp"

#include "formats/xml/writer.hpp"

#include <optional>
#include <ostream>
#include <string>

namespace egiz::formats {
namespace {

constexpr const char* okapi_namespace = "http://okapi.sf.net/srx-extensions";

const char* yes_no(bool value) { return value ? "yes" : "no"; }

/// XML forbids `--` inside a comment, and `-` at its end.
std::string as_comment(std::string_view text) {
    std::string result = "\n<!--";
    for (const char c : text) {
        if (c == '-' && result.back() == '-') result += ' ';
        result += c;
    }
    if (result.back() == '-') result += ' ';
    return result + "-->";
}

class SrxWriter {
public:
    SrxWriter(std::ostream& out, const SegmentationRules& rules) : xml_(out), rules_(rules) {}

    void write() {
        xml_.start("srx", true);
        xml_.attribute("xmlns", "http://www.lisa.org/srx20");
        if (has_okapi()) xml_.attribute("xmlns:okpsrx", okapi_namespace);
        xml_.attribute("version", "2.0");
        write_header();
        xml_.start("body", true);
        xml_.start("languagerules", true);
        for (const LanguageRule& rule : rules_.language_rules) write_language_rule(rule);
        xml_.end();
        xml_.start("maprules", true);
        for (const LanguageMap& map : rules_.language_maps) {
            xml_.start("languagemap", true);
            xml_.attribute("languagepattern", map.pattern);
            xml_.attribute("languagerulename", map.name);
            xml_.end();
        }
        xml_.end();
        xml_.end();
        xml_.end();
        xml_.flush();
    }

private:
    [[nodiscard]] bool has_okapi() const { return rules_.okapi != OkapiSegmentationOptions(); }

    void write_header() {
        xml_.start("header", true);
        xml_.attribute("segmentsubflows", yes_no(rules_.segment_subflows));
        xml_.attribute("cascade", yes_no(rules_.cascade));
        write_handle("start", rules_.include_start);
        write_handle("end", rules_.include_end);
        write_handle("isolated", rules_.include_isolated);
        if (has_okapi()) write_okapi();
        xml_.end();
    }

    void write_handle(const char* type, bool include) {
        xml_.start("formathandle", true);
        xml_.attribute("type", type);
        xml_.attribute("include", yes_no(include));
        xml_.end();
    }

    void write_okapi() {
        const OkapiSegmentationOptions& okapi = rules_.okapi;
        xml_.start("okpsrx:options", true);
        write_option("oneSegmentIncludesAll", okapi.one_segment_includes_all);
        write_option("trimLeadingWhitespaces", okapi.trim_leading);
        write_option("trimTrailingWhitespaces", okapi.trim_trailing);
        write_option("useJavaRegex", okapi.use_java_regex);
        write_option("useIcu4jBreakRules", okapi.use_icu_breaks);
        write_option("treatIsolatedCodesAsWhitespace", okapi.isolated_codes_are_white_space);
        xml_.end();
        if (!okapi.range_rule.empty()) xml_.element("okpsrx:rangeRule", okapi.range_rule);
    }

    void write_option(const char* name, std::optional<bool> value) {
        if (value) xml_.attribute(name, yes_no(*value));
    }

    void write_language_rule(const LanguageRule& rule) {
        xml_.start("languagerule", true);
        xml_.attribute("languagerulename", rule.name);
        for (const SegmentationRule& each : rule.rules) write_rule(each);
        if (rule.rules.empty()) write_rule({false, "(?!)", "", 0});
        xml_.end();
    }

    void write_rule(const SegmentationRule& rule) {
        xml_.start("rule", true);
        xml_.attribute("break", yes_no(rule.breaks));
        xml_.element("beforebreak", rule.before);
        xml_.element("afterbreak", rule.after);
        xml_.end();
    }

    xml::Writer xml_;
    const SegmentationRules& rules_;
};

}  // namespace

void write_srx(std::ostream& out, const SegmentationRules& rules, std::string_view comment) {
    if (rules.language_rules.empty() || rules.language_maps.empty()) {
        throw Error(Fault::usage, {}, "an SRX file needs a language rule and a language map");
    }
    out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    if (!comment.empty()) out << as_comment(comment);
    SrxWriter(out, rules).write();
}

}  // namespace egiz::formats
