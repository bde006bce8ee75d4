// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_expression.hpp"

#include "text/unicode.hpp"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>
#include <utility>

namespace egiz::align {
namespace {

constexpr int deepest_group = 50;
constexpr std::size_t greatest_repeat = 100'000;

/// Not understood here; ICU might.
struct Unknown {};

std::size_t add(std::size_t a, std::size_t b) { return a > unbounded - b ? unbounded : a + b; }

std::size_t multiply(std::size_t a, std::size_t b) {
    if (a == 0 || b == 0) return 0;
    return a > unbounded / b ? unbounded : a * b;
}

icu::UnicodeSet set_of(const char* pattern) {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeSet set(icu::UnicodeString::fromUTF8(pattern), status);
    if (U_FAILURE(status)) throw Unknown{};
    return set;
}

/// ICU's sets for `\w`, `\s`, `\d`, `\h` and `\v`.
const icu::UnicodeSet& class_set(char32_t name) {
    static const icu::UnicodeSet space = set_of("[\\p{WhiteSpace}]");
    static const icu::UnicodeSet digit = set_of("[\\p{Nd}]");
    static const icu::UnicodeSet horizontal = set_of("[\\u0009\\p{Zs}]");
    static const icu::UnicodeSet vertical = set_of("[\\u000a-\\u000d\\u0085\\u2028\\u2029]");
    switch (name) {
        case U'w':
            return word_characters();
        case U's':
            return space;
        case U'd':
            return digit;
        case U'h':
            return horizontal;
        case U'v':
            return vertical;
        default:
            throw Unknown{};
    }
}

/// Characters that one character matches only together with others, without regard to case.
const icu::UnicodeSet& multiple_fold_set() {
    static const icu::UnicodeSet set = [] {
        icu::UnicodeSet result;
        for (UChar32 c = 0; c <= 0x10FFFF; ++c) {
            if (c >= 0xD800 && c < 0xE000) continue;
            icu::UnicodeString folded(c);
            folded.foldCase();
            if (folded.countChar32() > 1) {
                result.add(c);
                for (int i = 0; i < folded.length(); ++i) result.add(folded.char32At(i));
            }
        }
        result.closeOver(USET_CASE_INSENSITIVE);
        result.removeAllStrings();
        return result;
    }();
    return set;
}

/// Whether a single character such as `ﬁ` may match the two: ICU compares strings by their full
/// case folding.
bool fold_to_one(char32_t a, char32_t b) {
    return multiple_fold_set().contains(static_cast<UChar32>(a)) != 0 &&
           multiple_fold_set().contains(static_cast<UChar32>(b)) != 0;
}

/// Whether the character is folded to several.
bool folds_to_several(char32_t c) {
    icu::UnicodeString folded(static_cast<UChar32>(c));
    folded.foldCase();
    return folded.countChar32() > 1;
}

bool is_octal(char32_t c) { return c >= U'0' && c <= U'7'; }
bool is_ascii_letter(char32_t c) { return (c | 0x20) >= U'a' && (c | 0x20) <= U'z'; }

class Parser {
public:
    explicit Parser(std::u32string pattern)
        : pattern_(std::move(pattern)), last_class_end_(pattern_.rfind(U":]")) {}

    Expression parse() {
        result_.root = parse_choice();
        if (!at_end()) throw Unknown{};
        if (!result_.exact) widen();
        return std::move(result_);
    }

private:
    struct Flags {
        bool ignores_case = false;
        bool dot_all = false;
        bool multiline = false;
    };

    [[nodiscard]] bool at_end() const { return at_ == pattern_.size(); }
    [[nodiscard]] char32_t peek(std::size_t ahead = 0) const {
        return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : 0;
    }
    char32_t take() {
        if (at_end()) throw Unknown{};
        return pattern_[at_++];
    }
    bool take_if(char32_t c) {
        if (at_end() || pattern_[at_] != c) return false;
        ++at_;
        return true;
    }

    Node parse_choice() {
        if (++depth_ > deepest_group) throw Unknown{};
        const Flags outer = flags_;
        Node choice;
        choice.kind = Node::Kind::choice;
        choice.children.push_back(parse_sequence());
        while (take_if(U'|')) choice.children.push_back(parse_sequence());
        flags_ = outer;
        --depth_;
        if (choice.children.size() == 1) return std::move(choice.children.front());
        return choice;
    }

