// SPDX-License-Identifier: Apache-2.0
// Prints how fast texts are cut into sentences, beside ICU's own sentence iterator.
//
//   egiz_segmenter_bench en=english.txt ru=russian.txt …
//
// Each file (UTF-8, a paragraph a line) is repeated up to 12.5 MB. ICU converts to UTF-16 first,
// and that counts, as our engine needs no conversion. Best of five rounds, taken in turns.
#include "align/segmenter.hpp"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t bytes_wanted = 12'500'000;
constexpr int rounds = 5;

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        if (end > begin) lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

template <class Work>
double seconds(const Work& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

std::size_t cut_by_icu(const std::vector<std::string_view>& lines, icu::BreakIterator& iterator) {
    std::size_t count = 0;
    for (const std::string_view line : lines) {
        const icu::UnicodeString text = icu::UnicodeString::fromUTF8(
            icu::StringPiece(line.data(), static_cast<std::int32_t>(line.size())));
        iterator.setText(text);
        while (iterator.next() != icu::BreakIterator::DONE) ++count;
    }
    return count;
}

std::size_t cut_by_us(const std::vector<std::string_view>& lines,
                      const egiz::align::Segmenter& segmenter) {
    std::size_t count = 0;
    for (const std::string_view line : lines) count += segmenter.split(line).size();
    return count;
}

}  // namespace

int main(int argc, char** argv) {
    double icu_total = 0;
    double our_total = 0;
    double megabytes = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        const std::size_t equals = argument.find('=');
        if (equals == std::string::npos) {
            std::cerr << "usage: egiz_segmenter_bench LANG=FILE…\n";
            return 2;
        }
        const std::string tag = argument.substr(0, equals);
        std::ifstream file(argument.substr(equals + 1), std::ios::binary);
        const std::string once{std::istreambuf_iterator<char>(file), {}};
        if (once.empty()) {
            std::cerr << argument << ": cannot be read, or is empty\n";
            return 1;
        }
        std::string text;
        while (text.size() < bytes_wanted) text += once + '\n';
        const std::vector<std::string_view> lines = lines_of(text);

        UErrorCode status = U_ZERO_ERROR;
        const std::unique_ptr<icu::BreakIterator> iterator(
            icu::BreakIterator::createSentenceInstance(icu::Locale(tag.c_str()), status));
        if (U_FAILURE(status)) return 1;
        const egiz::align::Segmenter segmenter(egiz::Language::require(tag));
        double icu_best = 1e9;
        double our_best = 1e9;
        std::size_t icu_count = 0;
        std::size_t our_count = 0;
        for (int round = 0; round < rounds; ++round) {
            icu_best =
                std::min(icu_best, seconds([&] { icu_count = cut_by_icu(lines, *iterator); }));
            our_best =
                std::min(our_best, seconds([&] { our_count = cut_by_us(lines, segmenter); }));
        }
        const double mb = static_cast<double>(text.size()) / 1e6;
        std::printf("%s  ICU %6.1f MB/s (%zu)  egiz %6.1f MB/s (%zu)  ratio %.2f\n", tag.c_str(),
                    mb / icu_best, icu_count, mb / our_best, our_count, icu_best / our_best);
        icu_total += icu_best;
        our_total += our_best;
        megabytes += mb;
    }
    std::printf("all ICU %6.1f MB/s  egiz %6.1f MB/s  ratio %.2f\n", megabytes / icu_total,
                megabytes / our_total, icu_total / our_total);
}
