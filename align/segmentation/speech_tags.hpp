// SPDX-License-Identifier: Apache-2.0
// Internal to align/: whether a quotation's sentence goes on behind it.
#pragma once

#include "align/segmentation/facts.hpp"

#include <cstddef>
#include <string_view>

namespace egiz::align {

/// Tells `“Home!” Mary said.` from `“Home!” She left.`
class SpeechTags {
public:
    SpeechTags(const Facts& facts, const Context& context, const Run& run)
        : facts_(facts),
          context_(context),
          text_(context.text),
          rules_(context.rules),
          run_(run),
          next_(facts.next()) {}

    /// `店員問：「要加糖嗎？」我說`: a quotation behind a colon has had its tag.
    [[nodiscard]] bool is_introduced() const;
    /// `「好！」的口號`
    [[nodiscard]] bool tie_follows() const;
    /// `“Home!” Mary Smith said`: up to three words, the first with a capital, then a speech verb.
    [[nodiscard]] bool cased_tag_follows() const;
    /// In a script without capitals: `"가자!"라고`, `“…।” राम ने कहा।`
    [[nodiscard]] bool tied_to_quotation() const;
    /// `“你去哪里？”他问。`: a short clause that ends in a speech verb.
    [[nodiscard]] bool uncased_tag_follows() const;
    [[nodiscard]] std::string_view first_character() const;

private:
    /// Behind a word of a name and, if it is a title or an initial, its dot.
    [[nodiscard]] std::size_t behind_name(Range range) const;
    [[nodiscard]] bool is_speech(Range clause) const;
    /// A verb of speech, with or without a tail: `叫`, `叫了一声`.
    [[nodiscard]] bool is_speech_verb(std::string_view word) const;

    const Facts& facts_;
    const Context& context_;
    std::string_view text_;
    const RuleSet& rules_;
    const Run& run_;
    const Following& next_;
};

}  // namespace egiz::align
