// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/checker.hpp"

#include "formats/validation/xliff2/groups.hpp"
#include "formats/words.hpp"
#include "formats/xml/words.hpp"

namespace egiz::formats {
namespace xliff2 {
namespace {

/// Attributes of names, addresses and languages, around which white space does not count.
constexpr std::string_view collapsed[] = {"id",
                                          "ref",
                                          "copyOf",
                                          "dataRef",
                                          "dataRefStart",
                                          "dataRefEnd",
                                          "startRef",
                                          "srcLang",
                                          "trgLang",
                                          "lang",
                                          "hex",
                                          "sizeInfoRef",
                                          "locQualityIssuesRef",
                                          "provenanceRecordsRef"};

/// Hands tags on to the groups of rules, with what they inherit.
class Checker final : public RuleChecker {
public:
    Checker()
        : context_(
              [this](Spot spot, Rule rule, std::string message) {
                  add_fault(spot, std::move(message), std::string(entry(rule).name),
                            clause(rule, context_.version));
              },
              [this](const std::string& message) { leave(message); }),
          groups_(make_groups(context_)) {}

    /// The schema of 2.2 knows nothing of pgs:case, which 3.2.2.6 lets a segment have; and elements
    /// of extensions may be of types that are defined elsewhere.
    bool excuses(std::string_view message) const override {
        constexpr std::string_view pgs_case =
            "segment', attribute '{urn:oasis:names:tc:xliff:pgs:1.0}case'";
        const auto says = [&](std::string_view words) {
            return message.find(words) != std::string_view::npos;
        };
        return (context_.version == Version::v2_2 && says(pgs_case)) ||
               says("of the xsi:type attribute does not resolve") ||
               says("The type definition is absent");
    }

private:
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        if (context_.open.empty()) take_root(uri, attributes);
        take_attributes(attributes);
        if (!context_.open.empty()) context_.open.back().filled = true;
        const Tag tag{space_of(uri, core_uri_, context_.version), name, attributes_};
        shown_.push_back(how_shown(tag));
        open_element(tag, uri);
        if (tag.is(Space::core, "unit")) context_.begin_unit();
        for (const Group& group : groups_) {
            if (shown_.back() == Shown::as_own) group->start(tag);
            if (shown_.back() == Shown::as_extension) group->extension(tag);
        }
    }

    void end(std::string_view) override {
        if (context_.open.empty()) return;
        if (shown_.back() == Shown::as_own) {
            for (const Group& group : groups_) group->end();
            if (context_.self().is(Space::core, "unit")) context_.end_unit();
            if (context_.self().is(Space::core, "file")) context_.end_file();
        }
        shown_.pop_back();
        context_.open.pop_back();
    }

    void text(std::string_view piece) override {
        if (context_.open.empty() || context_.open.back().filled) return;
        context_.open.back().filled = piece.find_first_not_of(" \t\r\n") != std::string_view::npos;
    }

    enum class Shown : unsigned char { as_own, as_extension, as_data };

    void take_root(std::string_view uri, const xml::Attributes& attributes) {
        core_uri_ = uri;
        const bool is_2_2 = uri == "urn:oasis:names:tc:xliff:document:2.2";
        context_.version = is_2_2                                 ? Version::v2_2
                           : attributes.value("version") == "2.1" ? Version::v2_1
                                                                  : Version::v2_0;
    }

    void take_attributes(const xml::Attributes& attributes) {
        attributes_.clear();
        for (const xml::Attribute& attribute : attributes.list()) {
            attributes_.push_back(
                {space_of(attribute.uri, core_uri_, context_.version), attribute.name,
                 is_one_of(attribute.name, collapsed) ? xml::trimmed(attribute.value)
                                                      : attribute.value});
        }
    }

    [[nodiscard]] Shown how_shown(const Tag& tag) const {
        if (context_.open.empty()) return Shown::as_own;
        const Open& parent = context_.open.back();
        const bool holds_data = parent.is(Space::core, "skeleton") ||
                                parent.is(Space::res, "source") || parent.is(Space::res, "target");
        if (holds_data || shown_.back() == Shown::as_data) return Shown::as_data;
        if (shown_.back() == Shown::as_extension || tag.space == Space::foreign ||
            tag.space == Space::none) {
            return tag.space == Space::foreign || tag.space == Space::none ? Shown::as_extension
                                                                           : Shown::as_data;
        }
        return Shown::as_own;
    }

    void open_element(const Tag& tag, std::string_view uri) {
        Open element{tag.space, std::string(tag.name)};
        if (shown_.back() == Shown::as_extension) element.uri = uri;
        if (!context_.open.empty()) {
            const Open& parent = context_.open.back();
            element.lang = parent.lang;
            element.preserve = parent.preserve;
            element.its_version = parent.its_version;
        }
        element.id = tag.value("id");
        if (const auto* lang = tag.find(Space::xml, "lang")) element.lang = *lang;
        if (const auto* space = tag.find(Space::xml, "space"))
            element.preserve = *space == "preserve";
        if (tag.has(Space::its, "version") ||
            (tag.space == Space::its && tag.find("version") != nullptr)) {
            element.its_version = true;
        }
        element.spot = here();
        context_.open.push_back(std::move(element));
    }

    Context context_;
    std::vector<Group> groups_;
    std::string core_uri_;
    std::vector<Attribute> attributes_;  ///< of the tag at hand
    std::vector<Shown> shown_;           ///< how each open element is
};

}  // namespace
}  // namespace xliff2

std::unique_ptr<RuleChecker> make_xliff2_checker() { return std::make_unique<xliff2::Checker>(); }

}  // namespace egiz::formats
