// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/show_rules.hpp"

#include "align/own_rules.hpp"
#include "align/srx_segmenter.hpp"
#include "cli/workflow/result_output.hpp"
#include "formats/exchange/srx_writer.hpp"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace egiz::workflow {
namespace {

void note_unused(const SegmentOptions& options, const std::string& asked, cli::Console& console) {
    std::string unused;
    const auto add = [&](bool given, const char* name) {
        if (given) unused += (unused.empty() ? "" : ", ") + std::string(name);
    };
    add(!options.language.empty(), "--lang");
    add(options.input != "text", "--input");
    add(!options.format.empty(), "--format");
    add(options.explain, "--explain");
    add(!options.read.encoding.empty(), "--encoding");
    add(options.read.line_breaks != LineBreaks::smart, "--line-breaks");
    add(options.segmentation.keep_quotations, "--keep-quotations");
    add(options.segmentation.informal, "--informal");
    add(options.segmentation.no_list_items, "--no-list-items");
    if (!unused.empty()) console.note("not used with " + asked + ": " + unused);
}

}  // namespace

int show_rules(const SegmentOptions& options, cli::Console& console) {
    const bool as_srx = options.show_rules.empty();
    const std::string asked = as_srx ? "--export-srx" : "--show-rules";
    if (!options.file.empty()) {
        throw Error(Fault::usage, {options.file}, "with " + asked + " no text is cut",
                    "leave the text out; a file of rules is given with --rules");
    }
    note_unused(options, asked, console);
    const Language language = Language::require(as_srx ? options.export_srx : options.show_rules);
    SegmentationOptions native = options.segmentation;
    if (!native.srx.empty() || !native.srx_first.empty()) {
        console.warn(
            {{}, "rules in SRX (--srx, --srx-first) are not among those that are written"});
        native.srx.clear();
        native.srx_first.clear();
    }
    Segmenters segmenters(native, console);
    static_cast<void>(segmenters.get(language));  // says what is wrong with them
    std::vector<align::RulesFile> users = segmenters.rules_for(language);
    segmenters.warn_of_unused();
    ResultOutput out(options.output, console);
    if (as_srx) {
        std::ostringstream srx;
        formats::write_srx(srx, align::own_rules_as_srx(language, users),
                           "Rules of egiz " EGIZ_VERSION " for " + language.tag() +
                               ", as near as SRX can say them");
        out.text() = std::move(srx).str();
    } else {
        std::vector<align::RulesFile> files = align::own_rules(language);
        std::move(users.begin(), users.end(), std::back_inserter(files));
        out.text() = align::joined_rules(files);
    }
    out.finish();
    return 0;
}

}  // namespace egiz::workflow
