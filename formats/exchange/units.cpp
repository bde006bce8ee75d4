// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"

#include "formats/exchange/csv.hpp"
#include "formats/exchange/hunalign.hpp"
#include "formats/exchange/jsonl.hpp"
#include "formats/exchange/moses.hpp"
#include "formats/exchange/po.hpp"
#include "formats/exchange/qt_ts.hpp"
#include "formats/exchange/salvaging_reader.hpp"
#include "formats/exchange/tbx.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/exchange/tsv.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/exchange/xlsx.hpp"
#include "formats/words.hpp"
#include "formats/xml/utf8_source.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t sniffed = 1 << 16;

using MakeReader = std::unique_ptr<UnitReader> (*)(InputFile, const WarningSink&,
                                                   const ReadOptions&);

/// Of a reader that needs no options.
template <auto Make>
std::unique_ptr<UnitReader> plain(InputFile file, const WarningSink& warn, const ReadOptions&) {
    return Make(std::move(file), warn);
}

enum class Kind { xml, text, package, pair_of_files };

/// The formats that hold units: one line each.
struct Entry {
    std::string_view extension;
    UnitFormat format;
    Kind kind;
    std::string_view root;  ///< of XML; empty if it is none, or has several
    LanguagesHeld languages;
    bool untranslated;  ///< holds_untranslated()
    MakeReader make_reader;
    std::unique_ptr<UnitWriter> (*make_writer)(std::ostream&, const UnitWriterOptions&);
    /// Null: the reader does.
    MakeReader make_salvager = nullptr;
    std::optional<XliffVersion> xliff_version = std::nullopt;  ///< xliff_version_of()
};
// clang-format off
constexpr Entry entries[] = {
    {".tmx", UnitFormat::tmx, Kind::xml, "tmx", LanguagesHeld::any, false, plain<make_tmx_reader>, make_tmx_writer, plain<make_tmx_salvager>},
    {".xlf", UnitFormat::xliff, Kind::xml, "xliff", LanguagesHeld::two, true, make_xliff_reader, make_xliff_writer},
    {".xliff", UnitFormat::xliff, Kind::xml, "xliff", LanguagesHeld::two, true, make_xliff_reader, make_xliff_writer},
    {".sdlxliff", UnitFormat::xliff, Kind::xml, "xliff", LanguagesHeld::two, true, make_xliff_reader, make_xliff_writer, nullptr, XliffVersion::v1_2},
    {".mqxliff", UnitFormat::xliff, Kind::xml, "xliff", LanguagesHeld::two, true, make_xliff_reader, make_xliff_writer, nullptr, XliffVersion::v1_2},
    {".mxliff", UnitFormat::xliff, Kind::xml, "xliff", LanguagesHeld::two, true, make_xliff_reader, make_xliff_writer, nullptr, XliffVersion::v1_2},
    {".tsv", UnitFormat::tsv, Kind::text, "", LanguagesHeld::some, false, make_tsv_reader, make_tsv_writer},
    {".csv", UnitFormat::csv, Kind::text, "", LanguagesHeld::some, false, make_csv_reader, make_csv_writer},
    {".xlsx", UnitFormat::xlsx, Kind::package, "", LanguagesHeld::some, false, make_xlsx_reader, make_xlsx_writer},
    {".jsonl", UnitFormat::jsonl, Kind::text, "", LanguagesHeld::any, false, plain<make_jsonl_reader>, make_jsonl_writer},
    {".po", UnitFormat::po, Kind::text, "", LanguagesHeld::two, true, make_po_reader, make_po_writer},
    {".pot", UnitFormat::po, Kind::text, "", LanguagesHeld::two, true, make_po_reader, make_po_writer},
    {".ts", UnitFormat::qt_ts, Kind::xml, "TS", LanguagesHeld::two, true, make_qt_ts_reader, make_qt_ts_writer},
    {".tbx", UnitFormat::tbx, Kind::xml, "martif", LanguagesHeld::any, false, plain<make_tbx_reader>, make_tbx_writer},
    {".tbx", UnitFormat::tbx, Kind::xml, "tbx", LanguagesHeld::any, false, plain<make_tbx_reader>, make_tbx_writer},
    {".tbx", UnitFormat::tbx, Kind::xml, "TBX", LanguagesHeld::any, false, plain<make_tbx_reader>, make_tbx_writer},
    {".moses", UnitFormat::moses, Kind::pair_of_files, "", LanguagesHeld::two, false, nullptr, make_moses_writer},
    {".huntext", UnitFormat::hunalign_text, Kind::text, "", LanguagesHeld::two, false, make_hunalign_text_reader, make_hunalign_text_writer},
};
// clang-format on

