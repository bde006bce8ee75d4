// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/tbx_rules.hpp"

#include "formats/exchange/tbx_fields.hpp"
#include "formats/validation/xliff2/fragment_id.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

namespace egiz::formats {
namespace {

using Words = std::set<std::string_view>;

/// What an element holds, besides which there is no text in it.
struct Model {
    Words children;
    std::string_view first = {};  ///< what begins it; empty: any
    Words needed = {};            ///< one of these is there; none: it may be empty
};
const Words auxiliary{"descrip",    "descripGrp", "admin", "adminGrp", "transac",
                      "transacGrp", "note",       "ref",   "xref"};

Words with_auxiliary(Words names) {
    names.insert(auxiliary.begin(), auxiliary.end());
    return names;
}

/// TBX 2 (martif) and 3 (tbx).
const std::map<std::string_view, Model> models{
    {"martif", {{"martifHeader", "text"}, "martifHeader", {"text"}}},
    {"tbx", {{"tbxHeader", "text"}, "tbxHeader", {"text"}}},
    {"text", {{"body", "back"}, "body", {"body"}}},
    {"body", {{"termEntry", "conceptEntry"}, {}, {"termEntry", "conceptEntry"}}},
    {"termEntry", {with_auxiliary({"langSet"}), {}, {"langSet"}}},
    {"conceptEntry", {with_auxiliary({"langSec"}), {}, {"langSec"}}},
    {"langSet", {with_auxiliary({"tig", "ntig"}), {}, {"tig", "ntig"}}},
    {"langSec", {with_auxiliary({"termSec"}), {}, {"termSec"}}},
    {"tig", {with_auxiliary({"term", "termNote", "termNoteGrp"}), "term", {"term"}}},
    {"ntig", {with_auxiliary({"termGrp"}), "termGrp", {"termGrp"}}},
    {"termGrp", {{"term", "termNote", "termNoteGrp"}, "term", {"term"}}},
    {"termSec", {with_auxiliary({"term", "termNote", "termNoteGrp"}), "term", {"term"}}},
    {"descripGrp",
     {{"descrip", "descripNote", "admin", "adminGrp", "transacGrp", "note", "ref", "xref"},
      "descrip",
      {"descrip"}}},
    {"transacGrp",
     {{"transac", "transacNote", "date", "note", "ref", "xref"}, "transac", {"transac"}}},
};

/// `conceptEntry or termEntry`
std::string either(const Words& words) {
    std::string text;
    for (const std::string_view word : words) {
        text += (text.empty() ? "" : " or ") + std::string(word);
    }
    return text;
}

const Model* find_model(std::string_view name) {
    const auto found = models.find(name);
    return found == models.end() ? nullptr : &found->second;
}

/// Those of units, and those of the history that units do not have.
std::vector<TbxField> all_categories() {
    std::vector<TbxField> all(tbx_fields.begin(), tbx_fields.end());
    all.push_back({"transac", "transactionType", false, "origination modification"});
    all.push_back({"transacNote", "responsibility"});
    return all;
}
const std::vector<TbxField> categories = all_categories();

bool is_category_element(std::string_view name) {
    return std::any_of(categories.begin(), categories.end(),
                       [&](const TbxField& category) { return category.element == name; });
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
            check_language(spot, attributes);
        }
        const bool is_core = uri == core_uri_;
        if (is_core && !open_.empty()) check_place(spot, name);
        open_.push_back({is_core ? std::string(name) : std::string(), spot, find_model(name)});
        if (!is_core) open_.back().model = nullptr;
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
        if (!open_.empty() && open_.back().model != nullptr && !open_.back().has_text &&
            piece.find_first_not_of(" \t\r\n") != std::string_view::npos) {
            open_.back().has_text = true;
            report(here(), "tbx-structure", open_.back().name,
                   open_.back().name + " holds elements and no text");
        }
        if (text_.size() < enough) text_ += piece.substr(0, enough - text_.size());
    }

    void end(std::string_view) override {
        if (open_.empty()) return;
        const Open self = std::move(open_.back());
        open_.pop_back();
        const bool blank = text_.find_first_not_of(" \t\r\n") == std::string::npos;
        if (self.name == "term" && blank && !self.filled) {
            report(self.spot, "tbx-term", "term", "the term is empty");
        } else if (category_ != nullptr && !category_->allows(text_)) {
            report(self.spot, "tbx-value", category_->type,
                   quote(text_) + " is no value of " + std::string(category_->type));
        } else if (self.model != nullptr && !self.model->needed.empty() && !self.has_needed) {
            const bool term = self.model->needed.contains("term");
            report(self.spot, term ? "tbx-term" : "tbx-structure", self.name,
                   self.name + " has no " + either(self.model->needed));
        }
        category_ = nullptr;
        if (open_.empty()) check_references();
    }

    struct Open {
        std::string name;  ///< empty: of another namespace
        Spot spot;
        const Model* model;       ///< null: none that is known here
        bool filled = false;      ///< has an element
        bool has_needed = false;  ///< has what its model needs
        bool has_text = false;    ///< though its model has none
    };

    void report(Spot spot, const char* rule, std::string_view heading, std::string message) const {
        add_fault(spot, std::move(message), rule, "ISO 30042, " + std::string(heading));
    }

    void check_place(Spot spot, std::string_view name) {
        Open& parent = open_.back();
        const bool is_first = !parent.filled;
        parent.filled = true;
        if (parent.model == nullptr) return;
        if (parent.model->needed.contains(name)) parent.has_needed = true;
        if (!parent.model->children.contains(name)) {
            report(spot, "tbx-structure", parent.name,
                   std::string(name) + " may not stand in " + parent.name);
        } else if (is_first && !parent.model->first.empty() && parent.model->first != name) {
            parent.has_needed = true;  // one fault is enough
            report(spot, "tbx-structure", parent.name,
                   parent.name + " begins with " + std::string(parent.model->first) +
                       ", not with " + std::string(name));
        }
    }

    bool check_language(Spot spot, const xml::Attributes& attributes) const {
        const std::string_view* language = attributes.find("xml", "lang");
        if (language == nullptr) {
            report(spot, "tbx-language", "xml:lang", "no xml:lang");
            return false;
        }
        if (xliff2::is_language_tag(*language)) return true;
        report(spot, "tbx-language", "xml:lang",
               "xml:lang=" + quote(*language) + " is no well-formed language tag");
        return false;
    }

    void take_language(Spot spot, const xml::Attributes& attributes) {
        const std::string_view* language = attributes.find("xml", "lang");
        if (check_language(spot, attributes) && !languages_.emplace(*language).second) {
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
        for (const TbxField& category : categories) {
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
    const TbxField* category_ = nullptr;
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
        feed_all(parser_, faults_);
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
