// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_export.hpp"

#include "align/segmentation/rule_set.hpp"
#include "text/unicode.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

// Characters as the expressions name them; both ICU and Java take these.
const std::string closers = "[\"'”’»›\\p{Pe}\\p{Pf}]*";
const std::string openings = "[\"'“‘«„‚\\p{Ps}\\p{Pi}–—-]*\\s?";
const std::string footnotes = "(?:\\s?\\[\\d+\\])*[⁰¹²³⁴-⁹]*";
const std::string full_stops = "[。．｡！？]";

std::string with_capital(std::string_view word) {
    std::string result;
    for (std::size_t offset = 0; offset < word.size();) {
        const char32_t c = next_code_point(word, offset);
        append_utf8(result,
                    result.empty() ? static_cast<char32_t>(u_totitle(static_cast<UChar32>(c))) : c);
    }
    return result;
}

std::string in_capitals(std::string_view word) {
    std::string result;
    for (std::size_t offset = 0; offset < word.size();) {
        const char32_t c = next_code_point(word, offset);
        append_utf8(result, static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))));
    }
    return result;
}

/// A word as an expression: its parts may have a space between them (`т. д.`).
std::string escaped(std::string_view word) {
    std::string result;
    for (std::size_t offset = 0; offset < word.size();) {
        const char32_t c = next_code_point(word, offset);
        if (c == U'.') {
            result += "\\.\\s?";
            continue;
        }
        if (c < 0x80 && std::string_view("[](){}*+?^$|\\&").find(static_cast<char>(c)) !=
                            std::string_view::npos) {
            result += '\\';
        }
        append_utf8(result, c);
    }
    return result;
}

/// `[Dd]r` for `dr`.
std::string either_case(std::string_view small, std::string_view capital) {
    std::size_t of_small = 0;
    std::size_t of_capital = 0;
    static_cast<void>(next_code_point(small, of_small));
    static_cast<void>(next_code_point(capital, of_capital));
    std::string result = "[";
    result += capital.substr(0, of_capital);
    result += small.substr(0, of_small);
    return result + "]" + escaped(small.substr(of_small));
}

class Exporter {
public:
    Exporter(const RuleSet& rules, const Language& language) : rules_(rules), language_(language) {}

    SegmentationRules run() {
        openers_ = "\\s+" + openings + capital_words(List::openers) + "\\b(?!\\.)";
        has_openers_ = !rules_.words(List::openers).empty();
        add_list_numbers();
        add_abbreviations();
        add_letters();
        add_what_follows();
        add_quotations();
        add_terminators();

        const std::string name = std::string(language_.primary());
        SegmentationRules result;
        result.language_rules.push_back({"egiz-" + name, std::move(list_), 0});
        result.language_maps.push_back({pattern_of(name), "egiz-" + name, 0});
        return result;
    }

private:
    void no(std::string before, std::string after) {
        list_.push_back({false, std::move(before), std::move(after), 0});
    }
    void yes(std::string before, std::string after) {
        list_.push_back({true, std::move(before), std::move(after), 0});
    }

    /// `[Ee][Nn]([-_].*)?`, for tools that match with regard to case and those that do not.
    static std::string pattern_of(std::string_view name) {
        // Norwegian, and what it is written in: they share their rules.
        if (name == "no" || name == "nb" || name == "nn") return "[Nn][OoBbNn]([-_].*)?";
        std::string pattern;
        for (const char c : name) pattern += either_case({&c, 1}, in_capitals({&c, 1}));
        return pattern + "([-_].*)?";
    }

