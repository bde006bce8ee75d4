// SPDX-License-Identifier: Apache-2.0
// Measures how fast files of units are read and written, and what memory that takes:
//
//   exchange_bench make  FILE MEGABYTES      a file of made units, by its extension (.xlf: 1.2)
//   exchange_bench read  FILE                reads all of it; text is checked, codes are paired
//   exchange_bench write FILE MEGABYTES      reads FILE once, then writes its units over and over,
//                                            to nowhere
//
// Megabytes are millions of bytes. The peak is that of the whole program.
#include "formats/exchange/units.hpp"
#include "text/error.hpp"

#include <chrono>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <ostream>
#include <streambuf>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace {

using namespace egiz;

class Clock {
public:
    [[nodiscard]] double seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Counts what is written to it.
class Nowhere : public std::streambuf {
public:
    std::size_t bytes = 0;

protected:
    std::streamsize xsputn(const char*, std::streamsize size) override {
        bytes += static_cast<std::size_t>(size);
        return size;
    }
    int_type overflow(int_type c) override {
        ++bytes;
        return traits_type::not_eof(c);
    }
};

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

void report(const char* what, std::size_t units, std::size_t bytes, double seconds, double cpu) {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const double megabytes = static_cast<double>(bytes) / 1e6;
    std::printf("%s: %zu units, %.1f MB: %.2f s, %.0f MB/s (CPU %.2f s, %.0f MB/s), peak %ld MiB\n",
                what, units, megabytes, seconds, megabytes / seconds, cpu, megabytes / cpu,
                usage.ru_maxrss / 1024);
}

/// The k-th of the made units: some 280 characters, every eighth with codes, every fourth with an
/// escape.
TranslationUnit made_unit(std::size_t k) {
    static const Language english = Language::require("en");
    static const Language russian = Language::require("ru");
    const std::string number = std::to_string(k);
    TranslationUnit unit;
    unit.id = "unit-" + number;
    unit.authorship.created = "2026-01-02T03:04:05Z";
    unit.authorship.created_by = "bench";
    unit.variants.resize(2);
    unit.variants[0].language = english;
    unit.variants[0].text = "Sentence number " + number +
                            " says that the council has adopted the report of the committee " +
                            (k % 4 == 0 ? "& its annex <B>." : "and its annex B.");
    unit.variants[1].language = russian;
    unit.variants[1].text = "Предложение " + number +
                            " гласит, что совет утвердил доклад комитета " +
                            (k % 4 == 0 ? "& приложение <B>." : "и приложение B.");
    if (k % 8 == 0) {
        for (Variant& variant : unit.variants) {
            variant.codes = {{0, InlineCode::Kind::open, "1", "bold", "<b>"},
                             {8, InlineCode::Kind::close, "1", "", "</b>"}};
        }
    }
    return unit;
}

formats::UnitWriterOptions writer_options() {
    formats::UnitWriterOptions options;
    options.languages = {Language::require("en"), Language::require("ru")};
    options.xliff_version = formats::XliffVersion::v1_2;
    return options;
}

void make(const std::string& path, std::size_t megabytes) {
    std::ofstream out(path, std::ios::binary);
    const auto writer =
        formats::make_unit_writer(formats::unit_format_of(path).value(), out, writer_options());
    std::size_t count = 0;
    while (static_cast<std::size_t>(out.tellp()) < megabytes * 1'000'000) {
        for (int i = 0; i < 1000; ++i) writer->write(made_unit(count++));
    }
    writer->finish();
    std::printf("%zu units\n", count);
}

void read(const std::string& path) {
    const double cpu = cpu_seconds();
    const Clock clock;
    std::size_t warnings = 0;
    const auto reader = formats::open_units(path, [&](const Warning&) { ++warnings; });
    std::size_t text_bytes = 0;
    while (const auto unit = reader->next()) {
        for (const Variant& variant : unit->variants) text_bytes += variant.text.size();
    }
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    report("read", reader->counts().units, static_cast<std::size_t>(in.tellg()), clock.seconds(),
           cpu_seconds() - cpu);
    std::printf("  %zu bytes of text, %zu warnings, repaired=%zu skipped=%zu\n", text_bytes,
                warnings, reader->counts().repaired, reader->counts().skipped);
}

void write(const std::string& path, std::size_t megabytes) {
    std::vector<TranslationUnit> units;
    const auto reader = formats::open_units(path, [](const Warning&) {});
    while (auto unit = reader->next()) units.push_back(std::move(*unit));
    Nowhere nowhere;
    std::ostream out(&nowhere);
    const double cpu = cpu_seconds();
    const Clock clock;
    const auto writer =
        formats::make_unit_writer(formats::unit_format_of(path).value(), out, writer_options());
    std::size_t count = 0;
    while (nowhere.bytes < megabytes * 1'000'000 && !units.empty()) {
        for (const TranslationUnit& unit : units) writer->write(unit);
        count += units.size();
    }
    writer->finish();
    report("written", count, nowhere.bytes, clock.seconds(), cpu_seconds() - cpu);
}

}  // namespace

int main(int argc, char** argv) {
    const std::string command = argc > 2 ? argv[1] : "";
    try {
        if (command == "make" && argc == 4) {
            make(argv[2], std::stoul(argv[3]));
        } else if (command == "read") {
            read(argv[2]);
        } else if (command == "write" && argc == 4) {
            write(argv[2], std::stoul(argv[3]));
        } else {
            std::fputs("exchange_bench make|write FILE MEGABYTES | read FILE\n", stderr);
            return 2;
        }
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return static_cast<int>(error.fault());
    }
    return 0;
}
