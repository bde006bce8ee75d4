// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/tsv.hpp"

#include "formats/exchange/selecting_writer.hpp"

#include <algorithm>
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

std::vector<std::string_view> split_cells(std::string_view line) {
    std::vector<std::string_view> cells;
    while (true) {
        const std::size_t tab = line.find('\t');
        cells.push_back(line.substr(0, tab));
        if (tab == std::string_view::npos) return cells;
        line.remove_prefix(tab + 1);
    }
}

class TsvReader final : public UnitReader {
public:
    TsvReader(InputFile file, WarningSink warn) : lines_(std::move(file)), warn_(std::move(warn)) {
        read_header();
    }

    std::optional<TranslationUnit> next() override {
        for (std::string_view line; lines_.next(line);) {
            if (line.empty()) continue;
            const std::vector<std::string_view> cells = split_cells(line);
            const Place place{lines_.path(), lines_.line_number()};
            if (cells.size() > languages_.size()) {
                ++counts_.skipped;
                warn({place, "skipped: " + std::to_string(cells.size()) + " cells, but " +
                                 std::to_string(languages_.size()) + " columns"});
                continue;
            }
            TranslationUnit unit;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                if (cells[i].empty()) continue;
                Variant& variant = unit.variants.emplace_back();
                variant.language = languages_[i];
                variant.text = unescape(cells[i]);
            }
            if (unit.variants.empty()) {
                ++counts_.skipped;
                warn({place, "skipped: no text"});
                continue;
            }
            ++counts_.units;
            counts_.variants += unit.variants.size();
            return unit;
        }
        return std::nullopt;
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    void warn(const Warning& warning) const {
        if (warn_) warn_(warning);
    }

    void read_header() {
        const char* const hint =
            "the first line names the language of each column, as in en TAB kk";
        std::string_view line;
        if (!lines_.next(line))
            throw Error(Fault::input, {lines_.path()}, "this file is empty", hint);
        for (const std::string_view cell : split_cells(line)) {
            const auto language = Language::parse(cell);
            const bool twice = language && std::find(languages_.begin(), languages_.end(),
                                                     *language) != languages_.end();
            if (!language || twice) {
                throw Error(Fault::input, {lines_.path(), 1},
                            "the column '" + std::string(cell.substr(0, 40)) + "' " +
                                (twice ? "comes twice" : "is no language"),
                            hint);
            }
            languages_.push_back(*language);
        }
    }

    LineReader lines_;
    WarningSink warn_;
    std::vector<Language> languages_;
    ReadCounts counts_;
};

class TsvWriter final : public SelectingWriter {
public:
    TsvWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {
        const std::vector<Language>& languages = options().languages;
        for (std::size_t i = 0; i < languages.size(); ++i) {
            out_ << (i == 0 ? "" : "\t") << languages[i].tag();
        }
        out_ << '\n';
    }
    void finish() override { flush_lines(out_); }

private:
    void write_selected(const TranslationUnit& /*unit*/,
                        const std::vector<const Variant*>& variants) override {
        for (std::size_t i = 0; i < variants.size(); ++i) {
            out_ << (i == 0 ? "" : "\t");
            if (variants[i] != nullptr) out_ << escape_cell(variants[i]->text);
        }
        out_ << '\n';
    }

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

std::unique_ptr<UnitReader> make_tsv_reader(InputFile file, const WarningSink& warn) {
    return std::make_unique<TsvReader>(std::move(file), warn);
}

std::unique_ptr<UnitWriter> make_tsv_writer(std::ostream& out, const UnitWriterOptions& options) {
    if (options.languages.size() < 2) {
        throw Error(Fault::usage, {}, "a table of units needs at least two languages");
    }
    return std::make_unique<TsvWriter>(out, options);
}

}  // namespace egiz::formats
