// SPDX-License-Identifier: Apache-2.0
#include "align/lexicon.hpp"

#include "align/lexical/lexicon_layout.hpp"
#include "align/lexical/vocabulary.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>

namespace egiz::align {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// The tokens of a term, kind first, as Tokenizer cuts a text, but for the words of Chinese: a term
/// that is all Han characters counts as one.
std::vector<std::string> tokens_of(std::string_view term) {
    std::vector<std::string> tokens;
    const auto add = [&](TokenKind kind, std::string_view text) {
        tokens.push_back(static_cast<char>(kind) + std::string(text));
    };
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) add(TokenKind::word, stem(fold(word)));
        word.clear();
    };
    bool all_han = true;
    for (std::size_t offset = 0; offset < term.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(term, offset);
        const std::string_view bytes = term.substr(begin, offset - begin);
        if (is_han(c)) {
            end_word();
            add(TokenKind::han, bytes);
            continue;
        }
        all_han = false;
        const bool inside = c == U'\'' || c == U'’' || (char_flags(c) & accent_flag) != 0;
        if (is_letter(c) || (inside && !word.empty())) {
            word += bytes;
        } else {
            end_word();
        }
    }
    end_word();
    if (all_han && tokens.size() > 1) add(TokenKind::word, term);
    return tokens;
}

void sort_unique(auto& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::uint32_t index_of(const std::vector<std::string>& sorted, const std::string& value) {
    const auto at = std::lower_bound(sorted.begin(), sorted.end(), value);
    return static_cast<std::uint32_t>(at - sorted.begin());
}

/// Writes numbers and texts one after the other.
class Packer {
public:
    void u32(std::size_t value) {
        if (value > std::numeric_limits<std::uint32_t>::max()) {
            throw Error(Fault::usage, {}, "too many entries for one lexicon",
                        "split them, or leave out what is rare");
        }
        for (unsigned shift = 0; shift < 32; shift += 8) {
            bytes_.push_back(static_cast<char>(value >> shift & 0xFFU));
        }
    }
    void u64(std::uint64_t value) {
        u32(value & 0xFFFFFFFFU);
        u32(value >> 32U);
    }
    void all(const Numbers& numbers) {
        for (const std::uint32_t number : numbers) u32(number);
    }
    /// Where each text begins, and the end.
    void offsets(const std::vector<std::string>& texts) {
        std::size_t offset = 0;
        u32(offset);
        for (const std::string& text : texts) u32(offset += text.size());
    }
    /// The same for lists.
    void offsets(const std::vector<Numbers>& lists) {
        std::size_t offset = 0;
        u32(offset);
        for (const Numbers& list : lists) u32(offset += list.size());
    }
    void text(std::string_view text) { bytes_ += text; }
    void pad() { bytes_.resize((bytes_.size() + 3) / 4 * 4, '\0'); }
    void set_u32(std::size_t offset, std::size_t value) {
        Packer number;
        number.u32(value);
        bytes_.replace(offset, 4, number.bytes_);
    }
    [[nodiscard]] std::string& bytes() { return bytes_; }

private:
    std::string bytes_;
};

std::size_t count(const std::vector<Numbers>& lists) {
    std::size_t result = 0;
    for (const Numbers& list : lists) result += list.size();
    return result;
}
std::size_t count(const std::vector<std::string>& texts) {
    std::size_t result = 0;
    for (const std::string& text : texts) result += text.size();
    return result;
}

Numbers hash_table(const std::vector<std::string>& tokens) {
    Numbers slots(std::bit_ceil(2 * tokens.size() + 1), 0);
    for (std::uint32_t i = 0; i < tokens.size(); ++i) {
        std::size_t slot = token_hash(tokens[i]) & (slots.size() - 1);
        while (slots[slot] != 0) slot = (slot + 1) & (slots.size() - 1);
        slots[slot] = i + 1;
    }
    return slots;
}

/// By entry, its terms in one language.
using TermsOfEntries = std::vector<std::vector<std::string>>;

void pack_language(const Language& language, const TermsOfEntries& entries, Packer& out) {
    std::vector<std::string> terms;
    for (const auto& entry : entries) terms.insert(terms.end(), entry.begin(), entry.end());
    sort_unique(terms);
    std::vector<std::vector<std::string>> term_texts;
    std::vector<std::string> tokens;
    for (const std::string& term : terms) {
        term_texts.push_back(tokens_of(term));
        tokens.insert(tokens.end(), term_texts.back().begin(), term_texts.back().end());
    }
    sort_unique(tokens);
    std::vector<Numbers> term_tokens;
    for (const auto& texts : term_texts) {
        Numbers& list = term_tokens.emplace_back();
        for (const std::string& text : texts) list.push_back(index_of(tokens, text));
    }
    std::vector<Numbers> entry_terms;
    std::vector<Numbers> postings(tokens.size());
    for (std::uint32_t i = 0; i < entries.size(); ++i) {
        Numbers& list = entry_terms.emplace_back();
        for (const std::string& term : entries[i]) {
            list.push_back(index_of(terms, term));
            for (const std::uint32_t token : term_tokens[list.back()]) {
                if (postings[token].empty() || postings[token].back() != i)
                    postings[token].push_back(i);
            }
        }
    }
    const Numbers slots = hash_table(tokens);

    for (const std::size_t number : {language.tag().size(), tokens.size(), terms.size(),
                                     count(term_tokens), count(entry_terms), count(postings),
                                     slots.size(), count(tokens), count(terms), std::size_t{0}}) {
        out.u32(number);
    }
    out.offsets(tokens);
    out.offsets(terms);
    for (const auto* lists : {&term_tokens, &entry_terms, &postings}) {
        out.offsets(*lists);
        for (const Numbers& list : *lists) out.all(list);
    }
    out.all(slots);
    out.text(language.tag());
    for (const auto* texts : {&tokens, &terms}) {
        for (const std::string& text : *texts) out.text(text);
    }
    out.pad();
}

bool serves(const TermEntry& entry) { return is_usable_weight(entry.weight); }

}  // namespace

