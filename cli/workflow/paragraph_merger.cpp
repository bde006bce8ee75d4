// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/paragraph_merger.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace egiz::workflow {
namespace {

using Kind = InlineCode::Kind;

enum class Role { opens, closes, alone };

Role role_of(const InlineCode& code) {
    switch (code.kind) {
        case Kind::open:
        case Kind::lone_open:
            return Role::opens;
        case Kind::close:
        case Kind::lone_close:
            return Role::closes;
        case Kind::placeholder:
            return Role::alone;
    }
    return Role::alone;
}

/// For each code of `from` the number of the code of `to` that plays the same part: all of one role
/// in order, if both have as many. Nothing for those that have none.
std::vector<std::optional<std::size_t>> in_order(const std::vector<InlineCode>& from,
                                                 const std::vector<InlineCode>& to) {
    std::vector<std::optional<std::size_t>> result(from.size());
    for (const Role role : {Role::opens, Role::closes, Role::alone}) {
        std::vector<std::size_t> left, right;
        for (std::size_t i = 0; i < from.size(); ++i) {
            if (role_of(from[i]) == role) left.push_back(i);
        }
        for (std::size_t i = 0; i < to.size(); ++i) {
            if (role_of(to[i]) == role) right.push_back(i);
        }
        if (left.size() != right.size()) continue;
        for (std::size_t k = 0; k < left.size(); ++k) result[left[k]] = right[k];
    }
    return result;
}

/// For each code, how much text stands before it, white space not counted.
std::vector<std::size_t> places_of(const std::vector<InlineCode>& codes, std::string_view text) {
    std::vector<std::size_t> places;
    std::size_t at = 0;
    std::size_t place = 0;
    for (const InlineCode& code : codes) {
        while (at < std::min(code.byte_offset, text.size())) {
            const std::size_t begin = at;
            if (!is_space(next_code_point(text, at))) place += at - begin;
        }
        places.push_back(place);
    }
    return places;
}

/// A piece of the document as it is matched with the source of its translation.
struct OwnCodes {
    std::string_view text;
    std::vector<InlineCode> codes;
    std::vector<bool> in_sentence;  ///< each: part of a sentence, not between two
};

/// For each code of the source the number of the document's: one of its role behind the same text,
/// else all of a role in order, if both have as many.
std::vector<std::optional<std::size_t>> by_place(const Variant& source, const OwnCodes& own) {
    using Place = std::pair<Role, std::size_t>;
    std::map<Place, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> places;
    const std::vector<std::size_t> source_places = places_of(source.codes, source.text);
    for (std::size_t i = 0; i < source.codes.size(); ++i) {
        places[{role_of(source.codes[i]), source_places[i]}].first.push_back(i);
    }
    const std::vector<std::size_t> own_places = places_of(own.codes, own.text);
    for (const bool wanted : {true, false}) {
        for (std::size_t i = 0; i < own.codes.size(); ++i) {
            if (own.in_sentence[i] != wanted) continue;
            places[{role_of(own.codes[i]), own_places[i]}].second.push_back(i);
        }
    }
    std::vector<std::optional<std::size_t>> result(source.codes.size());
    bool complete = true;
    for (auto& [place, both] : places) {
        auto& [theirs, ours] = both;
        if (theirs.size() >= ours.size()) std::sort(ours.begin(), ours.end());
        complete = complete && theirs.size() <= ours.size();
        for (std::size_t k = 0; k < std::min(theirs.size(), ours.size()); ++k) {
            result[theirs[k]] = ours[k];
        }
    }
    if (complete) return result;
    const auto ordered = in_order(source.codes, own.codes);
    for (const Role role : {Role::opens, Role::closes, Role::alone}) {
        bool all = true;
        for (std::size_t i = 0; i < result.size(); ++i) {
            if (role_of(source.codes[i]) == role) all = all && result[i];
        }
        for (std::size_t i = 0; !all && i < result.size(); ++i) {
            if (role_of(source.codes[i]) == role && ordered[i]) result[i] = ordered[i];
        }
    }
    return result;
}

struct Correspondences {
    std::vector<std::optional<std::size_t>> of_target;  ///< for each code the document's
    std::vector<bool> seen;  ///< each of the document: the translation's source has it
};

/// For each code of the target the number of the document's: by the id that it shares with a code
/// of the unit's source, else by its order.
Correspondences correspondences(const Variant* source, const std::vector<InlineCode>& target,
                                const OwnCodes& own) {
    Correspondences result{{}, std::vector<bool>(own.codes.size())};
    if (source == nullptr) {
        result.of_target = in_order(target, own.codes);
        return result;
    }
    const auto source_to_own = by_place(*source, own);
    std::map<std::pair<Role, std::string_view>, std::vector<std::size_t>> by_id;
    for (std::size_t i = source->codes.size(); i-- > 0;) {
        if (!source_to_own[i]) continue;
        result.seen[*source_to_own[i]] = true;
        by_id[{role_of(source->codes[i]), source->codes[i].id}].push_back(*source_to_own[i]);
    }
    result.of_target.resize(target.size());
    bool any = false;
    for (std::size_t i = 0; i < target.size(); ++i) {
        const auto found = by_id.find({role_of(target[i]), target[i].id});
        if (found == by_id.end() || found->second.empty()) continue;
        result.of_target[i] = found->second.back();
        found->second.pop_back();
        any = true;
    }
    if (any) return result;
    // Ids that mean nothing to each other: two documents were aligned, say.
    const auto to_source = in_order(target, source->codes);
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (to_source[i]) result.of_target[i] = source_to_own[*to_source[i]];
        any = any || result.of_target[i];
    }
    if (!any) result.of_target = in_order(target, own.codes);
    return result;
}

