// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/csv.hpp"

#include "formats/exchange/encoded_lines.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "formats/exchange/table_columns.hpp"
#include "text/known_language.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t longest_record = 64u << 20;  ///< bytes of UTF-8
/// Lines of a quoted cell; a file with a quotation mark that is never closed would be one cell.
constexpr std::size_t most_lines = 100'000;
constexpr std::size_t most_cells = 1001;
constexpr std::array delimiters{',', ';', '\t', '|'};

/// How often a character stands outside quotation marks.
std::size_t count_outside_quotes(std::string_view line, char wanted) {
    bool quoted = false;
    std::size_t count = 0;
    for (const char c : line) {
        if (c == '"') quoted = !quoted;
        if (c == wanted && !quoted) ++count;
    }
    return count;
}

/// Of the delimiters, the one that the line has most of.
char delimiter_of(std::string_view line) {
    return *std::max_element(delimiters.begin(), delimiters.end(), [&](char a, char b) {
        return count_outside_quotes(line, a) < count_outside_quotes(line, b);
    });
}

/// The first language but English that the header names by its tag: what the bytes of a file that
/// is not in UTF-8 are most likely in.
Language language_of_header(InputFile& file) {
    constexpr std::size_t looked_at = 1000;
    std::string_view start = file.peek(looked_at);
    start = start.substr(0, start.find_first_of("\r\n"));
    while (!start.empty()) {
        const std::size_t end = std::min(start.find_first_of(",;\t|\""), start.size());
        const auto language = known_language(start.substr(0, end));
        if (language && language->primary() != "en") return *language;
        start.remove_prefix(std::min(end + 1, start.size()));
    }
    return {};
}

/// Takes records apart into cells.
class RecordReader {
public:
    RecordReader(InputFile file, const Language& language)
        : lines_(std::move(file), {}, language) {}

    /// False at the end. A record of one empty cell is a blank line.
    [[nodiscard]] bool next(std::vector<std::string>& cells) {
        cells.clear();
        std::string_view line;
        if (!lines_.next(line)) return false;
        first_line_ = lines_.line_number();
        if (delimiter_ == '\0') {
            if (line.size() == 5 && line.starts_with("sep=")) {  // as Excel says it
                delimiter_ = line[4];
                return next(cells);
            }
            delimiter_ = delimiter_of(line);
        }
        size_ = 0;
        std::size_t at = 0;
        while (take_cell(line, at, cells)) {
        }
        return true;
    }
    [[nodiscard]] Place place() const { return {lines_.path(), first_line_}; }
    /// What the record at hand has that RFC 4180 does not allow; empty if it is as it should be.
    [[nodiscard]] std::string take_oddity() { return std::exchange(oddity_, {}); }

private:
    /// False behind the last cell of the record.
    bool take_cell(std::string_view& line, std::size_t& at, std::vector<std::string>& cells) {
        std::string cell;
        if (at < line.size() && line[at] == '"') take_quoted(line, ++at, cell);
        const std::size_t end = std::min(line.find(delimiter_, at), line.size());
        if (end > at && !cell.empty()) oddity_ = "text behind a closing quotation mark";
        cell += line.substr(at, end - at);
        charge(cell.size() + sizeof cell);
        if (cells.size() < most_cells) cells.push_back(std::move(cell));
        at = end + 1;
        return end < line.size();
    }

    /// Reads on over line ends, up to the closing quotation mark and past it.
    void take_quoted(std::string_view& line, std::size_t& at, std::string& cell) {
        for (;;) {
            const std::size_t quote = line.find('"', at);
            cell += line.substr(at, quote - at);
            if (quote == std::string_view::npos) {
                charge(line.size() - at);
                cell += lines_.line_end();
                if (lines_.line_number() - first_line_ > most_lines || !lines_.next(line)) {
                    throw Error(Fault::input, place(), "a quotation mark is never closed",
                                "a quotation mark inside a quoted cell is written twice: \"\"");
                }
                at = 0;
                continue;
            }
            at = quote + 1;
            if (at == line.size() || line[at] != '"') return;
            cell += '"';
            ++at;
        }
    }

    void charge(std::size_t bytes) {
        size_ += bytes;
        if (size_ > longest_record) {
            throw Error(Fault::input, place(), "a row takes more than 64 MiB",
                        "is a quotation mark never closed?");
        }
    }

