// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/srx_shape.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace egiz::align {
namespace {

using Tail = std::array<icu::UnicodeSet, Shape::tail_size>;

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

void merge(Tail& into, const Tail& from) {
    for (std::size_t i = 0; i < into.size(); ++i) into[i].addAll(from[i]);
}

/// What stands in front of the place behind `node`, given what stands in front of it.
Tail behind(const Expression& expression, const Node& node, Tail tail) {
    switch (node.kind) {
        case Node::Kind::set:
            std::rotate(tail.begin(), tail.end() - 1, tail.end());
            // Not assigned: the expression's sets are frozen, and so would be their copies.
            tail[0] = icu::UnicodeSet();
            tail[0].addAll(expression.sets[node.set].set());
            return tail;
        case Node::Kind::sequence:
            for (const Node& child : node.children) {
                tail = behind(expression, child, std::move(tail));
            }
            return tail;
        case Node::Kind::choice: {
            Tail result;
            for (const Node& child : node.children) merge(result, behind(expression, child, tail));
            return result;
        }
        case Node::Kind::repeat: {
            const Node& child = node.children.front();
            if (node.max > 1 && length_of(child).min == 0) {
                for (icu::UnicodeSet& set : tail) set = everything();
                return tail;
            }
            // More rounds than the tail is long change nothing.
            const std::size_t rounds = std::min(node.min, Shape::tail_size);
            for (std::size_t i = 0; i < rounds; ++i) {
                tail = behind(expression, child, std::move(tail));
            }
            Tail result = tail;
            const std::size_t more = std::min(node.max - node.min, Shape::tail_size + 1);
            for (std::size_t i = 0; i < more; ++i) {
                tail = behind(expression, child, std::move(tail));
                merge(result, tail);
            }
            return result;
        }
        case Node::Kind::atomic:
            return behind(expression, node.children.front(), std::move(tail));
        default:
            return tail;
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

/// Multiplies out a finite expression.
class Expander {
public:
    explicit Expander(SplitForm& form) : form_(form) {}

    bool expand(const Node& node, std::vector<SetSequence>& sequences) {
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
};

constexpr std::size_t most_alternatives = 500;

/// Takes `node` apart where one alternative without bound would spoil those that have one:
/// `(Mr|e\.\s*g)\.` into `Mr\.` and `e\.\s*g\.`.
void add_alternatives(Node node, std::vector<Node>& alternatives) {
    const auto is_open = [](const Node& part) {
        return part.kind == Node::Kind::choice && length_of(part).max > longest_sequence;
    };
    if (node.kind == Node::Kind::sequence) {
        const auto open = std::find_if(node.children.begin(), node.children.end(), is_open);
        if (open != node.children.end() &&
            alternatives.size() + open->children.size() <= most_alternatives) {
            const std::vector<Node> choices = open->children;
            for (const Node& choice : choices) {
                *open = choice;
                add_alternatives(node, alternatives);
            }
            return;
        }
    } else if (is_open(node) && alternatives.size() + node.children.size() <= most_alternatives) {
        for (Node& child : node.children) add_alternatives(std::move(child), alternatives);
        return;
    }
    alternatives.push_back(std::move(node));
}

bool are_disjoint(const Expression& expression, std::size_t a, std::size_t b) {
    return a != b && expression.sets[a].set().containsNone(expression.sets[b].set()) != 0;
}

/// Whether some text begins with matches of both sequences: then it depends on the expression which
/// of them it prefers.
bool compete(const Expression& expression, const SetSequence& a, const SetSequence& b) {
    const std::size_t size = std::min(a.size(), b.size());
    if (a.size() == b.size()) return false;
    for (std::size_t i = 0; i < size; ++i) {
        if (are_disjoint(expression, a[i], b[i])) return false;
    }
    return true;
}

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
    Tail start;
    for (icu::UnicodeSet& each : start) each = everything();
    const Tail result = behind(expression, root, start);
    for (std::size_t i = 0; i < tail.size(); ++i) {
        // One character may stand for three.
        tail[i] = CharSet(expression.exact || i == 0 ? result[i] : everything());
    }
}

std::vector<Finder> finders_of(const Expression& expression) {
    std::vector<Finder> finders;
    if (expression.exact) {
        add_finder(expression, expression.root, finders);
    } else {
        const Shape shape(expression);
        finders.push_back({shape.first, {}, {}});
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
    std::vector<Node> alternatives;
    add_alternatives(std::move(root), alternatives);
    form.exact = alternatives.size() == 1;
    Expander expander(form);
    for (const Node& alternative : alternatives) {
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
    for (std::size_t i = 0; form.exact && i < form.sequences.size(); ++i) {
        for (std::size_t j = i + 1; form.exact && j < form.sequences.size(); ++j) {
            form.exact = !compete(expression, form.sequences[i], form.sequences[j]);
        }
    }
    return form;
}

}  // namespace egiz::align
