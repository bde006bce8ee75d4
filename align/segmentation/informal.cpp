// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/informal.hpp"

#include "align/segmentation/looks.hpp"

#include <algorithm>
#include <array>

namespace egiz::align {
namespace {

constexpr std::size_t opener_window = 280;  // code points
constexpr std::size_t longest_smile = 20;   // brackets
constexpr std::size_t longest_token = 120;  // code points

/// What lies between white space and white space.
Range token_before(std::string_view text, std::size_t end) {
    std::size_t begin = end;
    for (std::size_t i = 0; i < longest_token && begin > 0; ++i) {
        std::size_t before = begin;
        if (is_space(previous_code_point(text, before))) break;
        begin = before;
    }
    return {begin, end};
}

Range token_at(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    for (std::size_t i = 0; i < longest_token && end < text.size(); ++i) {
        std::size_t behind = end;
        if (is_space(next_code_point(text, behind))) break;
        end = behind;
    }
    return {begin, end};
}

/// The token before `token`, over one white space.
Range token_in_front(std::string_view text, Range token) {
    if (token.begin == 0) return {0, 0};
    std::size_t end = token.begin;
    static_cast<void>(previous_code_point(text, end));
    return token_before(text, end);
}

bool is_open(std::string_view text, std::size_t offset) {
    std::size_t closed = 0;
    for (std::size_t i = 0; i < opener_window && offset > 0; ++i) {
        const char32_t c = previous_code_point(text, offset);
        if (c == U')') ++closed;
        if (c == U'(' && closed-- == 0) return true;
    }
    return false;
}

bool ends_in_emoji(std::string_view token) {
    std::size_t offset = token.size();
    return offset > 0 && is_pictograph(previous_code_point(token, offset));
}

/// `рублей((`, `(((`
bool ends_sadly(std::string_view token) { return token == "(" || token.ends_with("(("); }

bool is_emoticon(std::string_view token) {
    constexpr std::array<std::string_view, 16> emoticons{":D",  ":-D", ":P",  ":-P", ";D", "xD",
                                                         "XD",  "=D",  ":p",  ";P",  "<3", "^^",
                                                         "^_^", ":(",  ":-(", ":'("};
    return std::find(emoticons.begin(), emoticons.end(), token) != emoticons.end();
}

/// `====`, `*****`, `_____`: a line drawn with characters.
bool is_ornament(std::string_view token) {
    constexpr std::size_t shortest = 4;
    return token.size() >= shortest &&
           std::string_view("=*_~-#+").find(token.front()) != std::string_view::npos &&
           token.find_first_not_of(token.front()) == std::string_view::npos;
}

bool is_address(std::string_view token) {
    if (token.starts_with("http://") || token.starts_with("https://") ||
        token.starts_with("www.")) {
        return true;
    }
    const std::size_t at = token.find('@');
    return at != std::string_view::npos && at > 0 && token.find('.', at) != std::string_view::npos;
}

bool is_hashtag(std::string_view token) { return token.size() > 1 && token.front() == '#'; }

bool has_form(std::string_view token, std::string_view digits_and_marks) {
    std::size_t at = 0;
    std::size_t digits = 0;
    for (const char form : digits_and_marks) {
        if (form == '0') {
            for (digits = 0; at < token.size() && token[at] >= '0' && token[at] <= '9'; ++at) {
                ++digits;
            }
            if (digits == 0 || digits > 4) return false;
        } else if (at >= token.size() || token[at++] != form) {
            return false;
        }
    }
    return at == token.size();
}
bool is_date(std::string_view token) {
    return has_form(token, "0/0/0") || has_form(token, "0.0.0") || has_form(token, "0-0-0");
}
bool is_time(std::string_view token) { return has_form(token, "0:0") || has_form(token, "0:0:0"); }
bool is_half_of_day(std::string_view token) {
    return token == "AM" || token == "PM" || token == "am" || token == "pm";
}

class InformalPlace {
public:
    InformalPlace(std::string_view text, const RuleSet& rules, std::size_t sentence_begin,
                  std::size_t offset)
        : text_(text),
          rules_(rules),
          sentence_begin_(sentence_begin),
          before_range_(token_before(text, offset)),
          behind_range_(token_at(text, skip_spaces(text, offset))),
          before_(slice(text, before_range_)),
          behind_(slice(text, behind_range_)),
          next_(look_ahead(text, offset)) {}

