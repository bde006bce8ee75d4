// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"
#include "formats/xml/words.hpp"

#include <unordered_map>

namespace egiz::formats::xliff2 {
namespace {

class IdRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        if (tag.space != Space::core) return;
        const std::string& id = context_.self().id;
        if (tag.name == "file") {
            take(files_, id, Rule::id_unique, "another file");
            groups_.clear();
            units_.clear();
        } else if (tag.name == "group") {
            take(groups_, id, Rule::id_unique, "another group of the file");
        } else if (tag.name == "unit") {
            take(units_, id, Rule::id_unique, "another unit of the file");
        } else if (tag.name == "notes") {
            notes_.clear();
        } else if (tag.name == "note") {
            take_note(tag);
        }
        if (context_.inside(Space::mtc, "match")) return;  // what is there was not extracted
        for (const char* attribute : {"subFlows", "subFlowsStart", "subFlowsEnd"}) {
            if (const auto* flows = tag.find(attribute)) take_sub_flows(*flows);
        }
    }

private:
    static constexpr std::size_t most_ids = 2'000'000;
    using Ids = std::unordered_map<std::string, std::size_t>;  ///< with the line of each

    void take(Ids& ids, const std::string& id, Rule rule, std::string_view whose) {
        if (id.empty()) return;
        context_.bound(ids.size(), "ids to keep in a file", most_ids);
        const auto [other, is_new] = ids.emplace(id, context_.self().spot.line);
        if (is_new) return;
        context_.report(rule, "the id " + quote(id) + " is that of " + std::string(whose) +
                                  ", in line " + std::to_string(other->second));
    }

    void take_note(const Tag& tag) {
        const std::string& id = context_.self().id;
        take(notes_, id, Rule::note_id_unique, "another note here");
        if (!context_.in_unit() || context_.inside(Space::res, "resourceItem")) return;
        if (!id.empty()) context_.unit.notes.insert(id);
        const std::string_view* ref = tag.find("ref");
        FragmentId fragment;
        if (ref == nullptr || !context_.take_fragment(*ref, fragment)) return;
        context_.at_unit_end(
            [this, spot = context_.self().spot, fragment, ref = std::string(*ref)] {
                if (context_.unit.has_span(fragment)) return;
                context_.report(spot, Rule::note_ref,
                                "ref=" + quote(ref) + " is not in the note's unit");
            });
    }

    void take_sub_flows(std::string_view flows) {
        for (const std::string_view flow : xml::words(flows)) {
            context_.at_file_end([this, id = std::string(flow), spot = context_.self().spot] {
                if (units_.contains(id)) return;
                context_.report(spot, Rule::sub_flows,
                                "the sub-flow " + quote(id) + " is no unit of this file");
            });
        }
    }

    Ids files_, groups_, units_, notes_;
};

}  // namespace

Group make_id_rules(Context& context) { return std::make_unique<IdRules>(context); }

}  // namespace egiz::formats::xliff2
