// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/rule_set.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace egiz::align {
namespace {

constexpr std::size_t longest_word_bytes = 64;  // bytes

struct Setting {
    std::string_view name;
    bool NativeSettings::*value;
};
constexpr std::array settings{
    Setting{"quotation-tags-need-marks", &NativeSettings::quotation_tags_need_marks},
    Setting{"ordinal-dots", &NativeSettings::ordinal_dots},
    Setting{"capital-ordinals", &NativeSettings::capital_ordinals},
};

char32_t upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }

/// The spellings that an entry stands for: itself and, if it is written small, with a capital at
/// the front and in capitals throughout.
std::vector<std::string> spellings(std::string_view entry) {
    std::vector<std::string> result{std::string(entry)};
    std::string front;
    std::string throughout;
    for (std::size_t offset = 0; offset < entry.size();) {
        const char32_t c = next_code_point(entry, offset);
        if (is_upper(c)) return result;
        append_utf8(front, front.empty() ? upper(c) : c);
        append_utf8(throughout, upper(c));
    }
    if (front != result.front()) result.push_back(front);
    if (throughout != front) result.push_back(throughout);
    return result;
}

/// Reads one file.
class RulesReader {
public:
    RulesReader(RuleSet& rules, std::string_view text, const std::string& name)
        : rules_(rules), text_(text), name_(name), file_(rules.add_file(name)) {}

    void run() {
        if (const auto bad = find_invalid_utf8(text_)) {
            line_ = static_cast<std::uint32_t>(line_of(text_, *bad));
            fail("not UTF-8", "save the file in UTF-8");
        }
        std::size_t begin = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        while (begin < text_.size()) {
            const std::size_t end = std::min(text_.find('\n', begin), text_.size());
            ++line_;
            read_line(text_.substr(begin, end - begin));
            begin = end + 1;
        }
    }

private:
    static constexpr std::string_view settings_name = "settings";

    [[noreturn]] void fail(const std::string& message, const std::string& hint) const {
        throw Error(Fault::input, {name_, line_}, "segmentation rules: " + message, hint);
    }

    void read_line(std::string_view line) {
        line = line.substr(0, line.find('#'));
        const std::string_view content = slice(line, trim(line, {0, line.size()}));
        if (content.empty()) return;
        if (content.front() == '[') {
            read_section(content);
        } else if (in_settings_) {
            read_setting(content);
        } else {
            read_words(content);
        }
    }

    void read_section(std::string_view content) {
        if (content.starts_with("[file ") && content.ends_with("]")) {
            // What follows was a file of its own: it may speak of the same words again.
            seen_.clear();
            in_settings_ = false;
            list_ = std::nullopt;
            return;
        }
        std::string known;
        for (std::size_t i = 0; i <= list_count; ++i) {
            const List list = static_cast<List>(i);
            const std::string_view name = i < list_count ? to_string(list) : settings_name;
            const std::string bracketed = "[" + std::string(name) + "]";
            if (content == bracketed) {
                in_settings_ = i == list_count;
                list_ = in_settings_ ? std::nullopt : std::optional(list);
                return;
            }
            if (content.starts_with(bracketed)) {
                fail("'" + std::string(content) + "': only the name of a section is in its line",
                     "words go on the next line");
            }
            if (!known.empty()) known += ", ";
            known += bracketed;
        }
        fail("unknown section '" + std::string(content) + "'", "the sections are " + known);
    }

    void read_setting(std::string_view content) {
        std::string compact(content);
        std::erase_if(compact, [](char c) { return c == ' ' || c == '\t'; });
        std::string known;
        for (const Setting& setting : settings) {
            for (const bool value : {true, false}) {
                const std::string_view word = value ? "yes" : "no";
                if (compact == std::string(setting.name) + '=' + std::string(word)) {
                    rules_.settings.*setting.value = value;
                    return;
                }
            }
            known += (known.empty() ? "'" : ", '") + std::string(setting.name) + "'";
        }
        fail("unknown setting '" + std::string(content) + "'",
             "the settings are " + known + ", each '= yes' or '= no'");
    }

    void read_words(std::string_view content) {
        for (std::size_t offset = 0; offset < content.size();) {
            std::size_t end = offset;
            std::size_t next = offset;
            bool space = false;
            while (next < content.size() && !space) {
                end = next;
                space = is_space(next_code_point(content, next));
            }
            if (!space) end = next;
            if (end > offset) read_word(content.substr(offset, end - offset));
            offset = next;
        }
    }

