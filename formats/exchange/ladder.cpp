// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/ladder.hpp"

#include "formats/input_file.hpp"
#include "text/error.hpp"

#include <array>
#include <charconv>
#include <ostream>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

using Numbers = std::vector<std::uint32_t>;

void skip_spaces(std::string_view& text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
}

std::optional<std::uint32_t> take_number(std::string_view& text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool take(std::string_view& text, char c) {
    skip_spaces(text);
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
}

/// `[0, 1]`; numbers are parted by commas or spaces.
std::optional<Numbers> take_list(std::string_view& text) {
    Numbers numbers;
    if (!take(text, '[')) return std::nullopt;
    while (!take(text, ']')) {
        static_cast<void>(take(text, ','));
        skip_spaces(text);
        if (!text.empty() && text.front() == ']') continue;
        const auto number = take_number(text);
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

/// \param rest  `:0.970` and whatever is behind it
std::optional<double> confidence_of(std::string_view rest) {
    if (!take(rest, ':')) return std::nullopt;
    skip_spaces(rest);
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc() || !(value >= 0 && value <= 1)) return std::nullopt;
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
    skip_spaces(rest);
    if (!rest.empty() && rest.front() != ':') return std::nullopt;
    return value;
}

std::optional<LadderLine> parse_bead(std::string_view line) {
    auto source = take_list(line);
    if (!source || !take(line, ':')) return std::nullopt;
    auto target = take_list(line);
    if (!target) return std::nullopt;
    skip_spaces(line);
    if (!line.empty() && line.front() != ':') return std::nullopt;
    return LadderLine{std::move(*source), std::move(*target), confidence_of(line)};
}

/// A rung of hunalign's: the positions that a bead begins at.
std::optional<std::pair<std::uint32_t, std::uint32_t>> parse_rung(std::string_view line) {
    skip_spaces(line);
    const auto source = take_number(line);
    if (!source || line.empty() || (line.front() != '\t' && line.front() != ' '))
        return std::nullopt;
    skip_spaces(line);
    const auto target = take_number(line);
    if (!target) return std::nullopt;
    return std::pair(*source, *target);
}

Numbers count_up(std::uint32_t begin, std::uint32_t end) {
    Numbers numbers;
    for (std::uint32_t i = begin; i < end; ++i) numbers.push_back(i);
    return numbers;
}

Numbers numbers_of(Span span, const Numbers& numbers) {
    Numbers result = count_up(span.begin, span.end);
    if (!numbers.empty()) {
        for (std::uint32_t& number : result) number = numbers[number];
    }
    return result;
}

void write_list(std::ostream& out, const Numbers& numbers) {
    out << '[';
    for (std::size_t i = 0; i < numbers.size(); ++i) out << (i > 0 ? "," : "") << numbers[i];
    out << ']';
}

void write_line(std::ostream& out, const LadderLine& line) {
    write_list(out, line.source);
    out << ':';
    write_list(out, line.target);
    if (line.confidence) {
        constexpr int decimals = 3;
        std::array<char, 16> digits{};
        const auto written = std::to_chars(digits.data(), digits.data() + digits.size(),
                                           *line.confidence, std::chars_format::fixed, decimals);
        out << ':' << std::string_view(digits.data(), written.ptr);
    }
    out << '\n';
}

}  // namespace

std::vector<LadderLine> read_ladder(const std::string& path) {
    // A few bytes of a rung stand for many numbers; these bound what a file may ask for.
    constexpr std::uint32_t widest_rung = 10'000;
    constexpr std::uint32_t last_segment = 20'000'000;
    std::vector<LadderLine> beads;
    std::optional<std::pair<std::uint32_t, std::uint32_t>> last_rung;
    LineReader lines{InputFile(path)};
    for (std::string_view line; lines.next(line);) {
        if (trim(line, {0, line.size()}).empty()) continue;
        const Place place{path, lines.line_number()};
        const bool rungs = last_rung.has_value();
        if (auto bead = rungs ? std::nullopt : parse_bead(line)) {
            beads.push_back(std::move(*bead));
            continue;
        }
        const auto rung = beads.empty() || rungs ? parse_rung(line) : std::nullopt;
        if (!rung) {
            throw Error(Fault::input, place, "not a bead",
                        "each line is [source numbers]:[target numbers], as in [0,1]:[0]");
        }
        if (last_rung) {
            const auto [source, target] = *last_rung;
            if (rung->first < source || rung->second < target || rung->first > last_segment ||
                rung->second > last_segment || rung->first - source > widest_rung ||
                rung->second - target > widest_rung) {
                throw Error(Fault::input, place, "a rung that does not follow the one before");
            }
            if (rung->first > source || rung->second > target) {
                beads.push_back({count_up(source, rung->first), count_up(target, rung->second)});
            }
        }
        last_rung = rung;
    }
    return beads;
}

void write_ladder(std::ostream& out, const Ladder& ladder,
                  const std::vector<std::uint32_t>& source_numbers,
                  const std::vector<std::uint32_t>& target_numbers) {
    for (const Bead& bead : ladder) {
        write_line(out, {numbers_of(bead.source, source_numbers),
                         numbers_of(bead.target, target_numbers), bead.confidence});
    }
}

void write_ladder(std::ostream& out, const std::vector<LadderLine>& lines) {
    for (const LadderLine& line : lines) write_line(out, line);
}

}  // namespace egiz::formats
