// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xlsx_sheet.hpp"

#include "formats/exchange/element.hpp"
#include "formats/xml/parser.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <stdexcept>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t most_sheet_columns = 16'384;  ///< of a sheet
constexpr std::size_t most_strings = 5'000'000;
constexpr std::size_t most_row_bytes = 64u << 20;

std::size_t number_of(std::string_view text) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() ? value : std::string::npos;
}

/// The column of a reference, from 0: 28 of `AC7`; npos if it is none.
std::size_t column_of(std::string_view reference) {
    std::size_t column = 0;
    std::size_t at = 0;
    for (; at < reference.size() && reference[at] >= 'A' && reference[at] <= 'Z'; ++at) {
        column = column * 26 + static_cast<std::size_t>(reference[at] - 'A' + 1);
        if (column > most_sheet_columns) return std::string::npos;
    }
    return at == 0 ? std::string::npos : column - 1;
}

/// `_x000D_` stands for a character that XML cannot hold (18.9.1, ST_Xstring).
std::string unescape(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        std::uint32_t unit = 0;
        const std::string_view rest = text.substr(at);
        const bool framed = rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_';
        if (framed) {
            const auto [end, error] = std::from_chars(rest.data() + 2, rest.data() + 6, unit, 16);
            if (error == std::errc() && end == rest.data() + 6 && unit != 0 &&
                (unit < 0xD800 || unit >= 0xE000)) {
                append_utf8(result, unit);
                at += 7;
                continue;
            }
        }
        result += text[at++];
    }
    return result;
}

void parse(std::string xml, const std::string& place, xml::Handler& handler) {
    xml::Parser parser(InputFile::from_text(std::move(xml), place), handler, [](const Warning&) {});
    while (parser.feed()) {
    }
}

/// Reads the text of a string item: `t` of it and of its runs, but not of phonetic hints.
class TextTaker {
public:
    void start(std::string_view name) {
        if (name == "rPh") ++phonetic_;
        if (name == "t") inside_ = phonetic_ == 0;
    }
    void end(std::string_view name) {
        if (name == "rPh" && phonetic_ > 0) --phonetic_;
        if (name == "t") inside_ = false;
    }
    void text(std::string_view piece) {
        if (inside_) text_ += piece;
    }
    [[nodiscard]] std::string take() { return unescape(std::exchange(text_, {})); }
    [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }

private:
    std::string text_;
    std::size_t phonetic_ = 0;
    bool inside_ = false;
};

class StringsHandler final : public xml::Handler {
public:
    SharedStrings strings;

private:
    void start(std::string_view name, std::string_view, const xml::Attributes&) override {
        taker_.start(name);
    }
    void text(std::string_view piece) override { taker_.text(piece); }
    void end(std::string_view name) override {
        taker_.end(name);
        if (name != "si") return;
        if (++count_ > most_strings) throw std::length_error("more than 5,000,000 shared strings");
        strings.add(taker_.take());
    }

    TextTaker taker_;
    std::size_t count_ = 0;
};

/// Elements with the attributes that name and find parts.
class PartsHandler final : public xml::Handler {
public:
    std::vector<std::pair<std::string, std::string>> sheets;  ///< name, relation
    struct Relation {
        std::string target;
        std::string type;
    };
    std::map<std::string, Relation> relations;

private:
    void start(std::string_view name, std::string_view,
               const xml::Attributes& attributes) override {
        const Element element(name, attributes);
        if (name == "sheet" && sheets.size() < Package::most_members) {
            const std::string_view* id = attributes.find("r", "id");
            for (const xml::Attribute& each : attributes.list()) {
                // The prefix is the file's to choose.
                if (id == nullptr && each.name == "id" && !each.prefix.empty()) id = &each.value;
            }
            sheets.emplace_back(element.get("name"), id == nullptr ? std::string_view() : *id);
        } else if (name == "Relationship" && element.get("TargetMode") != "External") {
            relations[std::string(element.get("Id"))] = {std::string(element.get("Target")),
                                                         std::string(element.get("Type"))};
        }
    }
    void text(std::string_view) override {}
    void end(std::string_view) override {}
};

/// The member that a target of `xl/_rels/workbook.xml.rels` names.
std::string member_of(const std::string& target, const std::string& folder) {
    return target.starts_with('/') ? target.substr(1) : folder + target;
}

}  // namespace

void SharedStrings::add(std::string_view text) {
    bytes_ += text;
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
}

const std::string_view* SharedStrings::find(std::size_t index) {
    if (index >= ends_.size()) return nullptr;
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    found_ = std::string_view(bytes_).substr(begin, ends_[index] - begin);
    return &found_;
}

