// SPDX-License-Identifier: Apache-2.0
#include "text/alignment.hpp"

#include "text/error.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <tuple>

namespace egiz {
namespace {

/// All segments of all texts, numbered through: text 0 first.
class Numbering {
public:
    explicit Numbering(const Alignment& alignment) {
        for (const SegmentedText& text : alignment.texts) {
            first_.push_back(first_.back() + text.segments.size());
        }
    }
    [[nodiscard]] std::size_t node(std::size_t text, std::size_t segment) const {
        return first_[text] + segment;
    }
    [[nodiscard]] std::size_t size() const { return first_.back(); }

private:
    std::vector<std::size_t> first_{0};
};

bool has_pivot(const Pair& pair) { return pair.source == 0 || pair.target == 0; }

/// Where the pivot lacks what another text has.
class PivotGaps {
public:
    /// \param group_of  of each segment; a place inside of a group of the pivot's is none
    PivotGaps(const Alignment& alignment, const Numbering& numbering,
              const std::vector<std::size_t>& group_of)
        : numbering_(numbering), place_(numbering.size(), none) {
        const auto is_between_groups = [&](std::size_t place) {
            return place == 0 || place == alignment.texts.front().segments.size() ||
                   group_of[place - 1] != group_of[place];
        };
        for (const Pair& pair : alignment.pairs) {
            if (!has_pivot(pair)) continue;
            for (const Bead& bead : pair.ladder) {
                const bool turned = pair.source != 0;
                const Span pivot = turned ? bead.target : bead.source;
                const Span other = turned ? bead.source : bead.target;
                if (!pivot.empty() || !is_between_groups(pivot.begin)) continue;
                for (std::uint32_t i = other.begin; i < other.end; ++i) {
                    place_[numbering.node(turned ? pair.source : pair.target, i)] = pivot.begin;
                }
            }
        }
    }

