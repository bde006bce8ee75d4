// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/tmx_rules.hpp"

#include "formats/validation/xliff2/fragment_id.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace egiz::formats {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// `20240229T235959Z` (TMX 1.4b, 3.2, Date)
bool is_date(std::string_view text) {
    if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return false;
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        for (std::size_t i = at; i < at + size; ++i) {
            if (!is_digit(text[i])) return -1;
            value = value * 10 + (text[i] - '0');
        }
        return value;
    };
    const int year = number(0, 4), month = number(4, 2), day = number(6, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1) return false;
    constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int most = days[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
    const auto within = [&](std::size_t at, int top) {
        const int value = number(at, 2);
        return value >= 0 && value <= top;
    };
    return day <= most && within(9, 23) && within(11, 59) && within(13, 60);
}

class TmxRules final : public RuleChecker {
    void start(std::string_view name, std::string_view,
               const xml::Attributes& attributes) override {
        if (name == "tmx") version_ = attributes.value("version");
        for (const xml::Attribute& attribute : attributes.list()) check(name, attribute);
        if (name == "ude") {
            ude_ = here();
            has_base_ = attributes.find("base") != nullptr;
        } else if (name == "map" && attributes.find("code") != nullptr && !has_base_) {
            has_base_ = true;  // once is enough
            report(ude_, "ude-base", "ude", "a map has code, but the ude has no base");
        } else if (name == "seg") {
            starts_.clear();
        } else if (name == "bpt") {
            take_start(attributes);
        } else if (name == "ept") {
            take_end(attributes);
        }
    }

    void end(std::string_view name) override {
        if (name != "seg") return;
        for (const auto& [number, start] : starts_) {
            if (!start.closed) unclosed_.emplace_back(start.spot, number);
        }
        std::sort(unclosed_.begin(), unclosed_.end(), [](const auto& one, const auto& other) {
            return std::pair(one.first.line, one.first.column) <
                   std::pair(other.first.line, other.first.column);
        });
        for (const auto& [spot, number] : unclosed_) {
            report(spot, "code-pair", "ept", "bpt i=\"" + number + "\" has no ept behind it");
        }
        unclosed_.clear();
        starts_.clear();
    }

    void text(std::string_view) override {}

    void report(Spot spot, const char* rule, std::string_view heading, std::string message) const {
        add_fault(spot, std::move(message), rule,
                  "TMX " + (version_.empty() ? std::string("1.4") : version_) + ", " +
                      std::string(heading));
    }

    void check(std::string_view element, const xml::Attribute& attribute) const {
        const std::string_view name = attribute.name, value = attribute.value;
        const auto wrong = [&](const char* rule, const std::string& reason) {
            report(here(), rule, name,
                   std::string(name) + "=\"" + std::string(value.substr(0, 100)) + "\" of " +
                       std::string(element) + " " + reason);
        };
        if (name == "creationdate" || name == "changedate" || name == "lastusagedate") {
            if (!is_date(value)) wrong("date", "is no date of the form YYYYMMDDThhmmssZ");
        } else if (name == "lang" || name == "adminlang" || name == "srclang") {
            const bool all = name == "srclang" && value == "*all*";
            if (!all && !xliff2::is_language_tag(value)) {
                wrong("language-tag", "is no well-formed language tag");
            }
        } else if (name == "usagecount" ||
                   (attribute.prefix.empty() && (name == "x" || name == "i"))) {
            if (value.empty() || !std::all_of(value.begin(), value.end(), is_digit)) {
                wrong("number", "is no number");
            }
        } else if (name == "tuid") {
            if (value.find_first_of(" \t\r\n") != std::string_view::npos) {
                wrong("tuid", "has white space");
            }
        } else if (element == "map" && (name == "unicode" || name == "code")) {
            const bool hex =
                value.size() > 2 && value.starts_with("#x") &&
                value.find_first_not_of("0123456789abcdefABCDEF", 2) == std::string_view::npos;
            if (!hex) wrong("code-point", "is no hexadecimal number after #x");
        }
    }

    void take_start(const xml::Attributes& attributes) {
        const std::string number(attributes.value("i"));
        if (number.empty()) return;  // the DTD wants it
        if (!starts_.emplace(number, Start{here()}).second) {
            report(here(), "code-pair", "i", "bpt i=\"" + number + "\" is there twice in a seg");
        }
    }

    void take_end(const xml::Attributes& attributes) {
        const std::string number(attributes.value("i"));
        if (number.empty()) return;
        const auto start = starts_.find(number);
        if (start == starts_.end()) {
            report(here(), "code-pair", "ept", "ept i=\"" + number + "\" has no bpt before it");
        } else if (start->second.closed) {
            report(here(), "code-pair", "i", "ept i=\"" + number + "\" is there twice in a seg");
        } else {
            start->second.closed = true;
        }
    }

    struct Start {
        Spot spot;
        bool closed = false;
    };
    std::string version_;
    Spot ude_;                                       ///< the one at hand
    bool has_base_ = false;                          ///< it has
    std::unordered_map<std::string, Start> starts_;  ///< of the seg at hand, by `i`
    std::vector<std::pair<Spot, std::string>> unclosed_;
};

}  // namespace

std::unique_ptr<RuleChecker> make_tmx_checker() { return std::make_unique<TmxRules>(); }

}  // namespace egiz::formats