const Entry& entry_of(UnitFormat format) {
    for (const Entry& entry : entries) {
        if (entry.format == format) return entry;
    }
    throw Error(Fault::internal, {}, "no such format");
}

const Entry* find_entry(const std::string& path) {
    const std::string extension =
        with_small_letters(std::filesystem::path(path).extension().string());
    for (const Entry& entry : entries) {
        if (extension == entry.extension) return &entry;
    }
    return nullptr;
}

const Entry* find_entry_of_root(const std::string& root) {
    for (const Entry& entry : entries) {
        if (!root.empty() && root == entry.root) return &entry;
    }
    return nullptr;
}

std::string known_formats() { return "units are read from files in " + unit_extensions(); }

/// Why a file that should be XML is not what was looked for.
[[noreturn]] void fail_on_content(const std::string& path, std::string_view start,
                                  const std::string& root) {
    const auto error = [&](const std::string& message, const std::string& hint) {
        return Error(Fault::input, {path, 0, 0}, message, hint);
    };
    if (with_small_letters(root) == "html" ||
        with_small_letters(start.substr(0, 15)) == "<!doctype html>") {
        throw error("this is a web page, not a file of translation units",
                    "perhaps the download needed a login; get the file again");
    }
    if (start.starts_with("PK\x03\x04")) {
        throw error("this is a zip archive, not a file of translation units", "unpack it first");
    }
    if (start.starts_with("\x1F\x8B"))
        throw error("this file is compressed", "unpack it first: gunzip");
    if (!root.empty()) {
        throw error("its root element is <" + root + ">: no format of translation units has it",
                    known_formats());
    }
    throw error("this is no format that holds translation units", known_formats());
}

}  // namespace

std::optional<UnitFormat> unit_format_of(const std::string& path) {
    const Entry* entry = find_entry(path);
    if (entry == nullptr) return std::nullopt;
    return entry->format;
}

std::optional<XliffVersion> xliff_version_of(const std::string& path) {
    const Entry* entry = find_entry(path);
    return entry == nullptr ? std::nullopt : entry->xliff_version;
}

std::string unit_extensions() {
    std::string listed;
    std::string_view last;
    for (const Entry& entry : entries) {
        if (entry.extension == last) continue;
        last = entry.extension;
        listed += (listed.empty() ? "" : " ") + std::string(entry.extension);
    }
    return listed;
}

LanguagesHeld languages_held(UnitFormat format) { return entry_of(format).languages; }

bool holds_untranslated(UnitFormat format) { return entry_of(format).untranslated; }

namespace {

std::unique_ptr<UnitReader> make_reader(const Entry& entry, InputFile file, const WarningSink& warn,
                                        const ReadOptions& options) {
    if (!options.salvage) return entry.make_reader(std::move(file), warn, options);
    const auto make = entry.make_salvager != nullptr ? entry.make_salvager : entry.make_reader;
    return make_salvaging_reader(make(std::move(file), warn, options), warn);
}

}  // namespace

std::unique_ptr<UnitReader> open_units(const std::string& path, const WarningSink& warn,
                                       const ReadOptions& options) {
    const Entry* entry = find_entry(path);
    if (entry != nullptr && entry->kind == Kind::pair_of_files) {
        return open_moses(path, warn, options);
    }
    InputFile file(path);
    const std::string_view start = file.peek(sniffed);
    if (start.empty()) {
        throw Error(Fault::input, {path, 0, 0}, "this file is empty", known_formats());
    }
    if (entry != nullptr && entry->kind != Kind::xml) {
        return make_reader(*entry, std::move(file), warn, options);
    }
    // What the file is counts, not what it is called: TMX and XLIFF are often mistaken.
    const std::string root = xml::root_name(start);
    if (const Entry* other = find_entry_of_root(root)) {
        return make_reader(*other, std::move(file), warn, options);
    }
    // The parser says best what is wrong with broken XML.
    const bool may_be_broken = entry != nullptr && root.empty() &&
                               start.find('<') != std::string_view::npos &&
                               !start.starts_with("PK\x03\x04");
    if (!may_be_broken) fail_on_content(path, start, root);
    return make_reader(*entry, std::move(file), warn, options);
}

std::unique_ptr<UnitWriter> make_unit_writer(UnitFormat format, std::ostream& out,
                                             const UnitWriterOptions& options) {
    return entry_of(format).make_writer(out, options);
}

}  // namespace egiz::formats
