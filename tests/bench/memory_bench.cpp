// SPDX-License-Identifier: Apache-2.0
// Measures a translation memory at scale, and checks it against brute force:
//
//   memory_bench import MEMORY UNITS.tsv SOURCE TARGET      a line: source, target, context,
//   package memory_bench find   MEMORY QUERIES SOURCE TARGET MIN [--preload] [--candidates]
//   memory_bench brute  MEMORY QUERIES SOURCE TARGET MIN COUNT   checks the first COUNT queries
//
// Tabs, line ends and backslashes in texts are written \t \n \\.
#include "text/error.hpp"
#include "text/unicode.hpp"
#include "tm/edit_distance.hpp"
#include "tm/matcher.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <unordered_map>
#include <vector>

namespace {

using egiz::Language;
using egiz::TranslationUnit;
namespace tm = egiz::tm;

std::string unescaped(std::string_view cell) {
    std::string text;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] != '\\' || i + 1 == cell.size()) {
            text += cell[i];
            continue;
        }
        const char next = cell[++i];
        text += next == 't' ? '\t' : next == 'n' ? '\n' : next == 'r' ? '\r' : next;
    }
    return text;
}

std::vector<std::string> read_queries(const char* path) {
    std::vector<std::string> queries;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) queries.push_back(unescaped(line));
    return queries;
}

