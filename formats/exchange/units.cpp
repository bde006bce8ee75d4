// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/units.hpp"

#include "formats/exchange/jsonl.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/exchange/tsv.hpp"
#include "formats/exchange/xliff.hpp"
#include "formats/xml/utf8_source.hpp"

#include <filesystem>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

/// The formats that hold units: one line each.
struct Entry {
    std::string_view extension;
    UnitFormat format;
    std::string_view root;  ///< of XML; empty if it is none
    std::unique_ptr<UnitReader> (*make_reader)(InputFile, const WarningSink&);
    std::unique_ptr<UnitWriter> (*make_writer)(std::ostream&, const UnitWriterOptions&);
};
constexpr Entry entries[] = {
    {".tmx", UnitFormat::tmx, "tmx", make_tmx_reader, make_tmx_writer},
    {".xlf", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".xliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".sdlxliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".mqxliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".mxliff", UnitFormat::xliff, "xliff", make_xliff_reader, make_xliff_writer},
    {".tsv", UnitFormat::tsv, "", make_tsv_reader, make_tsv_writer},
    {".jsonl", UnitFormat::jsonl, "", make_jsonl_reader, make_jsonl_writer},
};

const Entry* find_entry(const std::string& path) {
    const std::string extension = std::filesystem::path(path).extension().string();
    for (const Entry& entry : entries) {
        if (extension == entry.extension) return &entry;
    }
    return nullptr;
}

}  // namespace

std::optional<UnitFormat> unit_format_of(const std::string& path) {
    const Entry* entry = find_entry(path);
    if (entry == nullptr) return std::nullopt;
    return entry->format;
}

std::unique_ptr<UnitReader> open_units(const std::string& path, const WarningSink& warn) {
    const char* const hint = "units are read from .tmx .xlf .xliff .tsv and .jsonl files";
    InputFile file(path);
    const Entry* entry = find_entry(path);
    if (entry == nullptr) {
        throw Error(Fault::input, {path}, "no format that holds translation units", hint);
    }
    const std::string_view start = file.peek(4096);
    if (start.empty()) throw Error(Fault::input, {path}, "this file is empty", hint);
    if (!entry->root.empty()) {
        // What the file is counts, not what it is called: TMX and XLIFF are often mistaken.
        const std::string root = xml::root_name(start);
        for (const Entry& other : entries) {
            if (!root.empty() && root == other.root)
                return other.make_reader(std::move(file), warn);
        }
        if (!root.empty()) {
            throw Error(
                Fault::input, {path},
                "its root element is <" + root + ">, not <" + std::string(entry->root) + ">", hint);
        }
    }
    return entry->make_reader(std::move(file), warn);
}

std::unique_ptr<UnitWriter> make_unit_writer(UnitFormat format, std::ostream& out,
                                             const UnitWriterOptions& options) {
    for (const Entry& entry : entries) {
        if (entry.format == format) return entry.make_writer(out, options);
    }
    throw Error(Fault::internal, {}, "no writer for this format");
}

}  // namespace egiz::formats
