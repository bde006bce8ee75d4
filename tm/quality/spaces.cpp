// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <optional>

namespace egiz::tm {
namespace {

/// White space at the ends of one text but not of the other, two spaces in a row, and spaces in
/// front of marks.
class SpacesCheck final : public Check {
public:
    explicit SpacesCheck(const CheckSettings& settings)
        : spaced_(script_of(settings.target) != Script::han &&
                  script_of(settings.source) != Script::han),
          no_space_before_marks_(settings.target.primary() != "fr") {}

    void see(const CheckedPair& pair, Findings& findings) override {
        const std::string& source = pair.source.text();
        const std::string& target = pair.target.text();
        const Range source_core = trim(source, {0, source.size()});
        const Range target_core = trim(target, {0, target.size()});
        compare_end(pair, {0, source_core.begin}, {0, target_core.begin}, "begins", findings);
        // Where a wide mark ends the text its own space is in it: `Name: ` is `名称：`.
        if (spaced_) {
            compare_end(pair, {source_core.end, source.size()}, {target_core.end, target.size()},
                        "ends", findings);
        }
        if (!find_double(slice(source, source_core))) {
            if (const auto range = find_double(slice(target, target_core))) {
                findings.add(pair.key, {Severity::warning,
                                        "two spaces in a row",
                                        {},
                                        {moved(*range, target_core.begin)}});
            }
        }
        if (no_space_before_marks_ && !find_before_mark(pair.source.masked)) {
            if (const auto range = find_before_mark(pair.target.masked)) {
                findings.add(pair.key,
                             {Severity::warning, "a space in front of a mark", {}, {*range}});
            }
        }
    }

private:
    static Range moved(Range range, std::size_t by) { return {range.begin + by, range.end + by}; }

    static void compare_end(const CheckedPair& pair, Range source, Range target, const char* where,
                            Findings& findings) {
        if (source.empty() == target.empty()) return;
        const std::string with = std::string(where) + " with white space";
        findings.add(pair.key,
                     {Severity::warning,
                      target.empty() ? "the source " + with + ", the translation does not"
                                     : "the translation " + with + ", the source does not",
                      {source},
                      {target}});
    }

    static std::optional<Range> find_double(std::string_view text) {
        const std::size_t at = text.find("  ");
        if (at == std::string_view::npos) return std::nullopt;
        const std::size_t end = text.find_first_not_of(' ', at);
        // Behind a line break it is an indent.
        if (at > 0 && text[at - 1] == '\n') return std::nullopt;
        return Range{at, end == std::string_view::npos ? text.size() : end};
    }

    /// A space between a letter or digit and `,` `.` `;` `!` `?` that ends a word.
    static std::optional<Range> find_before_mark(std::string_view text) {
        for (std::size_t at = text.find(' '); at != std::string_view::npos && at + 1 < text.size();
             at = text.find(' ', at + 1)) {
            const char mark = text[at + 1];
            if (mark != ',' && mark != '.' && mark != ';' && mark != '!' && mark != '?') continue;
            const bool ends = at + 2 == text.size() || text[at + 2] == ' ';
            if (text.substr(at + 1).starts_with(". .")) return std::nullopt;  // an ellipsis
            std::size_t before = at;
            const bool behind_word = at > 0 && (char_flags(previous_code_point(text, before)) &
                                                (letter_flag | digit_flag)) != 0;
            if (ends && behind_word) return Range{at, at + 2};
        }
        return std::nullopt;
    }

    bool spaced_;
    bool no_space_before_marks_;
};

}  // namespace

std::unique_ptr<Check> make_spaces_check(const CheckSettings& settings) {
    return std::make_unique<SpacesCheck>(settings);
}

}  // namespace egiz::tm