    EncodedLines lines_;
    char delimiter_ = '\0';
    std::size_t first_line_ = 0;
    std::size_t size_ = 0;
    std::string oddity_;
};

class CsvReader final : public UnitReader {
public:
    CsvReader(InputFile file, const Language& language, WarningSink warn,
              const ReadOptions& options)
        : records_(std::move(file), language), warn_(std::move(warn)), columns_(options) {
        std::vector<std::string> cells;
        if (!records_.next(cells)) {
            throw Error(Fault::input, records_.place(), "this file is empty",
                        "the first line names the language of each column");
        }
        const std::vector<std::string_view> views(cells.begin(), cells.end());
        if (!columns_.take_first_row(views, records_.place(), repair_)) first_ = std::move(cells);
    }

    std::optional<TranslationUnit> next() override {
        if (first_) {
            const std::vector<std::string> cells = *std::exchange(first_, std::nullopt);
            if (auto unit = unit_of(cells)) return unit;
        }
        for (std::vector<std::string> cells; records_.next(cells);) {
            if (const std::string odd = records_.take_oddity(); !odd.empty()) repair_(odd);
            if (cells.size() == 1 && cells.front().empty()) continue;
            if (auto unit = unit_of(cells)) return unit;
        }
        return std::nullopt;
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    std::optional<TranslationUnit> unit_of(const std::vector<std::string>& cells) {
        const std::size_t columns = columns_.columns().size();
        // Spreadsheets write the empty cells of their last columns too.
        const bool too_many = std::any_of(
            cells.begin() + static_cast<std::ptrdiff_t>(std::min(columns, cells.size())),
            cells.end(), [](const std::string& cell) { return !cell.empty(); });
        auto unit = too_many ? std::nullopt : columns_.unit(cells, repair_);
        if (!unit) {
            ++counts_.skipped;
            const std::string why =
                too_many ? "more cells than columns, of which it has " + std::to_string(columns)
                         : "no text";
            if (warn_) warn_({records_.place(), "skipped: " + why});
            return std::nullopt;
        }
        ++counts_.units;
        counts_.variants += unit->variants.size();
        return unit;
    }

    RecordReader records_;
    WarningSink warn_;
    TableColumns columns_;
    TableColumns::Warn repair_ = [this](const std::string& message) {
        ++counts_.repaired;
        if (warn_) warn_({records_.place(), message});
    };
    std::optional<std::vector<std::string>> first_;  ///< a first row that is a unit
    ReadCounts counts_;
};

class CsvWriter final : public SelectingWriter {
public:
    CsvWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {
        const std::vector<Language>& languages = options().languages;
        out_ << "\xEF\xBB\xBF";
        for (std::size_t i = 0; i < languages.size(); ++i) {
            out_ << (i == 0 ? "" : ",") << column_name(languages, i);
        }
        out_ << "\r\n";
    }
    void finish() override { flush_lines(out_); }
    std::vector<std::string> remarks() const override { return codes_.remarks("a table"); }

private:
    void write_selected(const TranslationUnit& /*unit*/,
                        const std::vector<const Variant*>& variants) override {
        codes_.count(variants);
        for (std::size_t i = 0; i < variants.size(); ++i) {
            if (i > 0) out_ << ',';
            if (variants[i] != nullptr) write_cell(variants[i]->text);
        }
        out_ << "\r\n";
    }

    void write_cell(const std::string& text) {
        const bool quoted = text.find_first_of(",;\t|\"\r\n") != std::string::npos ||
                            text.starts_with(' ') || text.ends_with(' ');
        if (!quoted) {
            out_ << text;
            return;
        }
        out_ << '"';
        for (const char c : text) {
            if (c == '"') out_ << '"';
            out_ << c;
        }
        out_ << '"';
    }

    std::ostream& out_;
    LostCodes codes_;
};

}  // namespace

std::unique_ptr<UnitReader> make_csv_reader(InputFile file, const WarningSink& warn,
                                            const ReadOptions& options) {
    const Language language = options.target ? *options.target : language_of_header(file);
    return std::make_unique<CsvReader>(std::move(file), language, warn, options);
}

std::unique_ptr<UnitWriter> make_csv_writer(std::ostream& out, const UnitWriterOptions& options) {
    require_columns(options);
    return std::make_unique<CsvWriter>(out, options);
}

}  // namespace egiz::formats
