// SPDX-License-Identifier: Apache-2.0
// Prints what it costs to know words before a text is seen.
//
//   egiz_lexicon_bench en=english.txt ru=russian.txt
//
// The first call of the process, then the best and the mean of many.
#include "align/lexical/locale_names.hpp"
#include "align/lexical/priors.hpp"
#include "align/lexical/renderings.hpp"
#include "align/lexical/tokens.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace egiz::align;

template <class Work>
double milliseconds(const Work& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

template <class Work>
void report(const char* name, const Work& work) {
    const double first = milliseconds(work);
    double best = std::numeric_limits<double>::max();
    double all = 0;
    constexpr int rounds = 20;
    for (int i = 0; i < rounds; ++i) {
        const double each = milliseconds(work);
        best = std::min(best, each);
        all += each;
    }
    std::printf("%-16s first %8.3f ms, best %8.3f ms, mean %8.3f ms\n", name, first, best,
                all / rounds);
}

struct Text {
    egiz::Language language;
    Vocabulary vocabulary;
};

Text read(std::string_view argument) {
    const std::size_t mark = argument.find('=');
    Text text{egiz::Language::require(argument.substr(0, mark)), {}};
    Tokenizer tokenizer(text.language);
    std::vector<TokenId> tokens;
    std::ifstream file{std::string(argument.substr(mark + 1))};
    for (std::string line; std::getline(file, line); tokens.clear()) {
        tokenizer.tokenize(line, text.vocabulary, tokens);
    }
    return text;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: egiz_lexicon_bench LANGUAGE=FILE LANGUAGE=FILE\n";
        return 2;
    }
    const Text a = read(argv[1]);
    const Text b = read(argv[2]);
    std::printf("%zu and %zu tokens\n", a.vocabulary.size(), b.vocabulary.size());
    std::vector<Rendering> own;
    LexiconUse use;
    report("opening", [] { static_cast<void>(Lexicon::own().size()); });
    report("renderings", [&] {
        use = {};
        own = renderings(Lexicon::own(), a.language, a.vocabulary, b.language, b.vocabulary, &use);
    });
    std::printf("%zu renderings, %zu of %zu entries met\n", own.size(), use.entries_met,
                Lexicon::own().size());
    const std::vector<const Lexicon*> lexicons{&Lexicon::own()};
    std::size_t pairs = 0;
    report("priors", [&] {
        pairs = prior_pairs(a.language, a.vocabulary, b.language, b.vocabulary, lexicons).size();
    });
    std::printf("%zu pairs\n", pairs);
    report("locale lexicon", [&] { static_cast<void>(locale_lexicon(a.language, b.language)); });
    report("locale names", [&] { static_cast<void>(locale_names(a.language, b.language)); });
    const Lexicon& names = locale_lexicon(a.language, b.language);
    std::vector<Rendering> of_names;
    report("their renderings", [&] {
        of_names = renderings(names, a.language, a.vocabulary, b.language, b.vocabulary);
    });
    std::printf("%zu renderings, %zu entries, %zu bytes\n", of_names.size(), names.size(),
                names.bytes().size());
    report("from bytes",
           [] { static_cast<void>(Lexicon::from_bytes(std::string(Lexicon::own().bytes()))); });
}