/// Turns blanks into line feeds, so that there are `breaks` of them at about equal distances.
void break_lines(std::string& text, std::size_t breaks) {
    const std::size_t there = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (there >= breaks) return;
    breaks -= there;
    const std::size_t size = text.size();
    for (std::size_t k = 1; k <= breaks; ++k) {
        const std::size_t ideal = size * k / (breaks + 1);
        const std::size_t before = text.rfind(' ', ideal);
        const std::size_t behind = text.find(' ', ideal);
        std::size_t at = before;
        if (before == std::string::npos ||
            (behind != std::string::npos && behind - ideal < ideal - before)) {
            at = behind;
        }
        if (at == std::string::npos) return;
        text[at] = '\n';
    }
}

}  // namespace

/// True if pairs lie one inside the other, and no half whose partner is elsewhere inside a pair.
bool ParagraphMerger::is_nested(const std::vector<std::size_t>& codes) const {
    std::vector<const InlineCode*> open;
    for (const std::size_t number : codes) {
        const InlineCode& code = text_.document.codes[number];
        if (role_of(code) == Role::opens) {
            open.push_back(&code);
        } else if (role_of(code) == Role::closes) {
            if (!open.empty() && open.back()->id != code.id) return false;
            if (!open.empty()) open.pop_back();
        }
    }
    return true;
}

/// The sentences of a piece, as ranges in it.
std::vector<Range> ParagraphMerger::sentences_of(const TranslatedPiece& piece) const {
    std::vector<Range> sentences;
    auto segment =
        std::upper_bound(text_.segments.begin(), text_.segments.end(), piece.source.begin,
                         [](std::size_t at, const Segment& each) { return at < each.range.end; });
    for (; segment != text_.segments.end() && segment->range.begin < piece.source.end; ++segment) {
        sentences.push_back(
            {std::max(segment->range.begin, piece.source.begin) - piece.source.begin,
             std::min(segment->range.end, piece.source.end) - piece.source.begin});
    }
    return sentences;
}

std::vector<bool> ParagraphMerger::in_sentences(const TranslatedPiece& piece,
                                                const std::vector<Range>& sentences,
                                                const std::vector<std::size_t>& own) const {
    std::vector<bool> result(own.size(), sentences.size() < 2);
    if (sentences.size() < 2) return result;
    for (const Range& sentence : sentences) {
        const Range range{piece.source.begin + sentence.begin, piece.source.begin + sentence.end};
        for (const std::size_t number : codes_of(text_.document, range)) {
            const auto found = std::lower_bound(own.begin(), own.end(), number);
            if (found == own.end() || *found != number) continue;
            result[static_cast<std::size_t>(found - own.begin())] = true;
        }
    }
    return result;
}

