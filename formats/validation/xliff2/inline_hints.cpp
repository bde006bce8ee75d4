// SPDX-License-Identifier: Apache-2.0
// What editing hints ask of inline codes (2.2, part 1, 3.7.2.6; 2.0 and 2.1, 4.7.2.6).
#include "formats/validation/xliff2/inline_content.hpp"

#include <algorithm>

namespace egiz::formats::xliff2 {

void InlineContent::check_sequence_starts(Side side) const {
    // In a target, what comes before a code may not be translated yet.
    const bool gaps =
        side == Side::target && std::any_of(parts.begin(), parts.end(), [](const Part& part) {
            return !part.has_target && !part.source.empty();
        });
    bool in_sequence = false;
    bool any = false;
    std::unordered_set<std::string_view> fixed_starts;
    for (const Code* code : sequence(side)) {
        if (!code->is_code() || code->kind == Kind::pc_end) continue;
        if (code->reorder == Reorder::no) {
            const bool tied = code->kind == Kind::ec && fixed_starts.contains(code->start_ref);
            if (!tied && !in_sequence && (any || !gaps)) {
                context_.report(code->spot, Rule::reorder_start,
                                described(*code) +
                                    " has canReorder=\"no\", but is in no sequence: the code "
                                    "before it has neither firstNo nor no");
            }
        }
        in_sequence = code->reorder != Reorder::yes;
        if (in_sequence && code->kind == Kind::sc) fixed_starts.insert(code->id);
        any = true;
    }
}

void InlineContent::check_deletions() const {
    std::unordered_set<std::string> kept;
    for (const Part& part : parts) {
        for (const Code& code : part.target) {
            if (code.is_code()) kept.insert(code.key());
        }
    }
    for (const Part& part : parts) {
        if (!part.has_target) continue;
        for (const Code& code : part.source) {
            if (!code.is_code() || code.can_delete || code.kind == Kind::pc_end) continue;
            if (kept.contains(code.key())) continue;
            context_.report(part.target_spot, Rule::delete_kept,
                            "the target lacks " + described(code) + " of line " +
                                std::to_string(code.spot.line) + ", which may not be deleted");
        }
    }
}

void InlineContent::check_kept_sequences() const {
    struct Member {
        std::size_t sequence;
        std::size_t place;
    };
    std::unordered_map<std::string, Member> members;
    std::size_t sequences = 0, place = 0;
    for (const Code* code : sequence(Side::source)) {
        if (!code->is_code() || code->reorder == Reorder::yes) continue;
        std::size_t own = sequences;
        if (code->kind == Kind::pc_end) {
            const auto start = members.find("(" + code->id);
            if (start == members.end()) continue;
            own = start->second.sequence;
        } else if (code->reorder == Reorder::first_no) {
            own = ++sequences;
        }
        if (own != 0) members.emplace(code->key(), Member{own, ++place});
    }
    if (members.empty()) return;
    std::vector<std::size_t> last(sequences + 1, 0), left(sequences + 1, 0);
    std::vector<bool> told(sequences + 1, false);
    const std::vector<const Code*> target = sequence(Side::target);
    const auto find = [&](const Code* code) -> const Member* {
        if (!code->is_code()) return nullptr;
        const auto found = members.find(code->key());
        return found == members.end() ? nullptr : &found->second;
    };
    for (const Code* code : target) {
        const Member* member = find(code);
        if (member != nullptr && code->key().front() == '(') ++left[member->sequence];
    }
    std::size_t current = 0;  // the sequence that is under way
    for (const Code* code : target) {
        const Member* member = find(code);
        const bool starts = code->is_code() && code->key().front() == '(';
        const std::size_t own = member == nullptr ? 0 : member->sequence;
        std::size_t broken = 0;
        if (starts && current != own && left[current] > 0) broken = current;
        if (member != nullptr && member->place < last[own]) broken = own;
        if (member != nullptr) last[own] = member->place;
        if (member != nullptr && starts) {
            current = own;
            --left[own];
        }
        if (broken == 0 || told[broken]) continue;
        told[broken] = true;
        context_.report(code->spot, Rule::reorder_kept,
                        described(*code) +
                            " is not where the source has it, in or beside a sequence that cannot "
                            "be reordered");
    }
}

}  // namespace egiz::formats::xliff2
