// SPDX-License-Identifier: Apache-2.0
#include "align/segmenter_rules.hpp"

#include "text/error.hpp"
#include "text/unicode.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace egiz::align {
namespace {

constexpr std::size_t longest_word = 64;

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

/// Reads one file. Every section is a method that takes one word.
class Parser {
public:
    Parser(RuleSet& rules, std::string_view text, const std::string& file)
        : rules_(rules), text_(text), file_(file) {}

    void run() {
        if (const auto bad = find_invalid_utf8(text_)) {
            fail(line_of(text_, *bad), "not UTF-8", "save the file in UTF-8");
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
    enum class Section {
        none,
        never_final,
        before_number,
        may_be_final,
        long_final,
        often_final,
        after_number,
        openers,
        speech_verbs,
        not_speech,
        quotation_followers,
        not_abbreviations,
        settings
    };
    struct Name {
        std::string_view text;
        Section section;
    };
    static constexpr std::array<Name, 12> names{{
        {"never final", Section::never_final},
        {"before number", Section::before_number},
        {"may be final", Section::may_be_final},
        {"final in long sentences", Section::long_final},
        {"often final", Section::often_final},
        {"after number", Section::after_number},
        {"openers", Section::openers},
        {"speech verbs", Section::speech_verbs},
        {"not speech", Section::not_speech},
        {"quotation followers", Section::quotation_followers},
        {"not abbreviations", Section::not_abbreviations},
        {"settings", Section::settings},
    }};

    [[noreturn]] void fail(std::size_t line, const std::string& message,
                           const std::string& hint) const {
        throw Error(Fault::input, {file_, line}, "segmentation rules: " + message, hint);
    }

    void read_line(std::string_view line) {
        line = line.substr(0, line.find('#'));
        const std::string_view content = slice(line, trim(line, {0, line.size()}));
        if (content.empty()) return;
        if (content.front() == '[') {
            section_ = find_section(content);
        } else if (section_ == Section::settings) {
            read_setting(content);
        } else {
            read_words(content);
        }
    }

    [[nodiscard]] Section find_section(std::string_view content) const {
        std::string known;
        for (const Name& name : names) {
            std::string bracketed(1, '[');
            bracketed += name.text;
            bracketed += ']';
            if (content == bracketed) return name.section;
            if (!known.empty()) known += ", ";
            known += bracketed;
        }
        fail(line_, "unknown section '" + std::string(content) + "'", "the sections are " + known);
    }

    void read_setting(std::string_view content) {
        std::string compact(content);
        std::erase_if(compact, [](char c) { return c == ' ' || c == '\t'; });
        if (compact == "small-letter-starts=yes") {
            rules_.small_letter_starts = true;
        } else if (compact == "small-letter-starts=no") {
            rules_.small_letter_starts = false;
        } else {
            fail(line_, "unknown setting '" + std::string(content) + "'",
                 "the settings are 'small-letter-starts = yes' and '… = no'");
        }
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

    void read_word(std::string_view entry) {
        const bool removes = entry.front() == '-';
        std::string_view word = entry.substr(removes ? 1 : 0);
        if (word.ends_with('.')) word.remove_suffix(1);
        if (word.empty()) fail(line_, "no word in '" + std::string(entry) + "'", "delete it");
        if (word.size() > longest_word) {
            fail(line_, "a word of " + std::to_string(word.size()) + " bytes",
                 "words have at most " + std::to_string(longest_word) + " bytes");
        }
        if (section_ == Section::none) {
            fail(line_, "'" + std::string(entry) + "' is in no section",
                 "begin with a section such as [never final]");
        }
        const bool known = removes ? remove(word) : add(word);
        if (known) return;
        fail(line_, "'" + std::string(word) + (removes ? "' is not listed" : "' is listed twice"),
             removes ? "only words of an earlier file can be removed" : "keep it in one place");
    }

    WordSet* word_set() {
        switch (section_) {
            case Section::after_number:
                return &rules_.after_number;
            case Section::openers:
                return &rules_.openers;
            case Section::speech_verbs:
                return &rules_.speech_verbs;
            case Section::not_speech:
                return &rules_.not_speech;
            case Section::quotation_followers:
                return &rules_.quotation_followers;
            case Section::not_abbreviations:
                return &rules_.not_abbreviations;
            default:
                return nullptr;
        }
    }

    [[nodiscard]] Abbreviation abbreviation() const {
        switch (section_) {
            case Section::before_number:
                return Abbreviation::before_number;
            case Section::may_be_final:
                return Abbreviation::may_be_final;
            case Section::long_final:
                return Abbreviation::long_final;
            case Section::often_final:
                return Abbreviation::often_final;
            default:
                return Abbreviation::never_final;
        }
    }

    /// False if this file has had the word already.
    bool add(std::string_view word) {
        WordSet* words = word_set();
        const std::string kind = words == nullptr ? "abbreviation" : std::to_string(int(section_));
        if (!seen_.insert(kind + ' ' + std::string(word)).second) return false;
        for (const std::string& spelling : spellings(word)) {
            if (words != nullptr) {
                words->insert(spelling);
            } else if (spelling == word || !seen_.contains(kind + ' ' + spelling)) {
                rules_.abbreviations.insert_or_assign(spelling, abbreviation());
            }
            if (words == nullptr || words == &rules_.after_number) add_beginnings(spelling);
        }
        return true;
    }

    void add_beginnings(std::string_view word) {
        for (std::size_t dot = word.find('.'); dot != std::string_view::npos;
             dot = word.find('.', dot + 1)) {
            if (dot > 0) rules_.beginnings.emplace(word.substr(0, dot));
        }
    }

    bool remove(std::string_view word) {
        WordSet* words = word_set();
        bool found = false;
        for (const std::string& spelling : spellings(word)) {
            const std::size_t count =
                words != nullptr ? words->erase(spelling) : rules_.abbreviations.erase(spelling);
            found = found || count > 0;
        }
        return found;
    }

    RuleSet& rules_;
    std::string_view text_;
    const std::string& file_;
    std::size_t line_ = 0;
    Section section_ = Section::none;
    WordSet seen_;
};

const EmbeddedFile* find_file(std::string_view name) {
    for (const EmbeddedFile& file : embedded_rules()) {
        if (file.name == name) return &file;
    }
    return nullptr;
}

std::string file_of(const Language& language) { return std::string(language.primary()) + ".txt"; }

}  // namespace

void add_rules(RuleSet& rules, std::string_view text, const std::string& file) {
    Parser(rules, text, file).run();
}

bool has_rules(const Language& language) { return find_file(file_of(language)) != nullptr; }

RuleSet rules_for(const Language& language) {
    RuleSet rules;
    for (const std::string& name : {std::string("general.txt"), file_of(language)}) {
        if (const EmbeddedFile* file = find_file(name)) {
            add_rules(rules, file->bytes, "rules/" + name);
        }
    }
    return rules;
}

}  // namespace egiz::align
