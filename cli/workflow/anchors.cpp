// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/anchors.hpp"

#include "align/anchors.hpp"
#include "formats/readers/plain_text.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace egiz::workflow {
namespace {

constexpr const char* line_hint =
    "each line is two segment numbers with a tab between them, from 1, as in 12<tab>14; "
    "or two languages, as in en<tab>ru";

using Lines = std::vector<std::vector<std::uint32_t>>;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r')) {
        text.remove_suffix(1);
    }
    return text;
}

std::optional<std::uint32_t> number_in(std::string_view cell) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
    if (error != std::errc() || end != cell.data() + cell.size() || number == 0) {
        return std::nullopt;
    }
    return number;
}

/// For a message, where a tab would be shown as a code.
std::string spaced(std::string_view line) {
    std::string text(line);
    std::replace(text.begin(), text.end(), '\t', ' ');
    return text;
}

/// The anchors of one file.
class AnchorFile {
public:
    AnchorFile(const std::string& path, const std::vector<SegmentedText>& texts, const Lines& lines)
        : path_(path), texts_(texts), lines_(lines) {
        if (texts.size() == 2) pair_ = {0, 1};
    }

    PairGates read() {
        const Document file = formats::read_plain_text(path_, {{}, "UTF-8", LineBreaks::paragraph});
        for (std::size_t begin = 0; begin < file.text.size();) {
            const std::size_t end = std::min(file.text.find('\n', begin), file.text.size());
            const std::string_view line =
                trimmed(std::string_view(file.text).substr(begin, end - begin));
            begin = end + 1;
            ++line_;
            if (!line.empty() && line.front() != '#') read_line(line);
        }
        return sorted();
    }

private:
    struct Anchor {
        align::Point point;
        std::size_t line = 0;
        std::string written;
    };

    [[noreturn]] void fail(const std::string& message, const std::string& hint) const {
        throw Error(Fault::input, {path_, line_}, message, hint);
    }

    void read_line(std::string_view line) {
        const std::size_t tab = line.find('\t');
        const std::string_view left = trimmed(line.substr(0, tab));
        const std::string_view right =
            tab == std::string_view::npos ? std::string_view() : trimmed(line.substr(tab + 1));
        const auto source = number_in(left);
        const auto target = number_in(right);
        if (!source && !target && take_languages(left, right)) return;
        if (!source || !target) fail("'" + spaced(line) + "' is no anchor", line_hint);
        if (!pair_) {
            fail("with more than two texts it must be said which two are meant",
                 "put a line of two languages before it, as in en<tab>ru");
        }
        align::Point point{segment_at(pair_->first, *source), segment_at(pair_->second, *target)};
        std::string written = std::to_string(*source) + " - " + std::to_string(*target);
        std::pair<std::size_t, std::size_t> pair = *pair_;
        if (pair.first > pair.second) {
            std::swap(pair.first, pair.second);
            std::swap(point.source, point.target);
        }
        anchors_[pair].push_back({point, line_, std::move(written)});
    }

    bool take_languages(std::string_view left, std::string_view right) {
        const auto source = Language::parse(std::string(left));
        const auto target = Language::parse(std::string(right));
        if (!source || !target) return false;
        const std::size_t a = text_in(*source);
        const std::size_t b = text_in(*target);
        const std::string pivot = texts_.front().document.language.tag();
        if (a == b || (a != 0 && b != 0)) {
            fail("anchors hold between the pivot, " + pivot + ", and another text",
                 "say them as " + pivot + "<tab>" +
                     texts_[std::max(b, std::size_t{1})].document.language.tag());
        }
        pair_ = {a, b};
        return true;
    }

    [[nodiscard]] std::size_t text_in(const Language& language) const {
        std::size_t best = texts_.size();
        LanguageMatch best_match = LanguageMatch::none;
        for (std::size_t t = 0; t < texts_.size(); ++t) {
            const LanguageMatch quality = match(texts_[t].document.language, language);
            if (quality > best_match) {
                best_match = quality;
                best = t;
            }
        }
        if (best == texts_.size()) {
            fail("there is no text in " + language.tag(), "use the languages of the texts");
        }
        return best;
    }

