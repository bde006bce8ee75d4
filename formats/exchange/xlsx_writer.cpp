// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/row_details.hpp"
#include "formats/exchange/selecting_writer.hpp"
#include "formats/exchange/table_columns.hpp"
#include "formats/exchange/xlsx.hpp"
#include "text/unicode.hpp"

#include <array>
#include <cerrno>
#include <filesystem>
#include <ostream>
#include <string_view>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <xlsxwriter.h>

namespace egiz::formats {
namespace {

constexpr std::size_t longest_cell = 32'767;  ///< UTF-16 units
constexpr std::size_t cell_cost = 60;         ///< bytes of markup
constexpr lxw_row_t last_row = 1'048'575;

bool fits_cell(const std::string& text) {
    if (text.size() <= longest_cell) return true;
    std::size_t units = 0;
    for (std::size_t at = 0; at < text.size();) {
        units += next_code_point(text, at) > 0xFFFF ? 2 : 1;
    }
    return units <= longest_cell;
}

/// `_x0041_` would be read as `A` (ECMA-376, part 1, 22.9.2.19, ST_Xstring), so its first `_` is
/// written as `_x005F_`. The library does so for characters that XML cannot hold only.
std::string escape_cell_text(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const std::string_view rest = text.substr(at);
        const bool looks_escaped =
            rest.size() >= 7 && rest.starts_with("_x") && rest[6] == '_' &&
            rest.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
        result += looks_escaped ? "_x005F_" : std::string(1, text[at]);
    }
    return result;
}

/// A variant that has no text to speak of, but is there.
const Variant* blank_variant(const TranslationUnit& unit, const Language& language) {
    for (const Variant& variant : unit.variants) {
        const bool blank = trim(variant.text, {0, variant.text.size()}).empty();
        if (blank && variant.language == language) return &variant;
    }
    return nullptr;
}

/// A file without a name that stays.
class TemporaryFile {
public:
    TemporaryFile() : path_((std::filesystem::temp_directory_path() / "egiz-XXXXXX").string()) {
        file_ = ::mkstemp(path_.data());
        if (file_ < 0) fail("cannot make a temporary file");
    }
    ~TemporaryFile() {
        ::close(file_);
        ::unlink(path_.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    void copy_to(std::ostream& out) const {
        std::array<char, 1 << 16> buffer{};
        for (off_t at = 0;;) {
            const ssize_t got = ::pread(file_, buffer.data(), buffer.size(), at);
            if (got < 0) fail("cannot read the temporary file");
            if (got == 0) return;
            out.write(buffer.data(), got);
            at += got;
        }
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw Error(Fault::output, {path_},
                    what + ": " + std::error_code(errno, std::generic_category()).message(),
                    "is there room in the folder for temporary files (TMPDIR)?");
    }
    std::string path_;
    int file_ = -1;
};

class XlsxWriter final : public SelectingWriter {
public:
    XlsxWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {
        lxw_workbook_options workbook_options{};
        workbook_options.constant_memory = LXW_TRUE;
        workbook_ = workbook_new_opt(file_.path().c_str(), &workbook_options);
        if (workbook_ == nullptr) fail("cannot begin the workbook");
        lxw_doc_properties properties{};
        properties.created = fixed_date;
        workbook_set_properties(workbook_, &properties);
        make_formats();
        begin_sheet();
    }
    ~XlsxWriter() override {
        // The library frees a workbook only by finishing it.
        if (workbook_ != nullptr) workbook_close(workbook_);
    }

    void finish() override {
        finish_sheet();
        const lxw_error error = workbook_close(std::exchange(workbook_, nullptr));
        if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
        file_.copy_to(out_);
        flush_lines(out_);
    }
    std::vector<std::string> remarks() const override {
        if (too_long_ == 0) return {};
        return {std::to_string(too_long_) +
                " left out: a cell of a spreadsheet holds 32,767 characters at most"};
    }

private:
    /// Workbooks of the same units are the same.
    static constexpr time_t fixed_date = 315'532'800;  // 1980-01-01
    /// Bytes of text in a sheet: one that is larger could not be read again.
    static constexpr std::size_t largest_sheet = 30u << 20;

    void begin_sheet() {
        ++sheets_;
        const std::string sheet_name = sheets_ == 1 ? "units" : "units " + std::to_string(sheets_);
        sheet_ = workbook_add_worksheet(workbook_, sheet_name.c_str());
        if (sheet_ == nullptr) fail("cannot begin a sheet");
        row_ = 0;
        sheet_bytes_ = 0;
        write_head();
    }

    void finish_sheet() {
        const lxw_row_t end = row_ > 1 ? row_ - 1 : 1;
        worksheet_autofilter(sheet_, 0, 0, end, details_column_index());
        std::array<std::string, 3> names{name(ReviewState::unreviewed), name(ReviewState::reviewed),
                                         name(ReviewState::rejected)};
        std::array<char*, 4> states{names[0].data(), names[1].data(), names[2].data(), nullptr};
        lxw_data_validation validation{};
        validation.validate = LXW_VALIDATION_TYPE_LIST;
        validation.value_list = states.data();
        worksheet_data_validation_range(sheet_, 1, state_column(), end, state_column(),
                                        &validation);
        lxw_protection allowed{};
        allowed.format_cells = allowed.format_columns = allowed.format_rows = LXW_TRUE;
        allowed.sort = allowed.autofilter = LXW_TRUE;
        worksheet_protect(sheet_, nullptr, &allowed);
    }

    [[noreturn]] void fail(const std::string& reason) const {
        throw Error(Fault::output, {file_.path()}, "cannot write the workbook: " + reason,
                    "is there room in the folder for temporary files (TMPDIR)?");
    }
    [[nodiscard]] lxw_col_t column_after_languages(std::size_t more) const {
        return static_cast<lxw_col_t>(1 + options().languages.size() + more);
    }
    [[nodiscard]] lxw_col_t note_column() const { return column_after_languages(0); }
    [[nodiscard]] lxw_col_t state_column() const { return column_after_languages(1); }
    [[nodiscard]] lxw_col_t details_column_index() const { return column_after_languages(2); }

    void make_formats() {
        constexpr std::uint8_t text_format = 49;  // "@": what is typed stays text
        head_ = workbook_add_format(workbook_);
        format_set_bold(head_);
        format_set_bg_color(head_, 0xDDE6F0);
        locked_ = workbook_add_format(workbook_);
        open_ = workbook_add_format(workbook_);
        for (lxw_format* format : {locked_, open_}) {
            format_set_num_format_index(format, text_format);
            format_set_text_wrap(format);
            format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        }
        format_set_font_color(locked_, 0x808080);
        format_set_unlocked(open_);
    }

    void write_head() {
        constexpr double narrow = 14;
        constexpr double wide = 50;
        constexpr double medium = 30;
        const std::vector<Language>& languages = options().languages;
        lxw_row_col_options hidden{};
        hidden.hidden = LXW_TRUE;
        worksheet_set_column(sheet_, 0, 0, narrow, locked_);
        worksheet_set_column(sheet_, 1, static_cast<lxw_col_t>(languages.size()), wide, open_);
        worksheet_set_column(sheet_, note_column(), note_column(), medium, open_);
        worksheet_set_column(sheet_, state_column(), state_column(), narrow, open_);
        worksheet_set_column_opt(sheet_, details_column_index(), details_column_index(), narrow,
                                 locked_, &hidden);
        worksheet_freeze_panes(sheet_, 1, 1);
        write_cell(0, "ID", head_);
        for (std::size_t i = 0; i < languages.size(); ++i) {
            write_cell(static_cast<lxw_col_t>(i + 1), column_name(languages, i), head_);
        }
        write_cell(note_column(), "note", head_);
        write_cell(state_column(), "state", head_);
        write_cell(details_column_index(), std::string(details_column), head_);
        ++row_;
    }

    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) override {
        std::vector<std::string> texts;
        TranslationUnit written = unit;
        written.variants.clear();
        for (std::size_t i = 0; i < variants.size(); ++i) {
            const Variant* variant = variants[i];
            if (variant == nullptr) variant = blank_variant(unit, options().languages[i]);
            texts.push_back(variant == nullptr ? "" : marked_text(*variant));
            if (variant != nullptr) written.variants.push_back(*variant);
        }
        const std::string notes = joined_notes(unit.notes);
        const std::string details = row_details(written);
        bool fits = fits_cell(unit.id) && fits_cell(notes) && fits_cell(details);
        for (const std::string& text : texts) fits = fits && fits_cell(text);
        if (!fits) {
            ++too_long_;
            refuse();
            return;
        }
        const std::size_t more = unit.id.size() + notes.size() + details.size();
        if (row_ > last_row || sheet_bytes_ + more > largest_sheet) {
            finish_sheet();
            begin_sheet();
        }
        sheet_bytes_ += more + cell_cost * (texts.size() + 4);
        for (const std::string& text : texts) sheet_bytes_ += text.size();
        write_cell(0, unit.id, locked_);
        for (std::size_t i = 0; i < texts.size(); ++i) {
            write_cell(static_cast<lxw_col_t>(i + 1), texts[i], open_);
        }
        write_cell(note_column(), notes, open_);
        write_cell(state_column(), name(unit.state), open_);
        write_cell(details_column_index(), details, locked_);
        ++row_;
    }

    void write_cell(lxw_col_t column, const std::string& text, lxw_format* format) {
        const std::string cell = escape_cell_text(text);
        const lxw_error error =
            cell.empty() ? worksheet_write_blank(sheet_, row_, column, format)
                         : worksheet_write_string(sheet_, row_, column, cell.c_str(), format);
        if (error != LXW_NO_ERROR) fail(lxw_strerror(error));
    }

    std::ostream& out_;
    TemporaryFile file_;
    lxw_workbook* workbook_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;  // formats and sheet belong to the workbook
    lxw_format* head_ = nullptr;
    lxw_format* locked_ = nullptr;
    lxw_format* open_ = nullptr;
    lxw_row_t row_ = 0;
    std::size_t sheets_ = 0;
    std::size_t sheet_bytes_ = 0;
    std::size_t too_long_ = 0;
};

}  // namespace

std::unique_ptr<UnitWriter> make_xlsx_writer(std::ostream& out, const UnitWriterOptions& options) {
    require_columns(options);
    return std::make_unique<XlsxWriter>(out, options);
}

}  // namespace egiz::formats
