// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/table_columns.hpp"

#include "formats/exchange/row_details.hpp"
#include "formats/words.hpp"
#include "text/known_language.hpp"
#include "text/unicode.hpp"

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <map>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t most_columns = 1000;
constexpr const char* header_hint =
    "the first line names the language of each column, as in en TAB kk; or say what the columns "
    "are, with --columns en,kk,note";

std::optional<TableColumn::Role> role_of(const std::string& folded) {
    using Role = TableColumn::Role;
    static const std::map<std::string, Role, std::less<>> roles{
        {"id", Role::id},
        {"tuid", Role::id},
        {"note", Role::note},
        {"notes", Role::note},
        {"comment", Role::note},
        {"comments", Role::note},
        {"state", Role::state},
        {"status", Role::state},
        {"document", Role::document},
        {std::string(details_column), Role::details}};
    const auto found = roles.find(folded);
    return found == roles.end() ? std::nullopt : std::optional(found->second);
}

std::string display_name(const char* locale, const char* in) {
    UErrorCode status = U_ZERO_ERROR;
    constexpr int longest = 128;
    char16_t name[longest] = {};
    const int32_t size = uloc_getDisplayName(locale, in, name, longest, &status);
    std::string result;
    if (U_SUCCESS(status) != 0) icu::UnicodeString(name, size).toUTF8String(result);
    return result;
}

/// A language by its name in English or in itself: `Russian`, `русский`, `Chinese (Simplified)`.
std::optional<Language> language_by_name(const std::string& folded) {
    static const std::map<std::string, std::string, std::less<>> names = [] {
        std::map<std::string, std::string, std::less<>> result;
        for (int32_t i = 0; i < uloc_countAvailable(); ++i) {
            const char* locale = uloc_getAvailable(i);
            for (const char* in : {"en", locale}) {
                const std::string name = fold(display_name(locale, in));
                if (!name.empty()) result.try_emplace(name, locale);
            }
        }
        return result;
    }();
    const auto found = names.find(folded);
    return found == names.end() ? std::nullopt : Language::parse(found->second);
}

/// Nobody but who means a language begins a heading with `x-`.
std::optional<Language> language_of_heading(const std::string& name) {
    return name.starts_with("x-") ? Language::parse(name) : known_language(name);
}

std::optional<TableColumn> column_named(const std::string& name, const ReadOptions& options) {
    const std::string folded = fold(name);
    if (const auto role = role_of(folded)) return TableColumn{*role, {}, name};
    if (const auto language = language_of_heading(name)) {
        return TableColumn{TableColumn::Role::text, *language, name};
    }
    if (folded == "source" && options.source) {
        return TableColumn{TableColumn::Role::text, *options.source, name};
    }
    if (folded == "target" && options.target) {
        return TableColumn{TableColumn::Role::text, *options.target, name};
    }
    if (const auto language = language_by_name(folded)) {
        return TableColumn{TableColumn::Role::text, *language, name};
    }
    return std::nullopt;
}

bool is_text(const std::optional<TableColumn>& column) {
    return column && column->role == TableColumn::Role::text;
}

/// A header's `id` is Indonesian, unless it stands first and two languages behind it.
void tell_indonesian(std::vector<std::optional<TableColumn>>& named) {
    const auto languages = std::count_if(named.begin(), named.end(), is_text);
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (!named[i] || named[i]->name != "id" || (i == 0 && languages >= 2)) continue;
        named[i] = TableColumn{TableColumn::Role::text, Language::require("ind"), "id"};
    }
}

bool has_text_column(const std::vector<TableColumn>& columns) {
    return std::any_of(columns.begin(), columns.end(), [](const TableColumn& column) {
        return column.role == TableColumn::Role::text;
    });
}

}  // namespace

std::optional<ReviewState> review_state_of(std::string_view text) {
    const std::string folded = fold(text);
    for (const ReviewState state :
         {ReviewState::unreviewed, ReviewState::reviewed, ReviewState::rejected}) {
        if (folded == name(state)) return state;
    }
    return std::nullopt;
}

void require_columns(const UnitWriterOptions& options) {
    if (options.languages.size() < options.fewest_texts || options.languages.empty()) {
        throw Error(Fault::usage, {}, "a table of units needs at least two languages");
    }
}

std::string column_name(const std::vector<Language>& languages, std::size_t index) {
    const std::string& tag = languages[index].tag();
    return tag == "id" && index == 0 && languages.size() > 2 ? "ind" : tag;
}

