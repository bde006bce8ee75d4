// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/merge_memories.hpp"

#include "cli/workflow/unit_output.hpp"
#include "cli/workflow/written_memory.hpp"
#include "text/error.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace egiz::workflow {
namespace {

void show(const tm::MergeStep& step, cli::Console& console) {
    if (step.kind == tm::MergeStep::Kind::keep) return;
    show_change(console, step.number, step.ours, step.result);
}

using Counts = std::vector<std::pair<const char*, std::size_t>>;

void finish(cli::Console& console, const Counts& counts, bool dry_run,
            std::optional<tm::ChangeNumber> change) {
    OutputJson json;
    std::string line;
    for (const auto& [name, count] : counts) {
        json[name] = count;
        line += (line.empty() ? "" : " ") + std::string(name) + '=' + std::to_string(count);
    }
    json["dry_run"] = dry_run;
    if (change) {
        json["change"] = *change;
        line += " change=" + std::to_string(*change);
    }
    if (dry_run) line += " (nothing was changed)";
    if (console.json()) {
        console.out() << json_line(json);
    } else {
        console.out() << line << '\n';
    }
    console.finish_output();
}

std::string plain_path(const std::string& memory) {
    return memory.starts_with("sqlite:") ? memory.substr(7) : memory;
}

}  // namespace

int merge_memories(const MergeMemoriesOptions& options, cli::Console& console) {
    tm::MergeOptions merge_options;
    merge_options.policy = options.policy;
    merge_options.dry_run = options.dry_run;
    if (!options.source.empty()) merge_options.source = Language::require(options.source);
    std::string subject;
    std::vector<std::unique_ptr<tm::Store>> sources;
    for (const std::string& from : options.from) {
        std::error_code ignored;
        if (std::filesystem::equivalent(plain_path(from), plain_path(options.memory), ignored)) {
            throw Error(Fault::usage, {from}, "the memory would be merged with itself",
                        "name another memory, or see egiz tm dedup");
        }
        sources.push_back(tm::open_store(from, tm::OpenMode::read));
        subject += (subject.empty() ? "" : ", ") + from;
    }
    merge_options.info = change_info("merge", subject, options.change);
    std::unique_ptr<tm::Store> read;
    std::optional<WrittenMemory> written;
    if (options.dry_run) {
        read = tm::open_store(options.memory, tm::OpenMode::read);
    } else {
        written.emplace(options.memory);
    }
    tm::Store& store = options.dry_run ? *read : **written;
    const tm::MergeSink sink =
        options.dry_run ? tm::MergeSink([&](const tm::MergeStep& step) { show(step, console); })
                        : tm::MergeSink();
    std::vector<const tm::Store*> from;
    for (const auto& source : sources) from.push_back(source.get());
    const tm::MergeCounts counts = tm::merge(store, from, merge_options, sink);
    finish(console,
           {{"added", counts.added},
            {"updated", counts.updated},
            {"unchanged", counts.unchanged},
            {"conflicts", counts.conflicts},
            {"kept", counts.kept},
            {"replaced", counts.replaced},
            {"removed", counts.removed}},
           options.dry_run, counts.change);
    return 0;
}

int dedup_memory(const DedupMemoryOptions& options, cli::Console& console) {
    tm::DedupOptions dedup_options;
    dedup_options.ignore_case = options.ignore_case;
    dedup_options.ignore_punctuation = options.ignore_punctuation;
    dedup_options.dry_run = options.dry_run;
    dedup_options.info = change_info("dedup", {}, options.change);
    const auto store = open_to_change(options.memory, options.dry_run);
    const auto show = [&](const tm::Duplicates& found) {
        if (found.before != found.after) {
            show_change(console, found.kept, &found.before, &found.after);
        }
        for (const tm::UnitNumber number : found.removed) {
            const auto unit = store->unit(number);
            if (unit) show_change(console, number, &*unit, nullptr);
        }
    };
    const tm::DedupCounts counts = tm::remove_duplicates(
        *store, dedup_options, options.dry_run ? tm::DuplicateSink(show) : tm::DuplicateSink());
    finish(console,
           {{"contents", counts.groups}, {"removed", counts.removed}, {"updated", counts.updated}},
           options.dry_run, counts.change);
    return 0;
}

}  // namespace egiz::workflow
