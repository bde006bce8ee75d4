// SPDX-License-Identifier: Apache-2.0
// What says nothing of the content: declarations, comments, processing instructions.
#include "formats/xml/characters.hpp"
#include "formats/xml/tag_scanner.hpp"
#include "formats/xml/tokenizer.hpp"
#include "formats/xml/words.hpp"

#include <algorithm>
#include <optional>

namespace egiz::formats::xml {
namespace {

/// ` name="value"` of the XML declaration at the beginning of `rest`, which becomes what is behind
/// it; no value if it is not there.
std::optional<std::string_view> take_pseudo_attribute(std::string_view& rest,
                                                      std::string_view name) {
    const auto skip = [](std::string_view text) {
        return text.substr(std::min(text.find_first_not_of(white_space), text.size()));
    };
    std::string_view text = skip(rest);
    if (text.size() == rest.size() || !text.starts_with(name)) return std::nullopt;
    text = skip(text.substr(name.size()));
    if (!text.starts_with('=')) return std::nullopt;
    text = skip(text.substr(1));
    if (!text.starts_with('"') && !text.starts_with('\'')) return std::nullopt;
    const std::size_t end = text.find(text.front(), 1);
    if (end == std::string_view::npos) return std::nullopt;
    rest = text.substr(end + 1);
    return text.substr(1, end - 1);
}

bool is_encoding_name(std::string_view name) {
    return !name.empty() && is(name.front(), starts_name) && name.front() != '_' &&
           std::all_of(name.begin(), name.end(), [](char c) { return is(c, in_name); });
}

/// \param text  without its end
bool is_xml_declaration(std::string_view text) {
    std::string_view rest = text.substr(std::string_view("<?xml").size());
    if (!text.starts_with("<?xml") || take_pseudo_attribute(rest, "version") != "1.0") return false;
    const auto encoding = take_pseudo_attribute(rest, "encoding");
    if (encoding && !is_encoding_name(*encoding)) return false;
    const auto standalone = take_pseudo_attribute(rest, "standalone");
    if (standalone && standalone != "yes" && standalone != "no") return false;
    return trimmed(rest).empty();
}

}  // namespace

Tokenizer::Step Tokenizer::read_comment() {
    const std::string_view rest = between(at_, end_);
    const std::size_t end = rest.find("--", 4);
    if (end == std::string_view::npos || end + 2 == rest.size()) return Step::cut;
    if (rest[end + 2] != '>' || !holds_characters(rest.substr(0, end))) return Step::stop;
    at_ += end + 3;
    return Step::read;
}

/// A processing instruction, or the XML declaration.
Tokenizer::Step Tokenizer::read_instruction() {
    const std::string_view rest = between(at_, end_);
    const std::size_t end = rest.find("?>", 2);
    if (end == std::string_view::npos) return Step::cut;
    const char* at = at_ + 2;
    Name target;
    if (read_name(at, target) != Step::read || !target.prefix.empty()) return Step::stop;
    if (!is(*at, blank) && at != at_ + end) return Step::stop;
    if (!holds_characters(rest.substr(0, end))) return Step::stop;
    const bool like_xml = target.local.size() == 3 && (target.local[0] | 0x20) == 'x' &&
                          (target.local[1] | 0x20) == 'm' && (target.local[2] | 0x20) == 'l';
    if (like_xml) {
        if (!at_start_ || !is_xml_declaration(rest.substr(0, end))) return Step::stop;
        keep(rest.substr(0, end + 2), 0, 0);
        ++declarations_;
    }
    at_ += end + 2;
    return Step::read;
}

Tokenizer::Step Tokenizer::read_document_type() {
    if (has_root_ || has_document_type_) return Step::stop;
    const char* at = at_ + std::string_view("<!DOCTYPE").size();
    if (!is(*at, blank)) return ended_at(at);
    at = skip_blanks(at);
    Name name;
    if (const Step step = read_name(at, name); step != Step::read) return step;
    at = skip_blanks(at);
    const std::string_view rest = between(at, end_);
    if (*at != '>' && rest.size() < 6) return Step::cut;
    const bool is_public = rest.starts_with("PUBLIC");
    if (is_public || rest.starts_with("SYSTEM")) {
        at += 6;
        for (int literals = is_public ? 2 : 1; literals > 0; --literals) {
            if (!is(*at, blank)) return ended_at(at);
            at = skip_blanks(at);
            const char quote = *at;
            if (quote != '"' && quote != '\'') return ended_at(at);
            for (++at; *at != quote; ++at) {
                if (!is(*at, literals == 2 ? in_public_id : in_system_id)) return ended_at(at);
            }
            ++at;
        }
    }
    at = skip_blanks(at);
    if (*at != '>') return ended_at(at);
    ++at;
    if (static_cast<std::size_t>(at - at_) > TagScanner::largest_doctype) return Step::stop;
    has_document_type_ = true;
    keep(between(at_, at), 0, 0);
    ++declarations_;
    at_ = at;
    return Step::read;
}

}  // namespace egiz::formats::xml
