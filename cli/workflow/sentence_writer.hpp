// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/workflow/result_output.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace egiz::workflow {

/// Appends `text`, which must be UTF-8, as a JSON string with its quotes.
void append_json_string(std::string& json, std::string_view text);

/// What a text of several is known by; both parts are empty if it has no id.
struct TextId {
    std::string json;   ///< as JSON writes it
    std::string plain;  ///< the same without quotes and escapes
};

/// Writes sentences as lines of text, as a table or as JSON objects.
class SentenceWriter {
public:
    /// \param format    `text`, `tsv` or `jsonl`
    /// \param has_ids   there are several texts: each row of a table begins with its text's id
    SentenceWriter(ResultOutput& out, const std::string& format, bool has_ids = false);

    /// The text that the next sentences are of.
    void begin_text(std::string id) { id_ = std::move(id); }
    /// \param begin  byte offset in the text
    void write(std::string_view sentence, std::size_t begin, std::size_t paragraph);
    /// Writes what a table has without sentences too.
    void finish();

private:
    enum class Format { text, tsv, jsonl };
    void write_header();

    ResultOutput& out_;
    Format format_;
    bool has_ids_;
    bool has_header_ = false;
    std::string id_;
};

}  // namespace egiz::workflow
