// SPDX-License-Identifier: Apache-2.0
// Internal: what the groups of rules share while an XLIFF 2 file is read.
#pragma once

#include "formats/validation/rule_checker.hpp"
#include "formats/validation/xliff2/fragment_id.hpp"
#include "formats/validation/xliff2/names.hpp"
#include "formats/validation/xliff2/rules.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace egiz::formats::xliff2 {

struct Attribute {
    Space space;
    std::string_view name;
    std::string_view value;
};

/// A start tag; valid while its handlers run.
struct Tag {
    Space space;
    std::string_view name;
    const std::vector<Attribute>& attributes;

    [[nodiscard]] bool is(Space own, std::string_view called) const {
        return space == own && name == called;
    }
    /// Null if there is none.
    [[nodiscard]] const std::string_view* find(Space own, std::string_view called) const;
    [[nodiscard]] const std::string_view* find(std::string_view called) const {
        return find(Space::none, called);
    }
    [[nodiscard]] bool has(Space own, std::string_view called) const {
        return find(own, called) != nullptr;
    }
    /// The value, or an empty one.
    [[nodiscard]] std::string_view value(std::string_view called) const;
};

/// An element that is open.
struct Open {
    Space space;
    std::string name;
    std::string uri = {};  ///< its namespace; only of extensions
    std::string id = {};
    std::string lang = {};     ///< xml:lang, its own or inherited
    bool preserve = false;     ///< xml:space, its own or inherited
    bool its_version = false;  ///< its:version is in scope
    bool filled = false;       ///< has an element, or text that is not blank
    Spot spot = {};

    [[nodiscard]] bool is(Space own, std::string_view called) const {
        return space == own && name == called;
    }
};

/// The ids of a unit that others may refer to.
struct UnitIndex {
    std::string file, unit;                  ///< ids
    std::unordered_set<std::string> groups;  ///< ids of the groups around it
    std::unordered_set<std::string> source;  ///< segments, ignorables and codes of sources
    std::unordered_set<std::string> target;  ///< codes of targets
    std::unordered_set<std::string> notes;
    std::unordered_set<std::string> issues;   ///< xml:id of its:locQualityIssues
    std::unordered_set<std::string> records;  ///< xml:id of its:provenanceRecords

    /// Whether a fragment is within this unit: what it leaves out is taken from here.
    [[nodiscard]] bool holds(const FragmentId& fragment) const;
    /// Whether it is a span of the unit's text: a segment, an ignorable or a code.
    [[nodiscard]] bool has_span(const FragmentId& fragment) const;
};

class Context {
public:
    using Report = std::function<void(Spot, Rule, std::string)>;
    using Leave = std::function<void(const std::string&)>;
    /// Codes of a unit, references of a file and units of a file that are kept at most.
    static constexpr std::size_t most_kept = 500'000;

    /// `leave` throws: the file is out of bounds.
    Context(Report report, Leave leave) : report_(std::move(report)), leave_(std::move(leave)) {}

    Version version = Version::v2_0;
    std::string source_language;
    std::string target_language;
    bool has_target_language = false;
    std::vector<Open> open;  ///< innermost last: the element at hand
    UnitIndex unit;

    void report(Spot spot, Rule rule, std::string message) const {
        report_(spot, rule, std::move(message));
    }
    /// At the element at hand.
    void report(Rule rule, std::string message) const {
        report_(open.back().spot, rule, std::move(message));
    }
    [[nodiscard]] const Open& self() const { return open.back(); }
    /// Null for the root.
    [[nodiscard]] const Open* parent() const {
        return open.size() < 2 ? nullptr : &open[open.size() - 2];
    }
    /// The innermost open file, group or unit around the element at hand; null if there is none.
    [[nodiscard]] const Open* enclosing() const;
    [[nodiscard]] bool inside(Space space, std::string_view name) const;
    [[nodiscard]] bool in_unit() const { return inside(Space::core, "unit"); }

    /// Runs `check` when the unit at hand has been read.
    void at_unit_end(std::function<void()> check) {
        bound(unit_checks_.size(), "references in a unit");
        unit_checks_.push_back(std::move(check));
    }
    /// Runs `check` when the file element at hand has been read.
    void at_file_end(std::function<void()> check) {
        bound(file_checks_.size(), "references in a file");
        file_checks_.push_back(std::move(check));
    }
    /// \throws Error (input) if there are too many of what is counted
    void bound(std::size_t count, const char* what, std::size_t most = most_kept) const {
        if (count >= most) {
            leave_("there are more than " + std::to_string(most) + " " + what);
        }
    }
    void begin_unit();
    void end_unit();
    void end_file();

    /// Reports what is wrong with a reference, from the element at hand, that has to be to a span
    /// of text in the unit around it.
    void require_span(Rule rule, std::string_view ref);
    /// The fragment of a reference into this document; reports one that is none. False if `ref` is
    /// to elsewhere or no fragment.
    [[nodiscard]] bool take_fragment(std::string_view ref, FragmentId& fragment) const;

private:
    Report report_;
    Leave leave_;
    std::vector<std::function<void()>> unit_checks_;
    std::vector<std::function<void()>> file_checks_;
};

/// `"text"`, cut if it is very long.
[[nodiscard]] std::string quote(std::string_view text);
/// `mtc:match`
[[nodiscard]] std::string name_of(Space space, std::string_view name);
[[nodiscard]] bool same_language(std::string_view one, std::string_view other);

/// A group of rules that looks at the file as it is read. What is in skeletons and resources is
/// mere data and not shown, nor is what XLIFF's own elements may mean inside of an extension.
class RuleGroup {
public:
    explicit RuleGroup(Context& context) : context_(context) {}
    RuleGroup(const RuleGroup&) = delete;
    RuleGroup& operator=(const RuleGroup&) = delete;
    virtual ~RuleGroup() = default;
    /// The element is context.self().
    virtual void start(const Tag& tag) = 0;
    /// The element still is context.self().
    virtual void end() {}
    /// As start(), for an element of an extension; end() follows none.
    virtual void extension(const Tag& tag) { static_cast<void>(tag); }

protected:
    Context& context_;
};

}  // namespace egiz::formats::xliff2
