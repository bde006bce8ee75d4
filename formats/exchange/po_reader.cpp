// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/file_language.hpp"
#include "formats/exchange/po.hpp"
#include "formats/exchange/po_units.hpp"
#include "formats/words.hpp"
#include "text/known_language.hpp"
#include "text/unicode.hpp"

#include <deque>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t header_within = 1 << 16;  ///< bytes of the file's beginning

/// Where the header's field `Content-Type` begins: behind a quotation mark or an escaped line end.
std::size_t content_type_in(std::string_view start) {
    constexpr std::string_view name = "Content-Type:";
    std::size_t at = start.find(name);
    while (at != std::string_view::npos && at > 0 && start[at - 1] != '"' &&
           !start.substr(0, at).ends_with("\\n")) {
        at = start.find(name, at + 1);
    }
    return at;
}

/// The charset that the header names; empty if it names none, or one that is none.
std::string declared_charset(InputFile& file, const WarningSink& repair) {
    const std::string_view start = file.peek(header_within);
    constexpr std::string_view key = "charset=";
    const std::size_t field = content_type_in(start);
    const std::size_t found = start.find(key, field == std::string_view::npos ? 0 : field);
    // The header is the first entry.
    const std::size_t second = start.find("\nmsgid", start.find("msgstr"));
    if (found == std::string_view::npos || found > second) return {};
    const std::size_t begin = found + key.size();
    const std::size_t end = start.find_first_of("\\\"; \t\r\n", begin);
    std::string name(start.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (name.empty() || name == "CHARSET") return {};
    const bool plain = find_invalid_utf8(start) == std::nullopt;
    if (fold(name).find("ascii") != std::string::npos) return {};
    try {
        static_cast<void>(named_encoding(name, start));
    } catch (const Error&) {
        if (!plain) {
            repair({{file.path(), line_of(start, found)},
                    "the charset '" + name.substr(0, 40) + "' is not known: told from the bytes"});
        }
        return {};
    }
    return name;
}

/// `sr_RS@latin` of `sr_RS.UTF-8@latin`.
std::string without_encoding(std::string_view locale) {
    locale = trimmed(locale);
    const std::size_t end = std::min(locale.find_first_of(". "), locale.size());
    const std::size_t at = locale.find('@', end);
    std::string tag(locale.substr(0, end));
    if (at != std::string_view::npos) tag += locale.substr(at);
    return tag;
}

class PoReader final : public UnitReader {
public:
    PoReader(InputFile file, WarningSink warn, const ReadOptions& options)
        : path_(file.path()),
          warn_(std::move(warn)),
          source_(options.source.value_or(Language::require("en"))),
          wanted_target_(options.target),
          parser_(open(std::move(file), options)) {}

    std::optional<TranslationUnit> next() override {
        while (ready_.empty()) {
            const auto entry = parser_.next();
            if (!entry) return std::nullopt;
            take(*entry);
        }
        TranslationUnit unit = std::move(ready_.front());
        ready_.pop_front();
        ++counts_.units;
        counts_.variants += unit.variants.size();
        return unit;
    }
    const ReadCounts& counts() const override { return counts_; }
    std::vector<Property> header() const override { return header_; }

private:
    PoParser open(InputFile file, const ReadOptions& options) {
        const WarningSink repair = [this](const Warning& warning) {
            ++counts_.repaired;
            if (warn_) warn_(warning);
        };
        const std::string charset = declared_charset(file, repair);
        return {std::make_unique<EncodedLines>(std::move(file), charset, likely_language(options)),
                repair};
    }

    /// For telling an encoding that the file does not name.
    [[nodiscard]] Language likely_language(const ReadOptions& options) const {
        return options.target ? *options.target : language_of_name(path_).value_or(Language());
    }

    void take(const PoEntry& entry) {
        if (entry.is_header() && !has_header_ && counts_.units == 0) {
            has_header_ = true;
            header_ = header_properties(entry);
            return;
        }
        if (!entry.id || entry.id->empty()) {
            ++counts_.skipped;
            if (warn_) warn_({{path_, entry.line}, "skipped: a message without msgid"});
            return;
        }
        if (!target_) tell_languages();
        std::vector<TranslationUnit> units = units_of(entry, source_, *target_);
        counts_.split += units.size() - 1;
        for (TranslationUnit& unit : units) {
            if (unit.variants.size() == 2 && target_->undetermined()) warn_of_language();
            ready_.push_back(std::move(unit));
        }
    }

    void tell_languages() {
        target_ = target_language();
        if (source_ != *target_) return;
        ++counts_.repaired;
        if (warn_) {
            warn_({{path_},
                   "source and target are both " + source_.tag() +
                       ": the source is taken for one of no known language"});
        }
        source_ = Language();
    }

    Language target_language() {
        if (wanted_target_) return *wanted_target_;
        for (const Property& field : header_) {
            if (field.type != "x-egiz-po-Language") continue;
            const std::string tag = without_encoding(field.value);
            const auto language = Language::parse(tag);
            if (!language) continue;
            if (has_stray_subtag(tag)) {
                ++counts_.repaired;
                const std::string read_as = "\" is read as " + language->tag();
                if (warn_) warn_({{path_}, "the language \"" + tag + read_as});
            }
            return *language;
        }
        return language_of_name(path_).value_or(Language());
    }

    void warn_of_language() {
        if (std::exchange(warned_, true)) return;
        ++counts_.repaired;
        if (warn_) {
            warn_({{path_},
                   "the file does not say what language it is in: taken as und; say it with "
                   "--languages en-ru"});
        }
    }

    std::string path_;
    WarningSink warn_;
    ReadCounts counts_;
    Language source_;
    std::optional<Language> wanted_target_;
    std::optional<Language> target_;  ///< known with the first message
    std::vector<Property> header_;
    bool has_header_ = false;
    bool warned_ = false;
    std::deque<TranslationUnit> ready_;
    PoParser parser_;
};

}  // namespace

std::unique_ptr<UnitReader> make_po_reader(InputFile file, const WarningSink& warn,
                                           const ReadOptions& options) {
    return std::make_unique<PoReader>(std::move(file), warn, options);
}

}  // namespace egiz::formats
