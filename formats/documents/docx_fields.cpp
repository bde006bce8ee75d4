// SPDX-License-Identifier: Apache-2.0
#include "formats/documents/docx_paragraph.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace egiz::formats {
namespace {

using Kind = DocxItem::Kind;

bool is_part(const DocxItem& item, std::string_view part) {
    return item.kind == Kind::whole && item.text == part;
}

/// Fields whose result is no text of the author's (17.16.5).
constexpr std::string_view worked_out =
    " PAGE NUMPAGES SECTIONPAGES SECTION PAGEREF NOTEREF SEQ DATE TIME CREATEDATE SAVEDATE "
    "PRINTDATE EDITTIME REVNUM FILENAME FILESIZE NUMWORDS NUMCHARS = ";

/// A field that has begun.
struct Field {
    std::size_t begin = 0;  ///< number of its first item among those that are done
    std::optional<std::size_t> separate;
};

class FieldJoiner {
public:
    explicit FieldJoiner(std::string_view source) : source_(source) {}

    void add(DocxItem item) {
        constexpr std::size_t deepest = 64;
        if (is_part(item, field_begin) && fields_.size() < deepest) {
            fields_.push_back({done_.size(), std::nullopt});
            done_.push_back(std::move(item));
        } else if (is_part(item, field_separate) && !fields_.empty() && !fields_.back().separate) {
            fields_.back().separate = done_.size();
            done_.push_back(std::move(item));
        } else if (is_part(item, field_end)) {
            end(std::move(item));
        } else {
            done_.push_back(std::move(item));
        }
    }

    std::vector<DocxItem> finish() {
        while (!fields_.empty()) {
            // Another paragraph ends it.
            const Field field = fields_.back();
            fields_.pop_back();
            if (field.separate) open(field);
        }
        for (DocxItem& item : done_) {
            const bool is_left = is_part(item, field_begin) || is_part(item, field_separate);
            if (is_left) item.text = "other";
        }
        return std::move(done_);
    }

private:
    void end(DocxItem item) {
        if (fields_.empty()) {
            done_.push_back({Kind::close, "field", {}, item.source, item.run});
            return;
        }
        const Field field = fields_.back();
        fields_.pop_back();
        const bool is_plain = are_plain(field.begin, done_.size());
        const bool stays_text =
            field.separate && has_text(*field.separate) && !is_worked_out(instruction_of(field));
        if (is_plain && !stays_text) {
            join(field.begin, done_.size(), Kind::whole, "other");
            done_[field.begin].source.end = done_[field.begin].run.end = item.run.end;
        } else if (field.separate && open(field)) {
            done_.push_back({Kind::close, "field", {}, item.source, item.run});
        } else {
            item.text = "other";
            done_.push_back(std::move(item));
        }
    }

    [[nodiscard]] bool has_text(std::size_t from) const {
        return std::any_of(done_.begin() + static_cast<std::ptrdiff_t>(from), done_.end(),
                           [](const DocxItem& item) { return item.kind == Kind::text; });
    }

    /// Neither begins nor ends an element that holds runs.
    [[nodiscard]] bool are_plain(std::size_t begin, std::size_t end) const {
        return std::none_of(done_.begin() + static_cast<std::ptrdiff_t>(begin),
                            done_.begin() + static_cast<std::ptrdiff_t>(end),
                            [](const DocxItem& item) {
                                return item.kind == Kind::open || item.kind == Kind::close;
                            });
    }

    [[nodiscard]] std::string_view instruction_of(const Field& field) const {
        return slice(source_, {done_[field.begin].run.end, done_[*field.separate].run.begin});
    }

    /// False if elements begin or end inside of the instruction: all stays as it is.
    bool open(const Field& field) {
        if (!are_plain(field.begin, *field.separate)) return false;
        join(field.begin, *field.separate + 1, Kind::open, "field");
        return true;
    }

    void join(std::size_t begin, std::size_t end, Kind kind, const char* text) {
        const std::size_t behind = done_[end - 1].run.end;
        DocxItem& first = done_[begin];
        first = {kind, text, {}, {first.run.begin, behind}, {first.run.begin, behind}};
        done_.erase(done_.begin() + static_cast<std::ptrdiff_t>(begin) + 1,
                    done_.begin() + static_cast<std::ptrdiff_t>(end));
    }

    std::string_view source_;
    std::vector<DocxItem> done_;
    std::vector<Field> fields_;
};

}  // namespace

bool is_worked_out(std::string_view instruction) {
    std::string name;
    bool in_tag = false;
    for (const char c : instruction) {
        if (c == '<') in_tag = true;
        const bool is_blank = c == ' ' || c == '\t' || c == '\r' || c == '\n';
        if (!in_tag && is_blank && !name.empty()) break;
        if (!in_tag && !is_blank) name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
        if (c == '>') in_tag = false;
    }
    return !name.empty() && worked_out.find(" " + name + " ") != std::string_view::npos;
}

void join_fields(std::vector<DocxItem>& items, std::string_view source) {
    const bool any = std::any_of(items.begin(), items.end(), [](const DocxItem& item) {
        return is_part(item, field_begin) || is_part(item, field_separate) ||
               is_part(item, field_end);
    });
    if (!any) return;
    FieldJoiner joiner(source);
    for (DocxItem& item : items) joiner.add(std::move(item));
    items = joiner.finish();
}

}  // namespace egiz::formats
