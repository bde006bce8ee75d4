// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/tbx_reader.hpp"

#include "formats/exchange/element.hpp"
#include "formats/words.hpp"
#include "formats/xml/parser.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t most_terms = 10'000;  ///< of a concept
constexpr std::size_t most_languages = 1000;

using namespace std::string_view_literals;
constexpr std::array concept_names{"termEntry"sv, "conceptEntry"sv, "entry"sv};
constexpr std::array language_names{"langSet"sv, "langSec"sv, "langGroup"sv};
/// What they hold is no text.
/// Elements that say whether a term is to be used; `termNote` does if its type is one of these.
constexpr std::array status_names{"administrativeStatus"sv, "normativeAuthorization"sv,
                                  "termStatus"sv};
/// How the value begins if it is not: `deprecatedTerm-admn-sts`, `supersededTerm`, `obsolete`.
constexpr std::array deprecated_values{"deprecated"sv, "superseded"sv, "obsolete"sv};
constexpr std::size_t longest_status = 1000;
constexpr std::array native_names{"bpt"sv, "ept"sv, "ph"sv, "it"sv, "ut"sv, "sc"sv, "ec"sv};

class TbxReader final : private xml::Handler {
public:
    TbxReader(InputFile file, LexiconBuilder& builder)
        : builder_(builder), parser_(std::move(file), *this, [&builder](const Warning& warning) {
              builder.mend(warning.message, warning.place);
          }) {}

    void read() {
        while (parser_.feed()) {
        }
    }

private:
    /// What an element opens; most open nothing.
    enum class Role { none, a_concept, a_language, a_term, a_status, native };

    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override;
    void text(std::string_view piece) override;
    void end(std::string_view name) override;

    [[nodiscard]] bool inside(Role role) const {
        return std::find(roles_.begin(), roles_.end(), role) != roles_.end();
    }
    [[nodiscard]] Role role_of(const Element& element) const;
    void begin_language(const Element& element);
    void end_term();
    void end_status();
    [[nodiscard]] const std::optional<Language>& language(std::string_view tag);

    LexiconBuilder& builder_;
    std::vector<Role> roles_;  ///< of the elements that are open; no more than the parser's deepest
    LexiconBuilder::Terms terms_;
    LexiconBuilder::Terms deprecated_;
    std::optional<Language> language_;
    std::string term_;
    std::string status_;
    bool has_term_ = false;  ///< a term of the language stands before
    Place place_;            ///< where the concept begins
    std::map<std::string, std::optional<Language>, std::less<>> languages_;
    xml::Parser parser_;
};

TbxReader::Role TbxReader::role_of(const Element& element) const {
    const std::string_view name = element.name;
    if (inside(Role::a_term)) return is_one_of(name, native_names) ? Role::native : Role::none;
    if (inside(Role::a_language)) {
        if (name == "term") return Role::a_term;
        const std::string_view what = name == "termNote" ? element.first_of({"type"}) : name;
        return is_one_of(what, status_names) ? Role::a_status : Role::none;
    }
    if (inside(Role::a_concept)) {
        return is_one_of(name, language_names) ? Role::a_language : Role::none;
    }
    return is_one_of(name, concept_names) ? Role::a_concept : Role::none;
}

void TbxReader::start(std::string_view name, std::string_view, const xml::Attributes& attributes) {
    if (roles_.empty() && !is_tbx_root(name)) {
        throw Error(Fault::input, parser_.place(),
                    "this is no TBX file: its root element is <" + std::string(name) + ">",
                    "a term base in TBX begins with <martif> or <tbx>");
    }
    const Element element(name, attributes);
    const Role role = role_of(element);
    if (role == Role::a_concept) {
        builder_.count_item();
        terms_.clear();
        deprecated_.clear();
        place_ = parser_.place();
    } else if (role == Role::a_language) {
        begin_language(element);
    } else if (role == Role::a_term) {
        term_.clear();
    } else if (role == Role::a_status) {
        status_.clear();
    }
    roles_.push_back(role);
}

void TbxReader::begin_language(const Element& element) {
    const std::string_view tag = element.first_of({"xml:lang", "lang"});
    language_ = language(tag);
    has_term_ = false;
    if (!language_) {
        builder_.skip(tag.empty() ? "terms without a language" : "terms in an unknown language",
                      parser_.place());
    }
}

const std::optional<Language>& TbxReader::language(std::string_view tag) {
    const auto found = languages_.find(tag);
    if (found != languages_.end()) return found->second;
    if (languages_.size() >= most_languages) languages_.clear();
    return languages_.emplace(std::string(tag), Language::parse(trimmed(tag))).first->second;
}

void TbxReader::text(std::string_view piece) {
    if (inside(Role::a_status)) {
        if (status_.size() < longest_status) status_ += piece;
        return;
    }
    if (!inside(Role::a_term) || inside(Role::native)) return;
    // A term that is longer than any may be stays so.
    if (term_.size() <= 4 * LexiconBuilder::longest_term) term_ += piece;
}

void TbxReader::end(std::string_view) {
    const Role role = roles_.back();
    roles_.pop_back();
    if (role == Role::a_term) {
        end_term();
    } else if (role == Role::a_status) {
        end_status();
    } else if (role == Role::a_concept) {
        builder_.add(terms_, 1, place_, deprecated_);
        terms_.clear();
        deprecated_.clear();
    }
}

void TbxReader::end_term() {
    if (!language_) return;
    if (terms_.size() == most_terms) {
        throw Error(Fault::input, parser_.place(), "a concept of more than 10,000 terms",
                    "this file seems to be made to do harm");
    }
    terms_.emplace_back(*language_, std::exchange(term_, {}));
    has_term_ = true;
}

/// What is said of a term stands behind it.
void TbxReader::end_status() {
    if (!has_term_ || !language_) return;
    const std::string_view value = slice(status_, trim(status_, {0, status_.size()}));
    const bool deprecated =
        std::any_of(deprecated_values.begin(), deprecated_values.end(),
                    [&](std::string_view beginning) { return value.starts_with(beginning); });
    if (deprecated) deprecated_.push_back(terms_.back());
}

}  // namespace

bool is_tbx_root(std::string_view name) {
    return name == "martif" || name == "tbx" || name == "TBX";
}

void read_tbx(InputFile file, LexiconBuilder& builder) {
    TbxReader(std::move(file), builder).read();
}

}  // namespace egiz::formats
