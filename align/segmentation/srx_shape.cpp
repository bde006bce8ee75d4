// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_shape.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

namespace egiz::align {
namespace {

const icu::UnicodeSet& everything() {
    static const icu::UnicodeSet set(0, 0x10FFFF);
    return set;
}

void collect(const Expression& expression, const Node& node, icu::UnicodeSet& all) {
    if (node.kind == Node::Kind::set) all.addAll(expression.sets[node.set].set());
    if (node.kind == Node::Kind::look_ahead || node.kind == Node::Kind::look_behind) return;
    for (const Node& child : node.children) collect(expression, child, all);
}

/// Adds what a match of `node` may begin with; true if it may be empty.
bool add_first(const Expression& expression, const Node& node, icu::UnicodeSet& first) {
    switch (node.kind) {
        case Node::Kind::set:
            first.addAll(expression.sets[node.set].set());
            return false;
        case Node::Kind::sequence:
            return std::all_of(node.children.begin(), node.children.end(), [&](const Node& child) {
                return add_first(expression, child, first);
            });
        case Node::Kind::choice: {
            bool empty = false;
            for (const Node& child : node.children) {
                empty = add_first(expression, child, first) || empty;
            }
            return empty;
        }
        case Node::Kind::repeat:
            if (node.max == 0) return true;
            return add_first(expression, node.children.front(), first) || node.min == 0;
        case Node::Kind::atomic:
            return add_first(expression, node.children.front(), first);
        default:
            return true;
    }
}

/// What stands 1, 2, 3 places in front of the place behind a part of an expression.
struct Tail {
    struct Place {
        icu::UnicodeSet own;  ///< characters of the part
        unsigned before = 0;  ///< bits: what stands so many places in front of the part, from 0
    };
    std::array<Place, Shape::tail_size> places;

    void merge(const Tail& other) {
        for (std::size_t i = 0; i < places.size(); ++i) {
            places[i].own.addAll(other.places[i].own);
            places[i].before |= other.places[i].before;
        }
    }
};

/// Of the empty match.
Tail empty_tail() {
    Tail tail;
    for (std::size_t i = 0; i < tail.places.size(); ++i) tail.places[i].before = 1U << i;
    return tail;
}

/// Of one part behind another.
Tail join(const Tail& front, const Tail& back) {
    Tail result = back;
    for (Tail::Place& place : result.places) {
        const unsigned before = std::exchange(place.before, 0);
        for (std::size_t i = 0; i < front.places.size(); ++i) {
            if ((before >> i & 1) == 0) continue;
            place.own.addAll(front.places[i].own);
            place.before |= front.places[i].before;
        }
    }
    return result;
}

/// Looks at each part once, however deep repeats are inside one another.
Tail tail_of(const Expression& expression, const Node& node) {
    switch (node.kind) {
        case Node::Kind::set: {
            Tail tail;
            tail.places[0].own.addAll(expression.sets[node.set].set());
            for (std::size_t i = 1; i < tail.places.size(); ++i) {
                tail.places[i].before = 1U << (i - 1);
            }
            return tail;
        }
        case Node::Kind::sequence: {
            Tail tail = empty_tail();
            for (const Node& child : node.children) tail = join(tail, tail_of(expression, child));
            return tail;
        }
        case Node::Kind::choice: {
            Tail tail;
            for (const Node& child : node.children) tail.merge(tail_of(expression, child));
            return tail;
        }
        case Node::Kind::repeat: {
            const Tail child = tail_of(expression, node.children.front());
            // More rounds than the tail is long change nothing.
            const std::size_t rounds = std::min(node.min, Shape::tail_size);
            const std::size_t more = std::min(node.max - node.min, Shape::tail_size);
            Tail round = empty_tail();
            for (std::size_t i = 0; i < rounds; ++i) round = join(round, child);
            Tail tail = round;
            for (std::size_t i = 0; i < more; ++i) {
                round = join(round, child);
                tail.merge(round);
            }
            return tail;
        }
        case Node::Kind::atomic:
            return tail_of(expression, node.children.front());
        default:
            return empty_tail();
    }
}

/// How many of a typical text's characters a set has, roughly.
int frequency_of(const icu::UnicodeSet& set) {
    constexpr std::u32string_view sample =
        U"eeeeeeeeeeeettttttttaaaaaaaaooooooooiiiiiiinnnnnnnsssssshhhhhhrrrrrrddddllllccuummwwffgg"
        U"yyppbbvkETAOIN                      ,,,0123.\"'-()\n"
        U"ооооооееееееааааааиииинннттттсссррррвввллккммддппуя"
        U"的一是不了人我在有他这中大来";
    int count = 0;
    for (const char32_t c : sample) count += set.contains(static_cast<UChar32>(c)) != 0 ? 1 : 0;
    return count;
}

constexpr std::size_t most_finders = 100;

void add_finder(const Expression& expression, const Node& node, std::vector<Finder>& finders) {
    if (node.kind == Node::Kind::choice) {
        for (const Node& child : node.children) add_finder(expression, child, finders);
        return;
    }
    if (node.kind == Node::Kind::atomic && node.children.front().kind == Node::Kind::choice) {
        add_finder(expression, node.children.front(), finders);
        return;
    }
    const std::vector<Node> alone{node};
    const std::vector<Node>& parts = node.kind == Node::Kind::sequence ? node.children : alone;
    Finder best{CharSet(everything()), {}, {}};
    int best_cost = frequency_of(everything());
    Length distance;
    icu::UnicodeSet before;
    for (const Node& part : parts) {
        const Length length = length_of(part);
        if (length.min > 0) {
            icu::UnicodeSet first;
            add_first(expression, part, first);
            // A place that is found at a varying distance costs a walk.
            const int walk = distance.max == distance.min ? 1 : distance.max == unbounded ? 8 : 2;
            const int cost = (frequency_of(first) + 1) * walk;
            if (cost < best_cost) {
                best_cost = cost;
                best = {CharSet(first), distance, CharSet(before)};
            }
        }
        distance.min += length.min;
        distance.max =
            length.max > unbounded - distance.max ? unbounded : distance.max + length.max;
        collect(expression, part, before);
    }
    finders.push_back(std::move(best));
}

constexpr std::size_t most_sequences = 1000;
constexpr std::size_t longest_sequence = 48;
/// Sequences that are looked at while an expression is multiplied out.
constexpr std::size_t most_shape_steps = 200'000;

/// Multiplies out a finite expression.
class Expander {
public:
    explicit Expander(SplitForm& form) : form_(form) {}

