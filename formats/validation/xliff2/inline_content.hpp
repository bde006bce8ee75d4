// SPDX-License-Identifier: Apache-2.0
// Internal: the inline codes and annotations of a unit or a match, and the rules that tie them.
#pragma once

#include "formats/validation/xliff2/context.hpp"

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace egiz::formats::xliff2 {

enum class Kind : unsigned char { ph, pc, pc_end, sc, ec, mrk, sm, em };
enum class Reorder : unsigned char { yes, first_no, no };

struct Code {
    Kind kind;
    bool can_copy = true;
    bool can_delete = true;
    bool can_overlap = true;
    Reorder reorder = Reorder::yes;
    bool isolated = false;
    std::string id = {};
    std::string start_ref = {};
    std::string copy_of = {};
    std::vector<std::string> data_refs = {};
    Spot spot = {};

    [[nodiscard]] bool is_code() const { return kind < Kind::mrk; }
    /// What identifies this end of a code, whether it is written as pc or as sc and ec.
    [[nodiscard]] std::string key() const;
};
[[nodiscard]] std::string_view name(Kind kind);
/// `ph "1"`
[[nodiscard]] std::string described(const Code& code);

/// A segment or ignorable, or what a match holds.
struct Part {
    std::string id;
    Spot spot;
    bool has_target = false;
    std::size_t order = 0;  ///< of the target, from 1; 0: implicit
    Spot target_spot;
    std::vector<Code> source;
    std::vector<Code> target;
};

/// Collects a unit's content, checks it, and is thrown away. All checks take linear time.
class InlineContent {
public:
    InlineContent(Context& context, bool is_match) : context_(context), is_match_(is_match) {}

    std::vector<Part> parts;
    std::unordered_set<std::string> data_ids;

    void check();
    /// The ids that others may refer to.
    void fill(UnitIndex& index) const;

private:
    enum class Side : unsigned char { source, target };
    /// The codes of a side in the order of the text.
    [[nodiscard]] std::vector<const Code*> sequence(Side side) const;
    [[nodiscard]] std::vector<std::size_t> target_order() const;

    void check_orders() const;
    void check_ids() const;
    void check_data_refs() const;
    void check_copies() const;
    void check_pairs(Side side) const;
    void check_markers(Side side) const;
    void check_hints(const Code& start, const Code& end) const;
    void check_sequence_starts(Side side) const;
    void check_deletions() const;
    void check_kept_sequences() const;
    /// Whether a part that is not translated yet has the counterpart in its source.
    [[nodiscard]] std::unordered_set<std::string> untranslated_keys() const;

    Context& context_;
    bool is_match_;
};

}  // namespace egiz::formats::xliff2
