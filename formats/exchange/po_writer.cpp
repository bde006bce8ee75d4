// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/po.hpp"
#include "formats/exchange/po_units.hpp"
#include "formats/exchange/selecting_writer.hpp"

#include <array>
#include <functional>
#include <ostream>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace egiz::formats {
namespace {

/// What a PO file has once.
std::size_t key_of(const PoEntry& entry) {
    std::string key = entry.domain + '\x04' + (entry.obsolete ? "~" : "") + '\x04';
    if (entry.context) key += *entry.context + '\x04';
    return std::hash<std::string>{}(key + entry.id.value_or(""));
}

/// `sr_RS@latin` of `sr_Latn_RS`: gettext has scripts as the locales of glibc have them.
std::string with_modifier(const std::string& locale) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 4> modifiers{
        {{"_Latn", "@latin"},
         {"_Cyrl", "@cyrillic"},
         {"_Arab", "@arabic"},
         {"_Deva", "@devanagari"}}};
    for (const auto& [script, modifier] : modifiers) {
        const std::size_t at = locale.find(script);
        if (at == std::string::npos) continue;
        std::string result = locale;
        return result.erase(at, script.size()).append(modifier);
    }
    return locale;
}

class PoWriter final : public SelectingWriter {
public:
    PoWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {
        const std::vector<Language>& languages = options().languages;
        const Language* target = languages.size() > 1 ? &languages[1] : nullptr;
        const std::string target_tag =
            target == nullptr ? "" : with_modifier(styled_tag(*target, LanguageStyle::posix));
        write_entry(make_header(options().header, target, target_tag, options().date));
    }

    void finish() override {
        flush();
        flush_lines(out_);
    }
    std::vector<std::string> remarks() const override {
        std::vector<std::string> result = codes_.remarks("PO");
        if (without_source_ > 0) {
            result.push_back(std::to_string(without_source_) + " left out: no text in the source");
        }
        if (repeated_ > 0) {
            result.push_back(std::to_string(repeated_) +
                             " left out: a message of this source text is in the file already");
        }
        return result;
    }

private:
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) override {
        const Variant* source = variants.front();
        const Variant* target = variants.size() > 1 ? variants[1] : nullptr;
        if (source == nullptr || source->text.empty()) {
            ++without_source_;
            refuse();
            return;
        }
        if (target != nullptr && target->text.empty()) target = nullptr;
        PoEntry entry = entry_of({&unit, source, target});
        if (pending_ && continues(*pending_, entry)) {
            codes_.count(variants);
            pending_->forms.merge(entry.forms);
            return;
        }
        flush();
        if (!known_.insert(key_of(entry)).second) {
            ++repeated_;
            refuse();
            return;
        }
        codes_.count(variants);
        pending_ = std::move(entry);
    }

    void flush() {
        if (!pending_) return;
        out_ << '\n';
        if (pending_->domain != domain_) {
            domain_ = pending_->domain;
            out_ << "domain \"" << escape_po(domain_) << "\"\n\n";
        }
        write_entry(*pending_);
        pending_.reset();
    }

    void write_entry(const PoEntry& entry) {
        write_comments("#", entry.comments);
        write_comments("#.", entry.extracted);
        for (const std::string& line : entry.references) out_ << "#: " << line << '\n';
        if (!entry.flags.empty()) {
            out_ << "#,";
            for (std::size_t i = 0; i < entry.flags.size(); ++i) {
                out_ << (i == 0 ? " " : ", ") << entry.flags[i];
            }
            out_ << '\n';
        }
        const std::string previous = entry.obsolete ? "#~| " : "#| ";
        write_if(previous, "msgctxt", entry.previous_context);
        write_if(previous, "msgid", entry.previous_id);
        write_if(previous, "msgid_plural", entry.previous_id_plural);
        const std::string prefix = entry.obsolete ? "#~ " : "";
        write_if(prefix, "msgctxt", entry.context);
        write_if(prefix, "msgid", entry.id);
        write_if(prefix, "msgid_plural", entry.id_plural);
        std::size_t next = 0;
        for (const auto& [index, text] : entry.forms) {
            if (!entry.id_plural) {
                write_text(prefix, "msgstr", text);
                continue;
            }
            for (; next < index; ++next) write_form(prefix, next, "");
            write_form(prefix, next++, text);
        }
    }

    void write_form(const std::string& prefix, std::size_t index, const std::string& text) {
        write_text(prefix, "msgstr[" + std::to_string(index) + "]", text);
    }

    void write_comments(std::string_view sign, const std::vector<std::string>& lines) {
        for (const std::string& line : lines) {
            out_ << sign << (line.empty() ? "" : " ") << line << '\n';
        }
    }

    void write_if(const std::string& prefix, std::string_view keyword,
                  const std::optional<std::string>& text) {
        if (text) write_text(prefix, keyword, *text);
    }

    /// A text of several lines begins with an empty string and has a string a line.
    void write_text(const std::string& prefix, std::string_view keyword, std::string_view text) {
        out_ << prefix << keyword << ' ';
        std::size_t end = text.find('\n') + 1;  // 0: none
        if (end > 0 && end < text.size()) out_ << "\"\"\n" << prefix;
        for (; end > 0 && end < text.size(); end = text.find('\n') + 1) {
            out_ << '"' << escape_po(text.substr(0, end)) << "\"\n" << prefix;
            text.remove_prefix(end);
        }
        out_ << '"' << escape_po(text) << "\"\n";
    }

    std::ostream& out_;
    std::optional<PoEntry> pending_;  ///< more plural forms may come
    std::string domain_;
    std::unordered_set<std::size_t> known_;
    LostCodes codes_;
    std::size_t without_source_ = 0;
    std::size_t repeated_ = 0;
};

}  // namespace

std::unique_ptr<UnitWriter> make_po_writer(std::ostream& out, const UnitWriterOptions& options) {
    if (options.languages.empty() || options.languages.size() > 2) {
        throw Error(Fault::usage, {}, "PO holds a source and one target language");
    }
    UnitWriterOptions own = options;
    own.fewest_texts = 1;
    return std::make_unique<PoWriter>(out, own);
}

}  // namespace egiz::formats
