// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/segmentation.hpp"

#include "align/own_rules.hpp"
#include "align/srx_segmenter.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/result_output.hpp"
#include "formats/exchange/srx_reader.hpp"
#include "formats/input_file.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace egiz::workflow {
namespace {

constexpr std::size_t largest_file = std::size_t{64} << 20U;

/// All that is in a file, which stays to be read: a pipe gives it only once.
std::string whole(formats::InputFile& file) {
    constexpr std::size_t at_once = std::size_t{256} * 1024;
    std::size_t wanted = at_once;
    while (file.peek(wanted).size() == wanted) {
        if (wanted > largest_file) {
            throw Error(Fault::input, {file.path()}, "larger than 64 MiB",
                        "is this a file of rules?");
        }
        wanted += at_once;
    }
    return std::string(file.peek(0));
}

/// Whether anything but comments and names of sections is in a file of rules, be it good or bad.
bool holds_rules(std::string_view text) {
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        line = line.substr(0, line.find('#'));
        line = slice(line, trim(line, {0, line.size()}));
        const bool names_section = line.starts_with('[') && line.ends_with(']');
        if (!line.empty() && !names_section) return true;
    }
    return false;
}

/// `a, b and 3 more`
std::string listed(const std::vector<LanguageMap>& maps) {
    constexpr std::size_t shown = 8;
    std::string text;
    for (std::size_t i = 0; i < std::min(shown, maps.size()); ++i) {
        text += (i == 0 ? "" : ", ") + maps[i].pattern;
    }
    if (maps.size() > shown) text += " and " + std::to_string(maps.size() - shown) + " more";
    return text;
}

}  // namespace

void check_output_spares(const std::string& output, const SegmentationOptions& options) {
    for (const std::string& argument : options.rules) {
        if (!argument.empty()) check_output_spares(output, parse_input(argument).path);
    }
    for (const std::string& srx : {options.srx, options.srx_first}) {
        if (!srx.empty()) check_output_spares(output, srx);
    }
}

void note_if_unused(const SegmentationOptions& options, cli::Console& console) {
    if (options.rules.empty() && options.srx.empty() && options.srx_first.empty() &&
        !options.keep_quotations && !options.informal && !options.no_list_items) {
        return;
    }
    console.note("the texts come cut (--segmented): options of segmentation are not used");
}

Segmenters::Segmenters(const SegmentationOptions& options, cli::Console& console)
    : options_{.split_quotations = !options.keep_quotations,
               .informal = options.informal,
               .split_list_items = !options.no_list_items},
      console_(console) {
    if (!options.srx.empty() && !options.srx_first.empty()) {
        throw Error(Fault::usage, {}, "--srx and --srx-first exclude each other",
                    "--srx uses the file's rules alone, --srx-first the file's and then ours");
    }
    for (const std::string& argument : options.rules) {
        if (!argument.empty()) read_rules(argument);
    }
    const std::string& srx = options.srx.empty() ? options.srx_first : options.srx;
    if (srx.empty()) return;
    srx_over_ours_ = options.srx.empty();
    formats::InputFile file(srx);
    srx_bytes_ = whole(file);
    srx_ = formats::read_srx(std::move(file));
    for (const Warning& notice : srx_->notices) console.warn(notice);
    if (srx_over_ours_) return;
    std::string ignored;
    const auto ignore = [&](bool given, const char* name) {
        if (given) ignored += (ignored.empty() ? "" : ", ") + std::string(name);
    };
    ignore(!rules_.empty(), "--rules");
    ignore(options.keep_quotations, "--keep-quotations");
    ignore(options.informal, "--informal");
    ignore(options.no_list_items, "--no-list-items");
    if (!ignored.empty()) {
        console.warn({{}, "not used with --srx: " + ignored + "; with --srx-first they are"});
    }
}

