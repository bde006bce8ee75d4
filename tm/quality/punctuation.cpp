// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <array>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace egiz::tm {
namespace {

/// What a text ends with; marks of different scripts are one.
enum class End : std::uint8_t {
    open,        ///< a word, a comma, a dash
    maybe_stop,  ///< an abbreviation: its point may end the sentence too
    stop,
    ellipsis,
    exclamation,
    question,
    colon
};

End end_kind(char32_t c, bool greek) {
    constexpr std::u32string_view stops = U".。．｡۔।։።";
    constexpr std::u32string_view questions = U"?？؟፧⁇⁈";
    constexpr std::u32string_view exclamations = U"!！‼";
    constexpr std::u32string_view colons = U":：︰∶";
    const auto is_in = [c](std::u32string_view set) { return set.find(c) != set.npos; };
    if (is_in(stops)) return End::stop;
    if (is_in(questions) || (greek && (c == U';' || c == U'\u037E'))) return End::question;
    if (is_in(exclamations)) return End::exclamation;
    if (is_in(colons)) return End::colon;
    if (c == U'…' || c == U'⋯') return End::ellipsis;
    return End::open;
}

struct Ending {
    End end = End::open;
    Range marks;          ///< the run of marks; empty if there is none
    bool quoted = false;  ///< it stands inside of quotes or brackets: `the item “Other…”`
};

/// Whether the word that ends at `offset`, before a point, is likely an abbreviation.
bool is_abbreviation(std::string_view text, std::size_t offset) {
    constexpr std::size_t longest_abbreviation = 3;
    std::size_t letters = 0;
    while (offset > 0) {
        const char32_t c = previous_code_point(text, offset);
        if (c == U'.') return true;  // a.m., т.д.
        if (!is_letter(c)) break;
        if (is_han(c)) return false;
        ++letters;
    }
    return letters > 0 && letters <= longest_abbreviation;
}

/// \param text  with its placeables masked
Ending ending_of(std::string_view text, bool greek) {
    constexpr std::u32string_view closers = U"\"'”’“»›)）]】」』》〉`*_";
    std::size_t end = text.size();
    bool quoted = false;
    while (end > 0) {
        std::size_t before = end;
        const char32_t c = previous_code_point(text, before);
        const bool skipped = is_space(c) || c == static_cast<char32_t>(masked_tag) ||
                             closers.find(c) != std::u32string_view::npos;
        if (!skipped) break;
        quoted = quoted || (!is_space(c) && c != static_cast<char32_t>(masked_tag));
        end = before;
    }
    Ending ending;
    ending.quoted = quoted;
    ending.marks = {end, end};
    std::size_t points = 0;
    while (ending.marks.begin > 0) {
        std::size_t before = ending.marks.begin;
        const char32_t c = previous_code_point(text, before);
        // `. . .`
        if (c == U' ' && points > 0 && before > 0 && text[before - 1] == '.') {
            ending.marks.begin = before;
            continue;
        }
        const End kind = end_kind(c, greek);
        if (kind == End::open) break;
        // The gravest of the marks counts: `?..` asks.
        if (kind > ending.end) ending.end = kind;
        points += kind == End::stop ? 1 : 0;
        ending.marks.begin = before;
    }
    if (ending.end == End::stop && points > 1) ending.end = End::ellipsis;
    if (ending.end == End::stop && is_abbreviation(text, ending.marks.begin)) {
        ending.end = End::maybe_stop;
    }
    return ending;
}

/// Whether the ends of a source and its translation go together.
bool agree(End a, End b) {
    if (a == b) return true;
    const auto are = [&](End x, End y) { return (a == x && b == y) || (a == y && b == x); };
    // Languages differ in how loud they are, and where thoughts trail off.
    return are(End::maybe_stop, End::stop) || are(End::maybe_stop, End::open) ||
           are(End::maybe_stop, End::ellipsis) || are(End::exclamation, End::stop) ||
           are(End::exclamation, End::maybe_stop) || are(End::exclamation, End::ellipsis) ||
           are(End::exclamation, End::question);
}

/// Whether the text has such a mark anywhere; full stops and none do not count.
bool holds(std::string_view text, End end, bool greek) {
    if (end == End::open || end == End::stop || end == End::maybe_stop) return false;
    if (end == End::ellipsis && text.find("...") != std::string_view::npos) return true;
    for (std::size_t offset = 0; offset < text.size();) {
        if (end_kind(next_code_point(text, offset), greek) == end) return true;
    }
    return false;
}

std::string shown(const Ending& ending, std::string_view text) {
    return ending.marks.empty() ? "no mark" : in_quotes(slice(text, ending.marks));
}

struct MarkPair {
    std::u32string_view open;
    std::u32string_view close;
};
constexpr std::array<MarkPair, 2> brackets{{{U"(（", U")）"}, {U"[【［", U"]】］"}}};
/// `“` also closes what `„` opened.
constexpr std::array<MarkPair, 4> quotes{
    {{U"«", U"»"}, {U"「", U"」"}, {U"『", U"』"}, {U"《", U"》"}}};

/// The mark of a pair that stands alone; nothing if all are paired.
std::optional<Range> find_unpaired(std::string_view text, const MarkPair& pair) {
    std::vector<Range> open;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        if (pair.open.find(c) != std::u32string_view::npos) {
            open.push_back({begin, offset});
        } else if (pair.close.find(c) != std::u32string_view::npos) {
            if (!open.empty()) {
                open.pop_back();
                continue;
            }
            // `1)` and `a)` label items; `:)` smiles.
            std::size_t at = begin;
            char32_t before = at > 0 ? previous_code_point(text, at) : 0;
            if (before == U' ' && at > 0) before = previous_code_point(text, at);
            const bool label =
                (char_flags(before) & (letter_flag | digit_flag)) != 0 &&
                (at == 0 || (char_flags(previous_code_point(text, at)) & letter_flag) == 0);
            if (!label && before != U':' && before != U';' && before != U'-' && before != c) {
                return Range{begin, offset};
            }
        }
    }
    // `:(` is sad, and `:((` too.
    std::erase_if(open, [&](Range range) {
        const char before = range.begin > 0 ? text[range.begin - 1] : ' ';
        return before == ':' || before == ';';
    });
    if (open.empty()) return std::nullopt;
    return open.front();
}

