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
#include "cli/workflow/word_pool.hpp"
#include "cli/workflow/written_memory.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
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
    std::vector<EntriesMet> entries_met;
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
          segmenters_(options.segmentation, console),
          words_(options.words, manifest_.languages, console) {
        for (const std::string& format : options_.formats) {
            if (!output_kind_of("x." + format)) {
                throw Error(Fault::usage, {}, "unknown format '" + format + "'",
                            "use one of " + output_extensions() + ", without the dot");
            }
        }
    }

    int run();

private:
    /// A document set as it is found.
    struct State {
        std::string texts;  // text_fingerprint()
        bool done = false;
    };

    void make_segmenters();
    void learn_from_memory();
    bool look_at_all();
    bool learn_from_all();
    [[nodiscard]] std::vector<std::vector<std::size_t>> filled_columns() const;
    PooledDocument align_to_learn(const ManifestRow& row, std::vector<std::size_t> columns);
    Outcome process(std::size_t number);
    Outcome align_set(const ManifestRow& row);
    [[nodiscard]] std::string text_fingerprint(const ManifestRow& row) const;
    [[nodiscard]] std::string input_fingerprint(const ManifestRow& row,
                                                const std::string& texts) const;
    [[nodiscard]] std::vector<OutputSpec> outputs_of(const ManifestRow& row) const;
    void take(const ManifestRow& row, Outcome outcome);
    void forget_what_the_memory_lacks();
    void count(const EntriesMet& met);
    void say_known_words();
    int finish(std::size_t processed);
    void show_summary(std::size_t left);
    [[noreturn]] void stop_before_writing();

    const BatchOptions& options_;
    cli::Console& console_;
    Manifest manifest_;
    Segmenters segmenters_;
    KnownWords words_;
    align::AlignerOptions aligner_;
    std::vector<align::LearntWords> learnt_;  // from all documents; aligner_ borrows them
    std::vector<State> states_;               // of each row
    std::optional<WrittenMemory> memory_;
    std::unique_ptr<BatchRecord> record_;
    tm::AddCounts stored_;
    std::vector<EntriesMet> entries_met_;  // of all sets done, summed up
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
    if (!options_.memory.empty()) memory_.emplace(options_.memory);
    forget_what_the_memory_lacks();
    learn_from_memory();
    if (!look_at_all() || !learn_from_all()) stop_before_writing();

    const std::size_t processed = run_in_order<Outcome>(
        manifest_.rows.size(), options_.jobs, [&](std::size_t i) { return process(i); },
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
    if (!memory_) return;
    for (const ManifestRow& row : manifest_.rows) {
        const DoneDocument* done = record_->find(row.id);
        if (done != nullptr && !(*memory_)->has_document(row.id, done->content)) {
            record_->forget(row.id);
        }
    }
}

/// Before the first set, so that nothing depends on which is done when.
void Batch::learn_from_memory() {
    if (memory_) {
        MemoryWordsOptions options;
        for (const ManifestRow& row : manifest_.rows) options.left_out.insert(row.id);
        std::vector<PairOfLanguages> pairs;
        for (const align::TextPair& pair : pairs_to_align(manifest_.languages.size())) {
            pairs.emplace_back(manifest_.languages[pair.source], manifest_.languages[pair.target]);
        }
        words_.learn_from(**memory_, options_.memory, pairs, options, console_);
    }
    aligner_ = words_.aligner_options();
}

/// Finds out what is done already. \return false if it was interrupted
bool Batch::look_at_all() {
    const auto look_at = [&](const ManifestRow& row) {
        State state;
        if (!row.fault.empty()) return state;
        state.texts = text_fingerprint(row);
        const DoneDocument* before = record_->find(row.id);
        if (before == nullptr || before->inputs != input_fingerprint(row, state.texts)) {
            return state;
        }
        const std::vector<OutputSpec> specs = outputs_of(row);
        state.done = std::all_of(specs.begin(), specs.end(), [](const OutputSpec& spec) {
            std::error_code ignored;
            return std::filesystem::exists(spec.path, ignored);
        });
        return state;
    };
    const std::size_t looked_at = run_in_order<State>(
        manifest_.rows.size(), options_.jobs,
        [&](std::size_t i) { return look_at(manifest_.rows[i]); },
        [&](std::size_t, State state) { states_.push_back(std::move(state)); },
        [] { return cli::interrupted(); });
    return looked_at == manifest_.rows.size();
}

/// For each row, the columns that it fills; none if it cannot be used.
std::vector<std::vector<std::size_t>> Batch::filled_columns() const {
    std::vector<std::vector<std::size_t>> columns;
    for (const ManifestRow& row : manifest_.rows) {
        std::vector<std::size_t>& filled = columns.emplace_back();
        if (!row.fault.empty()) continue;
        for (const InputName& input : row.inputs) {
            const auto column =
                std::find(manifest_.languages.begin(), manifest_.languages.end(), input.language);
            filled.push_back(static_cast<std::size_t>(column - manifest_.languages.begin()));
        }
    }
    return columns;
}