    bool expand(const Node& node, std::vector<SetSequence>& sequences) {
        steps_ += 1 + sequences.size();
        if (steps_ > most_shape_steps) return false;
        switch (node.kind) {
            case Node::Kind::set:
                for (SetSequence& sequence : sequences) {
                    if (sequence.size() == longest_sequence) return false;
                    sequence.push_back(node.set);
                }
                return true;
            case Node::Kind::sequence:
                return std::all_of(node.children.begin(), node.children.end(),
                                   [&](const Node& child) { return expand(child, sequences); });
            case Node::Kind::choice: {
                std::vector<SetSequence> result;
                for (const Node& child : node.children) {
                    std::vector<SetSequence> part = sequences;
                    if (!expand(child, part) || !append(result, part)) return false;
                }
                sequences = std::move(result);
                return true;
            }
            case Node::Kind::repeat: {
                if (node.max > longest_sequence) return false;
                if (node.max > 1 && length_of(node.children.front()).max == 0) return false;
                std::vector<SetSequence> result;
                for (std::size_t i = 0;; ++i) {
                    if (i >= node.min && !append(result, sequences)) return false;
                    if (i == node.max) break;
                    if (!expand(node.children.front(), sequences)) return false;
                }
                sequences = std::move(result);
                if (node.mode != Node::Mode::greedy) form_.exact = false;
                return true;
            }
            case Node::Kind::atomic:
                form_.exact = false;
                return expand(node.children.front(), sequences);
            default:
                form_.exact = false;
                return true;
        }
    }

private:
    static bool append(std::vector<SetSequence>& to, const std::vector<SetSequence>& from) {
        if (to.size() + from.size() > most_sequences) return false;
        to.insert(to.end(), from.begin(), from.end());
        return true;
    }

    SplitForm& form_;
    std::size_t steps_ = 0;
};

std::size_t count_nodes(const Node& node) {
    std::size_t count = 1;
    for (const Node& child : node.children) count += count_nodes(child);
    return count;
}

/// Takes an expression apart where one alternative without bound would spoil those that have one:
/// `(Mr|e\.\s*g)\.` into `Mr\.` and `e\.\s*g\.`.
class Alternatives {
public:
    void add(Node node) {
        if (node.kind == Node::Kind::sequence) {
            const auto open = std::find_if(node.children.begin(), node.children.end(), is_open);
            if (open != node.children.end() && may_split(node, *open)) {
                const std::vector<Node> choices = std::move(open->children);
                for (const Node& choice : choices) {
                    *open = choice;
                    add(node);
                }
                return;
            }
        } else if (is_open(node) && may_split(node, node)) {
            for (Node& child : node.children) add(std::move(child));
            return;
        }
        list_.push_back(std::move(node));
    }
    [[nodiscard]] const std::vector<Node>& list() const noexcept { return list_; }

private:
    static constexpr std::size_t most = 500;
    static constexpr std::size_t most_nodes = 200'000;