void Segmenters::read_rules(const std::string& argument) {
    const InputName name = parse_input(argument);
    formats::InputFile file(name.path);
    UserRules rules{name.language, {name.path, whole(file)}, false};
    if (rules.language.undetermined()) rules.language = language_of_name(name.path);
    if (!holds_rules(rules.file.text)) {
        console_.warn({{name.path}, "this file holds no rules"});
        rules.used = true;
    }
    rules_.push_back(std::move(rules));
}

const align::Segmenter& Segmenters::get(const Language& language) {
    const std::lock_guard lock(mutex_);
    auto found = segmenters_.find(language);
    if (found == segmenters_.end()) found = segmenters_.emplace(language, make(language)).first;
    return found->second;
}

std::vector<align::RulesFile> Segmenters::rules_for(const Language& language) {
    std::vector<align::RulesFile> files;
    for (UserRules& rules : rules_) {
        if (!align::rules_hold_for(rules.language, language)) continue;
        files.push_back(rules.file);
        rules.used = true;
    }
    return files;
}

align::Segmenter Segmenters::make(const Language& language) {
    return srx_ ? make_srx(language) : make_native(language);
}

align::Segmenter Segmenters::make_native(const Language& language) {
    const std::vector<align::RulesFile> files = rules_for(language);
    align::Segmenter segmenter(language, options_, files);
    if (!segmenter.has_own_rules()) {
        std::string message =
            language.undetermined() ? "language not known" : "no rules for " + language.tag();
        message += ": cut by the general ones";
        for (std::size_t i = 0; i < files.size(); ++i) {
            message += (i == 0 ? " and those of " : ", ") + files[i].name;
        }
        console_.note(message);
    }
    return segmenter;
}

align::Segmenter Segmenters::make_srx(const Language& language) {
    std::optional<align::Segmenter> ours;
    if (srx_over_ours_) ours = make_native(language);
    align::SrxReport report;
    align::Segmenter segmenter =
        align::make_srx_segmenter(*srx_, language, ours ? &*ours : nullptr, report);
    for (const Warning& repair : report.repairs) console_.warn(repair);
    for (const Warning& warning : report.warnings) console_.warn(warning);
    std::string groups;
    std::size_t count = 0;
    for (const align::SrxReport::Group& group : report.groups) {
        groups += (groups.empty() ? "" : ", then ") + group.name + " (" +
                  cli::counted(group.rules, "rule") + ")";
        count += group.rules;
    }
    const std::string maps = "the file maps " + listed(srx_->language_maps);
    if (report.groups.empty()) {
        if (!srx_over_ours_) {
            throw Error(Fault::usage, {srx_->file}, "no language map for " + language.tag(),
                        maps + "; --srx-first uses our rules where the file has none");
        }
        console_.warn(
            {{srx_->file},
             "no language map for " + language.tag() + ": cut by our own rules; " + maps});
    } else if (count == 0) {
        console_.warn({{srx_->file}, language.tag() + ": " + groups + " has no rules"});
    } else {
        console_.note(srx_->file + ": " + language.tag() + " is cut by " + groups +
                      (srx_over_ours_ ? ", then by our own rules" : ""));
    }
    return segmenter;
}

void Segmenters::warn_of_unused() {
    const std::lock_guard lock(mutex_);
    if (srx_ && !srx_over_ours_) return;
    for (UserRules& rules : rules_) {
        if (std::exchange(rules.used, true)) continue;
        console_.warn(
            {{rules.file.name},
             "not used: these rules are for " + rules.language.tag() + ", and no text is"});
    }
}

void Segmenters::add_to(Fingerprint& fingerprint) const {
    fingerprint.add(std::string(options_.split_quotations ? "split " : "keep ") +
                    (options_.informal ? "informal " : "formal ") +
                    (options_.split_list_items ? "items" : "no items"));
    for (const UserRules& rules : rules_) {
        fingerprint.add(rules.language.tag());
        fingerprint.add(rules.file.text);
    }
    fingerprint.add(srx_ ? srx_over_ours_ ? "srx first" : "srx" : "ours");
    fingerprint.add(srx_bytes_);
}

}  // namespace egiz::workflow
