// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/client.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/known_words.hpp"
#include "formats/exchange/units.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::workflow {

struct BatchOptions {
    std::string manifest;
    std::string out;                           ///< folder; made if it is not there
    std::string memory;                        ///< may be empty
    std::vector<std::string> formats{"egiz"};  ///< extensions of what is written for each document
    std::size_t jobs = 1;
    std::string date;
    ClientOptions client;
    ReadOptions read;
    SegmentationOptions segmentation;
    KnownWordsOptions words;
    bool no_pool = false;  ///< each document is aligned by itself
};

/// Aligns every document set of a manifest, twice: first to learn from all of them which words
/// render which, then for good (docs/decisions/0013-batch-learns-first.md). A set that fails is
/// named in `failed.tsv` and the rest goes on; what was done is in `done.tsv`, and a second run
/// does only what is missing or changed.
///
/// One thread writes to the memory, in the manifest's order: all files come out the same for every
/// number of jobs. The first interrupt finishes the documents in work and saves; while it still
/// learns nothing is written. \return 0; 5 (partial) if a set failed; 130 if interrupted
int run_batch(const BatchOptions& options, cli::Console& console);

}  // namespace egiz::workflow
