// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/sentence_gaps.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace egiz::workflow {
namespace {

constexpr std::string_view line_marks = "\n\t";
constexpr std::string_view gap_blanks = " \n\t\r";

/// Counts what of a text is not white space, from its begin to its end.
class InkCounter {
public:
    explicit InkCounter(std::string_view text) : text_(text) {}
    /// \param end  not before that of the last call
    [[nodiscard]] std::size_t bytes_before(std::size_t end) {
        while (at_ < end) {
            const std::size_t begin = at_;
            if (!is_space(next_code_point(text_, at_))) bytes_ += at_ - begin;
        }
        return bytes_;
    }

private:
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t bytes_ = 0;
};

/// Line breaks and tabs of a text.
struct LineMarks {
    explicit LineMarks(std::string_view text) {
        InkCounter ink(text);
        for (std::size_t at = text.find_first_of(line_marks); at != std::string_view::npos;
             at = text.find_first_of(line_marks, at + 1)) {
            offsets.push_back(at);
            places.push_back(ink.bytes_before(at));
            marks += text[at];
        }
    }
    std::vector<std::size_t> offsets;
    std::vector<std::size_t> places;  ///< how much stands before each, white space not counted
    std::string marks;
};

/// Runs of blanks, in order.
std::vector<Range> blank_runs(std::string_view text) {
    std::vector<Range> runs;
    for (std::size_t at = 0; (at = text.find_first_of(gap_blanks, at)) < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(gap_blanks, at), text.size());
        runs.push_back({at, end});
        at = end;
    }
    return runs;
}

/// Gaps of a translation, asked for from first to last.
class TargetGaps {
public:
    TargetGaps(std::string_view target, const SentenceRun& source, const SplitText& split)
        : target_(target),
          source_(source),
          split_(split),
          source_ink_(source.text),
          source_marks_(source.seen),
          target_marks_(target),
          blanks_(blank_runs(target)) {}

    struct Gap {
        Range range;
        bool guessed = false;
    };
    /// What lies before sentence `next`, which is not the first.
    [[nodiscard]] Gap find(std::size_t next) {
        Gap gap = choose(next);
        gap.range.begin = std::max(gap.range.begin, end_);
        gap.range.end = std::max(gap.range.end, gap.range.begin);
        end_ = gap.range.end;
        return gap;
    }

private:
    [[nodiscard]] Gap choose(std::size_t next) {
        const Range gap{source_.sentences[next - 1].end, source_.sentences[next].begin};
        if (source_marks_.marks == target_marks_.marks) {
            const std::vector<std::size_t>& places = source_marks_.places;
            const std::size_t place = source_ink_.bytes_before(gap.begin);
            const auto mark = std::lower_bound(places.begin(), places.end(), place);
            if (mark != places.end() && *mark == place) {
                return {blanks_[run_at(target_marks_.offsets[mark - places.begin()])]};
            }
        }
        if (!sentences_) sentences_ = split_(target_);
        if (sentences_->size() == source_.sentences.size()) {
            return {{(*sentences_)[next - 1].end, (*sentences_)[next].begin}};
        }
        const auto share =
            static_cast<double>(gap.begin) / static_cast<double>(source_.text.size());
        return {nearest(static_cast<std::size_t>(share * static_cast<double>(target_.size()))),
                true};
    }

    /// The first run of blanks that does not end before `at`.
    [[nodiscard]] std::size_t run_at(std::size_t at) const {
        const auto run = std::upper_bound(
            blanks_.begin(), blanks_.end(), at,
            [](std::size_t place, const Range& blanks) { return place < blanks.end; });
        return static_cast<std::size_t>(run - blanks_.begin());
    }

    /// The end of a sentence, else a run of blanks, that is nearest to `ideal`; else the end.
    [[nodiscard]] Range nearest(std::size_t ideal) const {
        std::vector<Range> found;
        if (sentences_->size() > 1) {
            const auto behind = std::lower_bound(
                sentences_->begin() + 1, sentences_->end() - 1, ideal,
                [](const Range& sentence, std::size_t at) { return sentence.begin < at; });
            for (auto next = std::max(sentences_->begin() + 1, behind - 1); next <= behind;
                 ++next) {
                found.push_back({(next - 1)->end, next->begin});
            }
        } else {
            const std::size_t run = run_at(ideal);
            if (run > 0) found.push_back(blanks_[run - 1]);
            if (run < blanks_.size()) found.push_back(blanks_[run]);
        }
        const auto distance = [&](const Range& gap) {
            return gap.begin > ideal ? gap.begin - ideal : ideal - gap.begin;
        };
        const auto best = std::min_element(
            found.begin(), found.end(),
            [&](const Range& a, const Range& b) { return distance(a) < distance(b); });
        return best == found.end() ? Range{target_.size(), target_.size()} : *best;
    }