    /// `(?:[Mm]r|[Dd]r|St)`; spellings in capitals throughout are left out where there are others.
    [[nodiscard]] std::string words(std::initializer_list<List> lists) const {
        std::set<std::string> all;
        for (const List list : lists) {
            for (std::string& word : rules_.words(list)) all.insert(std::move(word));
        }
        std::string result = "(?:";
        std::set<std::string> done;
        for (const std::string& word : all) derive(word, all, done);
        for (const std::string& word : all) {
            if (done.contains(word)) continue;
            if (result.back() != ':') result += '|';
            const std::string capital = with_capital(word);
            result += capital != word && all.contains(capital) ? either_case(word, capital)
                                                               : escaped(word);
        }
        return result + ")";
    }
    /// Words that begin sentences do it with a capital, where there are capitals.
    [[nodiscard]] std::string capital_words(List list) const {
        std::set<std::string> all;
        for (const std::string& word : rules_.words(list)) {
            const std::string capital = with_capital(word);
            if (count_code_points(word) < 2 || word != in_capitals(word)) all.insert(capital);
        }
        std::string result = "(?:";
        for (const std::string& word : all) {
            if (result.back() != ':') result += '|';
            result += escaped(word);
        }
        return result + ")";
    }

    /// What `word` stands for besides itself.
    static void derive(const std::string& word, const std::set<std::string>& all,
                       std::set<std::string>& done) {
        const std::string capital = with_capital(word);
        if (capital == word || !all.contains(capital)) return;
        done.insert(capital);
        done.insert(in_capitals(word));
    }

    [[nodiscard]] bool has(std::initializer_list<List> lists) const {
        return std::any_of(lists.begin(), lists.end(),
                           [&](List list) { return !rules_.words(list).empty(); });
    }

    /// `1.` and `a)` where a sentence begins.
    void add_list_numbers() {
        // Behind a word that is no abbreviation.
        no("(?:^|(?:\\p{L}{4}|[\\])»”!?])[.!?…]" + closers + "\\s|[。！？]" + closers +
               ")\\s*(?:\\d{1,3}|\\d+(?:\\.\\d+)+|[IVX]{1,5}|\\p{L})\\.",
           "\\s");
    }

    void add_abbreviations() {
        const auto behind_dot = [&](std::initializer_list<List> lists) {
            return "\\b" + words(lists) + "\\.";
        };
        if (has({List::units})) {
            yes("\\d\\s?" + words({List::units}) + "\\." + closers, "\\s+" + openings + "\\p{Lu}");
        }
        // `до н. э.` in a sentence that is long by then or has said something, before a capital.
        for (const auto& [list, front] :
             {std::pair(List::after_number, "\\d\\s?"), std::pair(List::long_final, "\\b")}) {
            if (!has({list})) continue;
            const std::string capital = "\\s+" + openings + "\\p{Lu}\\p{Ll}";
            const std::string abbreviation = front + words({list}) + "\\." + closers;
            yes("(?:[^\\s.!?…]{3,}\\s+){8}(?:[^\\s.!?…]{1,9}\\s+){0,2}[^\\s.!?…]{0,6}" +
                    abbreviation,
                capital);
            if (has({List::predicate_endings})) {
                yes("\\p{L}{2}" + words({List::predicate_endings}) +
                        "\\s(?:[^.!?…]{0,80}[^\\p{L}\\d.!?…])?[\\d–-]{0,9}" + abbreviation,
                    capital);
            }
        }
        if (has({List::after_number})) {
            if (has_openers_)
                yes("\\d\\s?" + words({List::after_number}) + "\\." + closers, openers_);
            no("\\d\\s?" + words({List::after_number}) + "\\." + closers, "\\s");
        }
        if (has({List::never_final})) no(behind_dot({List::never_final}) + closers, "\\s");
        if (has({List::before_number})) {
            no(behind_dot({List::before_number}) + closers,
               "\\s+[\\p{Ps}№]?(?:\\p{N}|[IVXLC]+\\b)");
        }
        if (has({List::often_final, List::continuers})) {
            no(behind_dot({List::often_final, List::units}) + closers,
               "\\s+(?:\\p{N}|\\p{Ps}\\d" +
                   (has({List::continuers}) ? "|" + words({List::continuers}) + "\\b" : "") + ")");
        }
        if (has({List::may_be_final, List::long_final})) {
            if (has_openers_) {
                yes(behind_dot({List::may_be_final, List::long_final}) + closers, openers_);
            }
            no(behind_dot({List::may_be_final, List::long_final}) + closers, "\\s");
        }
    }

