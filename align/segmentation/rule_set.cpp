// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/rule_set.hpp"

#include "text/unicode.hpp"

#include <algorithm>
#include <array>

namespace egiz::align {
namespace {

constexpr std::array<std::string_view, list_count> list_names{
    "never final",       "before number", "may be final", "final in long sentences",
    "often final",       "after number",  "units",        "openers",
    "continuers",        "speech verbs",  "not speech",   "quotation followers",
    "not abbreviations", "greetings",     "label nouns",  "predicate endings",
    "surname endings",   "speech tails",  "terminators",  "not terminators",
};

}  // namespace

std::string_view to_string(List list) { return list_names[static_cast<std::size_t>(list)]; }

bool is_abbreviation_list(List list) { return list <= List::often_final; }

bool is_mark_list(List list) { return list == List::terminators || list == List::not_terminators; }

bool WordRules::says_something() const {
    return begins_abbreviation ||
           std::any_of(rules.begin(), rules.end(), [](RuleId rule) { return rule != no_rule; });
}

RuleId WordRules::abbreviation_rule() const {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(List::often_final); ++i) {
        if (rules[i] != no_rule) return rules[i];
    }
    return no_rule;
}

const WordRules& RuleSet::find(std::string_view word) const {
    static const WordRules nothing;
    if (!sieve_.may_hold(word)) return nothing;
    const auto found = words_.find(word);
    return found == words_.end() ? nothing : found->second;
}

bool RuleSet::ends_in(List list, std::string_view word) const {
    constexpr std::size_t least_before = 2;
    std::size_t letters = 0;
    for (std::size_t offset = 0; offset < word.size(); ++letters) {
        if (letters >= least_before && has(list, word.substr(offset))) return true;
        static_cast<void>(next_code_point(word, offset));
    }
    return false;
}

std::vector<std::string> RuleSet::words(List list) const {
    std::vector<std::string> result;
    for (const auto& [word, rules] : words_) {
        if (rules.is(list)) result.push_back(word);
    }
    std::sort(result.begin(), result.end());
    return result;
}

std::uint32_t RuleSet::add_file(std::string name) {
    files_.push_back(std::move(name));
    return static_cast<std::uint32_t>(files_.size() - 1);
}

RuleId RuleSet::add_entry(RuleEntry entry) {
    entries_.push_back(std::move(entry));
    return static_cast<RuleId>(entries_.size() - 1);
}

void RuleSet::put(List list, std::string_view spelling, RuleId rule) {
    WordRules& word = words_[std::string(spelling)];
    sieve_.add(spelling);
    if (is_abbreviation_list(list)) {
        // A word is an abbreviation of one kind; what was said last holds.
        for (std::size_t i = 0; i <= static_cast<std::size_t>(List::often_final); ++i) {
            word.rules[i] = no_rule;
        }
        word.abbreviation = static_cast<Abbreviation>(static_cast<int>(list) + 1);
        RuleId& ordinary = word.rules[static_cast<std::size_t>(List::not_abbreviations)];
        if (is_abbreviation_list(entries_[ordinary].list)) ordinary = no_rule;  // put_ordinary()
    }
    word.rules[static_cast<std::size_t>(list)] = rule;
    if (is_abbreviation_list(list) || list == List::after_number || list == List::units)
        put_beginnings(spelling);
    if (is_mark_list(list)) {
        forget_mark(spelling);
        const Punctuation mark =
            list == List::terminators ? Punctuation::exclamation : Punctuation::none;
        own_marks_.push_back({char_at(spelling, 0), mark, count_code_points(spelling) > 1});
    }
}

void RuleSet::put_ordinary(std::string_view spelling, RuleId rule) {
    RuleId& there =
        words_[std::string(spelling)].rules[static_cast<std::size_t>(List::not_abbreviations)];
    sieve_.add(spelling);
    if (there == no_rule) there = rule;
}

void RuleSet::put_beginnings(std::string_view word) {
    for (std::size_t dot = word.find('.'); dot != std::string_view::npos;
         dot = word.find('.', dot + 1)) {
        if (dot == 0) continue;
        words_[std::string(word.substr(0, dot))].begins_abbreviation = true;
        sieve_.add(word.substr(0, dot));
    }
}

void RuleSet::forget_mark(std::string_view mark) {
    std::erase_if(own_marks_, [&](OwnMark own) { return own.code_point == char_at(mark, 0); });
}

bool RuleSet::remove(List list, std::string_view spelling) {
    const auto found = words_.find(spelling);
    if (found == words_.end()) return false;
    WordRules& word = found->second;
    if (is_mark_list(list)) forget_mark(spelling);
    if (is_abbreviation_list(list)) {
        const bool was = word.abbreviation != Abbreviation::none;
        word.abbreviation = Abbreviation::none;
        for (std::size_t i = 0; i <= static_cast<std::size_t>(List::often_final); ++i) {
            word.rules[i] = no_rule;
        }
        return was;
    }
    RuleId& rule = word.rules[static_cast<std::size_t>(list)];
    const bool was = rule != no_rule;
    rule = no_rule;
    return was;
}

std::string rules_language(const Language& language) {
    const std::string_view primary = language.primary();
    return std::string(primary == "nb" || primary == "nn" ? "no" : primary);
}

std::vector<EmbeddedFile> rules_files(const Language& language) {
    std::vector<EmbeddedFile> files;
    for (const std::string& name : {std::string("general"), rules_language(language)}) {
        for (const EmbeddedFile& file : embedded_rules()) {
            if (file.name == name + ".txt") files.push_back(file);
        }
    }
    return files;
}

bool has_rules(const Language& language) { return rules_files(language).size() > 1; }

RuleSet rules_for(const Language& language) {
    RuleSet rules;
    for (const EmbeddedFile& file : rules_files(language)) {
        add_rules(rules, file.bytes, "rules/" + std::string(file.name));
    }
    return rules;
}

}  // namespace egiz::align
