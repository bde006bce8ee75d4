// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/alignment_rows.hpp"

#include "text/unicode.hpp"
#include "tm/sqlite/language_cache.hpp"

#include <algorithm>
#include <limits>
#include <utility>

namespace egiz::tm {
namespace {

constexpr std::size_t most_documents = 1000;
constexpr std::size_t most_pairs = 10'000;
constexpr std::size_t most_decisions = 10'000'000;

void insert_text(Database& database, std::size_t id, const SegmentedText& text) {
    const Document& document = text.document;
    database
        .prepare("INSERT INTO document (id, name, language, encoding, text) VALUES (?, ?, ?, ?, ?)")
        .bind(id, document.name, document.language.tag(), document.encoding, document.text)
        .run();
    Statement paragraph = database.prepare(
        "INSERT INTO paragraph (document, number, begin_byte, end_byte) VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        const Range range = document.paragraphs[i];
        paragraph.bind(id, i, range.begin, range.end).run();
    }
    Statement segment = database.prepare(
        "INSERT INTO segment (document, number, begin_byte, end_byte, paragraph)"
        " VALUES (?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < text.segments.size(); ++i) {
        const Segment& row = text.segments[i];
        segment.bind(id, i, row.range.begin, row.range.end, row.paragraph).run();
    }
}

void insert_markup(Database& database, std::size_t id, const Document& document) {
    Statement kind =
        database.prepare("INSERT INTO paragraph_kind (document, number, kind) VALUES (?, ?, ?)");
    for (std::size_t i = 0; i < document.paragraphs.size(); ++i) {
        if (document.kind_of(i) == ParagraphKind::text) continue;
        kind.bind(id, i, std::string(name(document.kind_of(i)))).run();
    }
    Statement code = database.prepare(
        "INSERT INTO inline_code (document, number, at_byte, kind, id, type, data)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < document.codes.size(); ++i) {
        const InlineCode& row = document.codes[i];
        code.bind(id, i, row.byte_offset, static_cast<std::size_t>(row.kind), row.id, row.type,
                  row.data)
            .run();
    }
}

void insert_pair(Database& database, std::size_t id, const Pair& pair) {
    database.prepare("INSERT INTO pair (id, source, target) VALUES (?, ?, ?)")
        .bind(id, pair.source, pair.target)
        .run();
    Statement bead = database.prepare(
        "INSERT INTO bead (pair, number, source_begin, source_end, target_begin, target_end, cost,"
        " confidence, doubts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    for (std::size_t i = 0; i < pair.ladder.size(); ++i) {
        const Bead& row = pair.ladder[i];
        bead.bind(id, i, row.source.begin, row.source.end, row.target.begin, row.target.end,
                  row.cost, row.confidence, row.doubts)
            .run();
    }
}

/// Reads rows that are numbered from 0 on.
class NumberedRows {
public:
    NumberedRows(Database& database, Statement statement, int number_column, std::string what,
                 std::size_t most)
        : database_(database),
          statement_(std::move(statement)),
          number_column_(number_column),
          what_(std::move(what)),
          most_(most) {}

    bool next() {
        if (!statement_.step()) return false;
        if (count_ == most_) database_.fail_damaged("more than " + place(most_) + 's');
        if (statement_.integer(number_column_) != static_cast<std::int64_t>(count_)) {
            database_.fail_damaged("there is no " + place(count_));
        }
        ++count_;
        return true;
    }
    [[nodiscard]] const Statement& row() const { return statement_; }
    /// A number from 0 to `most`.
    [[nodiscard]] std::size_t number(int column, std::size_t most) const {
        const std::int64_t value = statement_.integer(column);
        if (value < 0 || static_cast<std::uint64_t>(value) > most) {
            database_.fail_damaged(place(count_ - 1) + ": a number is out of range");
        }
        return static_cast<std::size_t>(value);
    }
    [[nodiscard]] std::uint32_t small_number(int column, std::size_t most) const {
        constexpr std::size_t limit = std::numeric_limits<std::uint32_t>::max();
        return static_cast<std::uint32_t>(number(column, std::min(most, limit)));
    }
    [[noreturn]] void fail(const std::string& reason) const {
        database_.fail_damaged(place(count_ - 1) + ": " + reason);
    }

private:
    [[nodiscard]] std::string place(std::size_t number) const {
        return what_ + ' ' + std::to_string(number);
    }

