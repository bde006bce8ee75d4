// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/tsv.hpp"

#include "formats/exchange/selecting_writer.hpp"
#include "formats/exchange/table_columns.hpp"

#include <ostream>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

/// The cell's text; a backslash before anything but `t n r \` stands for itself.
std::string unescape(std::string_view cell) {
    std::string result;
    result.reserve(cell.size());
    for (std::size_t i = 0; i < cell.size(); ++i) {
        const char next = i + 1 < cell.size() ? cell[i + 1] : '\0';
        const std::size_t which =
            cell[i] == '\\' ? std::string_view("tnr\\").find(next) : std::string_view::npos;
        if (which == std::string_view::npos || next == '\0') {
            result += cell[i];
        } else {
            result += "\t\n\r\\"[which];
            ++i;
        }
    }
    return result;
}

/// No more than a table may have, and one.
constexpr std::size_t most_cells = 1001;

std::vector<std::string_view> split_cells(std::string_view line) {
    std::vector<std::string_view> cells;
    while (true) {
        if (cells.size() == most_cells) return cells;
        const std::size_t tab = line.find('\t');
        cells.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return cells;
        line.remove_prefix(tab + 1);
    }
}

class TsvReader final : public UnitReader {
public:
    TsvReader(InputFile file, WarningSink warn, const ReadOptions& options)
        : lines_(std::move(file)), warn_(std::move(warn)), columns_(options) {
        std::string_view line;
        if (!lines_.next(line)) {
            throw Error(Fault::input, {lines_.path()}, "this file is empty",
                        "the first line names the language of each column, as in en TAB kk");
        }
        const bool header =
            columns_.take_first_row(split_cells(line), {lines_.path(), 1},
                                    [this](const std::string& message) { repaired(message); });
        if (!header) first_ = line;
    }

    std::optional<TranslationUnit> next() override {
        if (first_) {
            const std::string line = *std::exchange(first_, std::nullopt);
            if (auto unit = unit_of(line)) return unit;
        }
        for (std::string_view line; lines_.next(line);) {
            if (line.empty()) continue;
            if (auto unit = unit_of(line)) return unit;
        }
        return std::nullopt;
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    std::optional<TranslationUnit> unit_of(std::string_view line) {
        const std::vector<std::string_view> cells = split_cells(line);
        if (cells.size() > columns_.columns().size()) {
            skipped(std::to_string(cells.size()) + " cells, but " +
                    std::to_string(columns_.columns().size()) + " columns");
            return std::nullopt;
        }
        std::vector<std::string> texts;
        texts.reserve(cells.size());
        for (const std::string_view cell : cells) texts.push_back(unescape(cell));
        auto unit = columns_.unit(texts, [this](const std::string& message) { repaired(message); });
        if (!unit) {
            skipped("no text");
            return std::nullopt;
        }
        ++counts_.units;
        counts_.variants += unit->variants.size();
        return unit;
    }

    void repaired(const std::string& message) {
        ++counts_.repaired;
        if (warn_) warn_({{lines_.path(), lines_.line_number()}, message});
    }
    void skipped(const std::string& why) {
        ++counts_.skipped;
        if (warn_) warn_({{lines_.path(), lines_.line_number()}, "skipped: " + why});
    }

    LineReader lines_;
    WarningSink warn_;
    TableColumns columns_;
    std::optional<std::string> first_;  ///< a first line that is a unit
    ReadCounts counts_;
};

class TsvWriter final : public SelectingWriter {
public:
    TsvWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {
        const std::vector<Language>& languages = options().languages;
        for (std::size_t i = 0; i < languages.size(); ++i) {
            out_ << (i == 0 ? "" : "\t") << column_name(languages, i);
        }
        out_ << '\n';
    }
    void finish() override { flush_lines(out_); }
    std::vector<std::string> remarks() const override { return codes_.remarks("a table"); }

private:
    void write_selected(const TranslationUnit& /*unit*/,
                        const std::vector<const Variant*>& variants) override {
        codes_.count(variants);
        for (std::size_t i = 0; i < variants.size(); ++i) {
            out_ << (i == 0 ? "" : "\t");
            if (variants[i] != nullptr) out_ << escape_cell(variants[i]->text);
        }
        out_ << '\n';
    }

    LostCodes codes_;

    std::ostream& out_;
};

}  // namespace

std::string escape_cell(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '\t':
                result += "\\t";
                break;
            case '\n':
                result += "\\n";
                break;
            case '\r':
                result += "\\r";
                break;
            case '\\':
                result += "\\\\";
                break;
            default:
                result += c;
        }
    }
    return result;
}

std::unique_ptr<UnitReader> make_tsv_reader(InputFile file, const WarningSink& warn,
                                            const ReadOptions& options) {
    return std::make_unique<TsvReader>(std::move(file), warn, options);
}

std::unique_ptr<UnitWriter> make_tsv_writer(std::ostream& out, const UnitWriterOptions& options) {
    require_columns(options);
    return std::make_unique<TsvWriter>(out, options);
}

}  // namespace egiz::formats
