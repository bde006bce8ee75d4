// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/read_ahead.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

namespace egiz::workflow {
namespace {

constexpr std::size_t units_in_a_batch = 1'000;
constexpr std::size_t bytes_in_a_batch = 1 << 20;
constexpr std::size_t warnings_in_a_batch = 1'000;
constexpr std::size_t batches_ahead = 4;
constexpr std::size_t bytes_ahead = 4 << 20;  ///< a batch may still be larger: it has whole units

struct ReadBatch {
    std::vector<Warning> warnings;  ///< before and among the units
    std::vector<TranslationUnit> units;
    std::size_t bytes = 0;  ///< of the units
    std::exception_ptr error;
    bool is_last = false;
};

/// Ends the thread from inside of a reader: nobody waits for what it reads.
struct Stopped {};

std::size_t size_of(const std::vector<Property>& properties,
                    const std::vector<std::string>& notes) {
    std::size_t size = 0;
    for (const Property& property : properties) size += sizeof property + property.value.size();
    for (const std::string& note : notes) size += sizeof note + note.size();
    return size;
}

/// About what it takes in memory.
std::size_t size_of(const TranslationUnit& unit) {
    std::size_t size = size_of(unit.properties, unit.notes);
    for (const Variant& variant : unit.variants) {
        size += sizeof variant + variant.text.size() + size_of(variant.properties, variant.notes);
        for (const InlineCode& code : variant.codes) size += sizeof code + code.data.size();
    }
    return size;
}

}  // namespace

struct ReadAhead::Impl {
    WarningSink warn;
    std::unique_ptr<formats::UnitReader> reader;
    ReadBatch batch;        ///< that is being read
    bool may_wait = false;  ///< the thread has begun
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<ReadBatch> batches;
    std::size_t bytes = 0;  ///< of `batches`
    bool stopping = false;
    bool at_end = false;
    std::exception_ptr error;  ///< to be thrown next
    std::thread thread;

    /// \throws Stopped
    void pass_on() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] {
            return stopping || batches.empty() ||
                   (batches.size() < batches_ahead && bytes < bytes_ahead);
        });
        if (stopping) throw Stopped();
        bytes += batch.bytes;
        batches.push_back(std::exchange(batch, {}));
        changed.notify_all();
    }

    /// A file may hold nothing but what is left out.
    void take(const Warning& warning) {
        batch.warnings.push_back(warning);
        if (may_wait && batch.warnings.size() >= warnings_in_a_batch) pass_on();
    }

    void read() {
        while (auto unit = reader->next()) {
            batch.bytes += size_of(*unit);
            batch.units.push_back(std::move(*unit));
            if (batch.units.size() >= units_in_a_batch || batch.bytes >= bytes_in_a_batch) {
                pass_on();
            }
        }
    }

    void run() {
        try {
            try {
                read();
            } catch (const Stopped&) {
                throw;
            } catch (...) {
                batch.error = std::current_exception();
            }
            batch.is_last = true;
            pass_on();
        } catch (const Stopped&) {
        }
    }

    ReadBatch next_batch() {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return !batches.empty(); });
        ReadBatch next = std::move(batches.front());
        batches.pop_front();
        bytes -= next.bytes;
        changed.notify_all();
        return next;
    }
};

ReadAhead::ReadAhead(const std::string& path, WarningSink warn, const formats::ReadOptions& options)
    : impl_(std::make_unique<Impl>()) {
    impl_->warn = std::move(warn);
    Impl* const impl = impl_.get();
    impl->reader = formats::open_units(
        path, [impl](const Warning& warning) { impl->take(warning); }, options);
    impl->may_wait = true;
    impl->thread = std::thread([impl] { impl->run(); });
}

ReadAhead::~ReadAhead() {
    {
        const std::scoped_lock lock(impl_->mutex);
        impl_->stopping = true;
    }
    impl_->changed.notify_all();
    impl_->thread.join();
}

std::vector<TranslationUnit> ReadAhead::next() {
    while (!impl_->at_end) {
        ReadBatch batch = impl_->next_batch();
        impl_->at_end = batch.is_last;
        impl_->error = batch.error;
        for (const Warning& warning : batch.warnings) impl_->warn(warning);
        if (!batch.units.empty()) return std::move(batch.units);
    }
    if (impl_->error) std::rethrow_exception(std::exchange(impl_->error, nullptr));
    return {};
}

const formats::ReadCounts& ReadAhead::counts() const { return impl_->reader->counts(); }

}  // namespace egiz::workflow