ColumnRequest::ColumnRequest(const std::string& text) {
    for (std::size_t begin = 0; !text.empty() && begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        std::string what(trimmed(std::string_view(text).substr(begin, end - begin)));
        begin = end + 1;
        std::string header;
        if (const std::size_t equals = what.find('='); equals != std::string::npos) {
            header = what.substr(equals + 1);
            what.resize(equals);
            by_name_ = true;
        }
        auto column = what == "-" ? TableColumn{} : column_named(what, {});
        if (const auto language = Language::parse(what); !column && language) {
            column = TableColumn{TableColumn::Role::text, *language, what};
        }
        if (!column) {
            throw Error(Fault::usage, {}, "'" + what + "' is nothing that a column holds",
                        "name a language, id, note, state, document, or - to pass it over");
        }
        columns_.push_back(*column);
        columns_.back().name = header;
    }
}

bool TableColumns::take_first_row(const std::vector<std::string_view>& cells, const Place& place,
                                  const Warn& warn) {
    if (cells.size() > most_columns) {
        throw Error(Fault::input, place, "the table has more than 1,000 columns",
                    "is this a table of translation units?");
    }
    std::vector<std::optional<TableColumn>> named;
    for (const std::string_view cell : cells) {
        named.push_back(column_named(std::string(trimmed(cell)), options_));
    }
    tell_indonesian(named);
    const bool is_header = std::any_of(named.begin(), named.end(), is_text);
    if (request_.by_name()) {
        columns_.assign(cells.size(), {});
        for (const TableColumn& wanted : request_.columns()) {
            std::size_t at = 0;
            while (at < cells.size() && fold(trimmed(cells[at])) != fold(wanted.name)) ++at;
            if (at == cells.size()) {
                throw Error(Fault::input, place, "no column is called '" + wanted.name + "'",
                            "--columns has it; see the first line of the file");
            }
            columns_[at] = wanted;
        }
        check(place);
        return true;
    }
    if (!request_.empty()) {
        columns_ = request_.columns();
        check(place);
        return is_header;
    }
    if (!is_header && options_.source && options_.target && cells.size() == 2) {
        columns_ = {{TableColumn::Role::text, *options_.source},
                    {TableColumn::Role::text, *options_.target}};
        check(place);
        return false;
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (!named[i] && !is_header) {
            throw Error(Fault::input, place,
                        "the column '" + std::string(cells[i].substr(0, 40)) + "' is no language",
                        header_hint);
        }
        if (!named[i] && !trimmed(cells[i]).empty()) {
            warn("the column '" + std::string(cells[i].substr(0, 40)) +
                 "' is passed over: it is no language, id, note, state or document");
        }
        columns_.push_back(named[i].value_or(TableColumn{}));
    }
    if (!has_text_column(columns_)) {
        throw Error(Fault::input, place, "no column is a language", header_hint);
    }
    check(place);
    return true;
}

void TableColumns::check(const Place& place) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].role != TableColumn::Role::text) continue;
        for (std::size_t k = 0; k < i; ++k) {
            if (columns_[k].role == TableColumn::Role::text &&
                columns_[k].language == columns_[i].language) {
                throw Error(Fault::input, place,
                            "the column '" + columns_[i].language.tag() + "' comes twice",
                            header_hint);
            }
        }
    }
}

void TableColumns::take_cell(TranslationUnit& unit, const TableColumn& column,
                             const std::string& cell, const Warn& warn) const {
    switch (column.role) {
        case TableColumn::Role::skip:
        case TableColumn::Role::details:
            break;
        case TableColumn::Role::text: {
            Variant& variant = unit.variants.emplace_back();
            variant.language = column.language;
            variant.text = cell;
            break;
        }
        case TableColumn::Role::id:
            unit.id = cell;
            break;
        case TableColumn::Role::note:
            unit.notes.push_back(cell);
            break;
        case TableColumn::Role::document:
            unit.document = cell;
            break;
        case TableColumn::Role::state: {
            const auto state = review_state_of(trimmed(cell));
            if (!state) warn("the state '" + cell.substr(0, 40) + "' is not known");
            unit.state = state.value_or(ReviewState::unreviewed);
        }
    }
}

std::optional<TranslationUnit> TableColumns::unit(const std::vector<std::string>& cells,
                                                  const Warn& warn) const {
    TranslationUnit unit;
    const std::string* details = nullptr;
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
        if (cells[i].empty()) continue;
        if (columns_[i].role == TableColumn::Role::details) details = &cells[i];
        take_cell(unit, columns_[i], cells[i], warn);
    }
    if (details != nullptr) add_details(unit, *details, warn);
    if (unit.variants.empty()) return std::nullopt;
    return unit;
}

}  // namespace egiz::formats
