// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::tm {

struct AddCounts {
    std::size_t added = 0;
    std::size_t updated = 0;    ///< same content, other metadata
    std::size_t unchanged = 0;  ///< already there

    AddCounts& operator+=(const AddCounts& other);
};

/// Asks for units whose text in `source` might reach `min_score` against `text`.
struct CandidateQuery {
    Language source;
    std::string text;
    int min_score = 70;  ///< 0 to 100
};

struct Statistics {
    std::size_t units = 0;
    std::size_t variants = 0;
    std::size_t documents = 0;
    std::map<Language, std::size_t> variants_by_language;
};

/// Something that was worked out from the units.
struct CachedBytes {
    std::string stamp;  ///< says what it was worked out from; its maker's business
    std::string bytes;
};

/// Where translation units are kept. One object = one connection = one thread.
///
/// Two units are the same if their variants (languages, texts, inline codes), id and document are;
/// adding a unit that is there changes nothing but its metadata, where that differs. It stays
/// created when and by whom it was, and an unreviewed unit does not undo a review.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    virtual ~Store() = default;

    /// Adds all of `units` or, if it throws, none of them.
    virtual AddCounts add(std::span<const TranslationUnit> units) = 0;
    /// Adds the units of an aligned document and remembers, in the same transaction, that the
    /// document's content `fingerprint` is in.
    virtual AddCounts add_document(std::string_view document, std::string_view fingerprint,
                                   std::span<const TranslationUnit> units) = 0;
    /// Whether `add_document` was done for it with this fingerprint.
    [[nodiscard]] virtual bool has_document(std::string_view document,
                                            std::string_view fingerprint) const = 0;
    /// Runs `body` inside one transaction: all that it adds is kept, or nothing if it throws.
    virtual void in_transaction(const std::function<void()>& body) = 0;

    /// Units whose source text might resemble the query, unranked: all that `score()` of
    /// tm/matcher.hpp would give at least `min_score`, and perhaps others.
    [[nodiscard]] virtual std::vector<TranslationUnit> candidates(
        const CandidateQuery& query) const = 0;
    /// Shows every unit in insertion order; stops early when `visit` returns false.
    virtual void for_each(const std::function<bool(const TranslationUnit&)>& visit) const = 0;
    [[nodiscard]] virtual Statistics statistics() const = 0;
    /// How many units each document has; without a name, those that are of none.
    [[nodiscard]] virtual std::map<std::string, std::size_t> units_by_document() const = 0;

    /// What keep() kept under this name, if it is still there: nobody may rely on it.
    [[nodiscard]] virtual std::optional<CachedBytes> cached(std::string_view name) const = 0;
    /// Keeps it beside the units, in place of what had the name before.
    virtual void keep(std::string_view name, const CachedBytes& what) = 0;
};

enum class OpenMode { read, write };  ///< `write` makes the store if it is not there

/// Opens `memory:` or a path to a SQLite file (`sqlite:PATH` too).
/// \throws Error (input) if the file is missing (read), is no memory of ours, is damaged, or is of
/// a newer schema; (busy) if another process is writing to it for too long
[[nodiscard]] std::unique_ptr<Store> open_store(const std::string& uri, OpenMode mode);

}  // namespace egiz::tm
