// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/locale_names.hpp"

#include "text/icu.hpp"
#include "text/unicode.hpp"

#include <unicode/dtfmtsym.h>
#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/ucurr.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace egiz::align {
namespace {

using Terms = std::vector<std::string>;

/// Regions that are no countries: world, continents, unions.
constexpr const char* wide_regions[] = {"001", "002", "003", "005", "009", "019", "142",
                                        "143", "145", "150", "419", "EU",  "UN"};

void add_name(const icu::UnicodeString& name, Terms& terms) {
    if (name.isBogus()) return;
    std::string text;
    name.toUTF8String(text);
    // `US` would be `us`, and `у`, a language, is more often a preposition.
    std::size_t offset = 0;
    if (text.empty() || (count_code_points(text) < 3 && !is_han(next_code_point(text, offset))))
        return;
    if (std::find(terms.begin(), terms.end(), text) == terms.end())
        terms.push_back(std::move(text));
}

/// The names that one language has.
class Names {
public:
    /// Nothing if ICU does not know the language: it would answer in another.
    static std::unique_ptr<Names> of(const Language& language) {
        IcuStatus status;
        const icu::Locale locale = icu::Locale::forLanguageTag(language.tag(), status);
        if (status.failed()) return nullptr;
        auto dates = std::make_unique<icu::DateFormatSymbols>(locale, status);
        if (status.failed()) return nullptr;
        const icu::Locale valid = dates->getLocale(ULOC_VALID_LOCALE, status);
        if (status.failed() || language.primary() != valid.getLanguage()) return nullptr;
        return std::unique_ptr<Names>(new Names(locale, std::move(dates)));
    }

    [[nodiscard]] Terms region(const char* code) const {
        Terms terms;
        for (const auto& names : displays_) {
            icu::UnicodeString name;
            add_name(names->regionDisplayName(code, name), terms);
        }
        return terms;
    }
    [[nodiscard]] Terms language(const char* code) const {
        Terms terms;
        icu::UnicodeString name;
        add_name(displays_.front()->languageDisplayName(code, name), terms);
        return terms;
    }
    /// \param month  from 0
    [[nodiscard]] Terms month(std::int32_t month) const {
        return names_of(month, &icu::DateFormatSymbols::getMonths);
    }
    /// \param day  from 1, Sunday
    [[nodiscard]] Terms weekday(std::int32_t day) const {
        return names_of(day, &icu::DateFormatSymbols::getWeekdays);
    }
    [[nodiscard]] Terms currency(const char16_t* code) const {
        Terms terms;
        UErrorCode error = U_ZERO_ERROR;
        std::int32_t length = 0;
        const char16_t* const name =
            ucurr_getName(code, locale_.getName(), UCURR_LONG_NAME, nullptr, &length, &error);
        // Without a name of its own the code comes back.
        if (U_FAILURE(error) != 0 || error == U_USING_DEFAULT_WARNING) return terms;
        add_name(icu::UnicodeString(name, length), terms);
        return terms;
    }

private:
    Names(const icu::Locale& locale, std::unique_ptr<icu::DateFormatSymbols> dates)
        : locale_(locale), dates_(std::move(dates)) {
        for (const UDisplayContext length : {UDISPCTX_LENGTH_FULL, UDISPCTX_LENGTH_SHORT}) {
            std::array<UDisplayContext, 2> contexts{length, UDISPCTX_NO_SUBSTITUTE};
            displays_.emplace_back(icu::LocaleDisplayNames::createInstance(
                locale, contexts.data(), static_cast<std::int32_t>(contexts.size())));
        }
        IcuStatus status;
        root_dates_ = std::make_unique<icu::DateFormatSymbols>(icu::Locale::getRoot(), status);
        status.check("reading names of months");
    }

    using Getter = const icu::UnicodeString* (
        icu::DateFormatSymbols::*)(std::int32_t&, icu::DateFormatSymbols::DtContextType,
                                   icu::DateFormatSymbols::DtWidthType) const;
    [[nodiscard]] Terms names_of(std::int32_t index, Getter get) const {
        Terms terms;
        for (const auto context :
             {icu::DateFormatSymbols::STANDALONE, icu::DateFormatSymbols::FORMAT}) {
            constexpr auto width = icu::DateFormatSymbols::WIDE;
            std::int32_t count = 0;
            std::int32_t root_count = 0;
            const auto* const own = ((*dates_).*get)(count, context, width);
            const auto* const root = ((*root_dates_).*get)(root_count, context, width);
            if (index >= count) continue;
            // Root's are `M01` and `Sun`.
            if (index < root_count && own[index] == root[index]) continue;
            add_name(own[index], terms);
        }
        return terms;
    }

    icu::Locale locale_;
    std::unique_ptr<icu::DateFormatSymbols> dates_;
    std::unique_ptr<icu::DateFormatSymbols> root_dates_;
    std::vector<std::unique_ptr<icu::LocaleDisplayNames>> displays_;  ///< full, short
};

std::vector<std::u16string> currency_codes() {
    IcuStatus status;
    const std::unique_ptr<UEnumeration, decltype(&uenum_close)> all(
        ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, status), uenum_close);
    std::vector<std::u16string> codes;
    while (!status.failed()) {
        std::int32_t length = 0;
        const char16_t* const code = uenum_unext(all.get(), &length, status);
        if (code == nullptr) break;
        codes.emplace_back(code, static_cast<std::size_t>(length));
    }
    status.check("listing currencies");
    return codes;
}

}  // namespace

std::vector<TermEntry> locale_names(const Language& a, const Language& b) {
    std::vector<TermEntry> entries;
    const auto names_a = Names::of(a);
    const auto names_b = Names::of(b);
    if (!names_a || !names_b || a == b) return entries;
    const auto add_entry = [&](const auto& name) {
        Terms of_a = name(*names_a);
        if (of_a.empty()) return;
        Terms of_b = name(*names_b);
        if (of_b.empty()) return;
        TermEntry& entry = entries.emplace_back();
        entry.terms.emplace_back(a, std::move(of_a));
        entry.terms.emplace_back(b, std::move(of_b));
    };
    for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
        add_entry([&](const Names& names) { return names.region(*code); });
    }
    for (const char* const code : wide_regions) {
        add_entry([&](const Names& names) { return names.region(code); });
    }
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
        // Those of three letters are hardly written about, and some look like words: Even, Them.
        if (std::strlen(*code) != 2) continue;
        add_entry([&](const Names& names) { return names.language(*code); });
    }
    for (std::int32_t month = 0; month < 12; ++month) {
        add_entry([&](const Names& names) { return names.month(month); });
    }
    for (std::int32_t day = 1; day <= 7; ++day) {
        add_entry([&](const Names& names) { return names.weekday(day); });
    }
    for (const std::u16string& code : currency_codes()) {
        add_entry([&](const Names& names) { return names.currency(code.c_str()); });
    }
    return entries;
}

const Lexicon& locale_lexicon(const Language& a, const Language& b) {
    static std::mutex mutex;
    static std::map<std::pair<Language, Language>, Lexicon> lexicons;
    const auto key = std::minmax(a, b);
    const std::lock_guard lock(mutex);
    // References into a map stay good when it grows.
    const auto found = lexicons.find(key);
    if (found != lexicons.end()) return found->second;
    return lexicons.emplace(key, Lexicon::compile(locale_names(key.first, key.second)))
        .first->second;
}

}  // namespace egiz::align
