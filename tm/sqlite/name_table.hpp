// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "text/language.hpp"
#include "tm/sqlite/database.hpp"
#include "tm/sqlite/language_cache.hpp"
#include "tm/sqlite/packed_text.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace egiz::tm {

/// Strings that many units share are kept once and called by number: languages, documents, and
/// names (of users, types and values of properties). None is ever changed or removed.
class NameTable {
public:
    /// What a name is for. Values of properties have a kind of their own for each type.
    enum Kind : std::int64_t { user = 1, bead_type, property_type, first_value_kind = 16 };
    [[nodiscard]] static std::int64_t value_kind(std::int64_t type) {
        return first_value_kind + type;
    }

    explicit NameTable(Database& database) : database_(database) {}

    // These fail as damage if there is no such number.
    [[nodiscard]] const Language& language(std::int64_t number);
    [[nodiscard]] const std::string& document(std::int64_t number);
    [[nodiscard]] const std::string& name(std::int64_t number);

    // These make what is not there yet.
    [[nodiscard]] std::int64_t number_of(const Language& language);
    [[nodiscard]] std::int64_t number_of_tag(std::string_view tag);
    [[nodiscard]] std::int64_t number_of_document(const std::string& document);
    /// Nothing once a kind has so many names that one more is not worth it.
    [[nodiscard]] std::optional<std::int64_t> number_of_name(std::int64_t kind,
                                                             std::string_view name);

    /// Only what is there.
    [[nodiscard]] std::optional<std::int64_t> find_tag(std::string_view tag);

    /// What is called by number.
    enum class Named { language, document, name };
    /// For reading what is left of a damaged memory: instead of failing because a number leads
    /// nowhere, `put_there` is called, which puts a row there.
    void replace_lost(std::function<void(Named, std::int64_t number)> put_there) {
        put_there_ = std::move(put_there);
    }

    [[nodiscard]] TextPacker& packer() noexcept { return packer_; }

    /// A transaction was undone: numbers that it gave are nobody's.
    void forget();

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>()(text);
        }
    };
    [[nodiscard]] const std::string& text_of(std::unordered_map<std::int64_t, std::string>& known,
                                             std::string_view sql, std::int64_t number, Named named,
                                             const char* what);
    void read_names();

    Database& database_;
    std::function<void(Named, std::int64_t)> put_there_;
    TextPacker packer_;
    LanguageCache tags_;
    std::map<std::int64_t, Language> languages_;
    std::unordered_map<std::int64_t, std::string> documents_;
    std::unordered_map<std::int64_t, std::string> names_;
    std::map<Language, std::int64_t> language_numbers_;
    std::map<std::string, std::int64_t, std::less<>> document_numbers_;
    std::unordered_map<std::int64_t,
                       std::unordered_map<std::string, std::int64_t, Hash, std::equal_to<>>>
        name_numbers_;
    bool names_read_ = false;
};

}  // namespace egiz::tm