/// The first pass, where one is needed: what is missing is to be aligned with what all documents
/// teach, those too that are done. \return false if it was interrupted
bool Batch::learn_from_all() {
    if (options_.no_pool) return true;
    bool something_to_do = false;
    Fingerprint fingerprint;
    words_.add_memory_to(fingerprint);
    for (std::size_t i = 0; i < states_.size(); ++i) {
        fingerprint.add(states_[i].texts);
        something_to_do = something_to_do || (manifest_.rows[i].fault.empty() && !states_[i].done);
    }
    if (!something_to_do) return true;
    const std::vector<std::vector<std::size_t>> columns = filled_columns();
    WordPool pool(manifest_.languages, columns, aligner_.all_lexicons());
    if (pool.empty()) return true;

    const std::string path = (std::filesystem::path(options_.out) / ".learnt-words").string();
    if (auto kept = read_pool(path, fingerprint.text())) {
        learnt_ = std::move(*kept);
    } else {
        const std::vector<std::size_t>& documents = pool.documents();
        const std::size_t seen = run_in_order<PooledDocument>(
            documents.size(), options_.jobs,
            [&](std::size_t i) {
                return align_to_learn(manifest_.rows[documents[i]], columns[documents[i]]);
            },
            [&](std::size_t i, PooledDocument document) {
                pool.add(documents[i], document);
                console_.progress("learning from documents", i + 1, documents.size());
            },
            [] { return cli::interrupted(); });
        console_.finish_progress();
        if (seen < documents.size()) return false;
        learnt_ = pool.learn(options_.jobs);
        write_pool(path, fingerprint.text(), learnt_);
    }
    for (const align::LearntWords& words : learnt_) aligner_.learnt.push_back(&words);
    return true;
}

/// Without a word of what is wrong with it: the second pass will say it.
PooledDocument Batch::align_to_learn(const ManifestRow& row, std::vector<std::size_t> columns) {
    cli::Console silent({.quiet = true});
    PooledDocument document;
    try {
        for (Input& input : read_inputs(row.inputs, options_.read, segmenters_, silent)) {
            document.texts.push_back(std::move(input.text));
        }
        const std::vector<align::TextPair> pairs = pairs_to_align(document.texts.size());
        // One pass finds the sure beads, and more passes do not make what is learnt better.
        align::AlignerOptions options = aligner_;
        options.passes = 1;
        std::vector<Ladder> ladders = align::align(document.texts, pairs, options);
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            document.pairs.push_back({pairs[k].source, pairs[k].target, std::move(ladders[k])});
        }
        document.columns = std::move(columns);
    } catch (const std::exception&) {
        return {};
    }
    return document;
}

/// Of what a ladder depends on, but for what others teach.
std::string Batch::text_fingerprint(const ManifestRow& row) const {
    Fingerprint fingerprint;
    fingerprint.add(options_.read.encoding);
    fingerprint.add(std::to_string(static_cast<int>(options_.read.line_breaks)));
    fingerprint.add(options_.read.segmented ? "segmented" : "running");
    segmenters_.add_to(fingerprint);
    words_.add_files_to(fingerprint);
    for (const InputName& input : row.inputs) {
        fingerprint.add(input.language.tag());
        fingerprint.add(read_bytes(input.path));
    }
    return fingerprint.text();
}

std::string Batch::input_fingerprint(const ManifestRow& row, const std::string& texts) const {
    Fingerprint fingerprint;
    fingerprint.add(texts);
    fingerprint.add(options_.no_pool ? "by itself" : "pool");
    fingerprint.add(options_.date);
    fingerprint.add(options_.client.version() == formats::XliffVersion::v1_2 ? "1.2" : "2.0");
    if (!options_.client.name.empty()) fingerprint.add(options_.client.name);
    for (const InputName& input : row.inputs) fingerprint.add(input.path);
    return fingerprint.text();
}

std::vector<OutputSpec> Batch::outputs_of(const ManifestRow& row) const {
    std::vector<Language> languages;
    for (const InputName& input : row.inputs) languages.push_back(input.language);
    const std::string stem = (std::filesystem::path(options_.out) / row.id).string();
    std::vector<OutputSpec> specs;
    for (const std::string& format : options_.formats) {
        OutputSpec whole = *whole_output("x." + format);
        const auto add = [&](OutputSpec spec) {
            for (OutputSpec& part : parts_of(spec, options_.client, languages)) {
                specs.push_back(std::move(part));
            }
        };
        const bool is_tmx =
            whole.kind == OutputKind::units && whole.format == formats::UnitFormat::tmx;
        const bool by_pair = needs_pair(whole) || (is_tmx && options_.client.profile().bilingual);
        if (!by_pair) {
            // Not by parse_output(): a dot in the id must not be taken for a pair.
            whole.path = stem + "." + format;
            add(whole);
            continue;
        }
        // A ladder of every two languages; the others go from the pivot into each.
        const bool is_ladder = whole.kind == OutputKind::ladder || whole.kind == OutputKind::rungs;
        const std::size_t sources = is_ladder ? languages.size() : 1;
        for (std::size_t source = 0; source < sources; ++source) {
            for (std::size_t target = source + 1; target < languages.size(); ++target) {
                OutputSpec spec = whole;
                spec.path = stem + "." + languages[source].tag() + "-" + languages[target].tag() +
                            "." + format;
                spec.pair = std::pair(source, target);
                add(spec);
            }
        }
    }
    return specs;
}

