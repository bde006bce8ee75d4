// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/srx_rules.hpp"

#include <unicode/regex.h>

#include <unordered_map>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

constexpr std::string_view srx_uri = "http://www.lisa.org/srx20";
constexpr std::size_t most_expression_bytes = 100'000;

class SrxRules final : public RuleChecker {
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        if (uri != srx_uri) return;
        if (name == "languagerule") {
            take_rule(attributes);
        } else if (name == "languagemap") {
            if (const auto* used = attributes.find("languagerulename")) {
                uses_.emplace_back(here(), *used);
            }
            if (const auto* pattern = attributes.find("languagepattern")) {
                check_expression(here(), "languagepattern", *pattern);
            }
        } else if (name == "beforebreak" || name == "afterbreak") {
            in_expression_ = true;
            spot_ = here();
            expression_.clear();
        } else if (name == "formathandle") {
            const std::string type(attributes.value("type"));
            if (type.empty() || types_.emplace(type, here().line).second) return;
            report(here(), "srx-formathandle", name,
                   "the formathandle of type \"" + type + "\" is there twice, also in line " +
                       std::to_string(types_[type]));
        }
    }

    void text(std::string_view piece) override {
        if (in_expression_ && expression_.size() <= most_expression_bytes) expression_ += piece;
    }

    void end(std::string_view name) override {
        if (in_expression_ && (name == "beforebreak" || name == "afterbreak")) {
            in_expression_ = false;
            check_expression(spot_, name, expression_);
        } else if (name == "srx") {
            for (const auto& [spot, rule] : uses_) {
                if (rules_.contains(rule)) continue;
                report(spot, "srx-languagemap", "languagemap",
                       "languagerulename=\"" + rule + "\" is no languagerule of this file");
            }
        }
    }

    void report(Spot spot, const char* rule, std::string_view heading, std::string message) const {
        add_fault(spot, std::move(message), rule, "SRX 2.0, " + std::string(heading));
    }

    void take_rule(const xml::Attributes& attributes) {
        const std::string rule(attributes.value("languagerulename"));
        if (rule.empty()) return;  // the schema wants it
        const auto [other, is_new] = rules_.emplace(rule, here().line);
        if (is_new) return;
        report(here(), "srx-languagerule", "languagerule",
               "the name \"" + rule + "\" is that of another languagerule, in line " +
                   std::to_string(other->second));
    }

    void check_expression(Spot spot, std::string_view where, std::string_view expression) const {
        if (expression.size() > most_expression_bytes) {
            report(spot, "srx-expression", where,
                   "the expression is longer than " + std::to_string(most_expression_bytes) +
                       " bytes");
            return;
        }
        UErrorCode status = U_ZERO_ERROR;
        UParseError problem{};
        const std::unique_ptr<icu::RegexPattern> pattern(
            icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(icu::StringPiece(
                                           expression.data(), static_cast<int>(expression.size()))),
                                       problem, status));
        if (U_SUCCESS(status)) return;
        report(spot, "srx-expression", where,
               std::string(where) + " is no regular expression of ICU: " + u_errorName(status) +
                   " at character " + std::to_string(problem.offset));
    }

    std::unordered_map<std::string, std::size_t> rules_, types_;  ///< with the line of each
    std::vector<std::pair<Spot, std::string>> uses_;
    Spot spot_;  ///< of the expression at hand
    std::string expression_;
    bool in_expression_ = false;
};

}  // namespace

std::unique_ptr<RuleChecker> make_srx_checker() { return std::make_unique<SrxRules>(); }

}  // namespace egiz::formats
