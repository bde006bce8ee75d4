// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/speech_tags.hpp"

namespace egiz::align {
namespace {

constexpr std::size_t longest_tag_name = 3;      // words
constexpr std::size_t longest_uncased_tag = 12;  // code points

bool is_hangul(char32_t c) { return c >= 0xAC00 && c <= 0xD7A3; }

}  // namespace

bool SpeechTags::is_introduced() const {
    constexpr std::size_t window = 300;  // code points
    std::size_t offset = run_.begin;
    for (std::size_t i = 0; i < window && offset > 0; ++i) {
        const char32_t c = previous_code_point(text_, offset);
        if (c != U'“' && c != U'「' && c != U'『') continue;
        const char32_t before = char_before(text_, offset);
        return before == U'：' || before == U':';
    }
    return false;
}

bool SpeechTags::tie_follows() const { return first_character() == "的"; }

bool SpeechTags::cased_tag_follows() const {
    // `“Home!” She laughed.`: in a tag the pronoun would be small.
    if (next_.start != Start::upper || facts_.opener_follows()) return false;
    std::size_t offset = behind_name(next_.word);
    for (std::size_t i = 0; i < longest_tag_name; ++i) {
        const std::size_t begin = skip_spaces(text_, offset, 2);
        const Range range = word_at(text_, begin);
        if (begin == offset || range.empty()) return false;
        if (rules_.has(List::speech_verbs, slice(text_, range))) return true;
        if (!is_upper(char_at(text_, begin))) return false;
        offset = behind_name(range);
    }
    return false;
}

std::size_t SpeechTags::behind_name(Range range) const {
    const std::string_view name = slice(text_, range);
    const bool dot =
        char_at(text_, range.end) == U'.' &&
        (is_single_letter(name) || rules_.find(name).abbreviation != Abbreviation::none);
    return range.end + (dot ? 1 : 0);
}

bool SpeechTags::tied_to_quotation() const {
    if (!run_.closes_quote || next_.start != Start::uncased || next_.quoted || next_.dashed) {
        return false;
    }
    // Particles are written together with what they follow.
    if (!next_.spaced) return is_hangul(char_at(text_, run_.end));
    if (rules_.has(List::quotation_followers, facts_.next_word())) return true;
    Range range = next_.word;
    for (std::size_t i = 0; i <= longest_tag_name && !range.empty(); ++i) {
        if (rules_.has(List::speech_verbs, slice(text_, range))) {
            const Punctuation mark = rules_.mark_of(char_at(text_, range.end));
            return mark == Punctuation::comma || is_terminator(mark);
        }
        range = word_at(text_, skip_spaces(text_, range.end, 2));
    }
    return false;
}

bool SpeechTags::uncased_tag_follows() const {
    const std::size_t begin = next_.word.begin;
    std::size_t end = begin;
    std::size_t count = 0;
    for (; count < longest_uncased_tag && end < text_.size(); ++count) {
        std::size_t behind = end;
        const char32_t c = next_code_point(text_, behind);
        if (!is_letter(c)) break;
        end = behind;
    }
    const Punctuation behind = mark_of(char_at(text_, end));
    const bool clause_ends = end >= text_.size() || behind == Punctuation::comma ||
                             is_terminator(behind) || behind == Punctuation::open_quote;
    return clause_ends && count > 0 && is_speech({begin, end});
}

bool SpeechTags::is_speech(Range clause) const {
    bool speech = false;
    for (std::size_t begin = clause.begin; begin < clause.end;) {
        speech = speech || is_speech_verb(slice(text_, {begin, clause.end}));
        for (std::size_t end = begin; end < clause.end;) {
            static_cast<void>(next_code_point(text_, end));
            if (rules_.has(List::not_speech, slice(text_, {begin, end}))) return false;
        }
        static_cast<void>(next_code_point(text_, begin));
    }
    return speech;
}

bool SpeechTags::is_speech_verb(std::string_view word) const {
    if (rules_.has(List::speech_verbs, word)) return true;
    for (std::size_t tail = 0; tail < word.size();) {
        static_cast<void>(next_code_point(word, tail));
        if (rules_.has(List::speech_tails, word.substr(tail)) &&
            rules_.has(List::speech_verbs, word.substr(0, tail))) {
            return true;
        }
    }
    return false;
}

std::string_view SpeechTags::first_character() const {
    std::size_t end = next_.word.begin;
    if (end < text_.size()) static_cast<void>(next_code_point(text_, end));
    return slice(text_, {next_.word.begin, end});
}

}  // namespace egiz::align