    Node parse_sequence() {
        Node sequence;
        char32_t previous = 0;  // literal character, where case is ignored
        while (!at_end() && peek() != U'|' && peek() != U')') {
            if (take_flags()) continue;
            literal_ = 0;
            Node part = parse_part();
            if (flags_.ignores_case && literal_ != 0) {
                if (folds_to_several(literal_) || fold_to_one(previous, literal_)) {
                    result_.exact = false;
                }
                previous = literal_;
            } else {
                previous = 0;
            }
            take_quantifiers(part);
            sequence.children.push_back(std::move(part));
        }
        if (sequence.children.size() == 1) return std::move(sequence.children.front());
        return sequence;
    }

    /// `(?i)` and its like, which hold up to the end of the group.
    bool take_flags() {
        if (peek() != U'(' || peek(1) != U'?') return false;
        std::size_t end = at_ + 2;
        while (end < pattern_.size() && (is_ascii_letter(pattern_[end]) || pattern_[end] == U'-')) {
            ++end;
        }
        if (end == at_ + 2 || end == pattern_.size() || pattern_[end] != U')') return false;
        read_flags(at_ + 2, end);
        at_ = end + 1;
        return true;
    }

    void read_flags(std::size_t begin, std::size_t end) {
        bool value = true;
        for (std::size_t i = begin; i < end; ++i) {
            switch (pattern_[i]) {
                case U'-':
                    value = false;
                    break;
                case U'i':
                    flags_.ignores_case = value;
                    break;
                case U's':
                    flags_.dot_all = value;
                    break;
                case U'u':  // Unicode case folding, which ICU does always
                    break;
                case U'm':
                    flags_.multiline = value;
                    break;
                default:
                    throw Unknown{};
            }
        }
    }

    Node parse_part() {
        const char32_t c = take();
        switch (c) {
            case U'(':
                return parse_group();
            case U'[': {
                return node_of(parse_set(0));
            }
            case U'.': {
                // ICU's dot then takes CR LF at once.
                if (flags_.dot_all) throw Unknown{};
                icu::UnicodeSet set = class_set(U'v');
                set.complement();
                return node_of(std::move(set), false);
            }
            case U'^':
                return assertion(flags_.multiline ? Node::Kind::line_begin
                                                  : Node::Kind::text_begin);
            case U'$':
                return assertion(flags_.multiline ? Node::Kind::line_end
                                                  : Node::Kind::last_line_end);
            case U'\\':
                return parse_escape();
            case U'*':
            case U'+':
            case U'?':
            case U'{':
            case U'}':
                throw Unknown{};
            default:
                return literal(c);
        }
    }

    Node literal(char32_t c) {
        literal_ = c;
        return node_of(icu::UnicodeSet(static_cast<UChar32>(c), static_cast<UChar32>(c)));
    }

    Node assertion(Node::Kind kind, bool negated = false) {
        // Multi-line anchors are rare; ICU has them.
        if (kind == Node::Kind::line_begin || kind == Node::Kind::line_end) throw Unknown{};
        Node node;
        node.kind = kind;
        node.negated = negated;
        return node;
    }

    Node node_of(icu::UnicodeSet set, bool has_case = true) {
        if (flags_.ignores_case && has_case) {
            set.closeOver(USET_CASE_INSENSITIVE);
            set.removeAllStrings();
        }
        Node node;
        node.kind = Node::Kind::set;
        node.set = index_of(set);
        return node;
    }

    /// Lets every set match what folds to several characters.
    void widen() {
        for (CharSet& each : result_.sets) {
            icu::UnicodeSet set = multiple_fold_set();
            set.addAll(each.set());
            each = CharSet(set);
        }
    }

    std::size_t index_of(const icu::UnicodeSet& set) {
        for (std::size_t i = 0; i < result_.sets.size(); ++i) {
            if (result_.sets[i].set() == set) return i;
        }
        result_.sets.emplace_back(set);
        return result_.sets.size() - 1;
    }

    Node parse_group() {
        Node node;
        if (!take_if(U'?')) return close(parse_choice());
        const char32_t c = take();
        const auto look = [&](Node::Kind kind, bool negated) {
            node.kind = kind;
            node.negated = negated;
            node.children.push_back(close(parse_choice()));
            return std::move(node);
        };
        switch (c) {
            case U':':
                return close(parse_choice());
            case U'>':
                return look(Node::Kind::atomic, false);
            case U'=':
                return look(Node::Kind::look_ahead, false);
            case U'!':
                return look(Node::Kind::look_ahead, true);
            case U'<':
                if (take_if(U'=')) return look(Node::Kind::look_behind, false);
                if (take_if(U'!')) return look(Node::Kind::look_behind, true);
                while (take() != U'>') {
                }
                return close(parse_choice());
            default:
                return parse_flag_group();
        }
    }

