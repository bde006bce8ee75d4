// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/lexicon_builder.hpp"

#include "text/unicode.hpp"

#include <algorithm>

namespace egiz::formats {
namespace {

/// What an entry and a term take in memory, besides the text.
constexpr std::size_t entry_cost = 160;
constexpr std::size_t term_cost = 64;

/// What is told apart; all else counts together.
constexpr std::size_t most_lexicon_notices = 20;
constexpr std::string_view others = "other faults";

/// Without white space at its ends, and with one space for each run of it inside.
std::string tidy(std::string_view text) {
    std::string result;
    bool apart = false;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (is_space(next_code_point(text, at))) {
            apart = !result.empty();
            continue;
        }
        if (std::exchange(apart, false)) result += ' ';
        result += text.substr(begin, at - begin);
    }
    return result;
}

/// The same for entries that are the same.
std::string key_of(const TermEntry& entry) {
    std::string key;
    for (const auto& [language, terms] : entry.terms) {
        key += language.tag();
        for (const std::string& term : terms) (key += '\t') += term;
        key += '\n';
    }
    return key;
}

}  // namespace

std::size_t LexiconFile::skipped_count() const {
    std::size_t sum = 0;
    for (const LexiconNotice& notice : skipped) sum += notice.count;
    return sum;
}

void LexiconBuilder::note(std::vector<LexiconNotice>& notices, std::string_view what,
                          const Place& place) {
    const auto find = [&](std::string_view wanted) {
        return std::find_if(notices.begin(), notices.end(),
                            [&](const LexiconNotice& notice) { return notice.what == wanted; });
    };
    auto found = find(what);
    if (found == notices.end() && notices.size() >= most_lexicon_notices)
        found = find(what = others);
    if (found != notices.end()) {
        ++found->count;
    } else {
        notices.push_back({std::string(what), 1, place});
    }
}

void LexiconBuilder::take(TermEntry& entry, const Language& language, std::string_view text,
                          const Place& place) {
    // White space may be much of it; what is beyond this is too long in any case.
    std::string term = text.size() > 4 * longest_term ? std::string(text) : tidy(text);
    if (term.empty()) return;
    if (term.size() > longest_term) {
        skip("a term of more than 1,000 bytes", place);
        return;
    }
    auto found = std::find_if(entry.terms.begin(), entry.terms.end(),
                              [&](const auto& side) { return side.first == language; });
    if (found == entry.terms.end()) {
        entry.terms.push_back({language, {}});
        found = std::prev(entry.terms.end());
    }
    std::vector<std::string>& alternatives = found->second;
    if (std::find(alternatives.begin(), alternatives.end(), term) != alternatives.end()) return;
    if (alternatives.size() == most_alternatives) {
        skip("an alternative beyond the first 64", place);
        return;
    }
    alternatives.push_back(std::move(term));
}

void LexiconBuilder::add(const Terms& terms, double weight, const Place& place,
                         const Terms& deprecated) {
    TermEntry entry;
    entry.weight = weight;
    for (const auto& [language, text] : terms) take(entry, language, text, place);
    if (entry.terms.size() < 2) {
        skip("text in fewer than two languages", place);
        return;
    }
    for (const auto& one : deprecated) {
        const auto& language = one.first;
        const auto& text = one.second;
        std::string term = tidy(text);
        const bool taken =
            std::any_of(entry.terms.begin(), entry.terms.end(), [&](const auto& side) {
                return side.first == language &&
                       std::find(side.second.begin(), side.second.end(), term) != side.second.end();
            });
        if (taken) entry.deprecated.emplace_back(language, std::move(term));
    }
    std::string key = key_of(entry);
    const std::size_t key_bytes = key.size();
    const auto [known, is_new] = known_.try_emplace(std::move(key), file_.entries.size());
    if (!is_new) {
        file_.entries[known->second].weight += weight;
        return;
    }
    bytes_ += entry_cost + 2 * key_bytes;
    for (const auto& side : entry.terms) bytes_ += (side.second.size() + 1) * term_cost;
    if (bytes_ > most_bytes) {
        throw Error(Fault::input, place, "the entries take more than 512 MiB",
                    "take the part that fits these texts");
    }
    file_.entries.push_back(std::move(entry));
}

LexiconFile LexiconBuilder::finish(const std::string& path, const std::string& hint) {
    if (!file_.entries.empty()) return std::move(file_);
    std::string message = "no entry in this " + file_.format;
    Place place{path};
    if (!file_.skipped.empty()) {
        const auto most = std::max_element(
            file_.skipped.begin(), file_.skipped.end(),
            [](const LexiconNotice& a, const LexiconNotice& b) { return a.count < b.count; });
        message = "no entry in this " + file_.format + ": " + most->what + ", " +
                  std::to_string(most->count) + (most->count == 1 ? " time" : " times") +
                  ", here first";
        place = most->first;
    }
    throw Error(Fault::input, place, message, hint);
}

}  // namespace egiz::formats