std::optional<Range> find_unpaired_curly(std::string_view text) {
    bool is_open = false;
    Range last;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        if (c != U'“' && c != U'”' && c != U'„' && c != U'‟') continue;
        last = {begin, offset};
        is_open = !is_open;
    }
    if (is_open) return last;
    return std::nullopt;
}

std::optional<Range> find_unpaired_straight(std::string_view text) {
    std::size_t count = 0;
    Range last;
    for (std::size_t at = text.find('"'); at != std::string_view::npos;
         at = text.find('"', at + 1)) {
        const bool inches = at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
        if (inches && count % 2 == 0) continue;
        ++count;
        last = {at, at + 1};
    }
    if (count % 2 == 0) return std::nullopt;
    return last;
}

/// Single quotes that stand at the edge of a word, apostrophes aside.
bool has_unpaired_single(std::string_view text) {
    int open = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        if (c != U'\'' && c != U'‘' && c != U'’') continue;
        std::size_t before = begin;
        std::size_t after = offset;
        const bool inner_before = begin > 0 && (char_flags(previous_code_point(text, before)) &
                                                (letter_flag | digit_flag));
        const bool inner_after = offset < text.size() && (char_flags(next_code_point(text, after)) &
                                                          (letter_flag | digit_flag));
        if (inner_before == inner_after) {
            if (!inner_before) --open;  // behind a mark: `stop.'`
        } else {
            open += inner_after ? 1 : -1;
        }
    }
    return open != 0;
}

std::optional<Range> find_unpaired_quote(std::string_view text) {
    for (const MarkPair& pair : quotes) {
        if (const auto range = find_unpaired(text, pair)) return range;
    }
    if (const auto range = find_unpaired_curly(text)) return range;
    return find_unpaired_straight(text);
}

std::optional<Range> find_unpaired_bracket(std::string_view text) {
    for (const MarkPair& pair : brackets) {
        if (const auto range = find_unpaired(text, pair)) return range;
    }
    return std::nullopt;
}

/// The first quotation mark that is not «»; nothing if one is.
std::optional<Range> find_foreign_quote(std::string_view text) {
    if (text.find("«") != std::string_view::npos) return std::nullopt;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        if (c == U'"' || c == U'“' || c == U'”' || c == U'„') return Range{begin, offset};
    }
    return std::nullopt;
}