    /// `(?i:…)`, behind the question mark and the first flag.
    Node parse_flag_group() {
        const std::size_t begin = at_ - 1;
        while (is_ascii_letter(peek()) || peek() == U'-') ++at_;
        const Flags outer = flags_;
        read_flags(begin, at_);
        if (!take_if(U':')) throw Unknown{};
        Node node = close(parse_choice());
        flags_ = outer;
        return node;
    }

    Node close(Node node) {
        if (!take_if(U')')) throw Unknown{};
        return node;
    }

    void take_quantifiers(Node& part) {
        std::size_t min = 0;
        std::size_t max = unbounded;
        if (take_if(U'*')) {
        } else if (take_if(U'+')) {
            min = 1;
        } else if (take_if(U'?')) {
            max = 1;
        } else if (take_if(U'{')) {
            min = take_number();
            max = min;
            if (take_if(U',')) max = peek() == U'}' ? unbounded : take_number();
            if (!take_if(U'}') || max < min) throw Unknown{};
        } else {
            return;
        }
        // A quantifier on an assertion is a mistake or a trick.
        if (part.kind >= Node::Kind::look_ahead) throw Unknown{};
        Node repeat;
        repeat.kind = Node::Kind::repeat;
        repeat.min = min;
        repeat.max = max;
        if (take_if(U'?')) {
            repeat.mode = Node::Mode::lazy;
        } else if (take_if(U'+')) {
            repeat.mode = Node::Mode::possessive;
        }
        if (peek() == U'*' || peek() == U'+' || peek() == U'?' || peek() == U'{') throw Unknown{};
        repeat.children.push_back(std::move(part));
        part = std::move(repeat);
    }

    std::size_t take_number() {
        std::size_t number = 0;
        if (peek() < U'0' || peek() > U'9') throw Unknown{};
        while (peek() >= U'0' && peek() <= U'9') {
            number = number * 10 + (take() - U'0');
            if (number > greatest_repeat) throw Unknown{};
        }
        return number;
    }

    Node parse_escape() {
        switch (peek()) {
            case U'b':
                ++at_;
                return assertion(Node::Kind::word_boundary);
            case U'B':
                ++at_;
                return assertion(Node::Kind::word_boundary, true);
            case U'A':
                ++at_;
                return assertion(Node::Kind::text_begin);
            case U'Z':
                ++at_;
                return assertion(Node::Kind::last_line_end);
            case U'z':
                ++at_;
                return assertion(Node::Kind::text_end);
            default:
                break;
        }
        icu::UnicodeSet set;
        if (take_class(set)) {
            const char32_t name = pattern_[at_ - 1];
            // Without regard to case, `\p{Lu}` is closed over; `\s` and its like are not.
            const bool has_case = name == U'}';
            if (has_case && flags_.ignores_case) result_.exact = false;
            return node_of(std::move(set), has_case);
        }
        return literal(take_escaped());
    }

    /// Behind a backslash: a letter that stands for a set, or a property.
    bool take_class(icu::UnicodeSet& set) {
        const char32_t c = peek();
        const char32_t small = c | 0x20;
        if (small == U'w' || small == U's' || small == U'd' || small == U'h' || small == U'v') {
            ++at_;
            set = class_set(small);
            if (c != small) set.complement();
            return true;
        }
        if (small != U'p') return false;
        if (peek(1) != U'{') throw Unknown{};
        std::size_t end = at_;
        while (end < pattern_.size() && pattern_[end] != U'}') ++end;
        if (end == pattern_.size()) throw Unknown{};
        std::string pattern = "[\\";
        for (; at_ <= end; ++at_) append_utf8(pattern, pattern_[at_]);
        set = set_of((pattern + "]").c_str());
        return true;
    }

    char32_t take_escaped() {
        const char32_t c = take();
        switch (c) {
            case U'a':
                return 0x07;
            case U'e':
                return 0x1B;
            case U'f':
                return 0x0C;
            case U'n':
                return 0x0A;
            case U'r':
                return 0x0D;
            case U't':
                return 0x09;
            case U'u':
                return take_hexadecimal(4, 4);
            case U'U':
                return take_hexadecimal(8, 8);
            case U'x': {
                if (!take_if(U'{')) return take_hexadecimal(2, 2);
                const char32_t value = take_hexadecimal(1, 8);
                if (!take_if(U'}')) throw Unknown{};
                return value;
            }
            case U'0':
                return take_octal();
            default:
                if (is_ascii_letter(c) || (c >= U'0' && c <= U'9')) throw Unknown{};
                return c;
        }
    }

    char32_t take_hexadecimal(int least, int most) {
        char32_t value = 0;
        int count = 0;
        for (; count < most; ++count) {
            const int digit = peek() < 0x80 ? u_digit(static_cast<UChar32>(peek()), 16) : -1;
            if (digit < 0) break;
            value = value * 16 + static_cast<char32_t>(digit);
            ++at_;
        }
        if (count < least || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
            throw Unknown{};
        }
        return value;
    }

