// SPDX-License-Identifier: Apache-2.0
// Times the SRX engine against the plain way, "every rule over the whole text", over the same
// paragraphs in the same run:
//
//     egiz_srx_bench FILE.srx LANGUAGE TEXT [MEGABYTES]
//
// TEXT has a paragraph a line, and is repeated up to MEGABYTES (8) for the engine; the plain way
// has as much of it as it manages in ten seconds. Where both have been, their breaks are compared.
#include "align/segmentation/engine.hpp"
#include "align/segmentation/srx_engine.hpp"
#include "formats/exchange/srx_reader.hpp"
#include "tests/support/srx_reference.hpp"
#include "text/unicode.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using namespace egiz;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::vector<std::string> read_paragraphs(const char* path) {
    formats::LineReader reader{formats::InputFile(path)};
    std::vector<std::string> paragraphs;
    for (std::string_view line; reader.next(line);) {
        if (!line.empty()) paragraphs.emplace_back(line);
    }
    return paragraphs;
}

std::vector<std::size_t> breaks(const align::Engine& engine, std::string_view paragraph) {
    std::vector<std::size_t> result;
    align::ScanState state;
    engine.scan(paragraph, paragraph.size(), state, [&](const align::Boundary& boundary) {
        if (boundary.ends) result.push_back(boundary.offset);
        return boundary.ends;
    });
    return result;
}

int run(const char* srx, const char* tag, const char* text, double megabytes) {
    const SegmentationRules document = formats::read_srx(formats::InputFile(srx));
    const std::vector<std::string> paragraphs = read_paragraphs(text);
    if (paragraphs.empty()) {
        std::cerr << "the text is empty\n";
        return 1;
    }
    align::SrxReport report;
    const auto compiling = Clock::now();
    const auto engine = make_srx_engine(document, Language::require(tag), nullptr, report);
    std::cout << "compiled in " << seconds_since(compiling) * 1000 << " ms\n";

    double bytes = 0;
    std::size_t ends = 0;
    auto start = Clock::now();
    while (bytes < megabytes * 1e6) {
        for (const std::string& paragraph : paragraphs) {
            ends += breaks(*engine, paragraph).size();
            bytes += static_cast<double>(paragraph.size());
            if (bytes >= megabytes * 1e6) break;
        }
    }
    const double engine_speed = bytes / 1e6 / seconds_since(start);
    std::cout << "engine  " << engine_speed << " MB/s (" << bytes / 1e6 << " MB, " << ends
              << " breaks)\n";

    const test::SrxReference reference(test::srx_rules_for(document, tag));
    std::vector<std::vector<std::size_t>> expected;
    double plain_bytes = 0;
    start = Clock::now();
    while (expected.size() < paragraphs.size() && seconds_since(start) < 10) {
        const std::string& paragraph = paragraphs[expected.size()];
        expected.push_back(reference.searched_breaks(paragraph));
        plain_bytes += static_cast<double>(paragraph.size());
    }
    const double plain_speed = plain_bytes / 1e6 / seconds_since(start);
    std::size_t differences = 0;
    for (std::size_t i = 0; i < expected.size(); ++i) {
        differences += breaks(*engine, paragraphs[i]) != expected[i] ? 1 : 0;
    }
    std::cout << "plain   " << plain_speed << " MB/s (" << plain_bytes / 1e6 << " MB)\n"
              << "ratio   " << engine_speed / plain_speed << "\n"
              << "differ  " << differences << " of " << expected.size() << " paragraphs\n";
    return differences == 0 ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4 && count != 5) {
        std::cerr << "usage: egiz_srx_bench FILE.srx LANGUAGE TEXT [MEGABYTES]\n";
        return 2;
    }
    try {
        return run(arguments[1], arguments[2], arguments[3],
                   count == 5 ? std::atof(arguments[4]) : 8);
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
