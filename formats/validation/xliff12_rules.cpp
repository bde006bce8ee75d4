// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff12_rules.hpp"

#include "formats/validation/xliff2/fragment_id.hpp"

#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace egiz::formats {
namespace {

constexpr std::string_view core_uri = "urn:oasis:names:tc:xliff:document:1.2";

class Xliff12Rules final : public RuleChecker {
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        open_.emplace_back(uri == core_uri ? name : std::string_view());
        if (uri != core_uri) return;
        check_languages(name, attributes);
        if (name == "file") {
            units_.clear();
            cross_references_.clear();
        } else if (name == "trans-unit" || name == "bin-unit") {
            if (name == "trans-unit") segments_.clear();
            has_segments_ = false;
            units_.emplace(attributes.value("id"));
        } else if (name == "source" || name == "target" || name == "seg-source") {
            starts_.clear();
            target_segments_.clear();
            if (name == "seg-source") has_segments_ = true;
        } else if (name == "mrk") {
            take_marker(attributes);
        } else if (name == "alt-trans") {
            take_alternative(attributes);
        } else if (name == "bpt" || name == "bx") {
            take_start(name == "bpt" ? "ept" : "ex", attributes);
        } else if (name == "ept" || name == "ex") {
            take_end(name, attributes);
        }
        if (const auto* reference = attributes.find("xid")) {
            cross_references_.push_back({here(), std::string(*reference)});
        }
    }

    void end(std::string_view) override {
        if (open_.empty()) return;
        const std::string name = std::move(open_.back());
        open_.pop_back();
        if (name == "source" || name == "target" || name == "seg-source") {
            check_starts();
        } else if (name == "file") {
            for (const auto& [spot, id] : cross_references_) {
                if (units_.contains(id)) continue;
                report(spot, "xid", "xid", "xid=\"" + id + "\" is no unit of this file");
            }
        }
    }

    void text(std::string_view) override {}

    void report(Spot spot, const char* rule, std::string_view heading, std::string message) const {
        add_fault(spot, std::move(message), rule, "XLIFF 1.2, " + std::string(heading));
    }

    /// RFC 4646; the schema's xs:language lets more pass.
    void check_languages(std::string_view name, const xml::Attributes& attributes) const {
        for (const xml::Attribute& attribute : attributes.list()) {
            const bool is_language =
                attribute.prefix == "xml" ? attribute.name == "lang"
                : attribute.prefix.empty()
                    ? attribute.name == "source-language" || attribute.name == "target-language"
                    : false;
            if (!is_language || attribute.value.empty()) continue;
            if (xliff2::is_language_tag(attribute.value)) continue;
            report(here(), "language-tag", attribute.name,
                   std::string(attribute.name) + "=\"" +
                       std::string(attribute.value.substr(0, 100)) + "\" of " + std::string(name) +
                       " is no well-formed language tag");
        }
    }

    [[nodiscard]] bool inside(std::string_view name) const {
        for (const std::string& element : open_) {
            if (element == name) return true;
        }
        return false;
    }

    void take_marker(const xml::Attributes& attributes) {
        if (attributes.value("mtype") != "seg" || inside("alt-trans")) return;
        const std::string number(attributes.value("mid"));
        if (number.empty()) {
            report(here(), "segment-mid", "mrk", "a segment (mtype=\"seg\") has no mid");
        } else if (inside("seg-source")) {
            if (segments_.insert(number).second) return;
            report(here(), "segment-mid", "mid", "mid=\"" + number + "\" is there twice");
        } else if (inside("target")) {
            if (!target_segments_.insert(number).second) {
                report(here(), "segment-mid", "mid", "mid=\"" + number + "\" is there twice");
            } else if (has_segments_ && !segments_.contains(number)) {
                report(here(), "segment-mid", "seg-source",
                       "mid=\"" + number + "\" is no segment of the seg-source");
            }
        }
    }

    void take_alternative(const xml::Attributes& attributes) {
        const std::string number(attributes.value("mid"));
        if (number.empty() || !has_segments_ || segments_.contains(number)) return;
        report(here(), "segment-mid", "alt-trans",
               "mid=\"" + number + "\" is no segment of the seg-source");
    }

    /// What pairs a start and an end: `rid`, or else `id`.
    static std::string pair_of(std::string_view end, const xml::Attributes& attributes) {
        const std::string_view* number = attributes.find("rid");
        if (number == nullptr) number = attributes.find("id");
        if (number == nullptr) return {};
        return std::string(end) + " " + std::string(*number);
    }

    void take_start(std::string_view end, const xml::Attributes& attributes) {
        const std::string pair = pair_of(end, attributes);
        if (pair.empty()) return;
        const auto [place, is_new] = numbers_of_starts_.emplace(pair, starts_.size());
        if (!is_new && !starts_[place->second].closed) {
            report(here(), "code-pair", end, "another start has the same rid or id");
            return;
        }
        place->second = starts_.size();  // a closed one may have been cloned
        starts_.push_back({here(), pair});
    }

    void take_end(std::string_view name, const xml::Attributes& attributes) {
        const std::string pair = pair_of(name, attributes);
        if (pair.empty()) return;
        const auto start = numbers_of_starts_.find(pair);
        if (start == numbers_of_starts_.end() || starts_[start->second].closed) {
            report(here(), "code-pair", name,
                   std::string(name) + " \"" + pair.substr(name.size() + 1) +
                       "\" has no start of its own before it");
        } else {
            starts_[start->second].closed = true;
        }
    }

    void check_starts() {
        for (const Start& start : starts_) {
            if (start.closed) continue;
            const std::size_t space = start.pair.find(' ');
            report(start.spot, "code-pair", start.pair.substr(0, space),
                   "the start \"" + start.pair.substr(space + 1) + "\" has no " +
                       start.pair.substr(0, space) + " behind it");
        }
        starts_.clear();
        numbers_of_starts_.clear();
    }

    struct Start {
        Spot spot;
        std::string pair;
        bool closed = false;
    };
    struct Reference {
        Spot spot;
        std::string id;
    };
    std::vector<std::string> open_;                    ///< empty: of another namespace
    std::unordered_set<std::string> segments_;         ///< of the seg-source at hand
    std::unordered_set<std::string> target_segments_;  ///< of the target at hand
    std::vector<Start> starts_;                        ///< of the content at hand
    std::unordered_map<std::string, std::size_t> numbers_of_starts_;
    std::unordered_set<std::string> units_;  ///< of the file at hand
    std::vector<Reference> cross_references_;
    bool has_segments_ = false;
};

}  // namespace

std::unique_ptr<RuleChecker> make_xliff12_checker() { return std::make_unique<Xliff12Rules>(); }

}  // namespace egiz::formats
