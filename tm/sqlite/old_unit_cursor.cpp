// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/old_unit_cursor.hpp"

namespace egiz::tm {
namespace {

constexpr std::string_view select_units =
    "SELECT u.id, u.name, d.name, u.bead_type, u.score, u.state,"
    " u.created, u.created_by, u.changed, u.changed_by, u.document IS NULL"
    " FROM old_unit u LEFT JOIN old_document d ON d.id = u.document"
    " ORDER BY u.id";
constexpr std::string_view select_variants =
    "SELECT v.unit, v.position, l.tag, v.text, v.created, v.created_by, v.changed, v.changed_by"
    " FROM old_variant v LEFT JOIN old_language l ON l.id = v.language"
    " ORDER BY v.unit, v.position";
constexpr std::string_view select_codes =
    "SELECT unit, variant, position, byte_offset, kind, name, type, data FROM old_inline_code"
    " ORDER BY unit, variant, position";
constexpr std::string_view select_properties =
    "SELECT unit, variant, position, type, value FROM old_property"
    " ORDER BY unit, variant, position";
constexpr std::string_view select_notes =
    "SELECT unit, variant, position, text FROM old_note"
    " ORDER BY unit, variant, position";

Authorship read_authorship(const Statement& row, int column) {
    return {row.text(column), row.text(column + 1), row.text(column + 2), row.text(column + 3)};
}

}  // namespace

OldUnitCursor::OldUnitCursor(Database& database)
    : database_(database),
      order_(database),
      units_(start(select_units)),
      variants_(start(select_variants)),
      codes_(start(select_codes)),
      properties_(start(select_properties)),
      notes_(start(select_notes)) {}

OldUnitCursor::Pass OldUnitCursor::start(std::string_view sql) const {
    Statement statement = database_.prepare(sql);
    const bool at_row = statement.step();
    return {std::move(statement), at_row};
}

bool OldUnitCursor::has_row(Pass& pass) const {
    if (!pass.at_row) return false;
    const std::int64_t unit = pass.statement.integer(0);
    if (unit < id_) database_.fail_damaged("a part of a unit that is not there");
    return unit == id_;
}

void OldUnitCursor::read_variants(TranslationUnit& unit) {
    for (; has_row(variants_); variants_.at_row = variants_.statement.step()) {
        const Statement& row = variants_.statement;
        const auto position = static_cast<std::int64_t>(unit.variants.size());
        if (row.integer(1) != position) database_.fail_damaged("a variant is missing");
        Variant variant;
        const Language* const language = row.is_null(2) ? nullptr : languages_.find(row.view(2));
        if (language == nullptr) database_.fail_damaged("a variant has no sound language");
        variant.language = *language;
        variant.text = row.text(3);
        variant.authorship = read_authorship(row, 4);
        unit.variants.push_back(std::move(variant));
    }
}

Variant* OldUnitCursor::owner(TranslationUnit& unit, const Pass& pass) const {
    const std::int64_t position = pass.statement.integer(1);
    if (position == -1) return nullptr;
    if (position < 0 || position >= static_cast<std::int64_t>(unit.variants.size())) {
        database_.fail_damaged("a part of a variant that is not there");
    }
    return &unit.variants[static_cast<std::size_t>(position)];
}

void OldUnitCursor::require_position(const Statement& row, std::size_t expected) const {
    if (row.integer(2) != static_cast<std::int64_t>(expected)) {
        database_.fail_damaged("a part of a unit is missing");
    }
}

void OldUnitCursor::read_codes(TranslationUnit& unit) {
    for (; has_row(codes_); codes_.at_row = codes_.statement.step()) {
        const Statement& row = codes_.statement;
        Variant* const variant = owner(unit, codes_);
        if (variant == nullptr) database_.fail_damaged("an inline code outside a variant");
        const std::int64_t offset = row.integer(3);
        const std::int64_t kind = row.integer(4);
        const std::size_t least = variant->codes.empty() ? 0 : variant->codes.back().byte_offset;
        require_position(row, variant->codes.size());
        if (offset < static_cast<std::int64_t>(least) ||
            offset > static_cast<std::int64_t>(variant->text.size())) {
            database_.fail_damaged("an inline code outside its text");
        }
        if (kind < 0 || kind > static_cast<std::int64_t>(InlineCode::Kind::lone_close)) {
            database_.fail_damaged("an inline code of no known kind");
        }
        variant->codes.push_back({static_cast<std::size_t>(offset),
                                  static_cast<InlineCode::Kind>(kind), row.text(5), row.text(6),
                                  row.text(7)});
    }
}

void OldUnitCursor::read_properties(TranslationUnit& unit) {
    for (; has_row(properties_); properties_.at_row = properties_.statement.step()) {
        Variant* const variant = owner(unit, properties_);
        auto& properties = variant == nullptr ? unit.properties : variant->properties;
        require_position(properties_.statement, properties.size());
        properties.push_back({properties_.statement.text(3), properties_.statement.text(4)});
    }
}

void OldUnitCursor::read_notes(TranslationUnit& unit) {
    for (; has_row(notes_); notes_.at_row = notes_.statement.step()) {
        Variant* const variant = owner(unit, notes_);
        auto& notes = variant == nullptr ? unit.notes : variant->notes;
        require_position(notes_.statement, notes.size());
        notes.push_back(notes_.statement.text(3));
    }
}

std::optional<TranslationUnit> OldUnitCursor::next() {
    if (!units_.at_row) return std::nullopt;
    const Statement& row = units_.statement;
    id_ = order_.next(row.integer(0));
    TranslationUnit unit;
    unit.id = row.text(1);
    if (row.integer(10) == 0) unit.document = row.text(2);
    unit.bead_type = row.text(3);
    if (!row.is_null(4)) unit.score = row.real(4);
    const std::int64_t state = row.integer(5);
    if (state < 0 || state > static_cast<std::int64_t>(ReviewState::rejected)) {
        database_.fail_damaged("a unit in no known review state");
    }
    unit.state = static_cast<ReviewState>(state);
    unit.authorship = read_authorship(row, 6);
    read_variants(unit);
    read_codes(unit);
    read_properties(unit);
    read_notes(unit);
    units_.at_row = units_.statement.step();
    return unit;
}

}  // namespace egiz::tm
