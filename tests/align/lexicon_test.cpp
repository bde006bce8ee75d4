// SPDX-License-Identifier: Apache-2.0
#include "align/lexicon.hpp"

#include "align/lexical/lexicon_layout.hpp"
#include "align/lexical/renderings.hpp"
#include "tests/align/known_words.hpp"
#include "text/error.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::align {
namespace {

TermEntry entry(const std::vector<std::pair<const char*, std::vector<std::string>>>& terms,
                double weight = 1) {
    TermEntry result;
    for (const auto& [tag, alternatives] : terms) {
        result.terms.emplace_back(Language::require(tag), alternatives);
    }
    result.weight = weight;
    return result;
}

const std::vector<TermEntry>& few_entries() {
    static const std::vector<TermEntry> entries{
        entry({{"en", {"country", "state"}}, {"kk", {"мемлекет", "ел"}}, {"zh", {"国家", "国"}}}),
        entry({{"en", {"state"}}, {"kk", {"күй", "жай-күй"}}}, 0.5),
        entry({{"en", {"trade union"}}, {"zh", {"工会"}}}, 3),
        entry({{"en", {"7"}}, {"kk", {"жеті"}}}),
    };
    return entries;
}

std::string sample_text(const char* language) {
    std::ifstream file(std::string(EGIZ_SOURCE_DIR) + "/samples/" + language + ".txt");
    BOOST_TEST_REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

bool same(const TermEntry& a, const TermEntry& b) {
    return a.terms == b.terms && a.weight == b.weight;
}

BOOST_AUTO_TEST_CASE(a_lexicon_gives_back_its_entries) {
    const Lexicon lexicon = Lexicon::compile(few_entries());
    const std::vector<TermEntry> entries = lexicon.entries();
    BOOST_TEST(std::equal(entries.begin(), entries.end(), few_entries().begin(),
                          few_entries().end(), same));
    BOOST_TEST(lexicon.size() == 4U);
    BOOST_TEST(lexicon.languages() == std::vector({Language::require("en"), Language::require("kk"),
                                                   Language::require("zh")}),
               boost::test_tools::per_element());
    BOOST_TEST(Lexicon().size() == 0U);
    BOOST_TEST(Lexicon().languages().empty());
}

BOOST_AUTO_TEST_CASE(the_same_entries_give_the_same_bytes) {
    const Lexicon lexicon = Lexicon::compile(few_entries());
    BOOST_TEST(lexicon.bytes() == Lexicon::compile(few_entries()).bytes());
    BOOST_TEST(lexicon.bytes() == Lexicon::compile(lexicon.entries()).bytes());
    BOOST_TEST(lexicon.bytes() == Lexicon::from_bytes(std::string(lexicon.bytes())).bytes());
    BOOST_TEST(Lexicon::own().bytes() == Lexicon::compile(Lexicon::own().entries()).bytes());
    // Another machine has the same.
    BOOST_TEST(lexicon_checksum(lexicon.bytes()) == 10598138264184236153U);
}

BOOST_AUTO_TEST_CASE(what_cannot_serve_is_left_out) {
    const double not_a_number = std::numeric_limits<double>::quiet_NaN();
    const std::vector<TermEntry> entries{entry({{"en", {"a"}}, {"ru", {"б"}}}, 0),
                                         entry({{"en", {"a"}}, {"ru", {"б"}}}, not_a_number),
                                         entry({{"en", {"", "c", "c"}}, {"ru", {"", ""}}})};
    const std::vector<TermEntry> left = Lexicon::compile(entries).entries();
    BOOST_REQUIRE(left.size() == 1U);
    BOOST_TEST(same(left.front(), entry({{"en", {"c"}}})));
}

/// Reads all that there is to read.
void use_all(const Lexicon& lexicon) {
    static const Vocabulary english = vocabulary_of("en", "country state trade union");
    static const Vocabulary kazakh = vocabulary_of("kk", "мемлекет ел күй жай");
    static_cast<void>(lexicon.entries());
    static_cast<void>(
        renderings(lexicon, Language::require("en"), english, Language::require("kk"), kazakh));
}

/// Whether the bytes are refused; if not, they are used.
bool is_refused(std::string bytes) {
    try {
        use_all(Lexicon::from_bytes(std::move(bytes)));
        return false;
    } catch (const Error& error) {
        BOOST_TEST((error.fault() == Fault::input), error.what());
        return true;
    }
}

/// With a checksum that is right.
std::string signed_again(std::string bytes) {
    if (bytes.size() < lexicon_header_size) return bytes;
    const std::uint64_t sum = lexicon_checksum(bytes);
    for (unsigned i = 0; i < 8; ++i) {
        bytes[lexicon_checksum_offset + i] = static_cast<char>(sum >> 8 * i & 0xFFU);
    }
    return bytes;
}

BOOST_AUTO_TEST_CASE(damaged_bytes_are_refused) {
    const std::string bytes(Lexicon::compile(few_entries()).bytes());
    BOOST_TEST(!is_refused(bytes));
    BOOST_TEST(!is_refused(signed_again(bytes)));
    std::size_t accepted = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        BOOST_TEST(is_refused(bytes.substr(0, i)));
        for (const char change : {'\1', '\x80', '\xFF'}) {
            std::string damaged = bytes;
            damaged[i] = static_cast<char>(damaged[i] ^ change);
            BOOST_TEST(is_refused(damaged), "byte " << i);
            // Who signs it may have said what he liked, but nothing is read that is not there.
            accepted += !is_refused(signed_again(damaged));
        }
    }
    BOOST_TEST(accepted > 0U);
    BOOST_TEST(accepted < bytes.size());
    BOOST_TEST(is_refused(bytes + '\0'));
    BOOST_TEST(is_refused(""));
}

BOOST_AUTO_TEST_CASE(another_version_is_refused_by_name) {
    std::string bytes(Lexicon().bytes());
    bytes[lexicon_magic.size()] = 2;
    BOOST_CHECK_EXCEPTION(
        static_cast<void>(Lexicon::from_bytes(signed_again(bytes))), Error,
        [](const Error& error) { return error.message().find("version 2") != std::string::npos; });
}

BOOST_AUTO_TEST_CASE(shares_are_equal_and_weighed) {
    const Lexicon lexicon = Lexicon::compile(few_entries());
    const auto close = boost::test_tools::tolerance(1e-12);
    BOOST_TEST(probability(lexicon, "en", "country", "kk", "ел") == 0.5, close);
    // Half of an entry of weight 1, beside all of one of weight 0.5; each token of жай-күй a half.
    BOOST_TEST(probability(lexicon, "en", "state", "kk", "ел") == 0.5 / 1.5, close);
    BOOST_TEST(probability(lexicon, "en", "state", "kk", "күй") == 0.5 * 0.75 / 1.5, close);
    // 工, 会 and 工会.
    BOOST_TEST(probability(lexicon, "en", "union", "zh", "工会") == 1.0 / 3, close);
    BOOST_TEST(probability(lexicon, "en", "country", "ru", "страна") == 0.0);
    BOOST_TEST(probability(lexicon, "en", "country", "en", "state") == 0.0);
    BOOST_TEST(probability(lexicon, "en-GB", "country", "kk-Cyrl", "ел") == 0.5, close);
}

BOOST_AUTO_TEST_CASE(the_nearest_of_several_languages_answers) {
    const Lexicon lexicon = Lexicon::compile(
        std::vector{entry({{"en", {"country"}}, {"zh-Hans", {"国家"}}, {"zh-Hant", {"國家"}}})});
    BOOST_TEST(probability(lexicon, "en", "country", "zh-TW", "國家") > 0);
    BOOST_TEST(probability(lexicon, "en", "country", "zh-CN", "国家") > 0);
    BOOST_TEST(probability(lexicon, "en", "country", "zh-CN", "國") == 0);
}

BOOST_AUTO_TEST_CASE(entries_that_both_texts_have_are_counted) {
    const Lexicon lexicon = Lexicon::compile(few_entries());
    const auto met = [&](const char* english, const char* kazakh) {
        LexiconUse use;
        static_cast<void>(renderings(lexicon, Language::require("en"), vocabulary_of("en", english),
                                     Language::require("kk"), vocabulary_of("kk", kazakh), &use));
        return use.entries_met;
    };
    BOOST_TEST(met("the state", "ел") == 1U);
    BOOST_TEST(met("the state", "ел күй") == 2U);
    BOOST_TEST(met("the state", "жай") == 0U);  // not all of жай-күй
    BOOST_TEST(met("trade union", "ел") == 0U);
    BOOST_TEST(met("7", "жеті") == 0U);  // numbers are no tokens here
}

/// The same by its definition, entry by entry.
std::vector<Rendering> plain_renderings(const std::vector<TermEntry>& entries,
                                        const Language& source_language, const Vocabulary& source,
                                        const Language& target_language, const Vocabulary& target) {
    // A lexicon of one term says what the tokens of the term are.
    const auto tokens_of = [](const Language& language, const std::string& term) {
        TermEntry only;
        only.terms.emplace_back(language, std::vector{term});
        const Lexicon lexicon = Lexicon::compile(std::span(&only, 1));
        const LexiconView view(lexicon.bytes());
        const LexiconLanguage& part = view.languages().front();
        std::vector<std::string> tokens;
        const auto run = part.tokens_of_term(0);
        for (std::size_t i = 0; i < run.size(); ++i) tokens.emplace_back(part.token(run[i]));
        return tokens;
    };
    const auto find = [](const Vocabulary& vocabulary, const std::string& token) {
        return vocabulary.find(static_cast<TokenKind>(token[0]), std::string_view(token).substr(1));
    };
    std::map<std::pair<TokenId, TokenId>, double> weights;
    std::map<TokenId, double> all;
    for (const TermEntry& each : entries) {
        std::map<Language, std::vector<std::vector<std::string>>> terms;
        for (const auto& [language, alternatives] : each.terms) {
            if (language != source_language && language != target_language) continue;
            for (const std::string& term : alternatives) {
                auto tokens = tokens_of(language, term);
                if (!tokens.empty()) terms[language].push_back(std::move(tokens));
            }
        }
        for (const auto& x : terms[source_language]) {
            for (const auto& y : terms[target_language]) {
                const double weight = each.weight /
                                      static_cast<double>(terms[target_language].size()) /
                                      static_cast<double>(x.size() * y.size());
                for (const auto& s : x) {
                    const TokenId source_id = find(source, s);
                    if (source_id >= source.size()) continue;
                    for (const auto& t : y) {
                        all[source_id] += weight;
                        const TokenId target_id = find(target, t);
                        if (target_id < target.size()) weights[{source_id, target_id}] += weight;
                    }
                }
            }
        }
    }
    std::vector<Rendering> result;
    for (const auto& [pair, weight] : weights) {
        result.push_back({pair.first, pair.second, weight / all[pair.first]});
    }
    return result;
}

struct LanguagePair {
    const char* source;
    const char* target;
};
std::ostream& operator<<(std::ostream& out, const LanguagePair& pair) {
    return out << pair.source << '-' << pair.target;
}

const std::vector<LanguagePair> pairs{{"en", "ru"}, {"zh", "en"}, {"ru", "kk"}};
BOOST_DATA_TEST_CASE(renderings_are_as_defined, pairs) {
    const Language source = Language::require(sample.source);
    const Language target = Language::require(sample.target);
    const Vocabulary a = vocabulary_of(sample.source, sample_text(sample.source));
    const Vocabulary b = vocabulary_of(sample.target, sample_text(sample.target));
    const auto found = renderings(Lexicon::own(), source, a, target, b);
    const auto wanted = plain_renderings(Lexicon::own().entries(), source, a, target, b);
    BOOST_TEST(found.size() > 1000U);
    BOOST_TEST(std::equal(found.begin(), found.end(), wanted.begin(), wanted.end(),
                          [](const Rendering& x, const Rendering& y) {
                              return x.source == y.source && x.target == y.target &&
                                     std::abs(x.probability - y.probability) < 1e-12;
                          }));
}

const std::vector<Known> in_own{
    {"en", "country", "ru", "страна"}, {"ru", "экономика", "en", "economy"},
    {"en", "family", "zh", "家庭"},    {"zh", "北京", "en", "Beijing"},
    {"ru", "семья", "kk", "отбасы"},   {"kk", "мемлекет", "ru", "государство"},
    {"ru", "актёр", "en", "actor"},    {"kk", "экономика", "zh", "经济"},
};
BOOST_DATA_TEST_CASE(the_programs_own_lexicon_knows, in_own) {
    BOOST_TEST(probability(Lexicon::own(), sample.source_language, sample.source,
                           sample.target_language, sample.target) > 0.05);
}

BOOST_AUTO_TEST_CASE(the_programs_own_lexicon_is_sound) {
    const Lexicon& own = Lexicon::own();
    BOOST_TEST(Lexicon::from_bytes(std::string(own.bytes())).size() == own.size());
    std::map<std::string, std::size_t> headwords;
    for (const TermEntry& each : own.entries()) {
        BOOST_TEST_REQUIRE(each.terms.size() == 4U);
        BOOST_TEST(++headwords[each.terms.front().second.front()] == 1U);
    }
}

}  // namespace
}  // namespace egiz::align