    /// `;` or, doubled, `::`
    static bool is_one_mark(std::string_view word) {
        std::size_t offset = 0;
        const char32_t c = next_code_point(word, offset);
        return offset == word.size() ||
               (next_code_point(word, offset) == c && offset == word.size());
    }

    void read_word(std::string_view entry) {
        const bool removes = entry.front() == '-';
        std::string_view word = entry.substr(removes ? 1 : 0);
        const bool mark = list_ && is_mark_list(*list_);
        if (word.ends_with('.') && !mark) word.remove_suffix(1);
        if (word.empty()) fail("no word in '" + std::string(entry) + "'", "delete it");
        if (word.size() > longest_word_bytes) {
            fail("a word of " + std::to_string(word.size()) + " bytes",
                 "words have at most " + std::to_string(longest_word_bytes) + " bytes");
        }
        if (!list_) {
            fail("'" + std::string(entry) + "' is in no section",
                 "begin with a section such as [never final]");
        }
        if (mark && !is_one_mark(word)) {
            fail("'" + std::string(word) + "' is more than one mark", "put white space between");
        }
        if (removes && seen_.contains(key_of(word))) {
            fail("'" + std::string(word) + "' is listed and taken back in one file",
                 "delete it in one place; only words of an earlier file are taken back");
        }
        const bool good = removes ? remove(word) : add(word);
        if (good) return;
        if (!removes) fail("'" + std::string(word) + "' is listed twice", "keep it in one place");
        fail("'" + std::string(word) + "' is not listed",
             is_abbreviation_list(*list_) && looks_abbreviated(word)
                 ? "it only looks abbreviated: put it into [not abbreviations]"
                 : "only words of an earlier file can be removed");
    }

    /// False if this file has had the word already.
    bool add(std::string_view word) {
        const std::string key = key_of(word);
        if (!seen_.insert(key).second) return false;
        const RuleId rule = rules_.add_entry({file_, line_, *list_, std::string(word)});
        for (const std::string& spelling : spellings(word)) {
            if (spelling != word && stays_small(word)) continue;
            // An entry for just this spelling, such as `CA`, goes before one that implies it.
            if (spelling != word && seen_.contains(key_of(spelling))) continue;
            rules_.put(*list_, spelling, rule);
        }
        return true;
    }

    bool remove(std::string_view word) {
        bool found = false;
        for (const std::string& spelling : spellings(word)) {
            if (spelling != word && seen_.contains(key_of(spelling))) continue;  // as in add()
            found = rules_.remove(*list_, spelling) || found;
        }
        if (!found || !is_abbreviation_list(*list_)) return found;
        // It would be one still by its looks.
        std::optional<RuleId> rule;
        for (const std::string& spelling : spellings(word)) {
            if (!looks_abbreviated(spelling) ||
                rules_.find(spelling).abbreviation_rule() != no_rule) {
                continue;
            }
            if (!rule) rule = rules_.add_entry({file_, line_, *list_, '-' + std::string(word)});
            rules_.put_ordinary(spelling, *rule);
        }
        return found;
    }

    /// A capital letter with a dot is an initial, unless it may have a number behind it: `С. 15`.
    [[nodiscard]] bool stays_small(std::string_view word) const {
        const bool abbreviates =
            is_abbreviation_list(*list_) || *list_ == List::after_number || *list_ == List::units;
        return abbreviates && *list_ != List::before_number && count_code_points(word) == 1;
    }

    [[nodiscard]] std::string key_of(std::string_view word) const {
        const std::string_view list =
            is_abbreviation_list(*list_) ? "abbreviation" : to_string(*list_);
        return std::string(list) + ' ' + std::string(word);
    }

    RuleSet& rules_;
    std::string_view text_;
    const std::string& name_;
    std::uint32_t file_;
    std::uint32_t line_ = 0;
    std::optional<List> list_;
    bool in_settings_ = false;
    std::unordered_set<std::string> seen_;
};

}  // namespace

void add_rules(RuleSet& rules, std::string_view text, const std::string& file) {
    RulesReader(rules, text, file).run();
}

}  // namespace egiz::align
