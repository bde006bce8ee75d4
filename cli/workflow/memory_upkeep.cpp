// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/memory_upkeep.hpp"

#include "cli/workflow/change_options.hpp"
#include "cli/workflow/unit_output.hpp"
#include "text/error.hpp"
#include "tm/unit_order.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

namespace egiz::workflow {
namespace {

/// Of the memory and what its writers have not put into it yet.
std::uintmax_t bytes_of(const std::string& memory) {
    const std::string path = memory.starts_with("sqlite:") ? memory.substr(7) : memory;
    std::uintmax_t bytes = 0;
    for (const std::string& file : {path, path + "-wal"}) {
        std::error_code error;
        const std::uintmax_t size = std::filesystem::file_size(file, error);
        if (!error) bytes += size;
    }
    return bytes;
}

/// What only a look at every unit tells.
struct Details {
    std::array<std::size_t, 3> states{};  ///< by ReviewState
    std::string oldest;
    std::string newest;
};

Details read_details(const tm::Store& store) {
    Details details;
    store.for_each([&](const tm::StoredUnit& stored) {
        ++details.states.at(static_cast<std::size_t>(stored.unit.state));
        const std::string_view date = tm::last_date(stored.unit);
        if (date.empty()) return true;
        if (details.oldest.empty() || date < details.oldest) details.oldest = date;
        if (date > details.newest) details.newest = date;
        return true;
    });
    return details;
}

using DocumentCount = std::pair<std::string, std::size_t>;

/// Those with the most units, the biggest first.
std::vector<DocumentCount> biggest(const std::map<std::string, std::size_t>& counts,
                                   std::size_t most) {
    std::vector<DocumentCount> documents;
    for (const auto& [name, count] : counts) documents.emplace_back(name, count);
    std::stable_sort(
        documents.begin(), documents.end(),
        [](const DocumentCount& a, const DocumentCount& b) { return a.second > b.second; });
    if (documents.size() > most) documents.resize(most);
    return documents;
}

tm::ProgressSink progress_of(cli::Console& console) {
    return
        [&console](std::size_t done, std::size_t total) { console.progress("units", done, total); };
}

}  // namespace

int show_statistics(const StatisticsOptions& options, cli::Console& console) {
    const auto store = tm::open_store(options.memory, tm::OpenMode::read);
    tm::Statistics statistics;
    Details details;
    std::vector<DocumentCount> documents;
    std::size_t changes = 0;
    store->in_snapshot([&] {
        statistics = store->statistics();
        details = read_details(*store);
        std::map<std::string, std::size_t> by_document = store->units_by_document();
        by_document.erase("");
        statistics.documents = by_document.size();
        documents = biggest(by_document, options.documents);
        changes = store->changes().size();
    });
    const std::uintmax_t bytes = bytes_of(options.memory);
    if (console.json()) {
        OutputJson json{{"units", statistics.units},
                        {"variants", statistics.variants},
                        {"documents", statistics.documents}};
        json["languages"] = OutputJson::object();
        for (const auto& [language, count] : statistics.variants_by_language) {
            json["languages"][language.tag()] = count;
        }
        json["states"] = OutputJson::object();
        for (std::size_t i = 0; i < details.states.size(); ++i) {
            json["states"][name(static_cast<ReviewState>(i))] = details.states[i];
        }
        json["units_by_document"] = OutputJson::array();
        for (const auto& [name, count] : documents) {
            json["units_by_document"].push_back({{"document", name}, {"units", count}});
        }
        json["changes"] = changes;
        json["bytes"] = bytes;
        if (!details.oldest.empty()) json["oldest"] = details.oldest;
        if (!details.newest.empty()) json["newest"] = details.newest;
        console.out() << json.dump(2, ' ', false, OutputJson::error_handler_t::replace) << '\n';
    } else {
        std::ostream& out = console.out();
        out << "units\t" << statistics.units << "\nvariants\t" << statistics.variants
            << "\ndocuments\t" << statistics.documents << '\n';
        for (const auto& [language, count] : statistics.variants_by_language) {
            out << language.tag() << '\t' << count << '\n';
        }
        for (std::size_t i = 0; i < details.states.size(); ++i) {
            out << name(static_cast<ReviewState>(i)) << '\t' << details.states[i] << '\n';
        }
        out << "changes\t" << changes << "\nbytes\t" << bytes << '\n';
        if (!details.oldest.empty()) {
            out << "oldest\t" << cli::printable(details.oldest) << "\nnewest\t"
                << cli::printable(details.newest) << '\n';
        }
        for (const auto& [name, count] : documents) {
            out << "document\t" << count << '\t' << cli::printable(name) << '\n';
        }
    }
    console.finish_output();
    return 0;
}

int check_memory(const std::string& memory, bool repair, cli::Console& console) {
    const auto store = open_to_change(memory, !repair);
    const tm::CheckReport report = store->check(repair, progress_of(console));
    console.finish_progress();
    const bool sound = report.sound() || (report.repaired && report.damaged_units.empty());
    if (console.json()) {
        console.out() << json_line({{"units", report.units},
                                    {"sound", sound},
                                    {"damaged_units", report.damaged_units},
                                    {"index_faults", report.index_faults},
                                    {"repaired", report.repaired}});
    } else {
        for (const std::string& damaged : report.damaged_units) {
            console.out() << "damaged\t" << cli::printable(damaged) << '\n';
        }
        for (const std::string& fault : report.index_faults) {
            console.out() << "index\t" << cli::printable(fault) << '\n';
        }
        console.out() << "units=" << report.units << " damaged=" << report.damaged_units.size()
                      << " faults=" << report.index_faults.size()
                      << (report.repaired ? " repaired"
                          : sound         ? " sound"
                                          : " not sound")
                      << '\n';
        if (!report.damaged_units.empty()) {
            console.note("damaged texts cannot be had back from this memory");
        } else if (!sound) {
            console.note("egiz tm check --repair makes the index anew");
        }
    }
    console.finish_output();
    return sound ? 0 : static_cast<int>(Fault::findings);
}

int optimise_memory(const std::string& memory, cli::Console& console) {
    const auto store = open_to_change(memory);
    const std::uintmax_t before = bytes_of(memory);
    store->optimise(progress_of(console));
    console.finish_progress();
    const std::uintmax_t after = bytes_of(memory);
    if (console.json()) {
        console.out() << json_line({{"bytes_before", before}, {"bytes", after}});
    } else {
        console.out() << "bytes=" << after << " before=" << before << '\n';
    }
    console.finish_output();
    return 0;
}

}  // namespace egiz::workflow