WorkbookParts read_workbook(Package& package, const std::string& path) {
    constexpr const char* workbook = "xl/workbook.xml";
    constexpr const char* relations = "xl/_rels/workbook.xml.rels";
    if (!package.has(workbook) || !package.has(relations)) {
        throw Error(Fault::input, {path}, "this archive is no workbook (.xlsx)",
                    "save the table as an Excel workbook (.xlsx)");
    }
    PartsHandler parts;
    parse(package.read(workbook), path + "/" + workbook, parts);
    parse(package.read(relations), path + "/" + relations, parts);
    WorkbookParts result;
    for (const auto& [name, id] : parts.sheets) {
        const auto found = parts.relations.find(id);
        if (found == parts.relations.end()) continue;
        // Sheets of charts and macros hold no table.
        if (!found->second.type.ends_with("/worksheet")) continue;
        result.sheets.push_back({name, member_of(found->second.target, "xl/")});
    }
    for (const auto& [id, relation] : parts.relations) {
        if (relation.type.ends_with("/sharedStrings")) {
            result.shared_strings = member_of(relation.target, "xl/");
        }
    }
    if (result.sheets.empty()) {
        throw Error(Fault::input, {path}, "the workbook has no sheet", "is it damaged?");
    }
    return result;
}

SharedStrings read_shared_strings(Package& package, const std::string& member,
                                  const std::string& path) {
    StringsHandler handler;
    try {
        parse(package.read(member), path + "/" + member, handler);
    } catch (const std::length_error& error) {
        throw Error(Fault::input, {path}, error.what(), "split the workbook");
    }
    return std::move(handler.strings);
}

struct SheetReader::Impl final : private xml::Handler {
    Impl(std::string xml, std::string place, SharedStrings& shared)
        : strings(shared),
          parser(InputFile::from_text(std::move(xml), std::move(place)), *this,
                 [](const Warning&) {}) {}

    void start(std::string_view name, std::string_view,
               const xml::Attributes& attributes) override {
        const Element element(name, attributes);
        if (name == "row") {
            const std::size_t number = number_of(element.get("r"));
            row = {};
            row.number = number == std::string::npos ? last_row + 1 : number;
            last_row = row.number;
            column = 0;
            row_bytes = 0;
        } else if (name == "c") {
            const std::size_t said = column_of(element.get("r"));
            if (said != std::string::npos) column = said;
            type = element.get("t");
            value.clear();
        } else if (name == "v") {
            in_value = true;
        } else {
            taker.start(name);
        }
    }
    void text(std::string_view piece) override {
        row_bytes += piece.size();
        if (row_bytes > most_row_bytes) {
            throw Error(Fault::input, parser.place(), "a row takes more than 64 MiB",
                        "is this a table of translation units?");
        }
        if (in_value) {
            value += piece;
        } else {
            taker.text(piece);
        }
    }
    void end(std::string_view name) override {
        taker.end(name);
        if (name == "v") {
            in_value = false;
        } else if (name == "c") {
            put(cell_text());
            ++column;
        } else if (name == "row") {
            const bool filled = std::any_of(row.cells.begin(), row.cells.end(),
                                            [](const std::string& cell) { return !cell.empty(); });
            if (filled || row.has_more) ready.push_back(std::move(row));
            row = {};
        }
    }

    /// The text that the cell at hand shows (18.3.1.4, c; 18.18.11, ST_CellType).
    std::string cell_text() {
        std::string inline_text = taker.take();
        if (type == "inlineStr") return inline_text;
        if (type == "s") {
            const std::string_view* found = strings.find(number_of(value));
            if (found == nullptr && !value.empty()) {
                throw Error(Fault::input, parser.place(),
                            "a cell refers to a string that is not there", "is it damaged?");
            }
            return found == nullptr ? std::string() : std::string(*found);
        }
        if (type == "b") return value == "1" ? "TRUE" : "FALSE";
        if (type == "e") {
            ++row.errors;
            return {};
        }
        return type == "str" ? unescape(value) : value;
    }

    void put(std::string text) {
        if (text.empty()) return;
        if (column >= limit) {
            row.has_more = true;
            return;
        }
        row_bytes += text.size();
        if (row.cells.size() <= column) row.cells.resize(column + 1);
        row.cells[column] = std::move(text);
    }

    SharedStrings& strings;
    std::size_t limit = 1001;
    TextTaker taker;
    SheetRow row;
    std::size_t last_row = 0;
    std::size_t column = 0;
    std::size_t row_bytes = 0;
    std::string type;
    std::string value;
    bool in_value = false;
    std::deque<SheetRow> ready;
    xml::Parser parser;
};

SheetReader::SheetReader(std::string xml, std::string place, SharedStrings& strings)
    : impl_(std::make_unique<Impl>(std::move(xml), std::move(place), strings)) {}
SheetReader::~SheetReader() = default;

void SheetReader::limit_columns(std::size_t columns) { impl_->limit = columns; }

bool SheetReader::next(SheetRow& row) {
    while (impl_->ready.empty()) {
        if (!impl_->parser.feed() && impl_->ready.empty()) return false;
    }
    row = std::move(impl_->ready.front());
    impl_->ready.pop_front();
    return true;
}

}  // namespace egiz::formats
