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

/// For each code of the target the number of the document's: by the id that it shares with a code
/// of the unit's source, else by its order.
std::vector<std::optional<std::size_t>> correspondences(const Variant* source,
                                                        const std::vector<InlineCode>& target,
                                                        const std::vector<InlineCode>& own) {
    if (source == nullptr) return in_order(target, own);
    const auto source_to_own = in_order(source->codes, own);
    std::map<std::pair<Role, std::string>, std::size_t> by_id;
    bool all_known = true;
    for (std::size_t i = 0; i < source->codes.size(); ++i) {
        if (!source_to_own[i]) {
            all_known = false;
            continue;
        }
        by_id.emplace(std::pair(role_of(source->codes[i]), source->codes[i].id), *source_to_own[i]);
    }
    std::vector<std::optional<std::size_t>> result(target.size());
    std::vector<bool> used(own.size());
    for (std::size_t i = 0; i < target.size(); ++i) {
        const auto found = by_id.find({role_of(target[i]), target[i].id});
        if (found == by_id.end() || used[found->second]) {
            all_known = false;
            continue;
        }
        used[found->second] = true;
        result[i] = found->second;
    }
    const bool any = std::any_of(result.begin(), result.end(), [](const auto& r) { return r; });
    // Ids that mean nothing to each other: two documents were aligned, say.
    return all_known || any ? result : in_order(target, own);
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
        const InlineCode& code = document_.codes[number];
        if (role_of(code) == Role::opens) {
            open.push_back(&code);
        } else if (role_of(code) == Role::closes) {
            if (!open.empty() && open.back()->id != code.id) return false;
            if (!open.empty()) open.pop_back();
        }
    }
    return true;
}

std::vector<ParagraphMerger::Code> ParagraphMerger::place_codes(
    const TranslatedPiece& piece, const std::vector<std::size_t>& own) {
    std::vector<InlineCode> own_codes = codes_within(document_, piece.source);
    const std::vector<InlineCode>& target = piece.target->codes;
    const auto found = correspondences(piece.source_variant, target, own_codes);
    std::vector<bool> there(own.size());
    for (std::size_t i = 0; i < target.size(); ++i) {
        if (found[i]) {
            there[*found[i]] = true;
        } else {
            ++counts_.unknown_codes;
        }
    }
    // Half a pair is as good as none; other codes may not go.
    std::map<std::string, std::size_t> halves;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const bool paired = own_codes[i].kind == Kind::open || own_codes[i].kind == Kind::close;
        if (paired && there[i]) ++halves[own_codes[i].id];
    }
    std::vector<bool> keep(own.size());
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < own.size(); ++i) {
        const bool paired = own_codes[i].kind == Kind::open || own_codes[i].kind == Kind::close;
        keep[i] = there[i] && (!paired || halves[own_codes[i].id] == 2);
        if (keep[i]) continue;
        if (!paired) missing.push_back(i);
        if (own_codes[i].kind == Kind::open) ++counts_.lost_pairs;
    }
    std::vector<Code> placed;
    const auto numbers = [&] {
        std::vector<std::size_t> result;
        for (const Code& code : placed) result.push_back(code.number);
        return result;
    };
    const std::size_t size = piece.target->text.size();
    const auto place = [&](const auto& wanted) {
        placed.clear();
        std::size_t at = 0;
        for (std::size_t i = 0; i < target.size(); ++i) {
            if (!found[i] || !keep[*found[i]] || !wanted(own_codes[*found[i]])) continue;
            at = std::clamp(target[i].byte_offset, at, size);
            placed.push_back({at, own[*found[i]]});
        }
    };
    place([](const InlineCode&) { return true; });
    for (const std::size_t i : missing) placed.push_back({size, own[i]});
    counts_.moved_codes += missing.size();
    if (is_nested(numbers()) || !is_nested(own)) return placed;
    ++counts_.put_in_order;
    place([](const InlineCode& code) { return code.kind == Kind::placeholder; });
    for (std::size_t i = 0; i < own.size(); ++i) {
        const bool is_lone =
            own_codes[i].kind == Kind::lone_open || own_codes[i].kind == Kind::lone_close;
        const bool is_missing = std::find(missing.begin(), missing.end(), i) != missing.end();
        if (is_lone || is_missing) placed.push_back({size, own[i]});
    }
    return placed;
}

formats::ParagraphContent ParagraphMerger::merge(Range paragraph,
                                                 std::span<const TranslatedPiece> pieces) {
    const std::vector<InlineCode>& codes = document_.codes;
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
            content.text += slice(document_.text, {at, codes[code].byte_offset});
            at = codes[code].byte_offset;
            content.codes.push_back({content.text.size(), code});
        }
        content.text += slice(document_.text, {at, end});
        at = end;
    };
    for (const TranslatedPiece& piece : pieces) {
        if (piece.target == nullptr) continue;
        std::vector<std::size_t> mine = codes_of(document_, piece.source);
        copy_to(piece.source.begin, mine);
        std::string text = piece.target->text;
        if (keep_lines_) {
            const std::string_view source = slice(document_.text, piece.source);
            break_lines(text,
                        static_cast<std::size_t>(std::count(source.begin(), source.end(), '\n')));
        }
        for (const Code& placed : place_codes(piece, mine)) {
            content.codes.push_back({content.text.size() + placed.byte_offset, placed.number});
        }
        content.text += text;
        at = piece.source.end;
        own = std::move(mine);
        while (code < codes.size() && codes[code].byte_offset < at) ++code;
    }
    copy_to(paragraph.end, {});
    return content;
}

}  // namespace egiz::workflow
