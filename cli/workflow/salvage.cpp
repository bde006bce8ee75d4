// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/salvage.hpp"

#include "formats/output_file.hpp"
#include "tm/salvage.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <ostream>
#include <vector>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const SalvageOptions& options, const tm::SalvageReport& report) {
    Json json{{"file", options.damaged},
              {"output", options.output},
              {"complete", report.complete()},
              {"units", report.units},
              {"lost_units", nullptr},
              {"damaged_units", report.damaged_units},
              {"renumbered_units", report.renumbered_units},
              {"versions", report.versions},
              {"documents", report.documents},
              {"lost_languages", report.lost_languages},
              {"lost_document_names", report.lost_document_names},
              {"lost_names", report.lost_names},
              {"lost_versions", report.lost_versions},
              {"lost_changes", report.lost_changes},
              {"lost_documents", report.lost_documents},
              {"pages", report.pages},
              {"damaged_pages", report.damaged_pages}};
    if (report.lost_units) json["lost_units"] = *report.lost_units;
    return json;
}

/// What was lost, in sentences.
std::vector<std::string> losses(const tm::SalvageReport& report) {
    std::vector<std::string> lines;
    const auto say = [&](std::size_t count, const char* what) {
        if (count > 0) lines.push_back(std::to_string(count) + what);
    };
    if (!report.lost_units) lines.emplace_back("how many units are lost is not known");
    say(report.lost_units.value_or(0), " units are lost");
    say(report.renumbered_units, " units have new numbers");
    say(report.lost_languages, " languages are lost: their texts are marked und-x-lost…");
    say(report.lost_document_names, " names of documents are lost: they are called lost-…");
    say(report.lost_names,
        " names of users, properties or their values are lost: they are called lost-…");
    if (report.lost_versions) lines.emplace_back("older versions of units are lost");
    if (report.lost_changes) lines.emplace_back("entries of the list of changes are lost");
    if (report.lost_documents) {
        lines.emplace_back("which documents are in is not known of all of them");
    }
    return lines;
}

}  // namespace

int salvage_memory(const SalvageOptions& options, cli::Console& console) {
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::symlink_status(options.output, ignored))) {
        throw Error(Fault::output, {options.output}, "is there already", "say another name");
    }
    formats::OutputFile file(options.output);
    const tm::SalvageReport report = tm::salvage(
        options.damaged, file.temporary_path(),
        [&](std::size_t done, std::size_t all) { console.progress("units", done, all); });
    file.commit();
    console.finish_progress();
    if (console.json()) {
        console.out()
            << to_json(options, report).dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        for (const std::string& line : losses(report)) {
            console.warn({{options.damaged}, line});
        }
        console.finish_warnings();
        console.out() << "saved=" << report.units
                      << " lost=" << (report.lost_units ? std::to_string(*report.lost_units) : "?")
                      << " versions=" << report.versions << " documents=" << report.documents
                      << '\n';
    }
    console.finish_output();
    return report.complete() ? 0 : static_cast<int>(Fault::partial);
}

}  // namespace egiz::workflow