formats::ParagraphContent ParagraphMerger::content_of(const TranslatedPiece& piece,
                                                      const std::vector<std::size_t>& own) {
    SentenceRun run{slice(text_.document.text, piece.source),
                    piece.source_variant == nullptr ? std::string_view()
                                                    : std::string_view(piece.source_variant->text),
                    sentences_of(piece),
                    codes_within(text_.document, piece.source),
                    {}};
    const std::vector<InlineCode>& own_codes = run.codes;
    const std::vector<InlineCode>& target = piece.target->codes;
    const std::vector<bool> in_sentence = in_sentences(piece, run.sentences, own);
    const Correspondences matched =
        correspondences(piece.source_variant, target, {run.text, own_codes, in_sentence});
    const std::vector<std::optional<std::size_t>>& found = matched.of_target;
    std::vector<bool> there(own.size());
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (found[i]) {
            there[*found[i]] = true;
        } else {
            ++counts_.unknown_codes;
        }
    }
    const auto is_paired = [&](std::size_t i) {
        return own_codes[i].kind == Kind::open || own_codes[i].kind == Kind::close;
    };
    // What is between sentences goes there again, but for pairs that the translator left out.
    std::vector<bool> between(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        between[i] = !in_sentence[i] && !there[i] && !(matched.seen[i] && is_paired(i));
        there[i] = there[i] || between[i];
    }
    // Half a pair is as good as none; other codes may not go.
    std::map<std::string, std::size_t> halves;
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (is_paired(i) && there[i]) ++halves[own_codes[i].id];
    }
    std::vector<bool> keep(own.size());
    std::vector<std::size_t> missing;
    std::vector<bool> is_missing(own.size());
    for (std::size_t i = 0; i < own.size(); ++i) {
        keep[i] = there[i] && (!is_paired(i) || halves[own_codes[i].id] == 2);
        if (keep[i] && between[i]) run.between.push_back(i);
        if (keep[i]) continue;
        is_missing[i] = !is_paired(i);
        if (is_missing[i]) missing.push_back(i);
        if (own_codes[i].kind == Kind::open) ++counts_.lost_pairs;
    }
    FittedTarget fitted;
    if (run.between.empty()) {
        fitted.text = piece.target->text;
        for (const InlineCode& code : target) fitted.offsets.push_back(code.byte_offset);
    } else {
        fitted = fit_target(*piece.target, run, split_);
        for (const FittedTarget::Code& code : fitted.between) {
            if (code.guessed || matched.seen[code.number]) ++counts_.guessed_codes;
        }
    }
    formats::ParagraphContent content{std::move(fitted.text), {}};
    std::vector<Code>& placed = content.codes;
    const auto numbers = [&] {
        std::vector<std::size_t> result;
        for (const Code& code : placed) result.push_back(code.number);
        return result;
    };
    const std::size_t size = content.text.size();
    const auto place = [&](const auto& wanted) {
        placed.clear();
        std::size_t at = 0;
        auto next = fitted.between.begin();
        const auto place_between = [&](std::size_t end, std::size_t number) {
            for (; next != fitted.between.end(); ++next) {
                const bool is_next =
                    next->byte_offset < end || (next->byte_offset == end && next->number < number);
                if (!is_next) return;
                if (!wanted(own_codes[next->number])) continue;
                at = std::max(at, next->byte_offset);
                placed.push_back({at, own[next->number]});
            }
        };
        for (std::size_t i = 0; i < target.size(); ++i) {
            if (!found[i] || !keep[*found[i]] || !wanted(own_codes[*found[i]])) continue;
            const std::size_t offset = std::min(fitted.offsets[i], size);
            place_between(offset, *found[i]);
            at = std::max(offset, at);
            placed.push_back({at, own[*found[i]]});
        }
        place_between(size, own.size());
    };
    place([](const InlineCode&) { return true; });
    for (const std::size_t i : missing) placed.push_back({size, own[i]});
    counts_.moved_codes += missing.size();
    if (is_nested(numbers()) || !is_nested(own)) return content;
    ++counts_.put_in_order;
    place([](const InlineCode& code) { return code.kind == Kind::placeholder; });
    for (std::size_t i = 0; i < own.size(); ++i) {
        const bool is_lone =
            own_codes[i].kind == Kind::lone_open || own_codes[i].kind == Kind::lone_close;
        if (is_lone || is_missing[i]) placed.push_back({size, own[i]});
    }
    return content;
}

formats::ParagraphContent ParagraphMerger::merge(Range paragraph,
                                                 std::span<const TranslatedPiece> pieces) {
    const std::vector<InlineCode>& codes = text_.document.codes;
    std::size_t code =
        static_cast<std::size_t>(std::lower_bound(codes.begin(), codes.end(), paragraph.begin,
                                                  [](const InlineCode& each, std::size_t at) {
                                                      return each.byte_offset < at;
                                                  }) -
                                 codes.begin());
    formats::ParagraphContent content;
    std::size_t at = paragraph.begin;
    std::vector<std::size_t> own;  // codes of the piece before: they are written already
    const auto copy_to = [&](std::size_t end, const std::vector<std::size_t>& but) {
        for (; code < codes.size() && codes[code].byte_offset <= end; ++code) {
            if (std::binary_search(own.begin(), own.end(), code)) continue;
            if (std::binary_search(but.begin(), but.end(), code)) continue;
            content.text += slice(text_.document.text, {at, codes[code].byte_offset});
            at = codes[code].byte_offset;
            content.codes.push_back({content.text.size(), code});
        }
        content.text += slice(text_.document.text, {at, end});
        at = end;
    };
    for (const TranslatedPiece& piece : pieces) {
        if (piece.target == nullptr) continue;
        std::vector<std::size_t> mine = codes_of(text_.document, piece.source);
        copy_to(piece.source.begin, mine);
        formats::ParagraphContent translated = content_of(piece, mine);
        if (keep_lines_) {
            const std::string_view source = slice(text_.document.text, piece.source);
            break_lines(translated.text,
                        static_cast<std::size_t>(std::count(source.begin(), source.end(), '\n')));
        }
        for (const Code& placed : translated.codes) {
            content.codes.push_back({content.text.size() + placed.byte_offset, placed.number});
        }
        content.text += translated.text;
        at = piece.source.end;
        own = std::move(mine);
        while (code < codes.size() && codes[code].byte_offset < at) ++code;
    }
    copy_to(paragraph.end, {});
    return content;
}

}  // namespace egiz::workflow
