// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/tbx_rules.hpp"

#include "formats/validation/xliff2/fragment_id.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace egiz::formats {
namespace {

using Words = std::set<std::string_view>;

/// What stands in what: TBX 2 (martif) and 3 (tbx).
const std::map<std::string_view, Words> children{
    {"martif", {"martifHeader", "text"}},
    {"tbx", {"tbxHeader", "text"}},
    {"text", {"body", "back"}},
    {"body", {"termEntry", "conceptEntry"}},
    {"termEntry",
     {"descrip", "descripGrp", "admin", "adminGrp", "transac", "transacGrp", "note", "ref", "xref",
      "langSet"}},
    {"conceptEntry",
     {"descrip", "descripGrp", "admin", "adminGrp", "transac", "transacGrp", "note", "ref", "xref",
      "langSec"}},
    {"langSet",
     {"descrip", "descripGrp", "admin", "adminGrp", "transac", "transacGrp", "note", "ref", "xref",
      "tig", "ntig"}},
    {"langSec",
     {"descrip", "descripGrp", "admin", "adminGrp", "transac", "transacGrp", "note", "ref", "xref",
      "termSec"}},
    {"tig",
     {"term", "termNote", "termNoteGrp", "descrip", "descripGrp", "admin", "adminGrp", "transac",
      "transacGrp", "note", "ref", "xref"}},
    {"termSec",
     {"term", "termNote", "termNoteGrp", "descrip", "descripGrp", "admin", "adminGrp", "transac",
      "transacGrp", "note", "ref", "xref"}},
    {"descripGrp",
     {"descrip", "descripNote", "admin", "adminGrp", "transacGrp", "note", "ref", "xref"}},
    {"transacGrp", {"transac", "transacNote", "date", "note", "ref", "xref"}},
};

/// A data category of TBX-Basic; no values: any text.
struct Category {
    std::string_view element;
    std::string_view type;
    Words values = {};
};
const std::vector<Category> categories{
    {"descrip", "subjectField"},
    {"descrip", "definition"},
    {"descrip", "context"},
    {"admin", "source"},
    {"admin", "customerSubset"},
    {"admin", "projectSubset"},
    {"termNote", "grammaticalGender", {"masculine", "feminine", "neuter", "other"}},
    {"termNote", "partOfSpeech", {"noun", "verb", "adjective", "adverb", "properNoun", "other"}},
    {"termNote",
     "termType",
     {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"}},
    {"termNote",
     "administrativeStatus",
     {"preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts",
      "supersededTerm-admn-sts"}},
    {"termNote", "geographicalUsage"},
    {"termNote", "termLocation"},
    {"transac", "transactionType", {"origination", "modification"}},
    {"transacNote", "responsibility"},
    {"ref", "crossReference"},
    {"xref", "externalCrossReference"},
    {"xref", "xGraphic"},
};

bool is_category_element(std::string_view name) {
    return std::any_of(categories.begin(), categories.end(),
                       [&](const Category& category) { return category.element == name; });
}

std::string quote(std::string_view text) { return "\"" + std::string(text.substr(0, 100)) + "\""; }

class TbxRules final : public RuleChecker {
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        const Spot spot = here();
        if (open_.empty()) {
            core_uri_ = uri;
            is_basic_ =
                attributes.value("type") == "TBX-Basic" && attributes.value("style") != "dct";
        }
        const bool is_core = uri == core_uri_;
        if (is_core && !open_.empty()) check_place(spot, name);
        open_.push_back({is_core ? std::string(name) : std::string(), spot});
        text_.clear();
        category_ = nullptr;
        if (!is_core) return;
        if (name == "termEntry" || name == "conceptEntry") {
            languages_.clear();
        } else if (name == "langSet" || name == "langSec") {
            take_language(spot, attributes);
        }
        if (const auto* id = attributes.find("id")) take_id(spot, *id);
        if (const auto* target = attributes.find("target"); target != nullptr && name != "xref") {
            references_.push_back({spot, std::string(*target)});
        }
        if (is_basic_ && is_category_element(name)) take_category(spot, name, attributes);
    }

    void text(std::string_view piece) override {
        constexpr std::size_t enough = 1000;
        if (text_.size() < enough) text_ += piece.substr(0, enough - text_.size());
    }

    void end(std::string_view) override {
        if (open_.empty()) return;
        const Open self = std::move(open_.back());
        open_.pop_back();
        const bool blank = text_.find_first_not_of(" \t\r\n") == std::string::npos;
        if (self.name == "term" && blank && !self.filled) {
            report(self.spot, "tbx-term", "term", "the term is empty");
        } else if (category_ != nullptr && !category_->values.empty() &&
                   !category_->values.contains(text_)) {
            report(self.spot, "tbx-value", category_->type,
                   quote(text_) + " is no value of " + std::string(category_->type));
        } else if ((self.name == "tig" || self.name == "termSec") && !self.has_main) {
            report(self.spot, "tbx-term", self.name, self.name + " has no term");
        } else if ((self.name == "langSet" || self.name == "langSec" || self.name == "termEntry" ||
                    self.name == "conceptEntry") &&
                   !self.has_main) {
            report(self.spot, "tbx-structure", self.name, self.name + " has no term in it");
        }
        category_ = nullptr;
        if (open_.empty()) check_references();
    }

    struct Open {
        std::string name;  ///< empty: of another namespace
        Spot spot;
        bool filled = false;    ///< has an element
        bool has_main = false;  ///< what it is there for: a term, a language
    };

    void report(Spot spot, const char* rule, std::string_view heading, std::string message) const {
        add_fault(spot, std::move(message), rule, "ISO 30042, " + std::string(heading));
    }

    void check_place(Spot spot, std::string_view name) {
        Open& parent = open_.back();
        parent.filled = true;
        if (name == "term" || name == "langSet" || name == "langSec" || name == "tig" ||
            name == "ntig" || name == "termSec") {
            parent.has_main = true;
        }
        const auto known = children.find(parent.name);
        if (known == children.end() || known->second.contains(name)) return;
        report(spot, "tbx-structure", parent.name,
               std::string(name) + " may not stand in " + parent.name);
    }

    void take_language(Spot spot, const xml::Attributes& attributes) {
        const std::string_view* language = attributes.find("xml", "lang");
        if (language == nullptr) {
            report(spot, "tbx-language", "xml:lang", "no xml:lang");
        } else if (!xliff2::is_language_tag(*language)) {
            report(spot, "tbx-language", "xml:lang",
                   "xml:lang=" + quote(*language) + " is no well-formed language tag");
        } else if (!languages_.emplace(*language).second) {
            report(spot, "tbx-language", "xml:lang",
                   "the language " + quote(*language) + " is there twice in the entry");
        }
    }

    void take_id(Spot spot, std::string_view id) {
        const auto [other, is_new] = ids_.emplace(std::string(id), spot.line);
        if (is_new) return;
        report(spot, "tbx-id", "id",
               "the id " + quote(id) + " is taken, in line " + std::to_string(other->second));
    }

    void take_category(Spot spot, std::string_view name, const xml::Attributes& attributes) {
        const std::string_view* type = attributes.find("type");
        if (type == nullptr) {
            report(spot, "tbx-category", name, std::string(name) + " has no type");
            return;
        }
        for (const Category& category : categories) {
            if (category.element == name && category.type == *type) category_ = &category;
        }
        if (category_ == nullptr) {
            report(spot, "tbx-category", name,
                   "type=" + quote(*type) + " of " + std::string(name) +
                       " is no data category of TBX-Basic");
        }
    }

    void check_references() {
        for (const auto& [spot, id] : references_) {
            if (ids_.contains(id)) continue;
            report(spot, "tbx-ref", "target", "target=" + quote(id) + " is the id of nothing here");
        }
    }

    struct Reference {
        Spot spot;
        std::string id;
    };
    std::string core_uri_;
    bool is_basic_ = false;
    std::vector<Open> open_;
    std::string text_;  ///< of the element at hand, its beginning
    const Category* category_ = nullptr;
    std::set<std::string> languages_;  ///< of the entry at hand
    std::unordered_map<std::string, std::size_t> ids_;
    std::vector<Reference> references_;
};

/// Hands a parser's events to a checker of rules.
class RulesRunner final : public xml::Handler {
public:
    RulesRunner(const std::string& path, RuleChecker& rules)
        : rules_(rules), parser_(InputFile(path), *this, nullptr) {
        rules_.attach(parser_, faults_);
    }

    std::vector<ValidationFault> run() {
        try {
            while (parser_.feed()) {
            }
        } catch (const Error& error) {
            faults_.add(error.place(), error.message(), "well-formed", "XML 1.0");
        } catch (const EnoughFaults&) {
        }
        return faults_.take();
    }

private:
    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        rules_.start(name, uri, attributes);
        if (faults_.full()) throw EnoughFaults();
    }
    void text(std::string_view piece) override { rules_.text(piece); }
    void end(std::string_view name) override { rules_.end(name); }

    FaultList faults_;
    RuleChecker& rules_;
    xml::Parser parser_;
};

}  // namespace

std::unique_ptr<RuleChecker> make_tbx_checker() { return std::make_unique<TbxRules>(); }

std::vector<ValidationFault> check_rules(const std::string& path, RuleChecker& rules) {
    return RulesRunner(path, rules).run();
}

}  // namespace egiz::formats
