// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "align/segmenter.hpp"
#include "cli/console.hpp"
#include "cli/workflow/fingerprint.hpp"
#include "text/segmentation_rules.hpp"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace egiz::workflow {

/// How texts are cut into sentences, as the user says it.
struct SegmentationOptions {
    /// Files in the form of align/rules/general.txt, read after our own, as `FILE` or `LANG=FILE`.
    /// A file holds for the language said, else for the one that its name tells (`ru.txt`,
    /// `my.ru.txt`), else for all. An empty one is none.
    std::vector<std::string> rules;
    std::string srx;        ///< rules in SRX instead of our own
    std::string srx_first;  ///< rules in SRX, ours where they say nothing
    bool keep_quotations = false;
    bool informal = false;
    bool no_list_items = false;
};

/// \throws Error (usage) if writing `output` would destroy one of the files that the options name
void check_output_spares(const std::string& output, const SegmentationOptions& options);

/// Says so where such options were given for texts that come cut.
void note_if_unused(const SegmentationOptions& options, cli::Console& console);

/// The segmenters of one run: one a language, made when it is first asked for. Says once what a
/// language is cut by. May be used by several threads.
class Segmenters {
public:
    /// Reads the files. \throws Error (input) if one cannot be used, (usage) if options exclude
    /// each other
    Segmenters(const SegmentationOptions& options, cli::Console& console);

    /// \throws Error (input) if a rules file is bad, (usage) if the SRX file is not for `language`
    [[nodiscard]] const align::Segmenter& get(const Language& language);
    /// The user's files of rules that hold for a language.
    [[nodiscard]] std::vector<align::RulesFile> rules_for(const Language& language);
    [[nodiscard]] const align::SegmenterOptions& options() const noexcept { return options_; }
    /// Warns of files that were for no language that was asked for.
    void warn_of_unused();
    /// Adds all that the cuts depend on, file contents included.
    void add_to(Fingerprint& fingerprint) const;

private:
    struct UserRules {
        Language language;  ///< `und`: all
        align::RulesFile file;
        bool used = false;
    };

    void read_rules(const std::string& argument);
    [[nodiscard]] align::Segmenter make(const Language& language);
    [[nodiscard]] align::Segmenter make_native(const Language& language);
    [[nodiscard]] align::Segmenter make_srx(const Language& language);

    align::SegmenterOptions options_;
    cli::Console& console_;
    std::vector<UserRules> rules_;
    std::optional<SegmentationRules> srx_;
    bool srx_over_ours_ = false;
    std::string srx_bytes_;  ///< the file as it is
    std::mutex mutex_;
    std::map<Language, align::Segmenter> segmenters_;
};

}  // namespace egiz::workflow
