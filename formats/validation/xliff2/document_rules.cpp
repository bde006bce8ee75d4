// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

namespace egiz::formats::xliff2 {
namespace {

class DocumentRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (context_.open.size() == 1) {
            take_root(tag);
        } else if (tag.space == Space::core && (tag.name == "source" || tag.name == "target")) {
            take_content(tag.name == "source");
        } else if (tag.is(Space::core, "skeleton")) {
            skeleton_has_href_ = tag.find("href") != nullptr;
        } else if (tag.is(Space::core, "data") && tag.has(Space::xml, "space") &&
                   !context_.self().preserve) {
            context_.report(Rule::data_space, "xml:space of original data is always preserve");
        }
        for (const Attribute& attribute : tag.attributes) {
            if (attribute.space == Space::xml && attribute.name == "lang") {
                check_tag(Rule::xml_lang_tag, "xml:lang", attribute.value);
            }
        }
    }

    void end() override {
        const Open& self = context_.self();
        if (!self.is(Space::core, "skeleton")) return;
        if (self.filled && skeleton_has_href_) {
            context_.report(Rule::skeleton_href, "the skeleton has href and is not empty");
        } else if (!self.filled && !skeleton_has_href_) {
            context_.report(Rule::skeleton_href, "the skeleton is empty and has no href");
        }
    }

private:
    void take_root(const Tag& tag) {
        const std::string_view version = tag.value("version");
        const bool known = version == "2.0" || version == "2.1" ||
                           (context_.version == Version::v2_2 && version == "2.2");
        if (!known) {
            context_.report(Rule::version,
                            "version=" + quote(version) + " is none of the namespace's versions");
        }
        context_.source_language = tag.value("srcLang");
        context_.target_language = tag.value("trgLang");
        context_.has_target_language = tag.find("trgLang") != nullptr;
        if (const auto* value = tag.find("srcLang")) {
            check_tag(Rule::language_tag, "srcLang", *value);
        }
        if (const auto* value = tag.find("trgLang")) {
            check_tag(Rule::target_language_tag, "trgLang", *value);
        }
    }

    void check_tag(Rule rule, std::string_view attribute, std::string_view value) {
        if (value.empty() && attribute == "xml:lang") return;  // XML 1.0: none is known
        if (is_language_tag(value)) return;
        context_.report(rule, std::string(attribute) + "=" + quote(value) +
                                  " is no well-formed language tag (BCP 47)");
    }

    void take_content(bool is_source) {
        const Open* parent = context_.parent();
        if (parent->is(Space::core, "segment") || parent->is(Space::core, "ignorable")) {
            if (is_source) {
                check_language(Rule::source_language, "srcLang", context_.source_language);
                source_preserves_ = context_.self().preserve;
            } else {
                take_target();
            }
        }
    }

    void take_target() {
        if (!context_.has_target_language) {
            context_.report(Rule::trg_lang,
                            "there is a target, but the xliff element has no trgLang");
        } else {
            check_language(Rule::target_language, "trgLang", context_.target_language);
        }
        if (context_.self().preserve != source_preserves_) {
            const auto value = [](bool preserve) {
                return preserve ? std::string("preserve") : std::string("default");
            };
            context_.report(Rule::white_space, "xml:space is " + value(context_.self().preserve) +
                                                   " in the target and " +
                                                   value(source_preserves_) + " in the source");
        }
    }

    void check_language(Rule rule, std::string_view attribute, const std::string& wanted) {
        const std::string& own = context_.self().lang;
        if (own.empty() || wanted.empty() || same_language(own, wanted)) return;
        context_.report(rule, "xml:lang is " + quote(own) + ", its own or inherited, but " +
                                  std::string(attribute) + " is " + quote(wanted));
    }

    bool source_preserves_ = false;  ///< of the segment at hand
    bool skeleton_has_href_ = false;
};

}  // namespace

Group make_document_rules(Context& context) { return std::make_unique<DocumentRules>(context); }

}  // namespace egiz::formats::xliff2
