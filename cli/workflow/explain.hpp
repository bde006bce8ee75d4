// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/segmenter.hpp"
#include "cli/workflow/result_output.hpp"
#include "cli/workflow/sentence_writer.hpp"
#include "text/document.hpp"

#include <string>

namespace egiz::workflow {

/// Writes, for each place where a sentence ends or might have ended, what was decided and by which
/// rule: as a table to be read, as TSV or as JSON objects.
class ExplanationWriter {
public:
    /// \param format   `text`, `tsv` or `jsonl`
    /// \param has_ids  there are several texts, each with an id
    ExplanationWriter(ResultOutput& out, std::string format, bool has_ids);

    /// Explains every paragraph of `document`.
    void write(const Document& document, const align::Segmenter& segmenter, const TextId& id);

private:
    struct Row;

    void write_row(const Row& row);
    void write_text(const Row& row);
    void write_tsv(const Row& row);
    void write_jsonl(const Row& row);

    ResultOutput& out_;
    std::string format_;
    bool has_ids_;
    bool has_header_ = false;
};

}  // namespace egiz::workflow