    std::string_view target_;
    const SentenceRun& source_;
    const SplitText& split_;
    InkCounter source_ink_;
    LineMarks source_marks_, target_marks_;
    std::vector<Range> blanks_;
    std::optional<std::vector<Range>> sentences_;
    std::size_t end_ = 0;  ///< of the gap before
};

/// Copies a translation, with other white space in some of its gaps.
class TargetFitter {
public:
    TargetFitter(const Variant& target, const SentenceRun& source)
        : target_(target), source_(source) {}

    /// Puts codes into a gap of the target; it lies before sentence `next` of the source.
    void fill(const TargetGaps::Gap& gap, std::size_t next, std::span<const std::size_t> codes) {
        const Range own{source_.sentences[next - 1].end, source_.sentences[next].begin};
        const std::string_view blanks = slice(source_.text, own);
        const bool marked = blanks.find_first_of(line_marks) != std::string_view::npos;
        copy_to(gap.range.begin);
        const std::size_t begin = fitted_.text.size();
        marked ? replace(gap.range, blanks) : copy_to(gap.range.end);
        for (const std::size_t number : codes) {
            const InlineCode& code = source_.codes[number];
            const bool opens =
                code.kind == InlineCode::Kind::open || code.kind == InlineCode::Kind::lone_open;
            const bool at_end = own.empty() ? opens : code.byte_offset == own.end;
            const std::size_t in_gap = marked   ? code.byte_offset - own.begin
                                       : at_end ? gap.range.size()
                                                : 0;
            put({begin + in_gap, number, gap.guessed});
        }
    }
    /// Puts codes where the copy ends.
    void append(std::span<const std::size_t> codes) {
        for (const std::size_t number : codes) put({fitted_.text.size(), number});
    }
    void copy_rest() {
        copy_to(target_.text.size());
        fitted_.offsets.resize(target_.codes.size(), fitted_.text.size());
    }
    [[nodiscard]] FittedTarget take() { return std::move(fitted_); }

private:
    /// Copies up to `end`, with the offsets of codes before it.
    void copy_to(std::size_t end) {
        for (; code_ < target_.codes.size() && target_.codes[code_].byte_offset < end; ++code_) {
            const std::size_t offset = std::max(target_.codes[code_].byte_offset, at_);
            fitted_.offsets.push_back(fitted_.text.size() + offset - at_);
        }
        fitted_.text.append(target_.text, at_, end - at_);
        at_ = end;
    }
    /// Writes `blanks` in place of what is in `gap`, which begins where the copy ends.
    void replace(Range gap, std::string_view blanks) {
        for (; code_ < target_.codes.size() && target_.codes[code_].byte_offset < gap.end;
             ++code_) {
            const std::size_t offset = std::max(target_.codes[code_].byte_offset, gap.begin);
            fitted_.offsets.push_back(fitted_.text.size() +
                                      std::min(offset - gap.begin, blanks.size()));
        }
        fitted_.text += blanks;
        at_ = gap.end;
    }
    void put(FittedTarget::Code code) {
        std::vector<FittedTarget::Code>& codes = fitted_.between;
        if (!codes.empty()) code.byte_offset = std::max(code.byte_offset, codes.back().byte_offset);
        codes.push_back(code);
    }

    const Variant& target_;
    const SentenceRun& source_;
    FittedTarget fitted_;
    std::size_t at_ = 0;
    std::size_t code_ = 0;
};

/// The sentence behind the gap that an code is in; as many as there are: it is at the end.
std::size_t sentence_behind(const SentenceRun& source, std::size_t offset) {
    const auto sentence =
        std::lower_bound(source.sentences.begin(), source.sentences.end(), offset,
                         [](const Range& each, std::size_t at) { return each.end < at; });
    const auto number = static_cast<std::size_t>(sentence - source.sentences.begin());
    const bool is_before = sentence == source.sentences.end() || offset <= sentence->begin;
    return is_before ? number : number + 1;
}

}  // namespace

FittedTarget fit_target(const Variant& target, const SentenceRun& source, const SplitText& split) {
    TargetFitter fitter(target, source);
    TargetGaps gaps(target.text, source, split);
    const auto next_of = [&](std::size_t i) {
        return sentence_behind(source, source.codes[source.between[i]].byte_offset);
    };
    for (std::size_t i = 0; i < source.between.size();) {
        const std::size_t next = next_of(i);
        std::size_t end = i + 1;
        while (end < source.between.size() && next_of(end) == next) ++end;
        const auto codes = std::span(source.between).subspan(i, end - i);
        if (next > 0 && next < source.sentences.size()) {
            fitter.fill(gaps.find(next), next, codes);
        } else {
            if (next > 0) fitter.copy_rest();
            fitter.append(codes);
        }
        i = end;
    }
    fitter.copy_rest();
    return fitter.take();
}

}  // namespace egiz::workflow
