// SPDX-License-Identifier: Apache-2.0
#include "tm/text_edit.hpp"

#include "text/error.hpp"
#include "text/icu.hpp"
#include "tm/difference.hpp"
#include "tm/index/text_key.hpp"
#include "tm/match_key.hpp"

#include <unicode/regex.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <utility>

namespace egiz::tm {
namespace {

/// ICU's own units: about a second on a text.
constexpr int32_t time_limit = 1'000;
constexpr int32_t stack_bytes = 8'000'000;

bool opens(InlineCode::Kind kind) {
    return kind == InlineCode::Kind::open || kind == InlineCode::Kind::lone_open;
}

/// A text as ICU reads it, and where each of its units stands in the bytes.
struct IcuText {
    icu::UnicodeString text;
    std::vector<std::size_t> byte_offsets;  ///< one more than units

    explicit IcuText(std::string_view bytes) {
        byte_offsets.reserve(bytes.size() + 1);
        for (std::size_t offset = 0; offset < bytes.size();) {
            const std::size_t begin = offset;
            const auto c = static_cast<UChar32>(next_code_point(bytes, offset));
            text.append(c);
            byte_offsets.push_back(begin);
            if (c > 0xFFFF) byte_offsets.push_back(begin);
        }
        byte_offsets.push_back(bytes.size());
    }
};

std::string escaped(std::string_view literal) {
    std::string pattern;
    for (const char c : literal) {
        const bool special =
            std::string_view("\\^$.|?*+()[]{}-&#").find(c) != std::string_view::npos;
        if (special) pattern += '\\';
        pattern += c;
    }
    return pattern;
}

/// Whether a word goes on from the one character to the other.
bool joins(char32_t before, char32_t after) {
    const auto in_word = [](char32_t c) {
        const CharacterClass kind = character_class(c);
        return kind == CharacterClass::in_word || kind == CharacterClass::mark;
    };
    return in_word(before) && in_word(after);
}

bool is_whole(std::string_view text, Range found) {
    if (found.empty()) return true;
    if (found.begin > 0) {
        std::size_t before = found.begin;
        std::size_t first = found.begin;
        if (joins(previous_code_point(text, before), next_code_point(text, first))) return false;
    }
    if (found.end < text.size()) {
        std::size_t last = found.end;
        std::size_t after = found.end;
        if (joins(previous_code_point(text, last), next_code_point(text, after))) return false;
    }
    return true;
}

/// An edit of what differs but for what both begin and end with.
void add_edit(std::string_view text, Range bytes, std::string_view replacement,
              std::vector<TextEdit>& edits) {
    const std::string_view old_text = slice(text, bytes);
    if (old_text == replacement) return;
    std::size_t same = 0;
    while (same < old_text.size() && same < replacement.size()) {
        std::size_t old_next = same;
        std::size_t new_next = same;
        if (next_code_point(old_text, old_next) != next_code_point(replacement, new_next)) break;
        if (old_text.substr(same, old_next - same) != replacement.substr(same, new_next - same)) {
            break;
        }
        same = old_next;
    }
    std::size_t old_last = old_text.size();
    std::size_t new_last = replacement.size();
    while (old_last > same && new_last > same) {
        std::size_t old_next = old_last;
        std::size_t new_next = new_last;
        if (previous_code_point(old_text, old_next) != previous_code_point(replacement, new_next)) {
            break;
        }
        if (old_next < same || new_next < same ||
            old_text.substr(old_next, old_last - old_next) !=
                replacement.substr(new_next, new_last - new_next)) {
            break;
        }
        old_last = old_next;
        new_last = new_next;
    }
    edits.push_back({{bytes.begin + same, bytes.begin + old_last},
                     std::string(replacement.substr(same, new_last - same))});
}

/// Edits between stretches whose words are equal but for how they are written and what is between.
void add_differences(std::string_view old_text, Range old_bytes, std::string_view new_text,
                     Range new_bytes, std::vector<TextEdit>& edits) {
    const std::string_view old_part = slice(old_text, old_bytes);
    const std::string_view new_part = slice(new_text, new_bytes);
    if (old_part == new_part) return;
    Tokenizer old_tokenizer;
    Tokenizer new_tokenizer;
    static_cast<void>(old_tokenizer.key_with_ranges(old_part));
    static_cast<void>(new_tokenizer.key_with_ranges(new_part));
    const std::vector<Range>& old_words = old_tokenizer.ranges();
    const std::vector<Range>& new_words = new_tokenizer.ranges();
    if (old_words.size() != new_words.size()) {
        add_edit(old_text, old_bytes, new_part, edits);
        return;
    }
    std::size_t old_end = 0;
    std::size_t new_end = 0;
    const auto add = [&](std::size_t old_next, std::size_t new_next) {
        if (old_next < old_end || new_next < new_end) return;  // of one character with the last
        add_edit(old_text, {old_bytes.begin + old_end, old_bytes.begin + old_next},
                 new_part.substr(new_end, new_next - new_end), edits);
        old_end = old_next;
        new_end = new_next;
    };
    for (std::size_t i = 0; i < old_words.size(); ++i) {
        add(old_words[i].begin, new_words[i].begin);
        add(old_words[i].end, new_words[i].end);
    }
    add(old_part.size(), new_part.size());
}

}  // namespace

void apply_edits(Variant& variant, std::span<const TextEdit> edits) {
    std::string text;
    std::vector<std::size_t> offsets;
    offsets.reserve(variant.codes.size());
    auto code = variant.codes.begin();
    std::size_t copied = 0;
    const auto keep_until = [&](std::size_t end, bool also_at_end) {
        while (code != variant.codes.end() &&
               (code->byte_offset < end || (also_at_end && code->byte_offset == end))) {
            offsets.push_back(text.size() + (code->byte_offset - copied));
            ++code;
        }
        text += std::string_view(variant.text).substr(copied, end - copied);
        copied = end;
    };
    for (const TextEdit& edit : edits) {
        keep_until(edit.bytes.begin, !edit.bytes.empty());
        const std::size_t begin = text.size();
        text += edit.text;
        // Codes at the end of a stretch stay behind it.
        while (code != variant.codes.end() &&
               (code->byte_offset < edit.bytes.end ||
                (edit.bytes.empty() && code->byte_offset == edit.bytes.end))) {
            const bool behind = edit.bytes.empty() ? opens(code->kind) : !opens(code->kind);
            offsets.push_back(behind ? text.size() : begin);
            ++code;
        }
        copied = edit.bytes.end;
    }
    keep_until(variant.text.size(), true);
    std::size_t least = 0;
    for (std::size_t i = 0; i < offsets.size(); ++i) {
        least = std::max(least, offsets[i]);
        variant.codes[i].byte_offset = least;
    }
    variant.text = std::move(text);
}

void set_text(Variant& variant, std::string_view text) {
    std::vector<TextEdit> edits;
    std::size_t old_end = 0;
    for (const DifferencePiece& piece : difference(variant.text, text)) {
        using Kind = DifferencePiece::Kind;
        Range old_bytes = piece.old_bytes;
        Range new_bytes = piece.new_bytes;
        if (piece.kind == Kind::only_new) old_bytes = {old_end, old_end};
        if (piece.kind == Kind::only_old) new_bytes = {0, 0};
        old_end = old_bytes.end;
        if (piece.kind == Kind::same) {
            add_differences(variant.text, old_bytes, text, new_bytes, edits);
        } else {
            add_edit(variant.text, old_bytes, slice(text, new_bytes), edits);
        }
    }
    apply_edits(variant, edits);
}

struct TextReplacer::Impl {
    ReplacePattern pattern;
    std::unique_ptr<icu::RegexPattern> compiled;
    icu::UnicodeString replacement;
};

TextReplacer::TextReplacer(const ReplacePattern& pattern) : impl_(std::make_unique<Impl>()) {
    if (pattern.pattern.empty()) {
        throw Error(Fault::usage, {}, "the pattern to replace is empty");
    }
    impl_->pattern = pattern;
    impl_->replacement = icu::UnicodeString::fromUTF8(pattern.replacement);
    const std::string source = pattern.regex ? pattern.pattern : escaped(pattern.pattern);
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    const std::uint32_t flags = pattern.ignore_case ? UREGEX_CASE_INSENSITIVE : 0;
    impl_->compiled.reset(
        icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(source), flags, where, status));
    if (U_FAILURE(status)) {
        throw Error(Fault::usage, {},
                    "the pattern '" + pattern.pattern +
                        "' is no regular expression: " + u_errorName(status),
                    "see https://unicode-org.github.io/icu/userguide/strings/regexp.html");
    }
}

