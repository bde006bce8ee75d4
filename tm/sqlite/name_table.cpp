// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/name_table.hpp"

namespace egiz::tm {
namespace {

constexpr std::size_t most_names_of_a_kind = 2'000;
/// Longer strings are hardly shared.
constexpr std::size_t longest_name_bytes = 100;

}  // namespace

const std::string& NameTable::text_of(std::unordered_map<std::int64_t, std::string>& known,
                                      std::string_view sql, std::int64_t number, Named named,
                                      const char* what) {
    const auto entry = known.find(number);
    if (entry != known.end()) return entry->second;
    Statement statement = database_.prepare(sql);
    bool found = statement.bind(number).step();
    if (!found && put_there_) {
        statement.reset();
        put_there_(named, number);
        found = statement.step();
    }
    if (!found) {
        database_.fail_damaged(std::string("a unit has ") + what + " that is not there");
    }
    return known.emplace(number, statement.text(0)).first->second;
}

const Language& NameTable::language(std::int64_t number) {
    const auto entry = languages_.find(number);
    if (entry != languages_.end()) return entry->second;
    Statement statement = database_.prepare("SELECT tag FROM language WHERE id = ?");
    bool found = statement.bind(number).step();
    if (!found && put_there_) {
        statement.reset();
        put_there_(Named::language, number);
        found = statement.step();
    }
    if (!found) database_.fail_damaged("a variant has no sound language");
    const Language* const language = tags_.find(statement.view(0));
    if (language == nullptr) database_.fail_damaged("a variant has no sound language");
    return languages_.emplace(number, *language).first->second;
}

const std::string& NameTable::document(std::int64_t number) {
    return text_of(documents_, "SELECT name FROM document WHERE id = ?", number, Named::document,
                   "a document");
}

const std::string& NameTable::name(std::int64_t number) {
    return text_of(names_, "SELECT text FROM name WHERE id = ?", number, Named::name, "a name");
}

std::optional<std::int64_t> NameTable::find_tag(std::string_view tag) {
    Statement statement = database_.prepare("SELECT id FROM language WHERE tag = ?");
    if (!statement.bind(tag).step()) return std::nullopt;
    return statement.integer(0);
}

std::int64_t NameTable::number_of_tag(std::string_view tag) {
    if (const auto found = find_tag(tag)) return *found;
    database_.prepare("INSERT INTO language (tag, variants) VALUES (?, 0)").bind(tag).run();
    return database_.last_row();
}

std::int64_t NameTable::number_of(const Language& language) {
    const auto entry = language_numbers_.find(language);
    if (entry != language_numbers_.end()) return entry->second;
    const std::int64_t number = number_of_tag(language.tag());
    language_numbers_.emplace(language, number);
    languages_.emplace(number, language);
    return number;
}

std::int64_t NameTable::number_of_document(const std::string& document) {
    const auto entry = document_numbers_.find(document);
    if (entry != document_numbers_.end()) return entry->second;
    std::int64_t number = 0;
    Statement statement = database_.prepare("SELECT id FROM document WHERE name = ?");
    if (statement.bind(document).step()) {
        number = statement.integer(0);
    } else {
        database_.prepare("INSERT INTO document (name, units) VALUES (?, 0)").bind(document).run();
        number = database_.last_row();
    }
    document_numbers_.emplace(document, number);
    return number;
}

void NameTable::read_names() {
    Statement statement = database_.prepare("SELECT id, kind, text FROM name ORDER BY id");
    RowOrder order(database_);
    while (statement.step()) {
        name_numbers_[statement.integer(1)].emplace(statement.text(2),
                                                    order.next(statement.integer(0)));
    }
    names_read_ = true;
}

std::optional<std::int64_t> NameTable::number_of_name(std::int64_t kind, std::string_view name) {
    if (name.size() > longest_name_bytes) return std::nullopt;
    if (!names_read_) read_names();
    auto& names = name_numbers_[kind];
    const auto entry = names.find(name);
    if (entry != names.end()) return entry->second;
    if (names.size() >= most_names_of_a_kind) return std::nullopt;
    database_.prepare("INSERT INTO name (kind, text) VALUES (?, ?)").bind(kind, name).run();
    const std::int64_t number = database_.last_row();
    names.emplace(name, number);
    return number;
}

void NameTable::forget() {
    languages_.clear();
    documents_.clear();
    names_.clear();
    language_numbers_.clear();
    document_numbers_.clear();
    name_numbers_.clear();
    names_read_ = false;
}

}  // namespace egiz::tm