    static bool is_open(const Node& part) {
        return part.kind == Node::Kind::choice && length_of(part).max > longest_sequence;
    }

    /// Whether there will not be too many, nor too large ones, with a copy of `node` for each
    /// alternative of `open`, a part of it.
    bool may_split(const Node& node, const Node& open) {
        const std::size_t choices = open.children.size();
        const std::size_t in_choices = count_nodes(open);
        const std::size_t nodes = in_choices + choices * (count_nodes(node) - in_choices);
        if (count_ + choices > most || nodes_ + nodes > most_nodes) return false;
        count_ += choices - 1;
        nodes_ += nodes;
        return true;
    }

    std::vector<Node> list_;
    std::size_t count_ = 1;  ///< how many there will be
    std::size_t nodes_ = 0;  ///< copied
};

/// Whether some text begins with matches of both of two sequences: then it depends on the
/// expression which of them it prefers.
class Competition {
public:
    explicit Competition(const Expression& expression) : expression_(expression) {}

    bool operator()(const SetSequence& a, const SetSequence& b) {
        if (a.size() == b.size()) return false;
        for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
            if (are_disjoint(a[i], b[i])) return false;
        }
        return true;
    }

private:
    bool are_disjoint(std::size_t a, std::size_t b) {
        if (a == b || known_.size() > most_known) return false;
        const auto [known, added] = known_.try_emplace(std::minmax(a, b));
        if (added) {
            known->second = expression_.sets[a].set().containsNone(expression_.sets[b].set()) != 0;
        }
        return known->second;
    }

    static constexpr std::size_t most_known = 2'000;

    const Expression& expression_;
    std::map<std::pair<std::size_t, std::size_t>, bool> known_;
};

}  // namespace

Shape::Shape() : first(everything()), all(everything()) { tail.fill(CharSet(everything())); }

Shape::Shape(const Expression& expression, const Node& root) {
    length = length_of(root);
    if (!expression.exact) length.min = (length.min + 2) / 3;
    icu::UnicodeSet set;
    collect(expression, root, set);
    all = CharSet(set);
    set.clear();
    if (add_first(expression, root, set)) set = everything();
    first = CharSet(set);
    const Tail result = tail_of(expression, root);
    for (std::size_t i = 0; i < tail.size(); ++i) {
        // Anything may stand in front of the match. One character may stand for three.
        const bool known = result.places[i].before == 0 && (expression.exact || i == 0);
        tail[i] = CharSet(known ? result.places[i].own : everything());
    }
}

std::vector<Finder> finders_of(const Expression& expression) {
    std::vector<Finder> finders;
    if (expression.exact) add_finder(expression, expression.root, finders);
    // Each is asked about each place.
    if (finders.empty() || finders.size() > most_finders) {
        finders.assign(1, {Shape(expression).first, {}, {}});
    }
    return finders;
}

SplitForm split_form_of(const Expression& expression) {
    SplitForm form;
    Node root = expression.root;
    if (!expression.exact) {
        form.others.emplace_back(expression);
        return form;
    }
    // A word boundary in front is common enough to be worth its own test.
    form.at_word_boundary = root.kind == Node::Kind::sequence && !root.children.empty() &&
                            root.children.front().kind == Node::Kind::word_boundary &&
                            !root.children.front().negated;
    if (form.at_word_boundary) root.children.erase(root.children.begin());
    Alternatives alternatives;
    alternatives.add(std::move(root));
    form.exact = alternatives.list().size() == 1;
    Expander expander(form);
    for (const Node& alternative : alternatives.list()) {
        std::vector<SetSequence> sequences(1);
        if (expander.expand(alternative, sequences) &&
            form.sequences.size() + sequences.size() <= most_sequences) {
            form.sequences.insert(form.sequences.end(), sequences.begin(), sequences.end());
        } else {
            form.others.emplace_back(expression, alternative);
        }
    }
    std::sort(form.sequences.begin(), form.sequences.end());
    form.sequences.erase(std::unique(form.sequences.begin(), form.sequences.end()),
                         form.sequences.end());
    // With many sequences the test costs too much; then each match is confirmed.
    if (form.sequences.size() > 100) form.exact = false;
    Competition compete(expression);
    for (std::size_t i = 0; form.exact && i < form.sequences.size(); ++i) {
        for (std::size_t j = i + 1; form.exact && j < form.sequences.size(); ++j) {
            form.exact = !compete(form.sequences[i], form.sequences[j]);
        }
    }
    return form;
}

}  // namespace egiz::align