    [[nodiscard]] std::uint32_t segment_at(std::size_t text, std::uint32_t number) const {
        const std::string& name = texts_[text].document.name;
        const std::size_t segments = texts_[text].segments.size();
        if (text < lines_.size() && !lines_[text].empty()) {
            const auto& lines = lines_[text];
            const auto at = std::lower_bound(lines.begin(), lines.end(), number - 1);
            if (at == lines.end()) {
                fail(name + " has no line " + std::to_string(number),
                     "its last line with text is " + std::to_string(lines.back() + 1));
            }
            if (*at != number - 1) {
                fail("line " + std::to_string(number) + " of " + name + " is blank",
                     "name a line with text; the next one is " + std::to_string(*at + 1));
            }
            return static_cast<std::uint32_t>(at - lines.begin());
        }
        if (number > segments) {
            fail(name + " has no segment " + std::to_string(number),
                 "it has " + std::to_string(segments));
        }
        return number - 1;
    }

    PairGates sorted() {
        PairGates gates;
        for (auto& [pair, anchors] : anchors_) {
            std::stable_sort(anchors.begin(), anchors.end(), [](const Anchor& a, const Anchor& b) {
                return std::pair(a.point.source, a.point.target) <
                       std::pair(b.point.source, b.point.target);
            });
            auto& points = gates[pair];
            const Anchor* last = nullptr;
            for (const Anchor& anchor : anchors) {
                if (last != nullptr && anchor.point == last->point) continue;
                if (last != nullptr && (anchor.point.source == last->point.source ||
                                        anchor.point.target <= last->point.target)) {
                    const Anchor& later = anchor.line > last->line ? anchor : *last;
                    const Anchor& earlier = anchor.line > last->line ? *last : anchor;
                    line_ = later.line;
                    fail("anchor " + later.written + " crosses " + earlier.written + " of line " +
                             std::to_string(earlier.line),
                         "anchors go forward on both sides; leave out what stands elsewhere");
                }
                points.push_back(anchor.point);
                last = &anchor;
            }
        }
        return gates;
    }

    std::string path_;
    const std::vector<SegmentedText>& texts_;
    const Lines& lines_;
    std::size_t line_ = 0;
    std::optional<std::pair<std::size_t, std::size_t>> pair_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<Anchor>> anchors_;
};

/// Adds points to those of a pair; what both say counts once.
void add_points(const std::vector<align::Point>& points, const std::string& what,
                std::vector<align::Point>& gates) {
    gates.insert(gates.end(), points.begin(), points.end());
    std::sort(gates.begin(), gates.end(), [](align::Point a, align::Point b) {
        return std::pair(a.source, a.target) < std::pair(b.source, b.target);
    });
    gates.erase(std::unique(gates.begin(), gates.end()), gates.end());
    for (std::size_t k = 1; k < gates.size(); ++k) {
        if (gates[k].source != gates[k - 1].source && gates[k].target > gates[k - 1].target) {
            continue;
        }
        throw Error(Fault::usage, {},
                    what + " and other anchors cross at segments " +
                        std::to_string(gates[k].source + 1) + " and " +
                        std::to_string(gates[k].target + 1),
                    "use one kind of anchors, or mend the pattern or the file");
    }
}

}  // namespace

PairGates find_anchors(const AnchorOptions& options, const std::vector<SegmentedText>& texts,
                       const Lines& lines, cli::Console& console) {
    PairGates gates;
    if (!options.file.empty()) gates = AnchorFile(options.file, texts, lines).read();
    const auto use = [&](const std::string& what, const auto& find) {
        std::vector<std::vector<align::Mark>> marks;
        for (const SegmentedText& text : texts) marks.push_back(find(text));
        const auto count = [&](std::size_t t) {
            return std::to_string(marks[t].size()) + " in " + texts[t].document.language.tag();
        };
        for (std::size_t t = 1; t < texts.size(); ++t) {
            const std::string counts = count(0) + ", " + count(t);
            const auto points = align::join_marks(marks[0], marks[t]);
            if (points) {
                add_points(*points, what, gates[{0, t}]);
                console.note(what + ": " + counts + "; used: " + std::to_string(points->size()));
            } else {
                console.warn(
                    {{}, what + ": " + counts + "; no anchors, for they cannot be paired"});
            }
        }
    };
    if (!options.pattern.empty()) {
        use("anchor pattern",
            [&](const SegmentedText& text) { return align::find_marks(text, options.pattern); });
    }
    if (options.headings) {
        use("headings", [](const SegmentedText& text) { return align::find_headings(text); });
    }
    return gates;
}

}  // namespace egiz::workflow
