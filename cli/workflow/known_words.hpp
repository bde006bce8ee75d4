// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/aligner.hpp"
#include "align/learnt_words.hpp"
#include "align/lexicon.hpp"
#include "cli/console.hpp"
#include "cli/workflow/align_texts.hpp"
#include "cli/workflow/fingerprint.hpp"
#include "cli/workflow/memory_words.hpp"
#include "text/language.hpp"
#include "tm/store.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace egiz::workflow {

struct KnownWordsOptions {
    bool no_lexicon = false;  ///< the words that the program knows of itself are left aside
    std::vector<std::string> lexicons;  ///< `FILE` or `en-ru=FILE`
};

/// \throws Error (usage) if `output` is one of the files
void check_output_spares(const std::string& output, const KnownWordsOptions& options);

/// Which words render which, known before a text is seen: from the program's own lexicon, from
/// files, and from a memory. Owns what the aligner borrows.
class KnownWords {
public:
    /// Reads the files. What was skipped or mended is said.
    /// \param languages  of the run; of two, the first is the source of a file that does not say
    /// \throws Error (input) if a file cannot be used, (usage) if its languages are not known
    KnownWords(const KnownWordsOptions& options, const std::vector<Language>& languages,
               cli::Console& console);
    KnownWords(const KnownWords&) = delete;
    KnownWords& operator=(const KnownWords&) = delete;

    /// Adds what a memory teaches, see workflow/memory_words.hpp.
    void learn_from(tm::Store& store, const std::string& memory,
                    const std::vector<PairOfLanguages>& pairs, const MemoryWordsOptions& options,
                    cli::Console& console);

    /// The aligner's options: defaults, and all that is known. They borrow from this object.
    [[nodiscard]] align::AlignerOptions aligner_options() const;

    /// What the lexicons are called, in the order of align::AlignerOptions::all_lexicons().
    [[nodiscard]] std::vector<std::string> names() const;
    /// Whether the user gave a file.
    [[nodiscard]] bool has_files() const { return !files_.empty(); }
    /// Pairs of words that the memory taught for two languages.
    [[nodiscard]] std::size_t words_of_memory(const Language& source, const Language& target) const;
    [[nodiscard]] bool memory_taught() const { return !learnt_.empty(); }

    /// `own lexicon 210, terms.tbx 35 entries met; 5012 word pairs from memory.db`: without
    /// lexicons that have not both languages. Empty if there is nothing to say.
    [[nodiscard]] std::string describe(const EntriesMet& met) const;
    /// The same, with all lexicons, for a program.
    [[nodiscard]] nlohmann::ordered_json json(const EntriesMet& met) const;
    /// Warns of files of which no entry met any text.
    void warn_of_unmet(const std::vector<EntriesMet>& met, cli::Console& console) const;

    /// What is in the files, and whether the own lexicon counts.
    void add_files_to(Fingerprint& fingerprint) const;
    /// What the memory taught.
    void add_memory_to(Fingerprint& fingerprint) const;

private:
    struct File {
        std::string path;
        align::Lexicon lexicon;
    };
    void read(const std::string& argument, const std::vector<Language>& languages,
              cli::Console& console);

    bool use_own_;
    std::vector<File> files_;
    std::vector<align::LearntWords> learnt_;
    std::string memory_;
};

}  // namespace egiz::workflow
