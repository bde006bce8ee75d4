// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/memory.hpp"

#include "cli/workflow/convert.hpp"
#include "cli/workflow/read_ahead.hpp"
#include "cli/workflow/unit_output.hpp"
#include "cli/workflow/written_memory.hpp"
#include "tm/store.hpp"

#include <functional>
#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace egiz::workflow {
namespace {

using LanguageCounts = std::map<Language, std::size_t>;

void count_languages(const std::vector<TranslationUnit>& units, LanguageCounts& counts) {
    for (const TranslationUnit& unit : units) {
        for (const Variant& variant : unit.variants) ++counts[variant.language];
    }
}

/// `languages: en=3 kk=2`
std::string languages_line(const LanguageCounts& counts) {
    std::string line = "languages:";
    for (const auto& [language, count] : counts) {
        line += ' ' + language.tag() + '=' + std::to_string(count);
    }
    return line;
}

/// What all files of an import held, and what became of it.
struct Imported {
    formats::ReadCounts counts;
    tm::AddCounts added;
    LanguageCounts languages;
};

void import_file(const std::string& path, tm::Store& store, Imported& imported,
                 const ReadingOptions& options, RepairReport& repairs, cli::Console& console) {
    ReadAhead reader(path, repairs.sink(), options.format_options(path));
    std::size_t seen = 0;
    for (auto units = reader.next(); !units.empty(); units = reader.next()) {
        imported.added += store.add(units);
        count_languages(units, imported.languages);
        seen += units.size();
        console.progress("units", seen, seen);
    }
    const formats::ReadCounts& counts = reader.counts();
    formats::ReadCounts& total = imported.counts;
    total.units += counts.units;
    total.variants += counts.variants;
    total.repaired += counts.repaired;
    total.skipped += counts.skipped;
    total.split += counts.split;
    total.broken += counts.broken;
}

}  // namespace

int import_units(const ImportOptions& options, cli::Console& console) {
    RepairReport repairs(options.reading, console);
    // The files are opened before the memory: a wrong name must not leave an empty memory.
    for (const std::string& file : options.files) {
        static_cast<void>(formats::open_units(
            file, [](const Warning&) {}, options.reading.format_options(file)));
    }
    std::string subject;
    for (const std::string& file : options.files) {
        subject += (subject.empty() ? "" : ", ") + file;
    }
    const tm::ChangeInfo info = change_info("import", subject, options.change);
    Imported imported;
    const formats::ReadCounts& total = imported.counts;
    const tm::AddCounts& added = imported.added;
    tm::ChangeNumber change = 0;
    {
        const WrittenMemory memory(options.memory);
        memory->in_transaction(info, [&] {
            for (const std::string& file : options.files) {
                import_file(file, *memory, imported, options.reading, repairs, console);
            }
            if (added.added + added.updated > 0) change = current_change(*memory);
        });
    }
    console.finish_progress();
    console.finish_warnings();
    repairs.write();
    if (console.json()) {
        OutputJson json{{"units", total.units - total.split},
                        {"variants", total.variants},
                        {"repaired", total.repaired},
                        {"skipped", total.skipped},
                        {"added", added.added},
                        {"updated", added.updated},
                        {"unchanged", added.unchanged}};
        if (total.split > 0) json["split"] = total.split;
        if (total.broken > 0) json["broken"] = total.broken;
        if (change > 0) json["change"] = change;
        json["languages"] = OutputJson::object();
        for (const auto& [language, count] : imported.languages) {
            json["languages"][language.tag()] = count;
        }
        console.out() << json_line(json);
    } else {
        if (!console.quiet()) {
            console.out() << "new=" << added.added << " updated=" << added.updated
                          << " unchanged=" << added.unchanged;
            if (change > 0) console.out() << " change=" << change;
            console.out() << '\n';
            if (!imported.languages.empty()) {
                console.out() << languages_line(imported.languages) << '\n';
            }
        }
        console.out() << counts_line(total) << '\n';
    }
    console.finish_output();
    return 0;
}

int export_units(const MemoryExportOptions& options, cli::Console& console) {
    UnitFilterOptions filter_options = options.filter;
    filter_options.pair.clear();  // the writer leaves out what lacks one, and counts it
    const UnitFilter filter(filter_options);
    const auto store = tm::open_store(options.memory, tm::OpenMode::read);
    const UnitSource units = [&](const std::function<bool(const TranslationUnit&)>& visit) {
        store->for_each([&](const tm::StoredUnit& stored) {
            return !filter.passes(stored.unit) || visit(stored.unit);
        });
    };
    // It goes over the units twice if it has to find their languages.
    store->in_snapshot([&] {
        write_units(units, options.output, options.filter.pair, options.client, options.memory,
                    console);
    });
    return 0;
}

}  // namespace egiz::workflow
