// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/batch.hpp"

#include "cli/interrupt.hpp"
#include "cli/workflow/align_texts.hpp"
#include "cli/workflow/batch_record.hpp"
#include "cli/workflow/dates.hpp"
#include "cli/workflow/fingerprint.hpp"
#include "cli/workflow/job_queue.hpp"
#include "cli/workflow/manifest.hpp"
#include "cli/workflow/outputs.hpp"
#include "tm/store.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <utility>

namespace egiz::workflow {
namespace {

/// What became of one document set.
struct Outcome {
    enum class Kind { done, skipped, failed } kind = Kind::failed;
    DoneDocument done;
    std::vector<TranslationUnit> units;
    std::optional<Error> failure;
};

std::string read_bytes(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return in ? std::move(bytes).str() : std::string();
}

class Batch {
public:
    Batch(const BatchOptions& options, cli::Console& console)
        : options_(options),
          console_(console),
          manifest_(read_manifest(options.manifest)),
          segmenters_(options.segmentation, console) {
        for (const std::string& format : options_.formats) {
            if (!output_kind_of("x." + format)) {
                throw Error(Fault::usage, {}, "unknown format '" + format + "'",
                            "use egiz tmx xlf tsv jsonl html or ladder");
            }
        }
    }

    int run();

private:
    void make_segmenters();
    Outcome process(const ManifestRow& row);
    Outcome align_set(const ManifestRow& row);
    [[nodiscard]] std::string input_fingerprint(const ManifestRow& row) const;
    [[nodiscard]] std::vector<OutputSpec> outputs_of(const ManifestRow& row) const;
    void take(const ManifestRow& row, Outcome outcome);
    void forget_what_the_memory_lacks();
    int finish(std::size_t processed);

