// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/segmented_text.hpp"

#include <memory>
#include <string_view>
#include <vector>

namespace egiz::align {

struct SegmenterOptions {
    /// Cut inside a quotation of several sentences; otherwise a quotation is kept whole.
    bool split_quotations = true;
};

/// Cuts paragraphs into sentences by the rules of one language. Immutable once made: one object
/// may be used by several threads.
class Segmenter {
public:
    explicit Segmenter(const Language& language, const SegmenterOptions& options = {});
    ~Segmenter();
    Segmenter(Segmenter&&) noexcept;
    Segmenter& operator=(Segmenter&&) noexcept;
    Segmenter(const Segmenter&) = delete;
    Segmenter& operator=(const Segmenter&) = delete;

    /// The sentences of one paragraph (well-formed UTF-8), as byte ranges in order. No range begins
    /// or ends with white space; what is in none of them is white space. Line breaks count as
    /// spaces.
    [[nodiscard]] std::vector<Range> split(std::string_view paragraph) const;
    /// False where the language has no rules of its own and the general ones are used.
    [[nodiscard]] bool has_own_rules() const noexcept;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Cuts every paragraph of `document`.
[[nodiscard]] SegmentedText segment(Document document, const Segmenter& segmenter);

}  // namespace egiz::align
