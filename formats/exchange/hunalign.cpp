// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/hunalign.hpp"

#include "formats/exchange/selecting_writer.hpp"
#include "text/unicode.hpp"

#include <array>
#include <charconv>
#include <ostream>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::string_view joint = " ~~~ ";
constexpr const char* joints_property = "x-egiz-joints";
constexpr const char* score_property = "x-egiz-hunalign-score";

void write_score(std::ostream& out, double score) {
    constexpr int decimals = 3;
    std::array<char, 32> digits{};
    const auto written = std::to_chars(digits.data(), digits.data() + digits.size(), score,
                                       std::chars_format::fixed, decimals);
    out << std::string_view(digits.data(), written.ptr);
}

/// What would end a cell or a line becomes a space. \return how many did
std::size_t write_cell(std::ostream& out, std::string_view text) {
    std::size_t changed = 0;
    for (const char c : text) {
        const bool breaks = c == '\t' || c == '\n' || c == '\r' || c == '\0';
        if (breaks) ++changed;
        out << (breaks ? ' ' : c);
    }
    return changed;
}

/// A side of a line as a variant; `~~~` at an end, or alone, stands for an empty sentence.
Variant take_side(std::string_view cell, const Language& language, std::size_t& sentences) {
    Variant variant;
    variant.language = language;
    std::string joints;
    sentences = cell.empty() ? 0 : 1;
    for (;;) {
        const std::size_t at = cell.find(joint);
        variant.text += cell.substr(0, at);
        if (at == std::string_view::npos) break;
        cell.remove_prefix(at + joint.size());
        variant.text += ' ';
        joints += (joints.empty() ? "" : ",") + std::to_string(variant.text.size());
        ++sentences;
    }
    if (!joints.empty()) variant.properties.push_back({joints_property, std::move(joints)});
    return variant;
}

class HunalignTextReader final : public UnitReader {
public:
    HunalignTextReader(InputFile file, WarningSink warn, Language source, Language target)
        : lines_(std::move(file)),
          warn_(std::move(warn)),
          source_(std::move(source)),
          target_(std::move(target)) {}

    std::optional<TranslationUnit> next() override {
        for (std::string_view line; lines_.next(line);) {
            if (line.empty()) continue;
            const std::size_t first = line.find('\t');
            const std::size_t second =
                first == std::string_view::npos ? first : line.find('\t', first + 1);
            if (first == std::string_view::npos) {
                throw Error(Fault::input, {lines_.path(), lines_.line_number()},
                            "this line has no tab",
                            "each line is source TAB target TAB score, as hunalign -text writes");
            }
            TranslationUnit unit;
            std::size_t sources = 0;
            std::size_t targets = 0;
            Variant source = take_side(line.substr(0, first), source_, sources);
            const std::size_t length =
                second == std::string_view::npos ? second : second - first - 1;
            Variant target = take_side(line.substr(first + 1, length), target_, targets);
            if (!source.text.empty()) unit.variants.push_back(std::move(source));
            if (!target.text.empty()) unit.variants.push_back(std::move(target));
            if (unit.variants.empty()) {
                ++counts_.skipped;
                if (warn_) warn_({{lines_.path(), lines_.line_number()}, "skipped: no text"});
                continue;
            }
            unit.bead_type = std::to_string(sources) + '-' + std::to_string(targets);
            if (second != std::string_view::npos && second + 1 < line.size()) {
                unit.properties.push_back({score_property, std::string(line.substr(second + 1))});
            }
            ++counts_.units;
            counts_.variants += unit.variants.size();
            return unit;
        }
        return std::nullopt;
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    LineReader lines_;
    WarningSink warn_;
    Language source_;
    Language target_;
    ReadCounts counts_;
};

class HunalignTextWriter final : public SelectingWriter {
public:
    HunalignTextWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {}
    void finish() override { flush_lines(out_); }
    std::vector<std::string> remarks() const override {
        std::vector<std::string> result = codes_.remarks("a text");
        if (breaks_ > 0) {
            result.push_back(std::to_string(breaks_) +
                             " tabs and line breaks became spaces: a line holds a unit");
        }
        return result;
    }

private:
    void write_selected(const TranslationUnit& unit,
                        const std::vector<const Variant*>& variants) override {
        codes_.count(variants);
        write_side(variants[0]);
        out_ << '\t';
        write_side(variants[1]);
        out_ << '\t';
        write_unit_score(unit);
        out_ << '\n';
    }

