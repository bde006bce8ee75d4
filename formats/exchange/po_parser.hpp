// SPDX-License-Identifier: Apache-2.0
// Internal to formats/exchange.
#pragma once

#include "formats/exchange/encoded_lines.hpp"
#include "text/error.hpp"

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// One entry of a PO file, as the manual of GNU gettext has it (The Format of PO Files). Texts have
/// their escapes undone.
struct PoEntry {
    std::vector<std::string> comments;    ///< `# `, of the translator; a line each
    std::vector<std::string> extracted;   ///< `#.`, from the source
    std::vector<std::string> references;  ///< `#:`, a line each
    std::vector<std::string> flags;       ///< `#,`
    std::optional<std::string> previous_context;
    std::optional<std::string> previous_id;
    std::optional<std::string> previous_id_plural;
    std::optional<std::string> context;  ///< `msgctxt`
    std::optional<std::string> id;
    std::optional<std::string> id_plural;
    std::map<std::size_t, std::string> forms;  ///< `msgstr`, or `msgstr[N]` by N
    std::string domain;
    bool obsolete = false;  ///< `#~`
    std::size_t line = 0;   ///< where it begins

    [[nodiscard]] bool is_header() const { return id && id->empty() && !context && !obsolete; }
};

/// Reads entries one by one.
class PoParser {
public:
    static constexpr std::size_t most_forms = 100;  ///< plural forms; Arabic has six

    /// \param repair  takes what was odd but could be read
    PoParser(std::unique_ptr<EncodedLines> lines, WarningSink repair);

    /// Nothing at the end. Comments without a message are no entry.
    /// \throws Error (input) at lines that are none of PO and at entries out of bounds; the next
    /// call goes on behind the entry
    [[nodiscard]] std::optional<PoEntry> next();
    [[nodiscard]] Place place() const { return {lines_->path(), lines_->line_number()}; }

private:
    [[nodiscard]] bool take_line(std::string_view line);
    void take_comment(std::string_view line);
    void take_keyword(std::string_view line);
    void take_previous(std::string_view line);
    std::string* field_of(std::string_view keyword, std::string_view& rest);
    std::string* form_of(std::string_view& rest);
    void take_string(std::string_view line);
    [[nodiscard]] bool begins_entry(std::string_view line) const;
    [[nodiscard]] bool has_message() const { return entry_.id || !entry_.forms.empty(); }
    void charge(std::size_t bytes);
    void odd(const std::string& message);
    [[noreturn]] void fail(const std::string& message, const std::string& hint);

    std::unique_ptr<EncodedLines> lines_;
    WarningSink repair_;
    PoEntry entry_;
    std::string domain_;
    std::string* field_ = nullptr;  ///< of entry_, that strings go on with
    std::optional<std::string> kept_line_;
    std::size_t size_ = 0;  ///< of entry_, in bytes
    bool skipping_ = false;
};

/// `text` as PO has it between quotation marks.
[[nodiscard]] std::string escape_po(std::string_view text);
/// Undoes it. Ill-formed escapes stand for themselves, and so do those that give no UTF-8; then
/// `odd` is set.
[[nodiscard]] std::string unescape_po(std::string_view text, bool& odd);

}  // namespace egiz::formats
