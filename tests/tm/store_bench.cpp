// SPDX-License-Identifier: Apache-2.0
// Measures a memory: `egiz_tm_bench [memory: | FILE] [units]`. The units are made up, from words
// that are as unevenly frequent as those of a language. FILE must not exist.
#include "tm/matcher.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace {

using egiz::Language;
using egiz::TranslationUnit;

class Words {
public:
    /// A word of a vocabulary of about 80 000, the frequent ones first (Zipf).
    std::string next(const char* prefix) {
        const double uniform = static_cast<double>(random() >> 11U) / 9007199254740992.0;
        return prefix + std::to_string(static_cast<int>(std::exp(uniform * std::log(80'000.0))));
    }
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random() % limit); }

private:
    std::uint64_t random() {  // splitmix64
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111eb;
        return z ^ (z >> 31U);
    }
    std::uint64_t state_ = 1;
};

std::string sentence(Words& words, const char* prefix, std::size_t length) {
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += (i == 0 ? "" : " ") + words.next(prefix);
    return text + '.';
}

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void measure(const std::string& uri, std::size_t count) {
    Words words;
    std::vector<TranslationUnit> units(count);
    for (TranslationUnit& unit : units) {
        const std::size_t length = 2 + words.below(14);
        unit.variants.resize(2);
        unit.variants[0].language = Language::require("en");
        unit.variants[0].text = sentence(words, "w", length);
        unit.variants[1].language = Language::require("kk");
        unit.variants[1].text = sentence(words, "с", length);
    }
    const auto store = egiz::tm::open_store(uri, egiz::tm::OpenMode::write);
    const auto add_all = [&] {
        store->in_transaction({}, [&] {
            constexpr std::size_t batch = 1000;
            for (std::size_t i = 0; i < count; i += batch) {
                store->add(std::span(units).subspan(i, std::min(batch, count - i)));
            }
        });
    };
    std::printf("add      %zu units: %.2f s\n", count, seconds_of(add_all));
    std::printf("again    %zu units: %.2f s\n", count, seconds_of(add_all));
    std::size_t seen = 0;
    const double reading = seconds_of(
        [&] { store->for_each([&](const egiz::tm::StoredUnit&) { return ++seen > 0; }); });
    std::printf("for_each %zu units: %.2f s\n", seen, reading);

    const egiz::tm::Matcher matcher(*store);
    for (const int min_score : {100, 85, 70, 50}) {
        std::vector<double> times;
        std::size_t matches = 0;
        for (std::size_t i = 0; i < 500; ++i) {
            // A sentence that is there, with a word replaced in three of four.
            std::string text = units[words.below(count)].variants[0].text;
            if (i % 4 != 0) text.replace(0, text.find_first_of(" ."), words.next("w"));
            times.push_back(seconds_of([&] {
                egiz::tm::MatchQuery query;
                query.source = units[0].variants[0].language;
                query.target = units[0].variants[1].language;
                query.text = text;
                query.min_score = min_score;
                matches += matcher.find(query).size();
            }));
        }
        std::sort(times.begin(), times.end());
        std::printf("find at %3d: median %.3f ms, 99 %% %.3f ms, %zu matches\n", min_score,
                    times[times.size() / 2] * 1e3, times[times.size() * 99 / 100] * 1e3, matches);
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        measure(argc > 1 ? argv[1] : "memory:", argc > 2 ? std::stoul(argv[2]) : 100'000);
        return 0;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