    void write_unit_score(const TranslationUnit& unit) {
        for (const Property& property : unit.properties) {
            if (property.type != score_property) continue;
            write_cell(out_, property.value);
            return;
        }
        write_score(out_, unit.score.value_or(0));
    }

    void write_side(const Variant* variant) {
        if (variant == nullptr) return;
        std::string_view text = variant->text;
        std::size_t begin = 0;
        for (const Property& property : variant->properties) {
            if (property.type != joints_property) continue;
            for (const char* at = property.value.data();;) {
                const char* const end = property.value.data() + property.value.size();
                std::size_t offset = 0;
                const auto [next, error] = std::from_chars(at, end, offset);
                // The text may have been edited since: a joint stands behind a space.
                const bool fits = error == std::errc() && offset > begin && offset <= text.size() &&
                                  text[offset - 1] == ' ';
                if (!fits) break;
                breaks_ += write_cell(out_, text.substr(begin, offset - 1 - begin));
                out_ << joint;
                begin = offset;
                if (next == end) break;
                at = next + 1;
            }
        }
        breaks_ += write_cell(out_, text.substr(begin));
    }

    std::ostream& out_;
    LostCodes codes_;
    std::size_t breaks_ = 0;
};

}  // namespace

void write_rungs(std::ostream& out, const std::vector<LadderLine>& beads) {
    std::uint32_t source = 0;
    std::uint32_t target = 0;
    const auto follows = [](const std::vector<std::uint32_t>& numbers, std::uint32_t& next) {
        for (const std::uint32_t number : numbers) {
            if (number != next++) return false;
        }
        return true;
    };
    const auto write = [&](double score) {
        out << source << '\t' << target << '\t';
        write_score(out, score);
        out << '\n';
    };
    for (const LadderLine& bead : beads) {
        write(bead.confidence.value_or(0));
        if (!follows(bead.source, source) || !follows(bead.target, target)) {
            throw Error(Fault::usage, {},
                        "the beads leave out segments, which hunalign's ladder cannot say",
                        "write a .ladder file");
        }
    }
    write(0);
}

std::vector<LadderLine> ladder_lines(const Ladder& ladder) {
    const auto numbers = [](Span span) {
        std::vector<std::uint32_t> result;
        for (std::uint32_t i = span.begin; i < span.end; ++i) result.push_back(i);
        return result;
    };
    std::vector<LadderLine> lines;
    lines.reserve(ladder.size());
    for (const Bead& bead : ladder) {
        lines.push_back({numbers(bead.source), numbers(bead.target), bead.confidence});
    }
    return lines;
}

void write_hunalign_text(std::ostream& out, const std::vector<std::string>& source,
                         const std::vector<std::string>& target, double score) {
    for (const auto* side : {&source, &target}) {
        for (std::size_t i = 0; i < side->size(); ++i) {
            if (i > 0) out << joint;
            write_cell(out, (*side)[i]);
        }
        out << '\t';
    }
    write_score(out, score);
    out << '\n';
}

std::unique_ptr<UnitReader> make_hunalign_text_reader(InputFile file, const WarningSink& warn,
                                                      const ReadOptions& options) {
    if (!options.source || !options.target) {
        throw Error(Fault::usage, {file.path()}, "the file does not say what languages it is in",
                    "say it with --languages en-ru, or in the name: x.en-ru.huntext");
    }
    return std::make_unique<HunalignTextReader>(std::move(file), warn, *options.source,
                                                *options.target);
}

std::unique_ptr<UnitWriter> make_hunalign_text_writer(std::ostream& out,
                                                      const UnitWriterOptions& options) {
    if (options.languages.size() != 2) {
        throw Error(Fault::usage, {}, "hunalign's text holds two languages");
    }
    return std::make_unique<HunalignTextWriter>(out, options);
}

}  // namespace egiz::formats