TextReplacer::~TextReplacer() = default;

std::vector<TextEdit> TextReplacer::find(std::string_view text) {
    const ReplacePattern& pattern = impl_->pattern;
    std::vector<TextEdit> edits;
    if (!pattern.regex && !pattern.ignore_case &&
        text.find(pattern.pattern) == std::string_view::npos) {
        return edits;
    }
    const IcuText input(text);
    IcuStatus status;
    const std::unique_ptr<icu::RegexMatcher> matcher(impl_->compiled->matcher(input.text, status));
    status.check("looking for a pattern");
    matcher->setTimeLimit(time_limit, status);
    matcher->setStackLimit(stack_bytes, status);
    int32_t appended = 0;  // up to here the matcher has copied the text
    while (matcher->find(status) != 0) {
        const int32_t begin = matcher->start(status);
        const int32_t end = matcher->end(status);
        std::string replacement = pattern.replacement;
        if (pattern.regex) {
            icu::UnicodeString result;
            matcher->appendReplacement(result, impl_->replacement, status);
            if (status.failed()) break;
            replacement.clear();
            result.tempSubString(begin - appended).toUTF8String(replacement);
            appended = end;
        }
        const Range bytes{input.byte_offsets[static_cast<std::size_t>(begin)],
                          input.byte_offsets[static_cast<std::size_t>(end)]};
        if (pattern.whole_words && !is_whole(text, bytes)) continue;
        if (slice(text, bytes) == replacement) continue;
        edits.push_back({bytes, std::move(replacement)});
    }
    if (status.failed()) {
        const auto code = static_cast<UErrorCode&>(status);
        const bool too_long = code == U_REGEX_TIME_OUT || code == U_REGEX_STACK_OVERFLOW;
        throw Error(Fault::usage, {},
                    too_long ? "the pattern '" + pattern.pattern + "' takes too long"
                             : "the replacement '" + pattern.replacement +
                                   "' cannot be used: " + u_errorName(code),
                    too_long ? "simplify it" : "write $1 for a group, \\$ for a dollar sign");
    }
    return edits;
}

}  // namespace egiz::tm
