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
constexpr std::size_t batches_ahead = 4;

struct Batch {
    std::vector<TranslationUnit> units;
    std::vector<Warning> warnings;
    std::exception_ptr error;
    bool is_last = false;
};

}  // namespace

struct ReadAhead::Impl {
    WarningSink warn;
    std::vector<Warning> warnings;  ///< of the batch that is being read
    std::unique_ptr<formats::UnitReader> reader;
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Batch> batches;
    bool stopping = false;
    bool at_end = false;
    std::exception_ptr error;  ///< to be thrown next
    std::thread thread;

    void run() {
        while (true) {
            Batch batch = read();
            const bool is_last = batch.is_last;
            std::unique_lock lock(mutex);
            changed.wait(lock, [&] { return stopping || batches.size() < batches_ahead; });
            if (stopping) return;
            batches.push_back(std::move(batch));
            changed.notify_all();
            if (is_last) return;
        }
    }

    Batch read() {
        Batch batch;
        try {
            while (batch.units.size() < units_in_a_batch) {
                auto unit = reader->next();
                if (!unit) {
                    batch.is_last = true;
                    break;
                }
                batch.units.push_back(std::move(*unit));
            }
        } catch (...) {
            batch.error = std::current_exception();
            batch.is_last = true;
        }
        batch.warnings = std::exchange(warnings, {});
        return batch;
    }
};

ReadAhead::ReadAhead(const std::string& path, WarningSink warn, const formats::ReadOptions& options)
    : impl_(std::make_unique<Impl>()) {
    impl_->warn = std::move(warn);
    Impl* const impl = impl_.get();
    impl->reader = formats::open_units(
        path, [impl](const Warning& warning) { impl->warnings.push_back(warning); }, options);
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
    if (impl_->error) std::rethrow_exception(std::exchange(impl_->error, nullptr));
    if (impl_->at_end) return {};
    Batch batch;
    {
        std::unique_lock lock(impl_->mutex);
        impl_->changed.wait(lock, [&] { return !impl_->batches.empty(); });
        batch = std::move(impl_->batches.front());
        impl_->batches.pop_front();
    }
    impl_->changed.notify_all();
    impl_->at_end = batch.is_last;
    for (const Warning& warning : batch.warnings) impl_->warn(warning);
    if (batch.error && batch.units.empty()) std::rethrow_exception(batch.error);
    impl_->error = batch.error;
    return std::move(batch.units);
}

const formats::ReadCounts& ReadAhead::counts() const { return impl_->reader->counts(); }

}  // namespace egiz::workflow