    /// Whether all of a bead's segments are lacking at one place of the pivot.
    [[nodiscard]] bool hold(const Pair& pair, const Bead& bead) const {
        if (!bead.two_sided()) return false;
        const std::size_t place = place_[numbering_.node(pair.source, bead.source.begin)];
        const auto is_there = [&](std::size_t text, Span span) {
            for (std::uint32_t i = span.begin; i < span.end; ++i) {
                if (place_[numbering_.node(text, i)] != place) return false;
            }
            return true;
        };
        return place != none && is_there(pair.source, bead.source) &&
               is_there(pair.target, bead.target);
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const Numbering& numbering_;
    std::vector<std::size_t> place_;  // of each segment: pivot segments before it, if it is lacking
};

class UnionFind {
public:
    explicit UnionFind(std::size_t size) : parent_(size) {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t find(std::size_t node) {
        while (parent_[node] != node) {
            parent_[node] = parent_[parent_[node]];
            node = parent_[node];
        }
        return node;
    }
    void unite(std::size_t a, std::size_t b) { parent_[find(b)] = find(a); }

private:
    std::vector<std::size_t> parent_;
};

/// Successors of each node; a node is a set of segments that a bead holds together.
using Graph = std::vector<std::vector<std::size_t>>;

/// Strongly connected components (Tarjan, "Depth-first search and linear graph algorithms", SIAM
/// J. Comput. 1(2), 1972), without recursion: a component's number for each node.
std::vector<std::size_t> find_components(const Graph& graph, std::size_t& count) {
    constexpr std::size_t unseen = static_cast<std::size_t>(-1);
    std::vector<std::size_t> index(graph.size(), unseen);
    std::vector<std::size_t> low(graph.size(), 0);
    std::vector<std::size_t> component(graph.size(), unseen);
    std::vector<std::size_t> stack;
    std::vector<std::pair<std::size_t, std::size_t>> calls;  // node, next successor
    std::size_t next_index = 0;
    count = 0;
    for (std::size_t root = 0; root < graph.size(); ++root) {
        if (index[root] != unseen) continue;
        calls.emplace_back(root, 0);
        while (!calls.empty()) {
            const std::size_t node = calls.back().first;
            if (index[node] == unseen) {
                index[node] = low[node] = next_index++;
                stack.push_back(node);
            }
            if (calls.back().second < graph[node].size()) {
                const std::size_t next = graph[node][calls.back().second++];
                if (index[next] == unseen) {
                    calls.emplace_back(next, 0);
                } else if (component[next] == unseen) {
                    low[node] = std::min(low[node], index[next]);
                }
                continue;
            }
            if (low[node] == index[node]) {
                std::size_t member = unseen;
                do {
                    member = stack.back();
                    stack.pop_back();
                    component[member] = count;
                } while (member != node);
                ++count;
            }
            calls.pop_back();
            if (!calls.empty()) {
                const std::size_t caller = calls.back().first;
                low[caller] = std::min(low[caller], low[node]);
            }
        }
    }
    return component;
}

/// Which of `sets` stand directly before which: a set does before another where one of its segments
/// does before one of the other's.
Graph order_of(const Alignment& alignment, const Numbering& numbering,
               const std::vector<std::size_t>& set_of, std::size_t sets) {
    Graph graph(sets);
    for (std::size_t text = 0; text < alignment.texts.size(); ++text) {
        for (std::size_t i = 1; i < alignment.texts[text].segments.size(); ++i) {
            const std::size_t before = set_of[numbering.node(text, i - 1)];
            const std::size_t after = set_of[numbering.node(text, i)];
            if (before != after) graph[before].push_back(after);
        }
    }
    for (auto& successors : graph) {
        std::sort(successors.begin(), successors.end());
        successors.erase(std::unique(successors.begin(), successors.end()), successors.end());
    }
    return graph;
}

/// The group of each segment, numbered as they begin. Sets that come before each other cannot be
/// put in one order: they are one group.
std::vector<std::size_t> close(const Alignment& alignment, const Numbering& numbering,
                               UnionFind& together) {
    constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> set_of(numbering.size());
    for (std::size_t node = 0; node < set_of.size(); ++node) set_of[node] = together.find(node);
    std::size_t count = 0;
    const std::vector<std::size_t> component =
        find_components(order_of(alignment, numbering, set_of, set_of.size()), count);
    // Components are numbered over all nodes; only those that a segment belongs to are groups.
    std::vector<std::size_t> number(count, none);
    std::vector<std::size_t> group_of(numbering.size());
    std::size_t groups = 0;
    for (std::size_t node = 0; node < group_of.size(); ++node) {
        std::size_t& group = number[component[set_of[node]]];
        if (group == none) group = groups++;
        group_of[node] = group;
    }
    return group_of;
}

/// One order of the groups that keeps the order of every text; of those that may come next, one
/// without the pivot goes first, then the one that begins earliest.
std::vector<Group> in_order(const std::vector<Group>& groups, const Graph& successors) {
    std::vector<std::size_t> waiting_for(groups.size(), 0);
    for (const auto& followers : successors) {
        for (const std::size_t follower : followers) ++waiting_for[follower];
    }
    const auto key = [&](std::size_t group) {
        const auto& spans = groups[group].spans;
        std::size_t text = 0;
        while (spans[text].empty()) ++text;
        return std::tuple(text == 0 ? 1 : 0, text, spans[text].begin, group);
    };
    using Key = decltype(key(0));
    std::priority_queue<Key, std::vector<Key>, std::greater<>> ready;
    for (std::size_t group = 0; group < groups.size(); ++group) {
        if (waiting_for[group] == 0) ready.push(key(group));
    }
    std::vector<Group> ordered;
    ordered.reserve(groups.size());
    while (!ready.empty()) {
        const std::size_t group = std::get<3>(ready.top());
        ready.pop();
        ordered.push_back(groups[group]);
        for (const std::size_t follower : successors[group]) {
            if (--waiting_for[follower] == 0) ready.push(key(follower));
        }
    }
    return ordered;
}

/// Mirrors a ladder: what was source is target.
Ladder mirrored(Ladder ladder) {
    for (Bead& bead : ladder) std::swap(bead.source, bead.target);
    return ladder;
}

Ladder ladder_through_pivot(const Alignment& alignment, std::size_t source, std::size_t target) {
    // Only the two ladders that lead there: a third text must not make the beads coarser.
    const Alignment two{{alignment.texts.front(), alignment.texts[source], alignment.texts[target]},
                        {{0, 1, ladder_between(alignment, 0, source)},
                         {0, 2, ladder_between(alignment, 0, target)}},
                        {}};
    const std::vector<Group> groups = close_groups(two);
    Ladder beads(groups.size());
    std::vector<std::vector<std::size_t>> group_of(two.texts.size());
    for (std::size_t text = 0; text < two.texts.size(); ++text) {
        group_of[text].resize(two.texts[text].segments.size());
    }
    for (std::size_t group = 0; group < groups.size(); ++group) {
        const std::vector<Span>& spans = groups[group].spans;
        for (std::size_t text = 0; text < spans.size(); ++text) {
            for (std::uint32_t i = spans[text].begin; i < spans[text].end; ++i) {
                group_of[text][i] = group;
            }
        }
        beads[group] = {spans[1], spans[2], 0, 1, 0};
    }
    for (const Pair& pair : two.pairs) {
        for (const Bead& part : pair.ladder) {
            Bead& bead = beads[part.source.empty() ? group_of[pair.target][part.target.begin]
                                                   : group_of[pair.source][part.source.begin]];
            bead.cost += part.cost;
            bead.confidence = std::min(bead.confidence, part.confidence);
        }
    }
    std::erase_if(beads,
                  [](const Bead& bead) { return bead.source.empty() && bead.target.empty(); });
    // An empty side stands where its text has come to.
    Span source_before;
    Span target_before;
    for (Bead& bead : beads) {
        if (bead.source.empty()) bead.source = {source_before.end, source_before.end};
        if (bead.target.empty()) bead.target = {target_before.end, target_before.end};
        source_before = bead.source;
        target_before = bead.target;
    }
    return beads;
}

}  // namespace

std::size_t Group::filled() const {
    return static_cast<std::size_t>(
        std::count_if(spans.begin(), spans.end(), [](const Span& span) { return !span.empty(); }));
}

bool shapes_groups(const Alignment& alignment, const Pair& pair) {
    if (has_pivot(pair)) return true;
    const auto is_tied = [&](std::size_t text) {
        return std::any_of(alignment.pairs.begin(), alignment.pairs.end(), [&](const Pair& other) {
            return has_pivot(other) && (other.source == text || other.target == text);
        });
    };
    return !is_tied(pair.source) || !is_tied(pair.target);
}

std::vector<Group> close_groups(const Alignment& alignment) {
    const Numbering numbering(alignment);
    UnionFind together(numbering.size());
    const auto unite = [&](const Pair& pair, const Bead& bead) {
        const std::size_t first = bead.source.empty()
                                      ? numbering.node(pair.target, bead.target.begin)
                                      : numbering.node(pair.source, bead.source.begin);
        for (std::uint32_t s = bead.source.begin; s < bead.source.end; ++s) {
            together.unite(first, numbering.node(pair.source, s));
        }
        for (std::uint32_t t = bead.target.begin; t < bead.target.end; ++t) {
            together.unite(first, numbering.node(pair.target, t));
        }
    };
    std::vector<const Pair*> own;
    for (const Pair& pair : alignment.pairs) {
        if (!shapes_groups(alignment, pair)) {
            own.push_back(&pair);
            continue;
        }
        for (const Bead& bead : pair.ladder) unite(pair, bead);
    }
    std::vector<std::size_t> group_of = close(alignment, numbering, together);
    if (!own.empty()) {
        const PivotGaps gaps(alignment, numbering, group_of);
        for (const Pair* pair : own) {
            for (const Bead& bead : pair->ladder) {
                if (gaps.hold(*pair, bead)) unite(*pair, bead);
            }
        }
        group_of = close(alignment, numbering, together);
    }

    std::vector<Group> groups;
    for (std::size_t text = 0; text < alignment.texts.size(); ++text) {
        for (std::uint32_t i = 0; i < alignment.texts[text].segments.size(); ++i) {
            const std::size_t group = group_of[numbering.node(text, i)];
            if (group == groups.size()) {
                groups.push_back({std::vector<Span>(alignment.texts.size())});
            }
            Span& span = groups[group].spans[text];
            if (span.empty()) span.begin = i;
            span.end = i + 1;
        }
    }
    return in_order(groups, order_of(alignment, numbering, group_of, groups.size()));
}

Ladder ladder_between(const Alignment& alignment, std::size_t source, std::size_t target) {
    for (const Pair& pair : alignment.pairs) {
        if (pair.source == source && pair.target == target) return pair.ladder;
        if (pair.source == target && pair.target == source) return mirrored(pair.ladder);
    }
    if (source == 0 || target == 0 || source == target) {
        throw Error(Fault::internal, {},
                    "alignment: no ladder leads from the pivot to text " +
                        std::to_string(std::max(source, target)));
    }
    return ladder_through_pivot(alignment, source, target);
}

}  // namespace egiz