    /// Initials, letters with dots between them, short words without vowels.
    void add_letters() {
        std::string words_of_one_letter;
        for (const std::string& word : rules_.words(List::not_abbreviations)) {
            if (count_code_points(word) == 1 && word != in_capitals(word)) {
                words_of_one_letter += word;
            }
        }
        const std::string others =
            words_of_one_letter.empty() ? "" : "(?![" + words_of_one_letter + "])";
        const std::string front = "(?<![\\p{L}\\p{N}-])";
        const std::string letter = front + others + "[\\p{Lu}\\p{Ll}]\\.";
        if (has_openers_) yes(letter, openers_);
        no(letter, "\\s");
        const std::string no_abbreviation =
            has({List::not_abbreviations}) ? "(?!" + words({List::not_abbreviations}) + "\\b)" : "";
        const std::string without_vowels =
            front + no_abbreviation +
            "(?:[B-DF-HJ-NP-TV-XZb-df-hj-np-tv-xz][b-df-hj-np-tv-xz]{1,3}|"
            "[БВГДЖЗЙКЛМНПРСТФХЦЧШЩҒҚҢҺбвгджзйклмнпрстфхцчшщғқңһ]"
            "[бвгджзйклмнпрстфхцчшщғқңһ]{1,3})\\.";
        if (has_openers_) yes(without_vowels, openers_);
        no(without_vowels, "\\s");
    }

    void add_what_follows() {
        // A bracket that opens in mid-sentence and closes before long.
        no("[\\p{L}\\p{N},;»”\"]\\s\\([^()]{1,250}[.!?…][\"”»’]*", "\\s[^()]{0,250}\\)");
        no("[.!?…]" + closers, "\\s+" + openings + "\\p{Ll}");
        no("(?:…|\\.{2,})" + closers, "\\s+" + openings + "\\p{N}");
        no("[.!?…]", closers + "\\s*[,;:]");
        no("[.!?…]", "\\s[\"”»’)\\]]+\\s*[.,;:]");
    }

    /// `“Who?” Mary asked`, `“谁？”他问。`, `“好！”的`
    void add_quotations() {
        if (!has({List::speech_verbs})) return;
        const std::string verbs = words({List::speech_verbs});
        if (language_.primary() == "zh" || language_.primary() == "ja") {
            no(full_stops + "+[”’」』]", "[^。！？；，、：“「『\\s]{0,8}" + verbs + "[，。：；]");
            no("（[^（）]{1,100}。）", "");
            yes("[一-鿿][.!?]", "[一-鿿“「]");
            if (has({List::quotation_followers})) {
                no("[！？]+[”’」』]", words({List::quotation_followers}));
            }
            return;
        }
        no("[!?…][\"”»’]", "\\s+(?:\\p{Lu}\\p{Ll}+\\s)?" + verbs + "\\b");
    }

    void add_terminators() {
        std::string marks = ".!?…";
        for (const std::string& mark : rules_.words(List::not_terminators)) {
            const std::size_t at = marks.find(mark);
            if (at != std::string::npos) marks.erase(at, mark.size());
        }
        for (const std::string& mark : rules_.words(List::terminators)) {
            if (count_code_points(mark) == 1) marks += mark;
        }
        yes(full_stops + "+" + closers + footnotes, "");
        yes("[।॥։؟۔။።፧෴။]+" + closers, "");
        yes("…+[”’」』]", "");
        yes("[" + marks + "]+(?:\\s\\.)*" + closers + footnotes, "\\s");
        if (has_openers_) yes("\\p{Ll}{2}[.!?]", capital_words(List::openers) + "\\b");
    }

    const RuleSet& rules_;
    const Language& language_;
    std::string openers_;
    bool has_openers_ = false;
    std::vector<SegmentationRule> list_;
};

}  // namespace

SegmentationRules export_srx(const RuleSet& rules, const Language& language) {
    return Exporter(rules, language).run();
}

}  // namespace egiz::align
