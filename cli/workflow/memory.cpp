// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/memory.hpp"

#include "cli/workflow/convert.hpp"
#include "cli/workflow/read_ahead.hpp"
#include "tm/store.hpp"

#include <nlohmann/json.hpp>

#include <ostream>
#include <vector>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json, int indent = -1) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

void import_file(const std::string& path, tm::Store& store, formats::ReadCounts& total,
                 tm::AddCounts& added, cli::Console& console) {
    ReadAhead reader(path, console.warning_sink());
    std::size_t seen = 0;
    for (auto units = reader.next(); !units.empty(); units = reader.next()) {
        added += store.add(units);
        seen += units.size();
        console.progress("units", seen, seen);
    }
    const formats::ReadCounts& counts = reader.counts();
    total.units += counts.units;
    total.variants += counts.variants;
    total.repaired += counts.repaired;
    total.skipped += counts.skipped;
}

}  // namespace

int import_units(const ImportOptions& options, cli::Console& console) {
    // The files are opened before the memory: a wrong name must not leave an empty memory.
    for (const std::string& file : options.files) {
        static_cast<void>(formats::open_units(file, [](const Warning&) {}));
    }
    const auto store = tm::open_store(options.memory, tm::OpenMode::write);
    formats::ReadCounts total;
    tm::AddCounts added;
    store->in_transaction({}, [&] {
        for (const std::string& file : options.files) {
            import_file(file, *store, total, added, console);
        }
    });
    console.finish_progress();
    console.finish_warnings();
    if (console.json()) {
        console.out() << dump({{"units", total.units},
                               {"variants", total.variants},
                               {"repaired", total.repaired},
                               {"skipped", total.skipped},
                               {"added", added.added},
                               {"updated", added.updated},
                               {"unchanged", added.unchanged}})
                      << '\n';
    } else {
        if (!console.quiet()) {
            console.out() << "new=" << added.added << " updated=" << added.updated
                          << " unchanged=" << added.unchanged << '\n';
        }
        console.out() << "units=" << total.units << " variants=" << total.variants
                      << " repaired=" << total.repaired << " skipped=" << total.skipped << '\n';
    }
    console.finish_output();
    return 0;
}

int export_units(const MemoryExportOptions& options, cli::Console& console) {
    const auto store = tm::open_store(options.memory, tm::OpenMode::read);
    const UnitSource units = [&](const std::function<bool(const TranslationUnit&)>& visit) {
        store->for_each([&](const tm::StoredUnit& stored) { return visit(stored.unit); });
    };
    write_units(units, options.output, options.pair, options.xliff_version, options.memory,
                console);
    return 0;
}

int show_statistics(const std::string& memory, cli::Console& console) {
    const tm::Statistics statistics = tm::open_store(memory, tm::OpenMode::read)->statistics();
    if (console.json()) {
        Json languages = Json::object();
        for (const auto& [language, count] : statistics.variants_by_language) {
            languages[language.tag()] = count;
        }
        console.out() << dump({{"units", statistics.units},
                               {"variants", statistics.variants},
                               {"documents", statistics.documents},
                               {"languages", languages}},
                              2)
                      << '\n';
    } else {
        console.out() << "units\t" << statistics.units << "\nvariants\t" << statistics.variants
                      << "\ndocuments\t" << statistics.documents << '\n';
        for (const auto& [language, count] : statistics.variants_by_language) {
            console.out() << language.tag() << '\t' << count << '\n';
        }
    }
    console.finish_output();
    return 0;
}

}  // namespace egiz::workflow