    [[nodiscard]] std::optional<Reason> reason() const {
        if (before_.empty() || behind_.empty()) return std::nullopt;
        const bool capital = next_.start == Start::upper;
        const bool begins = capital || behind_.front() == '@';
        if (is_ornament(before_) != is_ornament(behind_)) return Reason::ornament;
        if (begins && has_words_before() &&
            (ends_in_emoji(before_) || is_emoticon(before_) || ends_sadly(before_))) {
            return Reason::smiley;
        }
        if (capital && is_hashtag(before_) && !is_hashtag(behind_) &&
            is_hashtag(slice(text_, token_in_front(text_, before_range_)))) {
            return Reason::hashtags;
        }
        if (is_address(before_) && (capital || is_address(behind_))) return Reason::address;
        if (capital && is_speech()) return Reason::speech;
        if (is_mail_header()) return Reason::mail_header;
        if (capital && is_greeting()) return Reason::greeting;
        if (capital && is_unmarked()) return Reason::unmarked;
        return std::nullopt;
    }

private:
    [[nodiscard]] bool has_words_before() const {
        return look_ahead(text_, sentence_begin_).word.begin < before_range_.begin ||
               word_at(text_, before_range_.begin).size() > 0;
    }

    /// `03/29/2001 09:01 AM` is a line of its own: what is before it names the sender.
    [[nodiscard]] bool is_mail_header() const {
        if (is_date(behind_)) {
            // `on 03/29/2001 09:01 AM` is part of a sentence.
            const Range time = token_at(text_, skip_spaces(text_, behind_range_.end));
            return is_time(slice(text_, time)) && before_.find(':') == std::string_view::npos &&
                   !is_lower(char_at(before_, 0));
        }
        const Range front = token_in_front(text_, before_range_);
        if (is_half_of_day(before_)) {
            return is_time(slice(text_, front)) &&
                   is_date(slice(text_, token_in_front(text_, front)));
        }
        return is_time(before_) && is_date(slice(text_, front)) && !is_half_of_day(behind_);
    }

    /// `Best regards,` and a name.
    [[nodiscard]] bool is_greeting() const {
        if (!before_.ends_with(',')) return false;
        return rules_.has(List::greetings, before_.substr(0, before_.size() - 1));
    }

    /// `погода не позволила Невероятная красота`: a word that opens sentences, right behind an
    /// ordinary word.
    [[nodiscard]] bool is_unmarked() const {
        if (next_.quoted || next_.dashed || next_.word.begin != behind_range_.begin) return false;
        // `I` and the polite `Вы` are capital everywhere.
        const std::string_view word = slice(text_, next_.word);
        if (word == "I" || !rules_.has(List::openers, word)) return false;
        if (rules_.has(List::continuers, word) || is_all_capital(word)) return false;
        if (next_.word.end != behind_range_.end) return false;
        std::size_t letters = 0;
        for (std::size_t offset = 0; offset < before_.size(); ++letters) {
            if (!is_lower(next_code_point(before_, offset))) return false;
        }
        return letters >= 3 && !rules_.has(List::openers, before_) && !is_verse();
    }

    /// `ПО` is an abbreviation, `По` a word.
    [[nodiscard]] static bool is_all_capital(std::string_view word) {
        std::size_t letters = 0;
        for (std::size_t offset = 0; offset < word.size(); ++letters) {
            if (is_lower(next_code_point(word, offset))) return false;
        }
        return letters > 1;
    }

    /// Where capitals come without marks again and again, they begin lines, not sentences.
    [[nodiscard]] bool is_verse() const {
        constexpr std::size_t words_of_a_line = 8;
        Range token = behind_range_;
        for (std::size_t i = 0; i < words_of_a_line; ++i) {
            std::size_t last = token.end;
            if (token.empty() || !is_lower(previous_code_point(text_, last))) break;
            token = token_at(text_, skip_spaces(text_, token.end));
            if (is_upper(char_at(text_, token.begin))) return true;
        }
        token = before_range_;
        for (std::size_t i = 0; i < words_of_a_line && token.begin > sentence_begin_; ++i) {
            const bool capital = is_upper(char_at(text_, token.begin));
            token = token_in_front(text_, token);
            if (capital && is_lower(char_before(text_, token.end))) return true;
        }
        return false;
    }

    /// `она начинала канючить: -- Коля`
    [[nodiscard]] bool is_speech() const {
        return before_.ends_with(':') && next_.dashed && !next_.quoted;
    }

    std::string_view text_;
    const RuleSet& rules_;
    std::size_t sentence_begin_;
    Range before_range_;
    Range behind_range_;
    std::string_view before_;
    std::string_view behind_;
    Following next_;
};

}  // namespace

std::size_t smiley_end(std::string_view text, std::size_t offset, bool bare) {
    std::size_t end = offset;
    while (end < text.size() && text[end] == ')' && end < offset + longest_smile) ++end;
    std::size_t eyes = offset;
    if (eyes > 0 && (text[eyes - 1] == '-' || text[eyes - 1] == '\'' || text[eyes - 1] == '^')) {
        --eyes;
    }
    if (eyes > 0 && std::string_view(":;=").find(text[eyes - 1]) != std::string_view::npos) {
        return end;
    }
    return bare && !is_open(text, offset) ? end : offset;
}

std::optional<Reason> informal_end(std::string_view text, const RuleSet& rules,
                                   std::size_t sentence_begin, std::size_t offset) {
    return InformalPlace(text, rules, sentence_begin, offset).reason();
}

}  // namespace egiz::align
