// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/inline_content.hpp"

#include <algorithm>
#include <numeric>

namespace egiz::formats::xliff2 {
namespace {

/// Codes of a target that have the id of one in the source are of the same sort.
int sort_of(Kind kind) {
    switch (kind) {
        case Kind::ph:
            return 0;
        case Kind::pc:
        case Kind::pc_end:
        case Kind::sc:
            return 1;
        case Kind::ec:
            return 2;
        case Kind::mrk:
        case Kind::sm:
        case Kind::em:
            return 3;
    }
    return -1;
}

}  // namespace

std::string_view name(Kind kind) {
    constexpr std::string_view names[] = {"ph", "pc", "pc", "sc", "ec", "mrk", "sm", "em"};
    return names[static_cast<int>(kind)];
}

std::string described(const Code& code) {
    return std::string(name(code.kind)) + " " + quote(code.id.empty() ? code.start_ref : code.id);
}

std::string Code::key() const {
    const bool ends = kind == Kind::pc_end || kind == Kind::ec || kind == Kind::em;
    return (ends ? ")" : "(") + (start_ref.empty() ? id : start_ref);
}

void InlineContent::check() {
    check_orders();
    check_ids();
    check_data_refs();
    check_copies();
    for (const Side side : {Side::source, Side::target}) {
        check_pairs(side);
        check_markers(side);
        check_sequence_starts(side);
    }
    if (is_match_) return;  // a candidate is no translation of the source beside it
    check_deletions();
    check_kept_sequences();
}

void InlineContent::fill(UnitIndex& index) const {
    for (const Part& part : parts) {
        if (!part.id.empty()) index.source.insert(part.id);
        for (const Code& code : part.source) index.source.insert(code.id);
        for (const Code& code : part.target) index.target.insert(code.id);
    }
    index.source.erase("");
    index.target.erase("");
}

std::vector<std::size_t> InlineContent::target_order() const {
    std::vector<std::size_t> order(parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        const auto place = [&](std::size_t i) {
            return parts[i].has_target && parts[i].order != 0 ? parts[i].order : i + 1;
        };
        return place(one) < place(other);
    });
    return order;
}

std::vector<const Code*> InlineContent::sequence(Side side) const {
    std::vector<const Code*> codes;
    if (side == Side::source) {
        for (const Part& part : parts) {
            for (const Code& code : part.source) codes.push_back(&code);
        }
    } else {
        for (const std::size_t i : target_order()) {
            for (const Code& code : parts[i].target) codes.push_back(&code);
        }
    }
    return codes;
}

void InlineContent::check_orders() const {
    std::unordered_map<std::size_t, std::size_t> taken;  // place to the line that has it
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const Part& part = parts[i];
        if (!part.has_target) continue;
        const std::size_t place = part.order == 0 ? i + 1 : part.order;
        if (place > parts.size()) {
            context_.report(part.target_spot, Rule::order_range,
                            "order=\"" + std::to_string(place) + "\" is more than the unit's " +
                                std::to_string(parts.size()) + " segments and ignorables");
        }
        const auto [other, is_new] = taken.emplace(place, part.target_spot.line);
        if (!is_new) {
            context_.report(part.target_spot, Rule::order_unique,
                            "the target's place in the unit is " + std::to_string(place) +
                                (part.order == 0 ? " (its own, as it has no order)" : "") +
                                ", as is that of the target of line " +
                                std::to_string(other->second));
        }
    }
}

void InlineContent::check_ids() const {
    struct Holder {
        int sort;  // -1: a segment or ignorable
        std::size_t line;
    };
    std::unordered_map<std::string_view, Holder> in_source, in_target;
    const auto take = [&](const std::string& id, int sort, Spot spot) {
        const auto [other, is_new] = in_source.emplace(id, Holder{sort, spot.line});
        if (is_new) return;
        context_.report(spot, Rule::id_unique,
                        "the id " + quote(id) + " is taken in this " +
                            (is_match_ ? "match" : "unit") + ", in line " +
                            std::to_string(other->second.line));
    };
    for (const Part& part : parts) {
        if (!part.id.empty()) take(part.id, -1, part.spot);
        for (const Code& code : part.source) {
            if (!code.id.empty() && code.kind != Kind::pc_end) {
                take(code.id, sort_of(code.kind), code.spot);
            }
        }
    }
    for (const Part& part : parts) {
        for (const Code& code : part.target) {
            if (code.id.empty() || code.kind == Kind::pc_end) continue;
            const auto [other, is_new] =
                in_target.emplace(code.id, Holder{sort_of(code.kind), code.spot.line});
            if (!is_new) {
                context_.report(code.spot, Rule::target_id,
                                "the id " + quote(code.id) +
                                    " is taken in the targets here, in line " +
                                    std::to_string(other->second.line));
            }
            const auto source = in_source.find(code.id);
            if (source != in_source.end() && source->second.sort != sort_of(code.kind)) {
                context_.report(code.spot, Rule::target_id,
                                "the id of " + described(code) +
                                    " is that of another element, in line " +
                                    std::to_string(source->second.line));
            }
        }
    }
}

