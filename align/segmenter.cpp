// SPDX-License-Identifier: Apache-2.0
#include "align/segmenter.hpp"

#include "align/segmentation/native_engine.hpp"

#include <algorithm>
#include <utility>

namespace egiz::align {
namespace {

std::shared_ptr<const Engine> native_engine(const Language& language,
                                            const SegmenterOptions& options,
                                            const std::vector<RulesFile>& user_rules) {
    RuleSet rules = rules_for(language);
    for (const RulesFile& file : user_rules) add_rules(rules, file.text, file.name);
    const std::string name = has_rules(language) ? std::string(language.primary()) : "general";
    return std::make_shared<NativeEngine>("native " + name, std::move(rules), options);
}

}  // namespace

Segmenter::Segmenter(const Language& language, const SegmenterOptions& options,
                     const std::vector<RulesFile>& user_rules)
    : engine_(native_engine(language, options, user_rules)), has_own_rules_(has_rules(language)) {}
Segmenter::Segmenter(std::shared_ptr<const Engine> engine) : engine_(std::move(engine)) {}
Segmenter::~Segmenter() = default;
Segmenter::Segmenter(Segmenter&&) noexcept = default;
Segmenter& Segmenter::operator=(Segmenter&&) noexcept = default;

std::vector<Range> Segmenter::split(std::string_view paragraph) const {
    std::vector<Range> sentences;
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
        const Range sentence = trim(paragraph, {begin, end});
        if (!sentence.empty()) sentences.push_back(sentence);
        begin = end;
    };
    ScanState state;
    engine_->scan(paragraph, paragraph.size(), state, [&](const Boundary& boundary) {
        if (boundary.ends) add(boundary.offset);
        return boundary.ends;
    });
    add(paragraph.size());
    return sentences;
}

std::vector<Segmenter::Place> Segmenter::explain(std::string_view paragraph) const {
    std::vector<Place> places;
    ScanState state;
    engine_->scan(paragraph, paragraph.size(), state, [&](const Boundary& boundary) {
        places.push_back({boundary.offset, boundary.ends, engine_->explain(boundary)});
        return boundary.ends;
    });
    return places;
}

bool Segmenter::has_own_rules() const noexcept { return has_own_rules_; }
const Engine& Segmenter::engine() const noexcept { return *engine_; }

SegmentedText segment(Document document, const Segmenter& segmenter) {
    SegmentedText result{std::move(document), {}};
    for (std::size_t i = 0; i < result.document.paragraphs.size(); ++i) {
        const Range paragraph = result.document.paragraphs[i];
        for (const Range sentence : segmenter.split(slice(result.document.text, paragraph))) {
            result.segments.push_back(
                {{paragraph.begin + sentence.begin, paragraph.begin + sentence.end},
                 static_cast<std::uint32_t>(i)});
        }
    }
    return result;
}

struct SentenceStream::Impl {
    const Engine& engine;
    Visit visit;
    std::string text;            ///< what may still be looked at
    std::size_t text_begin = 0;  ///< its offset in the paragraph
    std::size_t begin = 0;       ///< in `text`, behind the last sentence shown
    ScanState state;

    void show(std::size_t end) {
        const Range sentence = trim(text, {begin, end});
        if (!sentence.empty()) visit(slice(text, sentence), text_begin + sentence.begin);
        begin = end;
    }
    void scan_to(std::size_t limit) {
        engine.scan(text, limit, state, [&](const Boundary& boundary) {
            if (boundary.ends) show(boundary.offset);
            return boundary.ends;
        });
    }
    /// Forgets what no decision will look at and no sentence holds.
    void drop_front() {
        const std::size_t needed = std::min({begin, state.sentence_begin, state.offset});
        if (needed < 4 * Engine::farthest_look) return;
        const std::size_t drop = needed - Engine::farthest_look;
        text.erase(0, drop);
        text_begin += drop;
        begin -= drop;
        state.drop_front(drop);
    }
};

SentenceStream::SentenceStream(const Segmenter& segmenter, Visit visit)
    : impl_(std::make_unique<Impl>(Impl{segmenter.engine(), std::move(visit), {}, 0, 0, {}})) {}
SentenceStream::~SentenceStream() = default;

void SentenceStream::feed(std::string_view piece) {
    constexpr std::size_t most_at_once = 256 * 1024;
    while (!piece.empty()) {
        const std::size_t size = std::min(piece.size(), most_at_once);
        impl_->text.append(piece.substr(0, size));
        piece.remove_prefix(size);
        if (impl_->text.size() > impl_->state.offset + 2 * Engine::farthest_look) {
            impl_->scan_to(impl_->text.size() - Engine::farthest_look);
            impl_->drop_front();
        }
    }
}

void SentenceStream::finish() {
    impl_->scan_to(impl_->text.size());
    impl_->show(impl_->text.size());
    impl_->text.clear();
    impl_->text_begin = 0;
    impl_->begin = 0;
    impl_->state = {};
}

}  // namespace egiz::align