Outcome Batch::process(std::size_t number) {
    const ManifestRow& row = manifest_.rows[number];
    Outcome outcome;
    if (states_[number].done) {
        outcome.kind = Outcome::Kind::skipped;
        return outcome;
    }
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
    // The files may have changed while all were learnt from.
    outcome.done.inputs = input_fingerprint(row, text_fingerprint(row));

    ExportOptions export_options;
    std::vector<SegmentedText> texts;
    std::vector<std::string> paths;
    for (Input& input : read_inputs(row.inputs, options_.read, segmenters_, console_)) {
        paths.push_back(input.text.document.name);
        if (options_.read.segmented) export_options.lines.push_back(std::move(input.lines));
        texts.push_back(std::move(input.text));
    }
    outcome.done.content = fingerprint_of(texts);
    export_options.client = options_.client;
    export_options.origin = {row.id, unit_date(options_.date, paths)};
    export_options.fingerprint = outcome.done.content;
    AlignedTexts aligned = align_texts(std::move(texts), aligner_, pairs_of(specs));
    const Alignment& alignment = aligned.alignment;
    outcome.entries_met = std::move(aligned.entries_met);
    warn_of_strangers(alignment, console_);
    for (const OutputSpec& spec : specs) {
        formats::OutputFile file(spec.path, formats::OutputFile::Leftovers::leave);
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
            if (memory_) {
                const std::string date =
                    outcome.units.empty() ? "" : outcome.units.front().authorship.created;
                (*memory_)->in_transaction({"align", row.id, date, "egiz"}, [&] {
                    stored_ +=
                        (*memory_)->add_document(row.id, outcome.done.content, outcome.units);
                });
            }
            record_->append(outcome.done);
            for (const EntriesMet& met : outcome.entries_met) count(met);
            ++done_;
    }
}

void Batch::count(const EntriesMet& met) {
    const auto same = [&](const EntriesMet& each) {
        return each.source == met.source && each.target == met.target;
    };
    const auto found = std::find_if(entries_met_.begin(), entries_met_.end(), same);
    if (found == entries_met_.end()) {
        entries_met_.push_back(met);
        return;
    }
    found->counts.resize(std::max(found->counts.size(), met.counts.size()));
    for (std::size_t k = 0; k < met.counts.size(); ++k) found->counts[k] += met.counts[k];
}

void Batch::say_known_words() {
    words_.warn_of_unmet(entries_met_, console_);
    if (!words_.has_files() && !words_.memory_taught()) return;
    for (const EntriesMet& met : entries_met_) {
        const std::string known = words_.describe(met);
        if (known.empty()) continue;
        console_.note(met.source.tag() + '-' + met.target.tag() + ", all sets: " + known);
    }
}

int Batch::finish(std::size_t processed) {
    std::vector<std::string> order;
    for (const ManifestRow& row : manifest_.rows) order.push_back(row.id);
    record_->finish(order, failed_);
    console_.finish_warnings();
    say_known_words();

    const std::size_t left = manifest_.rows.size() - processed;
    show_summary(left);
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

/// Nothing is known of this run's documents, so the record stays as it is.
void Batch::stop_before_writing() {
    show_summary(manifest_.rows.size());
    throw Error(Fault::interrupted, {},
                "interrupted while learning from all documents; nothing new is written yet",
                "run the same command again");
}

void Batch::show_summary(std::size_t left) {
    if (console_.json()) {
        nlohmann::ordered_json known = nlohmann::ordered_json::array();
        for (const EntriesMet& met : entries_met_) known.push_back(words_.json(met));
        console_.out() << nlohmann::ordered_json{{"documents", manifest_.rows.size()},
                                                 {"done", done_},
                                                 {"skipped", skipped_},
                                                 {"failed", failed_.size()},
                                                 {"left", left},
                                                 {"units_added", stored_.added},
                                                 {"units_updated", stored_.updated},
                                                 {"units_unchanged", stored_.unchanged},
                                                 {"known_words", known}}
                              .dump()
                       << '\n';
    } else if (!console_.quiet()) {
        console_.out() << "documents=" << manifest_.rows.size() << " done=" << done_
                       << " skipped=" << skipped_ << " failed=" << failed_.size()
                       << " left=" << left << " units=" << stored_.added << '\n';
    }
    console_.finish_output();
}

}  // namespace

int run_batch(const BatchOptions& options, cli::Console& console) {
    // Other commands end at the first signal: what they write is whole or not there.
    cli::catch_interrupts();
    return Batch(options, console).run();
}

}  // namespace egiz::workflow