void InlineContent::check_data_refs() const {
    const auto check = [&](const std::vector<Code>& codes) {
        for (const Code& code : codes) {
            for (const std::string& ref : code.data_refs) {
                if (data_ids.contains(ref)) continue;
                context_.report(code.spot, Rule::data_ref,
                                described(code) + " refers to the original data " + quote(ref) +
                                    ", which the " + (is_match_ ? "match" : "unit") +
                                    " does not have");
            }
        }
    };
    for (const Part& part : parts) {
        check(part.source);
        check(part.target);
    }
}

void InlineContent::check_copies() const {
    std::unordered_map<std::string_view, const Code*> bases;
    for (const Side side : {Side::source, Side::target}) {
        for (const Code* code : sequence(side)) {
            if (code->is_code() && !code->id.empty()) bases.emplace(code->id, code);
        }
    }
    for (const Side side : {Side::source, Side::target}) {
        for (const Code* code : sequence(side)) {
            if (code->copy_of.empty() || code->kind == Kind::pc_end) continue;
            const auto report = [&](const std::string& reason) {
                context_.report(
                    code->spot, Rule::copy_of,
                    described(*code) + " is a copy of " + quote(code->copy_of) + ", " + reason);
            };
            if (!code->data_refs.empty()) report("and so has no original data of its own");
            const auto base = bases.find(code->copy_of);
            if (base == bases.end()) {
                report("which is no code of this " + std::string(is_match_ ? "match" : "unit"));
                continue;
            }
            if (!base->second->data_refs.empty()) report("which has original data to refer to");
            if (!base->second->can_copy) report("which may not be copied (canCopy)");
        }
    }
}

std::unordered_set<std::string> InlineContent::untranslated_keys() const {
    std::unordered_set<std::string> keys;
    for (const Part& part : parts) {
        if (part.has_target) continue;
        for (const Code& code : part.source) keys.insert(code.key());
    }
    return keys;
}

void InlineContent::check_hints(const Code& start, const Code& end) const {
    const auto differ = [&](std::string_view attribute) {
        context_.report(end.spot, Rule::pair_hints,
                        std::string(attribute) + " of " + described(end) + " and of its sc differ");
    };
    if (start.can_copy != end.can_copy) differ("canCopy");
    if (start.can_delete != end.can_delete) differ("canDelete");
    if (start.can_overlap != end.can_overlap) differ("canOverlap");
    const Reorder wanted = start.reorder == Reorder::first_no ? Reorder::no : start.reorder;
    if (end.reorder != wanted) differ("canReorder");
}

void InlineContent::check_pairs(Side side) const {
    const std::vector<const Code*> codes = sequence(side);
    std::unordered_set<std::string_view> ended;
    for (const Code* code : codes) {
        if (code->kind == Kind::ec && !code->start_ref.empty()) ended.insert(code->start_ref);
    }
    const std::unordered_set<std::string> untranslated =
        side == Side::target ? untranslated_keys() : std::unordered_set<std::string>();
    struct Start {
        const Code* code;
        bool closed = false;
    };
    std::vector<Start> starts;
    std::unordered_map<std::string_view, std::size_t> by_id;
    for (const Code* code : codes) {
        if (code->kind == Kind::sc) {
            if (!code->isolated) {
                by_id.emplace(code->id, starts.size());
                starts.push_back({code});
            } else if (ended.contains(code->id)) {
                context_.report(code->spot, Rule::isolated,
                                described(*code) + " is isolated, but its ec is in this unit");
            }
        } else if (code->kind == Kind::ec && !code->isolated && !code->start_ref.empty()) {
            const auto start = by_id.find(code->start_ref);
            if (start == by_id.end()) {
                if (untranslated.contains("(" + code->start_ref)) continue;
                context_.report(code->spot, Rule::ec_without_sc,
                                described(*code) + " has no sc before it");
            } else if (starts[start->second].closed) {
                context_.report(code->spot, Rule::ec_without_sc,
                                "sc " + quote(code->start_ref) + " has another ec before this");
            } else {
                starts[start->second].closed = true;
                check_hints(*starts[start->second].code, *code);
            }
        }
    }
    for (const Start& start : starts) {
        if (start.closed || untranslated.contains(")" + start.code->id)) continue;
        context_.report(start.code->spot, Rule::sc_without_ec,
                        described(*start.code) + " is not isolated, but no ec follows it in this " +
                            (is_match_ ? "match" : "unit"));
    }
}

void InlineContent::check_markers(Side side) const {
    const std::unordered_set<std::string> untranslated =
        side == Side::target ? untranslated_keys() : std::unordered_set<std::string>();
    std::vector<const Code*> starts;
    std::unordered_map<std::string_view, bool> closed;
    for (const Code* code : sequence(side)) {
        if (code->kind == Kind::sm) {
            if (closed.emplace(code->id, false).second) starts.push_back(code);
        } else if (code->kind == Kind::em) {
            const auto start = closed.find(code->start_ref);
            if (start == closed.end() && untranslated.contains("(" + code->start_ref)) continue;
            if (start == closed.end() || start->second) {
                context_.report(code->spot, Rule::marker_pair,
                                described(*code) + " has no sm of its own before it");
            } else {
                start->second = true;
            }
        }
    }
    for (const Code* start : starts) {
        if (closed[start->id] || untranslated.contains(")" + start->id)) continue;
        context_.report(
            start->spot, Rule::marker_pair,
            described(*start) + " has no em behind it in this " + (is_match_ ? "match" : "unit"));
    }
}

}  // namespace egiz::formats::xliff2
