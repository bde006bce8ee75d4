// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"
#include "text/translation_unit.hpp"

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace egiz::formats {

/// Formats that hold translation units.
enum class UnitFormat { tmx, xliff, tsv, jsonl, csv, xlsx, po, qt_ts, tbx, moses, hunalign_text };
/// By a path's extension: `.tmx`, `.xlf` `.xliff`, `.tsv`, `.jsonl`, `.csv`, `.xlsx`, `.po` `.pot`,
/// `.ts`, `.tbx`, `.moses`, `.huntext`.
[[nodiscard]] std::optional<UnitFormat> unit_format_of(const std::string& path);
/// Of all formats: `.tmx .xlf …`, for messages and help.
[[nodiscard]] std::string unit_extensions();

/// How many languages a file of a format holds.
enum class LanguagesHeld {
    any,   ///< those of each unit
    some,  ///< as many as are said before the first unit, as columns of a table are
    two    ///< source and target
};
[[nodiscard]] LanguagesHeld languages_held(UnitFormat format);
/// True if a file of the format is where texts wait for their translation: a unit with nothing but
/// a source is written too.
[[nodiscard]] bool holds_untranslated(UnitFormat format);

struct ReadCounts {
    std::size_t units = 0;     ///< handed on by next()
    std::size_t variants = 0;  ///< in them
    std::size_t repaired = 0;  ///< faults that were mended; each was a warning
    std::size_t skipped = 0;   ///< units left out; each was a warning
    /// Of `units`, those that are parts of a unit of the file that has several texts in a language:
    /// the file has `units - split + skipped`.
    std::size_t split = 0;
    std::size_t broken = 0;  ///< places where the file broke off and reading went on (salvage)
};

/// Reads units one by one; memory stays at a few units however large the file.
class UnitReader {
public:
    UnitReader() = default;
    UnitReader(const UnitReader&) = delete;
    UnitReader& operator=(const UnitReader&) = delete;
    virtual ~UnitReader() = default;
    /// The next unit, nothing at the end. \throws Error (input) with the place if the file is
    /// broken
    [[nodiscard]] virtual std::optional<TranslationUnit> next() = 0;
    [[nodiscard]] virtual const ReadCounts& counts() const = 0;
    /// What the file says of itself and a file of the same format would say again (the header of
    /// PO, the root of Qt TS). Complete once next() has been called.
    [[nodiscard]] virtual std::vector<Property> header() const { return {}; }
};

struct ReadOptions {
    /// Takes what a broken file still holds: what breaks it off is a warning and counted. TMX is
    /// read on behind it, from the next whole unit; of lines, the broken one is left out; of other
    /// formats, what stands before it is taken.
    bool salvage = false;
    /// Of a file that does not say what it is in: PO, Moses, hunalign's text, tables without
    /// header.
    std::optional<Language> source = std::nullopt;
    std::optional<Language> target = std::nullopt;
    /// What the columns of a table hold, for one without a header that says it: see
    /// parse_columns() in table_columns.hpp.
    std::string columns = {};
};

/// Opens a file of units by its extension and looks at its content (XLIFF 1.2 and 2.x alike).
/// \throws Error (input) if it is missing, a directory, empty, or of no format that holds units
[[nodiscard]] std::unique_ptr<UnitReader> open_units(const std::string& path,
                                                     const WarningSink& warn,
                                                     const ReadOptions& options = {});

enum class XliffVersion { v1_2, v2_0 };
/// What the extension says of it: `.sdlxliff`, `.mqxliff` and `.mxliff` are always 1.2.
[[nodiscard]] std::optional<XliffVersion> xliff_version_of(const std::string& path);

/// How languages are called in a file: programs differ in what they take for the same one.
enum class LanguageStyle {
    as_is,        ///< BCP 47: `zh-Hans`, `ru`
    no_script,    ///< as BCP 47, a region in place of a script: `zh-CN` for `zh-Hans` and `zh`
    with_region,  ///< always a region, the likeliest: `ru-RU`
    posix         ///< as no_script, with `_`: `zh_CN`
};
[[nodiscard]] std::string styled_tag(const Language& language, LanguageStyle style);
/// The same, without `_`: the schemas of XLIFF take `xs:language` only.
[[nodiscard]] LanguageStyle style_in_xliff(LanguageStyle style);

struct UnitWriterOptions {
    /// In this order; the first is the source. TMX: empty means every language of each unit.
    /// XLIFF needs exactly two. TSV: the columns.
    std::vector<Language> languages;
    XliffVersion xliff_version = XliffVersion::v2_0;
    std::string tool_version;     ///< of the program, for headers
    std::string date;             ///< for headers; ISO 8601 in UTC; left out where empty
    std::string source_document;  ///< XLIFF `original`
    LanguageStyle language_style = LanguageStyle::as_is;
    /// XLIFF: units that have text in the source language and no other at all are written too, to
    /// be translated; `languages` may then be one. Texts may be of blanks or codes only.
    bool untranslated = false;
    /// XLIFF 1.2: a unit without a translation gets a copy of its source, in state `new`.
    bool copies_source = false;
    /// TMX `segtype` of the header: units are sentences, or of several.
    bool paragraphs = false;
    /// A unit that has text in fewer of `languages` is left out.
    std::size_t fewest_texts = 2;
    /// What the file that the units come from says of itself: UnitReader::header().
    std::vector<Property> header = {};
    /// Moses: which of `languages` the file holds.
    std::size_t side = 0;
};

/// Writes units one by one. Of a unit, the languages asked for are written, if there is text in
/// them; one that has text in fewer of them than asked for is not written but counted. TMX, JSONL
/// and TBX without languages asked for hold all that the units do.
class UnitWriter {
public:
    UnitWriter() = default;
    UnitWriter(const UnitWriter&) = delete;
    UnitWriter& operator=(const UnitWriter&) = delete;
    virtual ~UnitWriter() = default;
    virtual void write(const TranslationUnit& unit) = 0;
    /// Must be called once, after the last unit.
    virtual void finish() = 0;
    [[nodiscard]] virtual std::size_t written() const = 0;
    [[nodiscard]] virtual std::size_t left_out() const = 0;
    /// Which languages served those that were asked for, and which were passed over; empty if there
    /// is nothing to say.
    [[nodiscard]] virtual std::string language_summary() const { return {}; }
    /// Characters that the format cannot hold, such as control characters in XML, and that were
    /// left out, and bytes that were no UTF-8.
    [[nodiscard]] virtual std::size_t dropped_characters() const { return 0; }
    /// What else was left out and why, a sentence each with its number; after finish().
    [[nodiscard]] virtual std::vector<std::string> remarks() const { return {}; }
};

[[nodiscard]] std::unique_ptr<UnitWriter> make_unit_writer(UnitFormat format, std::ostream& out,
                                                           const UnitWriterOptions& options);

}  // namespace egiz::formats