class Clock {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

long peak_mebibytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

void import(const char* memory, const char* path, const Language& source, const Language& target) {
    const Clock clock;
    const auto store = tm::open_store(memory, tm::OpenMode::write);
    std::ifstream in(path);
    std::size_t count = 0;
    store->in_transaction({"import", path, {}, {}}, [&] {
        std::vector<TranslationUnit> units;
        for (std::string line; std::getline(in, line);) {
            TranslationUnit& unit = units.emplace_back();
            std::vector<std::string> cells;
            for (std::size_t begin = 0; begin <= line.size();) {
                const std::size_t end = std::min(line.find('\t', begin), line.size());
                cells.push_back(unescaped(std::string_view(line).substr(begin, end - begin)));
                begin = end + 1;
            }
            cells.resize(4);
            unit.variants.resize(2);
            unit.variants[0].language = source;
            unit.variants[0].text = cells[0];
            unit.variants[1].language = target;
            unit.variants[1].text = cells[1];
            if (!cells[2].empty()) unit.properties.push_back({"x-context", cells[2]});
            if (!cells[3].empty()) unit.properties.push_back({"x-package", cells[3]});
            if (units.size() < 1000) continue;
            count += units.size();
            store->add(units);
            units.clear();
        }
        count += units.size();
        store->add(units);
    });
    std::printf("%zu units: %.2f s (%.2f s CPU), %.0f units/s, peak %ld MiB\n", count,
                clock.seconds(), cpu_seconds(), static_cast<double>(count) / clock.seconds(),
                peak_mebibytes());
}

void find(const char* memory, const std::vector<std::string>& queries, const Language& source,
          const Language& target, int min_score, bool preload, bool candidates_only) {
    const Clock opening;
    const auto store = tm::open_store(memory, tm::OpenMode::read);
    if (preload) store->preload();
    const double open_seconds = opening.seconds();
    const tm::Matcher matcher(*store);
    tm::MatchQuery query;
    query.source = source;
    query.target = target;
    query.min_score = min_score;
    std::vector<double> times;
    std::size_t matches = 0;
    std::size_t matched = 0;
    const double cpu = cpu_seconds();
    const Clock clock;
    for (const std::string& text : queries) {
        const Clock one;
        std::size_t found = 0;
        if (candidates_only) {
            found = store->candidates({source, text, min_score}).size();
        } else {
            query.text = text;
            found = matcher.find(query).size();
        }
        times.push_back(one.seconds());
        matches += found;
        matched += found > 0 ? 1 : 0;
    }
    const double all = clock.seconds();
    const auto count = static_cast<double>(queries.size());
    const double cpu_all = cpu_seconds() - cpu;
    const double first = times.front();
    std::sort(times.begin(), times.end());
    std::printf(
        "open %.2f ms, first query %.2f ms, %zu queries: %.0f a second (%.0f a CPU second), "
        "p50 %.3f ms, p99 %.3f ms, %zu matches for %zu, peak %ld MiB\n",
        open_seconds * 1e3, first * 1e3, queries.size(), count / all, count / cpu_all,
        times[times.size() / 2] * 1e3, times[times.size() * 99 / 100] * 1e3, matches, matched,
        peak_mebibytes());
}

/// Words by rules of its own: runs of letters, digits and marks of the folded text; Han alone.
class Words {
public:
    std::vector<std::uint32_t> of(const std::string& text) {
        std::vector<std::uint32_t> words;
        std::string word;
        const auto close = [&] {
            if (!word.empty()) {
                words.push_back(
                    numbers_.try_emplace(word, static_cast<std::uint32_t>(numbers_.size()))
                        .first->second);
            }
            word.clear();
        };
        const std::string folded = egiz::fold(text);
        for (std::size_t offset = 0; offset < folded.size();) {
            const std::size_t begin = offset;
            const std::uint8_t flags = egiz::char_flags(egiz::next_code_point(folded, offset));
            const std::string character = folded.substr(begin, offset - begin);
            if ((flags & egiz::han_flag) != 0) {
                close();
                word = character;
                close();
            } else if ((flags & (egiz::letter_flag | egiz::digit_flag | egiz::accent_flag)) != 0) {
                word += character;
            } else {
                close();
            }
        }
        close();
        return words;
    }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
};

std::size_t plain_distance(const std::vector<std::uint32_t>& a,
                           const std::vector<std::uint32_t>& b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t above = row[j];
            row[j] =
                std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

/// Returns whether all was found.
bool brute(const char* memory, std::vector<std::string> queries, const Language& source,
           const Language& target, int min_score, std::size_t count) {
    queries.resize(std::min(queries.size(), count));
    const auto store = tm::open_store(memory, tm::OpenMode::read);
    Words words;
    std::vector<std::vector<std::uint32_t>> texts;
    store->for_each([&](const tm::StoredUnit& stored) {
        const auto* const variant = stored.unit.find(source);
        if (variant != nullptr && stored.unit.find(target) != nullptr) {
            texts.push_back(words.of(variant->text));
        }
        return true;
    });
    const tm::Matcher matcher(*store);
    tm::MatchQuery query;
    query.source = source;
    query.target = target;
    query.min_score = min_score;
    std::size_t missed = 0;
    std::size_t with_match = 0;
    double own = 0;
    double fast_brute = 0;
    for (const std::string& text : queries) {
        const std::vector<std::uint32_t> tokens = words.of(text);
        const auto in_reach = [&](const std::vector<std::uint32_t>& other) {
            const std::size_t longer = std::max(tokens.size(), other.size());
            const std::size_t shorter = std::min(tokens.size(), other.size());
            return shorter * 100 >= longer * static_cast<std::size_t>(min_score) && longer > 0;
        };
        std::size_t best = 0;
        for (const auto& other : texts) {
            if (!in_reach(other)) continue;
            const std::size_t longer = std::max(tokens.size(), other.size());
            best = std::max(best, 100 * (longer - plain_distance(tokens, other)) / longer);
        }
        if (best < static_cast<std::size_t>(min_score)) best = 0;

        const Clock brute_clock;
        const tm::DistancePattern pattern(tokens);
        std::size_t near = 0;
        for (const auto& other : texts) {
            if (!in_reach(other)) continue;
            const std::size_t longer = std::max(tokens.size(), other.size());
            const std::size_t limit =
                longer - (longer * static_cast<std::size_t>(min_score) + 99) / 100;
            near += pattern.distance(other, limit) ? 1 : 0;
        }
        fast_brute += brute_clock.seconds();

        query.text = text;
        const Clock own_clock;
        const auto matches = matcher.find(query);
        own += own_clock.seconds();
        const int found = matches.empty() ? 0 : matches.front().score;
        with_match += best > 0 ? 1 : 0;
        // 99 is the most for words that are equal in text that is not.
        const auto expected = static_cast<int>(best);
        if (found < std::min(expected, 99) || (best == 0 && near != 0)) {
            ++missed;
            std::printf("MISSED: best %d, found %d: %s\n", expected, found, text.c_str());
        }
    }
    std::printf(
        "%zu queries, %zu with a match of %d or more, %zu missed; brute force (length filter, "
        "bit-parallel) %.1f a second, %.0f times slower\n",
        queries.size(), with_match, min_score, missed,
        static_cast<double>(queries.size()) / fast_brute, fast_brute / own);
    return missed == 0;
}

}  // namespace

int main(int argc, char** argv) {
    const auto usage = [&] {
        std::fprintf(stderr, "usage: %s import|find|brute MEMORY FILE SOURCE TARGET …\n", argv[0]);
        return 2;
    };
    if (argc < 6) return usage();
    const std::string what = argv[1];
    try {
        const Language source = Language::require(argv[4]);
        const Language target = Language::require(argv[5]);
        if (what == "import") {
            import(argv[2], argv[3], source, target);
            return 0;
        }
        if (argc < 7) return usage();
        const int min_score = std::stoi(argv[6]);
        const auto has_flag = [&](const char* flag) {
            return std::any_of(argv + 7, argv + argc,
                               [&](const char* each) { return std::strcmp(each, flag) == 0; });
        };
        if (what == "find") {
            find(argv[2], read_queries(argv[3]), source, target, min_score, has_flag("--preload"),
                 has_flag("--candidates"));
            return 0;
        }
        if (what == "brute") {
            const std::size_t count = argc > 7 ? std::stoul(argv[7]) : 200;
            return brute(argv[2], read_queries(argv[3]), source, target, min_score, count) ? 0 : 1;
        }
        return usage();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
