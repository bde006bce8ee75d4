// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/memory_history.hpp"

#include "cli/workflow/unit_output.hpp"
#include "text/error.hpp"

#include <map>
#include <ostream>
#include <vector>

namespace egiz::workflow {
namespace {

void put(OutputJson& json, const tm::ChangeInfo& info) {
    json["action"] = info.action;
    if (!info.subject.empty()) json["subject"] = info.subject;
    if (!info.date.empty()) json["date"] = info.date;
    if (!info.user.empty()) json["user"] = info.user;
}

OutputJson change_json(const tm::Change& change) {
    OutputJson json{{"change", change.number}};
    put(json, change.info);
    json["added"] = change.added;
    json["updated"] = change.updated;
    json["removed"] = change.removed;
    if (change.undone_by) json["undone_by"] = *change.undone_by;
    return json;
}

/// `7 TAB date TAB user TAB action TAB subject`
std::string heading(tm::ChangeNumber number, const tm::ChangeInfo& info) {
    return std::to_string(number) + '\t' + cli::printable(info.date) + '\t' +
           cli::printable(info.user) + '\t' + cli::printable(info.action) + '\t' +
           cli::printable(info.subject);
}

void show_changes(const tm::Store& store, cli::Console& console) {
    for (const tm::Change& change : store.changes()) {
        if (console.json()) {
            console.out() << json_line(change_json(change));
            continue;
        }
        console.out() << heading(change.number, change.info) << "\t+" << change.added << " ~"
                      << change.updated << " -" << change.removed;
        if (change.undone_by) console.out() << "\tundone by " << *change.undone_by;
        console.out() << '\n';
    }
}

void show_versions(const tm::Store& store, tm::UnitNumber number,
                   const std::vector<tm::UnitVersion>& versions, cli::Console& console) {
    std::map<tm::ChangeNumber, tm::ChangeInfo> infos;
    for (const tm::Change& change : store.changes()) infos[change.number] = change.info;
    const TranslationUnit* before = nullptr;
    for (const tm::UnitVersion& version : versions) {
        const TranslationUnit* after = version.unit ? &*version.unit : nullptr;
        const tm::ChangeInfo& info = infos[version.change];
        if (console.json()) {
            OutputJson json{{"unit", number}, {"change", version.change}};
            put(json, info);
            json["after"] = after != nullptr ? unit_json(*after) : OutputJson();
            console.out() << json_line(json);
        } else {
            console.out() << "change " << heading(version.change, info) << '\n'
                          << change_lines(number, before, after);
        }
        before = after;
    }
}

}  // namespace

int show_history(const HistoryOptions& options, cli::Console& console) {
    const auto store = tm::open_store(options.memory, tm::OpenMode::read);
    store->in_snapshot([&] {
        if (!options.unit) {
            show_changes(*store, console);
            return;
        }
        const std::vector<tm::UnitVersion> versions = store->history(*options.unit);
        if (versions.empty()) {
            throw Error(Fault::input, {options.memory},
                        "there never was a unit " + std::to_string(*options.unit));
        }
        show_versions(*store, *options.unit, versions, console);
    });
    console.finish_output();
    return 0;
}

int undo_change(const UndoOptions& options, cli::Console& console) {
    const tm::ChangeInfo info =
        change_info("undo", "change " + std::to_string(options.number), options.change);
    const auto store = open_to_change(options.memory);
    tm::UndoCounts counts;
    tm::ChangeNumber number = 0;
    store->in_transaction(info, [&] {
        counts = store->undo(options.number, info);
        number = current_change(*store);
    });
    if (console.json()) {
        console.out() << json_line({{"undone", options.number},
                                    {"removed", counts.removed},
                                    {"restored", counts.restored},
                                    {"kept", counts.kept},
                                    {"change", number}});
    } else {
        console.out() << "removed=" << counts.removed << " restored=" << counts.restored
                      << " kept=" << counts.kept << " change=" << number << '\n';
        if (counts.kept > 0) {
            console.note(std::to_string(counts.kept) +
                         " units stay: a later change has changed them again");
        }
    }
    console.finish_output();
    return 0;
}

}  // namespace egiz::workflow