class PunctuationCheck final : public Check {
public:
    explicit PunctuationCheck(const CheckSettings& settings)
        : source_greek_(settings.source.primary() == "el"),
          target_greek_(settings.target.primary() == "el"),
          target_quotes_are_guillemets_(settings.target.primary() == "ru" ||
                                        settings.target.primary() == "kk") {}

    void see(const CheckedPair& pair, Findings& findings) override {
        compare_ends(pair);
        find_unpaired_marks(pair, findings);
        if (!target_quotes_are_guillemets_) return;
        if (pair.target.masked.find("«") != std::string::npos) {
            ++with_guillemets_;
        } else if (const auto range = find_foreign_quote(pair.target.masked)) {
            other_quotes_.push_back({pair.key, *range});
        }
    }

    void finish(Findings& findings) override {
        say_ends(findings);
        // Which quotes are right is a matter of the house: only those are said that differ from
        // nearly all others.
        constexpr std::size_t least = 20;
        constexpr std::size_t as_many = 9;
        if (with_guillemets_ < least || other_quotes_.size() * as_many > with_guillemets_) return;
        for (const auto& [key, range] : other_quotes_) {
            findings.add(key, {Severity::warning,
                               "other quotation marks than «», which the other units have",
                               {},
                               {range}});
        }
    }

private:
    void compare_ends(const CheckedPair& pair) {
        const Ending source = ending_of(pair.source.masked, source_greek_);
        const Ending target = ending_of(pair.target.masked, target_greek_);
        ++units_by_end_[source.end];
        if (agree(source.end, target.end)) return;
        // The mark may stand within: «Кто это?» — спросил он.
        if (holds(pair.target.masked, source.end, target_greek_) ||
            holds(pair.source.masked, target.end, source_greek_)) {
            return;
        }
        if ((source.end == End::open && target.quoted) ||
            (target.end == End::open && source.quoted)) {
            return;
        }
        odd_ends_.push_back({pair.key, source, target,
                             "the translation ends with " + shown(target, pair.target.text()) +
                                 ", the source with " + shown(source, pair.source.text())});
    }

    /// What many units do is the custom of the translation: said once, for the first of them.
    void say_ends(Findings& findings) {
        constexpr std::size_t many = 8;
        constexpr std::size_t one_in = 10;
        std::map<std::pair<End, End>, std::size_t> counts;
        for (const OddEnd& odd : odd_ends_) ++counts[{odd.source.end, odd.target.end}];
        std::set<std::pair<End, End>> said;
        for (OddEnd& odd : odd_ends_) {
            const std::pair ends(odd.source.end, odd.target.end);
            const std::size_t count = counts[ends];
            const std::size_t units = units_by_end_[odd.source.end];
            if (count >= many && count * one_in > units) {
                if (!said.insert(ends).second) continue;
                odd.message += ": so in " + std::to_string(count) + " of " + std::to_string(units) +
                               " units with such a source";
            }
            findings.add(odd.key, {Severity::warning,
                                   std::move(odd.message),
                                   {odd.source.marks},
                                   {odd.target.marks}});
        }
    }

    static void find_unpaired_marks(const CheckedPair& pair, Findings& findings) {
        const auto compare = [&](std::optional<Range> (*find)(std::string_view), const char* what) {
            const auto range = find(pair.target.masked);
            if (!range || find(pair.source.masked)) return;
            findings.add(pair.key, {Severity::warning,
                                    std::string(what) + " without its other half: " +
                                        std::string(slice(pair.target.text(), *range)),
                                    {},
                                    {*range}});
        };
        compare(find_unpaired_bracket, "a bracket");
        // A quotation that goes on in the next unit may stand in single quotes in the source.
        if (!has_unpaired_single(pair.source.masked)) {
            compare(find_unpaired_quote, "a quotation mark");
        }
    }

    struct OddEnd {
        UnitKey key;
        Ending source;
        Ending target;
        std::string message;
    };
    struct Quote {
        UnitKey key;
        Range range;
    };
    bool source_greek_;
    bool target_greek_;
    bool target_quotes_are_guillemets_;
    std::map<End, std::size_t> units_by_end_;
    std::vector<OddEnd> odd_ends_;
    std::size_t with_guillemets_ = 0;
    std::vector<Quote> other_quotes_;
};

}  // namespace

std::unique_ptr<Check> make_punctuation_check(const CheckSettings& settings) {
    return std::make_unique<PunctuationCheck>(settings);
}

}  // namespace egiz::tm