    Database& database_;
    Statement statement_;
    int number_column_;
    std::string what_;
    std::size_t most_;
    std::size_t count_ = 0;
};

void select_paragraphs(Database& database, std::size_t id, Document& document) {
    const std::size_t size = document.text.size();
    Statement statement = database.prepare(
        "SELECT number, begin_byte, end_byte FROM paragraph WHERE document = ? ORDER BY number");
    statement.bind(id);
    NumberedRows rows(database, std::move(statement), 0, document.name + ": paragraph", size + 1);
    while (rows.next()) {
        document.paragraphs.push_back({rows.number(1, size), rows.number(2, size)});
    }
}

void select_kinds(Database& database, std::size_t id, Document& document) {
    Statement statement = database.prepare(
        "SELECT number, kind FROM paragraph_kind WHERE document = ? ORDER BY number");
    statement.bind(id);
    while (statement.step()) {
        document.kinds.resize(document.paragraphs.size());
        const auto number = static_cast<std::size_t>(statement.integer(0));
        const std::string kind = statement.text(1);
        std::size_t k = 0;
        while (k <= static_cast<std::size_t>(ParagraphKind::marginal) &&
               kind != name(static_cast<ParagraphKind>(k))) {
            ++k;
        }
        if (number >= document.kinds.size() ||
            k > static_cast<std::size_t>(ParagraphKind::marginal)) {
            database.fail_damaged(document.name + ": there is no such kind of paragraph");
        }
        document.kinds[number] = static_cast<ParagraphKind>(k);
    }
}

void select_codes(Database& database, std::size_t id, Document& document) {
    constexpr std::size_t most_codes = 10'000'000;
    constexpr auto last_kind = static_cast<std::size_t>(InlineCode::Kind::lone_close);
    Statement statement = database.prepare(
        "SELECT number, at_byte, kind, id, type, data FROM inline_code WHERE document = ?"
        " ORDER BY number");
    statement.bind(id);
    NumberedRows rows(database, std::move(statement), 0, document.name + ": inline code",
                      most_codes);
    while (rows.next()) {
        InlineCode code;
        code.byte_offset = rows.number(1, document.text.size());
        code.kind = static_cast<InlineCode::Kind>(rows.number(2, last_kind));
        code.id = rows.row().text(3);
        code.type = rows.row().text(4);
        code.data = rows.row().text(5);
        const bool in_order =
            document.codes.empty() || document.codes.back().byte_offset <= code.byte_offset;
        const bool inside_character =
            code.byte_offset < document.text.size() &&
            (static_cast<unsigned char>(document.text[code.byte_offset]) & 0xC0U) == 0x80U;
        if (!in_order || inside_character) rows.fail("is out of order");
        for (const std::string* each : {&code.id, &code.type, &code.data}) {
            if (find_invalid_utf8(*each)) rows.fail("it is not UTF-8");
        }
        document.codes.push_back(std::move(code));
    }
}

void select_segments(Database& database, std::size_t id, SegmentedText& text) {
    const std::size_t size = text.document.text.size();
    Statement statement = database.prepare(
        "SELECT number, begin_byte, end_byte, paragraph FROM segment WHERE document = ?"
        " ORDER BY number");
    statement.bind(id);
    NumberedRows rows(database, std::move(statement), 0, text.document.name + ": segment", size);
    while (rows.next()) {
        text.segments.push_back({{rows.number(1, size), rows.number(2, size)},
                                 rows.small_number(3, text.document.paragraphs.size())});
    }
}

std::vector<SegmentedText> select_texts(Database& database, bool markup) {
    std::vector<SegmentedText> texts;
    LanguageCache languages;
    {
        NumberedRows rows(database,
                          database.prepare("SELECT id, name, language, encoding, text"
                                           " FROM document ORDER BY id"),
                          0, "document", most_documents);
        while (rows.next()) {
            SegmentedText& text = texts.emplace_back();
            text.document.name = rows.row().text(1);
            const Language* const language = languages.find(rows.row().view(2));
            if (language == nullptr) rows.fail("its language is no BCP 47 tag in canonical form");
            text.document.language = *language;
            text.document.encoding = rows.row().text(3);
            text.document.text = rows.row().text(4);
            if (find_invalid_utf8(text.document.text)) rows.fail("its text is not UTF-8");
        }
    }
    for (std::size_t id = 0; id < texts.size(); ++id) {
        select_paragraphs(database, id, texts[id].document);
        select_segments(database, id, texts[id]);
        if (!markup) continue;
        select_kinds(database, id, texts[id].document);
        select_codes(database, id, texts[id].document);
    }
    return texts;
}

Ladder select_ladder(Database& database, std::size_t id, std::size_t source_segments,
                     std::size_t target_segments) {
    Statement statement = database.prepare(
        "SELECT number, source_begin, source_end, target_begin, target_end, cost, confidence,"
        " doubts FROM bead WHERE pair = ? ORDER BY number");
    statement.bind(id);
    NumberedRows rows(database, std::move(statement), 0, "pair " + std::to_string(id) + ": bead",
                      source_segments + target_segments);
    Ladder ladder;
    while (rows.next()) {
        Bead bead;
        bead.source = {rows.small_number(1, source_segments),
                       rows.small_number(2, source_segments)};
        bead.target = {rows.small_number(3, target_segments),
                       rows.small_number(4, target_segments)};
        bead.cost = rows.row().real(5);
        bead.confidence = rows.row().real(6);
        bead.doubts = rows.small_number(7, std::numeric_limits<std::uint32_t>::max());
        ladder.push_back(bead);
    }
    return ladder;
}

std::vector<Pair> select_pairs(Database& database, const std::vector<SegmentedText>& texts) {
    std::vector<Pair> pairs;
    {
        NumberedRows rows(database,
                          database.prepare("SELECT id, source, target FROM pair ORDER BY id"), 0,
                          "pair", most_pairs);
        while (rows.next()) {
            Pair pair;
            pair.source = rows.number(1, most_documents);
            pair.target = rows.number(2, most_documents);
            if (pair.source >= texts.size() || pair.target >= texts.size()) {
                rows.fail("one of its documents is missing");
            }
            pairs.push_back(std::move(pair));
        }
    }
    for (std::size_t id = 0; id < pairs.size(); ++id) {
        pairs[id].ladder = select_ladder(database, id, texts[pairs[id].source].segments.size(),
                                         texts[pairs[id].target].segments.size());
    }
    return pairs;
}

std::vector<Decision> select_decisions(Database& database) {
    NumberedRows rows(database,
                      database.prepare("SELECT seq - 1, time, editor, action FROM decision"
                                       " ORDER BY seq"),
                      0, "decision", most_decisions);
    std::vector<Decision> decisions;
    while (rows.next()) {
        decisions.push_back({rows.row().text(1), rows.row().text(2), rows.row().text(3)});
    }
    return decisions;
}

std::string select_meta(Database& database, std::string_view key) {
    Statement statement = database.prepare("SELECT value FROM meta WHERE key = ?");
    if (!statement.bind(key).step()) {
        database.fail_damaged("it does not say its " + std::string(key));
    }
    return statement.text(0);
}

}  // namespace

bool has_markup(const Alignment& alignment) {
    return std::any_of(
        alignment.texts.begin(), alignment.texts.end(), [](const SegmentedText& text) {
            const std::vector<ParagraphKind>& kinds = text.document.kinds;
            return !text.document.codes.empty() ||
                   std::any_of(kinds.begin(), kinds.end(),
                               [](ParagraphKind kind) { return kind != ParagraphKind::text; });
        });
}

void insert_alignment(Database& database, const Alignment& alignment,
                      const AlignmentFileInfo& info) {
    const bool markup = has_markup(alignment);
    Statement meta = database.prepare("INSERT INTO meta (key, value) VALUES (?, ?)");
    meta.bind("tool_version", info.tool_version).run();
    meta.bind("fingerprint", info.fingerprint).run();
    for (std::size_t id = 0; id < alignment.texts.size(); ++id) {
        insert_text(database, id, alignment.texts[id]);
        if (markup) insert_markup(database, id, alignment.texts[id].document);
    }
    for (std::size_t id = 0; id < alignment.pairs.size(); ++id) {
        insert_pair(database, id, alignment.pairs[id]);
    }
    Statement decision =
        database.prepare("INSERT INTO decision (seq, time, editor, action) VALUES (?, ?, ?, ?)");
    for (std::size_t i = 0; i < alignment.decisions.size(); ++i) {
        const Decision& row = alignment.decisions[i];
        decision.bind(i + 1, row.time, row.editor, row.action).run();
    }
}

AlignmentFile select_alignment(Database& database, bool markup) {
    AlignmentFile file;
    file.info.tool_version = select_meta(database, "tool_version");
    file.info.fingerprint = select_meta(database, "fingerprint");
    file.alignment.texts = select_texts(database, markup);
    file.alignment.pairs = select_pairs(database, file.alignment.texts);
    file.alignment.decisions = select_decisions(database);
    return file;
}

}  // namespace egiz::tm
