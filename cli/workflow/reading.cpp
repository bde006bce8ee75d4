// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/reading.hpp"

#include "cli/workflow/outputs.hpp"

#include <ostream>

namespace egiz::workflow {
namespace {

/// Without what would end a cell or a line.
std::string cell(std::string text) {
    for (char& c : text) {
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    }
    return text;
}

}  // namespace

formats::ReadOptions ReadingOptions::format_options(const std::string& path) const {
    formats::ReadOptions options;
    options.salvage = salvage;
    options.columns = columns;
    if (!languages.empty()) {
        const auto pair = parse_pair(languages);
        if (!pair) {
            throw Error(Fault::usage, {}, "'" + languages + "' is no pair of languages",
                        "write it as en-kk");
        }
        options.source = pair->first;
        options.target = pair->second;
    } else if (const auto format = formats::unit_format_of(path);
               format == formats::UnitFormat::hunalign_text) {
        if (const auto pair = pair_of_name(path)) {
            options.source = pair->first;
            options.target = pair->second;
        }
    }
    return options;
}

RepairReport::RepairReport(const ReadingOptions& options, cli::Console& console)
    : options_(options), console_(console) {
    if (options.strict && options.salvage) {
        throw Error(Fault::usage, {}, "--strict refuses what --salvage takes",
                    "give one of the two");
    }
}

WarningSink RepairReport::sink() {
    return [this](const Warning& warning) {
        if (options_.strict) {
            throw Error(Fault::input, warning.place, warning.message + " (refused by --strict)",
                        "mend the file, or leave --strict away");
        }
        console_.warn(warning);
        if (options_.repairs.empty() || seen_++ < listed_) return;
        ++listed_;
        const Place& place = warning.place;
        list().stream() << cell(place.file) << '\t' << place.line << '\t' << place.column << '\t'
                        << cell(warning.message) << '\n';
    };
}

formats::OutputFile& RepairReport::list() {
    if (!list_) list_.emplace(options_.repairs);
    return *list_;
}

void RepairReport::write() {
    if (options_.repairs.empty()) return;
    static_cast<void>(list().stream());  // it may be empty
    list().commit();
    list_.reset();
}

std::string counts_line(const formats::ReadCounts& counts) {
    std::string line = "units=" + std::to_string(counts.units - counts.split) +
                       " variants=" + std::to_string(counts.variants) +
                       " repaired=" + std::to_string(counts.repaired) +
                       " skipped=" + std::to_string(counts.skipped);
    if (counts.split > 0) line += " split=" + std::to_string(counts.split);
    if (counts.broken > 0) line += " broken=" + std::to_string(counts.broken);
    return line;
}

}  // namespace egiz::workflow
