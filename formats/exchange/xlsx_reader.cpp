// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/table_columns.hpp"
#include "formats/exchange/xlsx.hpp"
#include "formats/exchange/xlsx_sheet.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t largest_file = 64u << 20;

std::string read_whole(InputFile& file) {
    std::string bytes;
    while (file.read(bytes, 1 << 20) > 0) {
        if (bytes.size() > largest_file) {
            throw Error(Fault::input, {file.path()}, "the workbook takes more than 64 MiB",
                        "split it, or save it as .csv");
        }
    }
    return bytes;
}

class XlsxReader final : public UnitReader {
public:
    XlsxReader(InputFile file, WarningSink warn, const ReadOptions& options)
        : path_(file.path()),
          warn_(std::move(warn)),
          options_(options),
          bytes_(read_whole(file)),
          package_(bytes_, path_),
          parts_(read_workbook(package_, path_)) {
        if (!parts_.shared_strings.empty() && package_.has(parts_.shared_strings)) {
            strings_ = read_shared_strings(package_, parts_.shared_strings, path_);
        }
    }

    std::optional<TranslationUnit> next() override {
        for (;;) {
            if (!sheet_ && !open_sheet()) return std::nullopt;
            if (first_) {
                const SheetRow row = *std::exchange(first_, std::nullopt);
                if (auto unit = unit_of(row)) return unit;
            }
            for (SheetRow row; sheet_->next(row);) {
                if (auto unit = unit_of(row)) return unit;
            }
            sheet_.reset();
        }
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    /// Opens the next sheet that is a table of units; false if there is none.
    bool open_sheet() {
        while (next_sheet_ < parts_.sheets.size()) {
            const WorkbookParts::Sheet& sheet = parts_.sheets[next_sheet_++];
            sheet_name_ = sheet.name;
            auto reader = std::make_unique<SheetReader>(package_.read(sheet.member),
                                                        path_ + "/" + sheet.member, strings_);
            SheetRow row;
            if (!reader->next(row)) continue;
            row_ = row.number;
            TableColumns columns(options_);
            try {
                const std::vector<std::string_view> cells(row.cells.begin(), row.cells.end());
                if (!columns.take_first_row(cells, place(), repair_)) first_ = row;
            } catch (const Error& error) {
                // Other sheets may hold anything; that the last one fails too is an error.
                const bool is_last = next_sheet_ == parts_.sheets.size() && opened_ == 0;
                if (is_last || error.fault() != Fault::input) throw;
                ++counts_.repaired;
                if (warn_) {
                    warn_({place(),
                           "the sheet '" + sheet.name + "' is passed over: " + error.message()});
                }
                continue;
            }
            ++opened_;
            reader->limit_columns(columns.columns().size());
            columns_.emplace(std::move(columns));
            sheet_ = std::move(reader);
            return true;
        }
        return false;
    }

    std::optional<TranslationUnit> unit_of(const SheetRow& row) {
        row_ = row.number;
        if (row.has_more) repair_("passed over: text in columns that have no header");
        if (row.errors > 0) repair_("a cell holds an error of a formula: taken as empty");
        auto unit = columns_->unit(row.cells, repair_);
        if (!unit) {
            ++counts_.skipped;
            if (warn_) warn_({place(), "skipped: no text in the columns of languages"});
            return std::nullopt;
        }
        ++counts_.units;
        counts_.variants += unit->variants.size();
        return unit;
    }

    [[nodiscard]] Place place() const { return {path_, row_}; }

    std::string path_;
    WarningSink warn_;
    ReadOptions options_;
    std::string bytes_;
    Package package_;
    WorkbookParts parts_;
    SharedStrings strings_;
    std::size_t next_sheet_ = 0;
    std::size_t opened_ = 0;
    std::string sheet_name_;
    std::size_t row_ = 0;
    std::unique_ptr<SheetReader> sheet_;
    std::optional<TableColumns> columns_;
    std::optional<SheetRow> first_;  ///< a first row that is a unit
    ReadCounts counts_;
    TableColumns::Warn repair_ = [this](const std::string& message) {
        ++counts_.repaired;
        if (warn_) warn_({place(), message});
    };
};

}  // namespace

std::unique_ptr<UnitReader> make_xlsx_reader(InputFile file, const WarningSink& warn,
                                             const ReadOptions& options) {
    return std::make_unique<XlsxReader>(std::move(file), warn, options);
}

}  // namespace egiz::formats
