// SPDX-License-Identifier: Apache-2.0
#include "text/variant_chooser.hpp"

#include "text/unicode.hpp"

#include <algorithm>
#include <utility>

namespace egiz {
namespace {

bool has_text(const Variant& variant) {
    return !trim(variant.text, {0, variant.text.size()}).empty();
}

/// Be it blanks or codes only.
bool has_content(const Variant& variant) { return !variant.text.empty() || !variant.codes.empty(); }

std::string listed(const std::map<Language, std::size_t>& counts) {
    std::string text;
    for (const auto& [language, count] : counts) {
        text += (text.empty() ? "" : ", ") + language.tag() + ' ' + std::to_string(count);
    }
    return text;
}

}  // namespace

VariantChooser::VariantChooser(std::vector<Language> wanted, std::size_t fewest, bool untranslated)
    : wanted_(std::move(wanted)),
      fewest_(fewest),
      untranslated_(untranslated),
      served_(wanted_.size()) {}

const std::vector<LanguageMatch>& VariantChooser::matches(const Language& language) {
    const auto [entry, is_new] = matches_.try_emplace(language.tag());
    if (is_new) {
        for (const Language& wanted : wanted_) entry->second.push_back(match(language, wanted));
    }
    return entry->second;
}

/// As TranslationUnit::find(), of those that have text.
const Variant* VariantChooser::find(const TranslationUnit& unit, std::size_t number) {
    const Variant* best = nullptr;
    LanguageMatch best_match = LanguageMatch::none;
    for (const Variant& variant : unit.variants) {
        if (!has_text(variant) && !(untranslated_ && has_content(variant))) continue;
        if (variant.language == wanted_[number]) {
            best = &variant;
            break;
        }
        const LanguageMatch quality = matches(variant.language)[number];
        if (quality > best_match) {
            best_match = quality;
            best = &variant;
        }
    }
    return best;
}

const std::vector<const Variant*>& VariantChooser::choose(const TranslationUnit& unit) {
    chosen_.clear();
    std::size_t filled = 0;
    for (std::size_t number = 0; number < wanted_.size(); ++number) {
        const Variant* variant = find(unit, number);
        // `en` and `en-GB` may both be asked for and be served by one variant.
        const bool used = std::find(chosen_.begin(), chosen_.end(), variant) != chosen_.end();
        chosen_.push_back(used ? nullptr : variant);
        if (chosen_.back() != nullptr) ++filled;
    }
    if (untranslated_ && unit.variants.size() == 1 && filled == 1 && chosen_[0] != nullptr) {
        chosen_.resize(1);
    } else if (filled < fewest_) {
        chosen_.clear();
    }
    for (std::size_t number = 0; number < chosen_.size(); ++number) {
        if (chosen_[number] != nullptr) ++served_[number][chosen_[number]->language];
    }
    if (!chosen_.empty() && filled == unit.variants.size()) return chosen_;
    for (const Variant& variant : unit.variants) {
        if (std::find(chosen_.begin(), chosen_.end(), &variant) == chosen_.end()) {
            ++passed_over_[variant.language];
        }
    }
    return chosen_;
}

std::string VariantChooser::summary() const {
    std::string text;
    for (std::size_t number = 0; number < wanted_.size(); ++number) {
        const std::map<Language, std::size_t>& served = served_[number];
        const bool as_asked = served.size() == 1 && served.begin()->first == wanted_[number];
        if (as_asked || served.empty()) continue;
        text += (text.empty() ? "" : "; ") + wanted_[number].tag() + " from " + listed(served);
    }
    if (!passed_over_.empty()) {
        text += (text.empty() ? "" : "; ") + std::string("not taken: ") + listed(passed_over_);
    }
    return text;
}

}  // namespace egiz
