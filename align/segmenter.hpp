// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/explanation.hpp"
#include "text/segmented_text.hpp"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::align {

struct SegmenterOptions {
    /// Cut inside a quotation of several sentences; otherwise a quotation is kept whole.
    bool split_quotations = true;
    /// The text is web, chat or mail: small letters begin sentences, and smileys, emoji, hashtags,
    /// mail headers and greetings end them.
    bool informal = false;
    /// Cut before the items of a list that stands in one paragraph: `1) … 2) …`, `• … • …`.
    bool split_list_items = true;
};

/// A file in the form of rules/general.txt that is read after the program's own.
struct RulesFile {
    std::string name;  ///< for messages
    std::string text;
};

class Engine;

/// Cuts paragraphs into sentences by the rules of one language. Immutable once made: one object
/// may be used by several threads.
class Segmenter {
public:
    /// By the program's own rules and, in the order given, the user's.
    /// \throws Error (input) with file and line if a file of the user's is bad
    explicit Segmenter(const Language& language, const SegmenterOptions& options = {},
                       const std::vector<RulesFile>& user_rules = {});
    explicit Segmenter(std::shared_ptr<const Engine> engine);
    ~Segmenter();
    Segmenter(Segmenter&&) noexcept;
    Segmenter& operator=(Segmenter&&) noexcept;
    Segmenter(const Segmenter&) = delete;
    Segmenter& operator=(const Segmenter&) = delete;

    /// The sentences of one paragraph (any bytes, UTF-8 meant), as byte ranges in order. No range
    /// begins or ends with white space; what is in none of them is white space. Line breaks count
    /// as spaces. A sentence of more than 1 MiB is cut by force.
    [[nodiscard]] std::vector<Range> split(std::string_view paragraph) const;

    /// A place inside a paragraph where a sentence ends, or might have ended.
    struct Place {
        std::size_t offset = 0;
        bool ends = false;
        Explanation why;
    };
    /// Every such place in order, but for the paragraph's end, and which rule decided.
    [[nodiscard]] std::vector<Place> explain(std::string_view paragraph) const;

    /// False where the language has no rules of its own and the general ones are used.
    [[nodiscard]] bool has_own_rules() const noexcept;
    [[nodiscard]] const Engine& engine() const noexcept;
    [[nodiscard]] std::shared_ptr<const Engine> shared_engine() const noexcept { return engine_; }

private:
    std::shared_ptr<const Engine> engine_;
    bool has_own_rules_ = true;
};

/// Cuts every paragraph of `document`.
[[nodiscard]] SegmentedText segment(Document document, const Segmenter& segmenter);

/// Cuts one paragraph that comes in pieces, of any size, in bounded memory (about 2 MiB). The
/// sentences are those that `Segmenter::split` finds in the whole.
class SentenceStream {
public:
    /// \param offset  of the sentence's first byte in the paragraph
    using Visit = std::function<void(std::string_view sentence, std::size_t offset)>;
    SentenceStream(const Segmenter& segmenter, Visit visit);
    ~SentenceStream();
    SentenceStream(const SentenceStream&) = delete;
    SentenceStream& operator=(const SentenceStream&) = delete;

    void feed(std::string_view piece);
    /// Ends the paragraph; the next piece begins another, with offsets from 0.
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::align
