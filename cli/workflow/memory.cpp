// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/memory.hpp"

#include "cli/workflow/convert.hpp"
#include "tm/matcher.hpp"
#include "tm/store.hpp"

#include <nlohmann/json.hpp>

#include <iostream>
#include <optional>
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
    constexpr std::size_t at_a_time = 1000;
    const auto reader = formats::open_units(path, console.warning_sink());
    std::vector<TranslationUnit> units;
    std::size_t seen = 0;
    const auto flush = [&] {
        added += store.add(units);
        seen += units.size();
        units.clear();
        console.progress("units", seen, seen);
    };
    while (auto unit = reader->next()) {
        units.push_back(std::move(*unit));
        if (units.size() == at_a_time) flush();
    }
    flush();
    const formats::ReadCounts& counts = reader->counts();
    total.units += counts.units;
    total.variants += counts.variants;
    total.repaired += counts.repaired;
    total.skipped += counts.skipped;
}

Json match_json(const tm::Match& match) {
    Json json{{"score", match.score}, {"source", match.source.text}, {"target", match.target.text}};
    const TranslationUnit& unit = match.unit;
    if (!unit.document.empty()) json["document"] = unit.document;
    if (!unit.bead_type.empty()) json["bead"] = unit.bead_type;
    if (unit.score) json["confidence"] = *unit.score;
    json["state"] = name(unit.state);
    if (!unit.authorship.created.empty()) json["created"] = unit.authorship.created;
    if (!unit.authorship.changed.empty()) json["changed"] = unit.authorship.changed;
    return json;
}

void show_matches(const std::string& query, const std::vector<tm::Match>& matches,
                  cli::Console& console, bool show_query) {
    std::ostream& out = console.out();
    if (console.json()) {
        Json list = Json::array();
        for (const tm::Match& match : matches) list.push_back(match_json(match));
        out << dump({{"query", query}, {"matches", list}}) << '\n';
        return;
    }
    if (show_query) out << "? " << query << '\n';
    for (const tm::Match& match : matches) {
        out << match.score << "%\t" << cli::printable(match.source.text) << '\t'
            << cli::printable(match.target.text) << '\n';
    }
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

int find_matches(const FindOptions& options, cli::Console& console) {
    tm::MatchQuery query;
    query.source = Language::require(options.source);
    query.target = Language::require(options.target);
    query.min_score = options.min_score;
    query.limit = options.limit;
    const auto store = tm::open_store(options.memory, tm::OpenMode::read);
    const tm::Matcher matcher(*store);
    const auto answer = [&](const std::string& text, bool show_query) {
        query.text = text;
        show_matches(text, matcher.find(query), console, show_query);
    };
    if (!options.from_stdin) {
        answer(options.text, false);
    } else {
        for (std::string line; std::getline(std::cin, line);) {
            if (line.ends_with('\r')) line.pop_back();
            if (!line.empty()) answer(line, true);
        }
    }
    console.finish_output();
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
