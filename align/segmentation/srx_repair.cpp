// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_repair.hpp"

#include <algorithm>
#include <cstddef>

namespace egiz::align {
namespace {

constexpr std::size_t most_times = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

class Repairer {
public:
    explicit Repairer(std::string_view pattern) : pattern_(pattern) {}

    RepairedExpression run() {
        while (at_ < pattern_.size()) step();
        return std::move(result_);
    }

private:
    void step() {
        const char c = pattern_[at_];
        if (c == '\\') {
            take_escape();
        } else if (set_depth_ > 0) {
            if (c == '[') ++set_depth_;
            // `]` is itself in front of a set: `[]a]`.
            if (c == ']' && at_ != first_in_set_) --set_depth_;
            copy(1);
        } else {
            outside_set(c);
        }
    }

    void outside_set(char c) {
        switch (c) {
            case '[':
                set_depth_ = 1;
                copy(1);
                first_in_set_ = at_;
                if (peek() == '^') {
                    copy(1);
                    first_in_set_ = at_;
                }
                break;
            case '(':
                take_group();
                break;
            case ')':
                if (!look_behind_.empty()) look_behind_.pop_back();
                copy(1);
                break;
            case '*':
            case '+':
                take_star(c);
                break;
            case '{':
                take_brace();
                break;
            case '}':
                result_.pattern += "\\}";
                ++at_;
                say("a '}' that stands alone was escaped");
                break;
            default:
                copy(1);
                break;
        }
        can_repeat_ = c != '(' && c != '|';
    }

    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
    }
    void copy(std::size_t size) {
        size = std::min(size, pattern_.size() - at_);
        result_.pattern += pattern_.substr(at_, size);
        at_ += size;
    }
    void say(const std::string& repair) {
        if (std::find(result_.repairs.begin(), result_.repairs.end(), repair) ==
            result_.repairs.end()) {
            result_.repairs.push_back(repair);
        }
    }
    [[nodiscard]] bool in_look_behind() const {
        return !look_behind_.empty() && look_behind_.back();
    }

    void take_escape() {
        const char c = peek(1);
        can_repeat_ = true;
        if (c == 'Q') {
            const std::size_t end = pattern_.find("\\E", at_);
            copy(end == std::string_view::npos ? pattern_.size() - at_ : end + 2 - at_);
        } else if ((c == 'p' || c == 'P') && is_letter(peek(2))) {
            result_.pattern += {'\\', c, '{', peek(2), '}'};
            at_ += 3;
            say("a property without braces got them");
        } else if (c == 'p' || c == 'P' || c == 'x' || c == 'N' || c == 'k') {
            const bool braced = peek(2) == '{' || peek(2) == '<';
            const std::size_t end =
                braced ? pattern_.find(peek(2) == '{' ? '}' : '>', at_) : at_ + 1;
            copy(end == std::string_view::npos ? pattern_.size() - at_ : end + 1 - at_);
        } else {
            copy(2);
        }
    }

    void take_group() {
        const std::string_view rest = pattern_.substr(at_);
        const bool behind = rest.starts_with("(?<=") || rest.starts_with("(?<!");
        if (!behind && rest.starts_with("(?") && take_flags(rest)) return;
        look_behind_.push_back(behind || in_look_behind());
        copy(behind ? 4 : 1);
        if (!behind && peek() == '?') copy(2);
    }

    /// `(?iU)` and `(?iU:`
    bool take_flags(std::string_view rest) {
        std::size_t end = 2;
        while (end < rest.size() && (is_letter(rest[end]) || rest[end] == '-')) ++end;
        if (end == rest.size() || (rest[end] != ')' && rest[end] != ':')) return false;
        const std::string_view flags = rest.substr(2, end - 2);
        if (flags.find('U') == std::string_view::npos) return false;
        std::string kept(flags);
        std::erase(kept, 'U');
        if (kept == "-") kept.clear();
        say("Java's flag U was dropped, as ICU always reads Unicode");
        if (rest[end] == ':') {
            look_behind_.push_back(in_look_behind());
            result_.pattern += "(?" + kept + ":";
        } else if (!kept.empty()) {
            result_.pattern += "(?" + kept + ")";
        }
        at_ += end + 1;
        return true;
    }

    void take_star(char c) {
        if (!in_look_behind() || !can_repeat_) {
            copy(1);
            // A possessive or lazy mark behind a quantifier is none itself.
            if (peek() == '+' || peek() == '?') copy(1);
            return;
        }
        result_.pattern += c == '*' ? "{0," : "{1,";
        result_.pattern += std::to_string(most_times) + "}";
        ++at_;
        if (peek() == '+' || peek() == '?') copy(1);
        say("a repetition without bound in a look-behind was bound to 100 times");
    }

    void take_brace() {
        std::size_t end = at_ + 1;
        std::size_t commas = 0;
        while (end < pattern_.size() && (is_digit(pattern_[end]) || pattern_[end] == ',')) {
            commas += pattern_[end] == ',' ? 1 : 0;
            ++end;
        }
        const bool quantifier = end < pattern_.size() && pattern_[end] == '}' && can_repeat_ &&
                                is_digit(peek(1)) && commas <= 1;
        if (!quantifier) {
            result_.pattern += "\\{";
            ++at_;
            say("a '{' that stands alone was escaped");
            return;
        }
        if (in_look_behind() && pattern_[end - 1] == ',') {
            const std::string from(pattern_.substr(at_ + 1, end - at_ - 2));
            const std::size_t least = from.size() > 6 ? most_times : std::stoul(from);
            result_.pattern += "{" + from + "," + std::to_string(least + most_times) + "}";
            at_ = end + 1;
            say("a repetition without bound in a look-behind was bound to 100 times more");
        } else {
            copy(end + 1 - at_);
        }
        if (peek() == '+' || peek() == '?') copy(1);
    }

    std::string_view pattern_;
    std::size_t at_ = 0;
    std::size_t set_depth_ = 0;
    std::size_t first_in_set_ = 0;
    bool can_repeat_ = false;        ///< a quantifier may follow
    std::vector<bool> look_behind_;  ///< of each open group
    RepairedExpression result_;
};

}  // namespace

RepairedExpression repair_expression(std::string_view pattern) { return Repairer(pattern).run(); }

}  // namespace egiz::align