    const BatchOptions& options_;
    cli::Console& console_;
    Manifest manifest_;
    Segmenters segmenters_;
    std::unique_ptr<tm::Store> store_;
    std::unique_ptr<BatchRecord> record_;
    tm::AddCounts stored_;
    std::size_t done_ = 0;
    std::size_t skipped_ = 0;
    std::vector<FailedDocument> failed_;
};

/// Rules that cannot be used are no fault of a document: they are found before the first.
void Batch::make_segmenters() {
    if (options_.read.segmented) {
        note_if_unused(options_.segmentation, console_);
        return;
    }
    for (const Language& language : manifest_.languages) {
        static_cast<void>(segmenters_.get(language));
    }
    segmenters_.warn_of_unused();
}

int Batch::run() {
    make_segmenters();
    record_ = std::make_unique<BatchRecord>(options_.out);
    if (!options_.memory.empty()) store_ = tm::open_store(options_.memory, tm::OpenMode::write);
    forget_what_the_memory_lacks();

    const std::size_t processed = run_in_order<Outcome>(
        manifest_.rows.size(), options_.jobs,
        [&](std::size_t i) { return process(manifest_.rows[i]); },
        [&](std::size_t i, Outcome outcome) {
            take(manifest_.rows[i], std::move(outcome));
            console_.progress("documents", i + 1, manifest_.rows.size());
        },
        [] { return cli::interrupted(); });
    console_.finish_progress();
    return finish(processed);
}

/// A document whose record is there but whose units are not (another memory, or one that was
/// put back from a backup) is done again.
void Batch::forget_what_the_memory_lacks() {
    if (!store_) return;
    for (const ManifestRow& row : manifest_.rows) {
        const DoneDocument* done = record_->find(row.id);
        if (done != nullptr && !store_->has_document(row.id, done->content)) {
            record_->forget(row.id);
        }
    }
}

std::string Batch::input_fingerprint(const ManifestRow& row) const {
    Fingerprint fingerprint;
    fingerprint.add(options_.read.encoding);
    fingerprint.add(std::to_string(static_cast<int>(options_.read.line_breaks)));
    fingerprint.add(options_.read.segmented ? "segmented" : "running");
    segmenters_.add_to(fingerprint);
    fingerprint.add(options_.date);
    fingerprint.add(options_.xliff_version == formats::XliffVersion::v1_2 ? "1.2" : "2.0");
    for (const InputName& input : row.inputs) {
        fingerprint.add(input.language.tag());
        fingerprint.add(input.path);
        fingerprint.add(read_bytes(input.path));
    }
    return fingerprint.text();
}

std::vector<OutputSpec> Batch::outputs_of(const ManifestRow& row) const {
    std::vector<Language> languages;
    for (const InputName& input : row.inputs) languages.push_back(input.language);
    const std::string stem = (std::filesystem::path(options_.out) / row.id).string();
    std::vector<OutputSpec> specs;
    for (const std::string& format : options_.formats) {
        const OutputKind kind = *output_kind_of("x." + format);
        if (kind != OutputKind::xliff && kind != OutputKind::ladder) {
            // Not by parse_output(): a dot in the id must not be taken for a pair.
            specs.push_back({stem + "." + format, kind, std::nullopt});
            continue;
        }
        for (std::size_t target = 1; target < languages.size(); ++target) {
            specs.push_back({stem + "." + languages.front().tag() + "-" + languages[target].tag() +
                                 "." + format,
                             kind, std::pair(std::size_t{0}, target)});
        }
    }
    return specs;
}

Outcome Batch::process(const ManifestRow& row) {
    Outcome outcome;
    const Place place{options_.manifest, row.line};
    try {
        if (!row.fault.empty()) throw Error(Fault::input, place, row.fault);
        return align_set(row);
    } catch (const Error& error) {
        outcome.failure = error;
    } catch (const std::exception& error) {
        outcome.failure = Error(Fault::internal, place, error.what());
    }
    return outcome;
}

Outcome Batch::align_set(const ManifestRow& row) {
    const std::vector<OutputSpec> specs = outputs_of(row);
    Outcome outcome;
    outcome.done.id = row.id;
    outcome.done.inputs = input_fingerprint(row);
    const DoneDocument* before = record_->find(row.id);
    const bool all_there = std::all_of(specs.begin(), specs.end(), [](const OutputSpec& spec) {
        std::error_code ignored;
        return std::filesystem::exists(spec.path, ignored);
    });
    if (before != nullptr && before->inputs == outcome.done.inputs && all_there) {
        outcome.kind = Outcome::Kind::skipped;
        return outcome;
    }

    ExportOptions export_options;
    std::vector<SegmentedText> texts;
    std::vector<std::string> paths;
    for (Input& input : read_inputs(row.inputs, options_.read, segmenters_, console_)) {
        paths.push_back(input.text.document.name);
        if (options_.read.segmented) export_options.lines.push_back(std::move(input.lines));
        texts.push_back(std::move(input.text));
    }
    outcome.done.content = fingerprint_of(texts);
    export_options.xliff_version = options_.xliff_version;
    export_options.origin = {row.id, unit_date(options_.date, paths)};
    export_options.fingerprint = outcome.done.content;
    const Alignment alignment = align_texts(std::move(texts));
    for (const OutputSpec& spec : specs) {
        formats::OutputFile file(spec.path);
        write_output(alignment, spec, export_options, file);
        file.commit();
    }
    outcome.units = memory_units(alignment, export_options.origin);
    outcome.done.units = outcome.units.size();
    outcome.kind = Outcome::Kind::done;
    return outcome;
}

void Batch::take(const ManifestRow& row, Outcome outcome) {
    switch (outcome.kind) {
        case Outcome::Kind::skipped:
            ++skipped_;
            break;
        case Outcome::Kind::failed:
            failed_.push_back({row.id, row.line, *outcome.failure});
            console_.warn({{}, row.id + ": " + outcome.failure->what()});
            break;
        case Outcome::Kind::done:
            if (store_)
                stored_ += store_->add_document(row.id, outcome.done.content, outcome.units);
            record_->append(outcome.done);
            ++done_;
    }
}

int Batch::finish(std::size_t processed) {
    std::vector<std::string> order;
    for (const ManifestRow& row : manifest_.rows) order.push_back(row.id);
    record_->finish(order, failed_);
    console_.finish_warnings();

    const std::size_t left = manifest_.rows.size() - processed;
    if (console_.json()) {
        console_.out() << nlohmann::ordered_json{{"documents", manifest_.rows.size()},
                                                 {"done", done_},
                                                 {"skipped", skipped_},
                                                 {"failed", failed_.size()},
                                                 {"left", left},
                                                 {"units_added", stored_.added},
                                                 {"units_updated", stored_.updated},
                                                 {"units_unchanged", stored_.unchanged}}
                              .dump()
                       << '\n';
    } else if (!console_.quiet()) {
        console_.out() << "documents=" << manifest_.rows.size() << " done=" << done_
                       << " skipped=" << skipped_ << " failed=" << failed_.size()
                       << " left=" << left << " units=" << stored_.added << '\n';
    }
    console_.finish_output();
    if (left > 0) {
        throw Error(Fault::interrupted, {}, "interrupted; what is done is saved",
                    "run the same command again to go on");
    }
    if (!failed_.empty()) {
        console_.note(std::to_string(failed_.size()) + " failed: see " + record_->failed_path());
        return static_cast<int>(Fault::partial);
    }
    return 0;
}

}  // namespace

int run_batch(const BatchOptions& options, cli::Console& console) {
    // Other commands end at the first signal: what they write is whole or not there.
    cli::catch_interrupts();
    return Batch(options, console).run();
}

}  // namespace egiz::workflow