Lexicon::Lexicon() : Lexicon(compile({})) {}

Lexicon::Lexicon(std::string bytes, std::string_view built_in)
    : bytes_(std::move(bytes)), built_in_(built_in) {}

Lexicon Lexicon::compile(std::span<const TermEntry> entries) {
    const auto size =
        static_cast<std::size_t>(std::count_if(entries.begin(), entries.end(), serves));
    std::map<Language, TermsOfEntries> languages;
    Packer out;
    out.text(lexicon_magic);
    out.u32(lexicon_version);
    out.u32(size);
    out.u32(0);
    out.u32(0);
    out.u64(0);
    std::size_t number = 0;
    for (const TermEntry& entry : entries) {
        if (!serves(entry)) continue;
        out.u64(std::bit_cast<std::uint64_t>(entry.weight));
        for (const auto& [language, alternatives] : entry.terms) {
            for (const std::string& term : alternatives) {
                if (term.empty()) continue;
                TermsOfEntries& of_language = languages[language];
                of_language.resize(size);
                auto& terms = of_language[number];
                if (std::find(terms.begin(), terms.end(), term) == terms.end())
                    terms.push_back(term);
            }
        }
        ++number;
    }
    for (const auto& [language, terms] : languages) pack_language(language, terms, out);

    constexpr std::size_t languages_offset = 16;
    constexpr std::size_t size_offset = 20;
    out.set_u32(languages_offset, languages.size());
    out.set_u32(size_offset, out.bytes().size());
    Packer checksum;
    checksum.u64(lexicon_checksum(out.bytes()));
    out.bytes().replace(lexicon_checksum_offset, 8, checksum.bytes());
    return {std::move(out.bytes()), {}};
}

Lexicon Lexicon::from_bytes(std::string bytes) {
    LexiconView(bytes).check();
    return {std::move(bytes), {}};
}

std::size_t Lexicon::size() const { return LexiconView(bytes()).entries(); }

std::vector<Language> Lexicon::languages() const {
    const LexiconView view(bytes());
    std::vector<Language> result;
    for (const LexiconLanguage& language : view.languages()) {
        result.push_back(Language::require(language.tag));
    }
    return result;
}

std::vector<TermEntry> Lexicon::entries() const {
    const LexiconView view(bytes());
    const std::vector<Language> tags = languages();
    std::vector<TermEntry> result(view.entries());
    for (std::size_t i = 0; i < result.size(); ++i) {
        result[i].weight = view.weight(i);
        for (std::size_t k = 0; k < tags.size(); ++k) {
            const LexiconLanguage& language = view.languages()[k];
            const auto terms = language.terms_of_entry(i);
            if (terms.size() == 0) continue;
            auto& alternatives =
                result[i].terms.emplace_back(tags[k], std::vector<std::string>()).second;
            for (std::size_t t = 0; t < terms.size(); ++t) {
                alternatives.emplace_back(language.term(terms[t]));
            }
        }
    }
    return result;
}

}  // namespace egiz::align
