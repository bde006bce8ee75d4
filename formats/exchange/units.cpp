// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"

#include "formats/exchange/jsonl.hpp"
#include "formats/exchange/salvaging_reader.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/exchange/tsv.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/xml/utf8_source.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t sniffed = 1 << 16;

/// The formats that hold units: one line each.
struct Entry {
    std::string_view extension;
    UnitFormat format;
    std::string_view root;  ///< of XML; empty if it is none
    std::unique_ptr<UnitReader> (*make_reader)(InputFile, const WarningSink&);
    std::unique_ptr<UnitWriter> (*make_writer)(std::ostream&, const UnitWriterOptions&);
    /// Null: the reader does.
    std::unique_ptr<UnitReader> (*make_salvager)(InputFile, const WarningSink&) = nullptr;
};
constexpr Entry entries[] = {
    {".tmx", UnitFormat::tmx, "tmx", make_tmx_reader, make_tmx_writer, make_tmx_salvager},
    {".xlf", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".xliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".sdlxliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".mqxliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".mxliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".tsv", UnitFormat::tsv, "", make_tsv_reader, make_tsv_writer},
    {".jsonl", UnitFormat::jsonl, "", make_jsonl_reader, make_jsonl_writer},
};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

const Entry* find_entry(const std::string& path) {
    const std::string extension = lower(std::filesystem::path(path).extension().string());
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

constexpr const char* known_formats =
    "units are read from TMX (.tmx), XLIFF (.xlf, .xliff), .tsv and .jsonl files";

/// Why a file that should be XML is not what was looked for.
[[noreturn]] void fail_on_content(const std::string& path, std::string_view start,
                                  const std::string& root) {
    const auto error = [&](const std::string& message, const std::string& hint) {
        return Error(Fault::input, {path, 0, 0}, message, hint);
    };
    if (lower(root) == "html" || lower(std::string(start.substr(0, 15))) == "<!doctype html>") {
        throw error("this is a web page, not a file of translation units",
                    "perhaps the download needed a login; get the file again");
    }
    if (start.starts_with("PK\x03\x04")) {
        throw error("this is a zip archive, not a file of translation units", "unpack it first");
    }
    if (start.starts_with("\x1F\x8B"))
        throw error("this file is compressed", "unpack it first: gunzip");
    if (!root.empty()) {
        throw error("its root element is <" + root + ">: this is neither TMX nor XLIFF",
                    known_formats);
    }
    throw error("this is no format that holds translation units", known_formats);
}

}  // namespace

std::optional<UnitFormat> unit_format_of(const std::string& path) {
    const Entry* entry = find_entry(path);
    if (entry == nullptr) return std::nullopt;
    return entry->format;
}

namespace {

std::unique_ptr<UnitReader> make_reader(const Entry& entry, InputFile file, const WarningSink& warn,
                                        const ReadOptions& options) {
    if (!options.salvage) return entry.make_reader(std::move(file), warn);
    const auto make = entry.make_salvager != nullptr ? entry.make_salvager : entry.make_reader;
    return make_salvaging_reader(make(std::move(file), warn), warn);
}

}  // namespace

std::unique_ptr<UnitReader> open_units(const std::string& path, const WarningSink& warn,
                                       const ReadOptions& options) {
    InputFile file(path);
    const Entry* entry = find_entry(path);
    const std::string_view start = file.peek(sniffed);
    if (start.empty()) {
        throw Error(Fault::input, {path, 0, 0}, "this file is empty", known_formats);
    }
    if (entry != nullptr && entry->root.empty()) {
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
    for (const Entry& entry : entries) {
        if (entry.format == format) return entry.make_writer(out, options);
    }
    throw Error(Fault::internal, {}, "no writer for this format");
}

}  // namespace egiz::formats
