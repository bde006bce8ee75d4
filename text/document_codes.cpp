// SPDX-License-Identifier: Apache-2.0
#include "text/document.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>

namespace egiz {
namespace {

using Kind = InlineCode::Kind;

struct CodePair {
    std::size_t open = 0;
    std::size_t close = 0;
};

/// Finds the pairs among codes `first` up to `last`; the last one that is open closes first.
std::vector<CodePair> find_pairs(const std::vector<InlineCode>& codes, std::size_t first,
                                 std::size_t last) {
    std::vector<CodePair> pairs;
    std::unordered_map<std::string_view, std::vector<std::size_t>> open;
    for (std::size_t i = first; i < last; ++i) {
        if (codes[i].kind == Kind::open) {
            open[codes[i].id].push_back(i);
        } else if (codes[i].kind == Kind::close) {
            std::vector<std::size_t>& waiting = open[codes[i].id];
            if (waiting.empty()) continue;
            pairs.push_back({waiting.back(), i});
            waiting.pop_back();
        }
    }
    return pairs;
}

/// At the ends of a piece, what stands between its text and a code that belongs to it does too.
void take_in_between(const std::vector<InlineCode>& codes, std::size_t first, std::size_t last,
                     Range piece, std::vector<bool>& belongs) {
    std::vector<bool> between(last - first);
    bool inside = false;
    for (std::size_t i = first; i < last && codes[i].byte_offset == piece.begin; ++i) {
        between[i - first] = inside;
        inside = inside || belongs[i - first];
    }
    inside = false;
    for (std::size_t i = last; i-- > first && codes[i].byte_offset == piece.end;) {
        between[i - first] = inside;
        inside = inside || belongs[i - first];
    }
    // But never half a pair.
    std::vector<bool> complete(last - first);
    for (const CodePair& pair : find_pairs(codes, first, last)) {
        if (!between[pair.open - first] || !between[pair.close - first]) continue;
        complete[pair.open - first] = complete[pair.close - first] = true;
    }
    for (std::size_t i = first; i < last; ++i) {
        const bool is_half = codes[i].kind == Kind::open || codes[i].kind == Kind::close;
        if (between[i - first] && (!is_half || complete[i - first])) belongs[i - first] = true;
    }
}

}  // namespace

const char* name(ParagraphKind kind) {
    constexpr std::array names{"text",     "title",   "heading", "list-item", "table-cell",
                               "footnote", "caption", "cue",     "marginal"};
    return names[static_cast<std::size_t>(kind)];
}

std::vector<std::size_t> codes_of(const Document& document, Range piece) {
    const std::vector<InlineCode>& codes = document.codes;
    const auto begin = std::lower_bound(
        codes.begin(), codes.end(), piece.begin,
        [](const InlineCode& code, std::size_t at) { return code.byte_offset < at; });
    const auto end = std::upper_bound(
        begin, codes.end(), piece.end,
        [](std::size_t at, const InlineCode& code) { return at < code.byte_offset; });
    const auto first = static_cast<std::size_t>(begin - codes.begin());
    const auto last = static_cast<std::size_t>(end - codes.begin());
    const auto is_inside = [&](std::size_t i) {
        return piece.begin < codes[i].byte_offset && codes[i].byte_offset < piece.end;
    };
    std::vector<bool> belongs(last - first);
    for (std::size_t i = first; i < last; ++i) belongs[i - first] = is_inside(i);
    for (const CodePair& pair : find_pairs(codes, first, last)) {
        if (!is_inside(pair.open) && !is_inside(pair.close)) continue;
        belongs[pair.open - first] = belongs[pair.close - first] = true;
    }
    take_in_between(codes, first, last, piece, belongs);
    std::vector<std::size_t> numbers;
    for (std::size_t i = first; i < last; ++i) {
        if (belongs[i - first]) numbers.push_back(i);
    }
    return numbers;
}

std::vector<InlineCode> codes_within(const Document& document, Range piece) {
    std::vector<InlineCode> codes;
    for (const std::size_t number : codes_of(document, piece)) {
        codes.push_back(document.codes[number]);
        codes.back().byte_offset -= piece.begin;
    }
    std::vector<bool> paired(codes.size());
    for (const CodePair& pair : find_pairs(codes, 0, codes.size())) {
        paired[pair.open] = paired[pair.close] = true;
    }
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (paired[i]) continue;
        if (codes[i].kind == Kind::open) codes[i].kind = Kind::lone_open;
        if (codes[i].kind == Kind::close) codes[i].kind = Kind::lone_close;
    }
    return codes;
}

void number_codes(std::vector<InlineCode>& codes) {
    std::vector<std::size_t> partner(codes.size());
    for (const CodePair& pair : find_pairs(codes, 0, codes.size()))
        partner[pair.close] = pair.open + 1;
    std::vector<std::string> ids(codes.size());
    std::size_t number = 0;
    for (std::size_t i = 0; i < codes.size(); ++i) {
        ids[i] = partner[i] > 0 ? ids[partner[i] - 1] : std::to_string(++number);
    }
    for (std::size_t i = 0; i < codes.size(); ++i) codes[i].id = std::move(ids[i]);
}

}  // namespace egiz
