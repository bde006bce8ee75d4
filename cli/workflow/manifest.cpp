// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/manifest.hpp"

#include "formats/readers/plain_text.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <filesystem>
#include <set>
#include <string_view>
#include <utility>

namespace egiz::workflow {
namespace {

std::vector<std::string> split_fields(std::string_view line) {
    std::vector<std::string> fields;
    while (true) {
        const std::size_t tab = line.find('\t');
        fields.emplace_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return fields;
        line.remove_prefix(tab + 1);
    }
}

/// An id names files: one plain component, not hidden, no control characters.
bool can_be_file_name(const std::string& id) {
    return !id.empty() && id.size() <= 200 && id.front() != '.' && id.front() != '-' &&
           std::all_of(id.begin(), id.end(), [](char c) {
               return c != '/' && static_cast<unsigned char>(c) >= 0x20 && c != 0x7F;
           });
}

std::vector<Language> read_header(const std::string& path, const std::vector<std::string>& fields) {
    const char* const hint =
        "the first line is: id, then a column per language, as in id TAB en TAB ru";
    if (fields.front() != "id") {
        throw Error(Fault::input, {path, 1}, "the header does not begin with 'id'", hint);
    }
    std::vector<Language> languages;
    for (std::size_t i = 1; i < fields.size(); ++i) {
        const auto language = Language::parse(fields[i]);
        if (!language) {
            throw Error(Fault::input, {path, 1},
                        "column " + std::to_string(i + 1) + ", '" + fields[i] + "', is no language",
                        hint);
        }
        if (std::find(languages.begin(), languages.end(), *language) != languages.end()) {
            throw Error(Fault::input, {path, 1}, "two columns for " + language->tag(), hint);
        }
        languages.push_back(*language);
    }
    if (languages.size() < 2) {
        throw Error(Fault::input, {path, 1}, "fewer than two languages", hint);
    }
    return languages;
}

}  // namespace

Manifest read_manifest(const std::string& path) {
    const Document file = formats::read_plain_text(path, {{}, "UTF-8", LineBreaks::paragraph});
    const std::filesystem::path folder = std::filesystem::path(path).parent_path();
    Manifest manifest;
    std::set<std::string> ids;
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < file.text.size();) {
        const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
        std::string_view line = std::string_view(file.text).substr(begin, end - begin);
        begin = end + 1;
        ++number;
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty()) continue;
        const std::vector<std::string> fields = split_fields(line);
        if (manifest.languages.empty()) {
            manifest.languages = read_header(path, fields);
            continue;
        }
        ManifestRow row;
        row.id = fields.front();
        row.line = number;
        for (std::size_t i = 1; i < fields.size() && i <= manifest.languages.size(); ++i) {
            if (fields[i].empty()) continue;
            row.inputs.push_back({manifest.languages[i - 1], (folder / fields[i]).string()});
        }
        if (fields.size() > manifest.languages.size() + 1) {
            row.fault = "more fields than the header has columns";
        } else if (!can_be_file_name(row.id)) {
            row.fault = "the id cannot be a file name";
        } else if (!ids.insert(row.id).second) {
            row.fault = "the id is taken by a line before";
        } else if (row.inputs.size() < 2) {
            row.fault = "fewer than two texts";
        }
        manifest.rows.push_back(std::move(row));
    }
    return manifest;
}

}  // namespace egiz::workflow