    char32_t take_octal() {
        char32_t value = 0;
        int count = 0;
        for (; count < 3 && is_octal(peek()); ++count) value = value * 8 + (take() - U'0');
        if (count == 0 || value > 0xFF) throw Unknown{};
        return value;
    }

    /// Behind the opening bracket.
    icu::UnicodeSet parse_set(int depth) {
        if (depth > 10) throw Unknown{};
        const bool negated = take_if(U'^');
        refuse_posix_class();
        icu::UnicodeSet set;
        std::optional<icu::UnicodeSet> left;  ///< of `&&`, which binds less than union
        const auto intersect = [&] {
            if (left) set.retainAll(*left);
            left.reset();
        };
        bool first = true;
        bool literal = false;  ///< `last` may begin a range
        UChar32 last = 0;
        for (;; first = false) {
            const char32_t c = take();
            if (c == U']' && !first) break;
            if (c == U'[') {
                set.addAll(parse_set(depth + 1));
                literal = false;
            } else if (c == U'&' && take_if(U'&')) {
                intersect();
                left = set;
                set.clear();
                literal = false;
            } else if ((c == U'-' || c == U'&') && (peek() == U'[' || peek() == c)) {
                throw Unknown{};  // difference and intersection as in sets outside of expressions
            } else if (c == U'-') {
                if (literal && peek() != U']') {
                    add_range(set, last);
                    literal = false;
                } else {
                    set.add(U'-');
                    literal = false;
                }
            } else if (c == U'\\') {
                icu::UnicodeSet part;
                if (take_class(part)) {
                    set.addAll(part);
                    literal = false;
                } else {
                    last = static_cast<UChar32>(take_escaped());
                    set.add(last);
                    literal = true;
                }
            } else {
                last = static_cast<UChar32>(c);
                set.add(last);
                literal = true;
            }
        }
        intersect();
        if (negated) {
            // Without regard to case, ICU closes a set over before or behind the complement,
            // depending on where it stands.
            if (flags_.ignores_case) throw Unknown{};
            set.complement();
        }
        return set;
    }

    /// `[:alpha:]`; without the second colon and bracket it is a set like any other.
    void refuse_posix_class() const {
        if (peek() != U':' || last_class_end_ == std::u32string::npos) return;
        if (last_class_end_ > at_) throw Unknown{};
    }

    void add_range(icu::UnicodeSet& set, UChar32 from) {
        char32_t to = take();
        if (to == U'[') throw Unknown{};
        if (to == U'\\') {
            const char32_t small = peek() | 0x20;
            if (small == U'p' || small == U'w' || small == U's' || small == U'd' || small == U'h' ||
                small == U'v') {
                throw Unknown{};
            }
            to = take_escaped();
        }
        if (static_cast<UChar32>(to) < from) throw Unknown{};
        set.add(from, static_cast<UChar32>(to));
    }

    std::u32string pattern_;
    std::size_t last_class_end_;  ///< of `[:alpha:]`
    std::size_t at_ = 0;
    int depth_ = 0;
    Flags flags_;
    char32_t literal_ = 0;  ///< what parse_part() read, if it was one character
    Expression result_;
};

}  // namespace

const icu::UnicodeSet& word_characters() {
    static const icu::UnicodeSet set =
        set_of("[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]");
    return set;
}

std::optional<Expression> parse_expression(std::string_view pattern) {
    if (find_invalid_utf8(pattern)) return std::nullopt;
    try {
        return Parser(to_utf32(pattern)).parse();
    } catch (const Unknown&) {
        return std::nullopt;
    }
}

Length length_of(const Node& node) {
    switch (node.kind) {
        case Node::Kind::set:
            return {1, 1};
        case Node::Kind::sequence: {
            Length sum;
            for (const Node& child : node.children) {
                const Length length = length_of(child);
                sum = {add(sum.min, length.min), add(sum.max, length.max)};
            }
            return sum;
        }
        case Node::Kind::choice: {
            Length either{unbounded, 0};
            for (const Node& child : node.children) {
                const Length length = length_of(child);
                either = {std::min(either.min, length.min), std::max(either.max, length.max)};
            }
            return either;
        }
        case Node::Kind::repeat: {
            const Length length = length_of(node.children.front());
            return {multiply(length.min, node.min), multiply(length.max, node.max)};
        }
        case Node::Kind::atomic:
            return length_of(node.children.front());
        default:
            return {};
    }
}

}  // namespace egiz::align
