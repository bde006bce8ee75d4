// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace egiz::workflow {

/// Runs `produce(i)` for i in [0, count) on `jobs` threads and hands each result to `consume(i,
/// result)` on the calling thread, in the order of i, so that what consume() does is the same
/// for every number of jobs. At most `4 * jobs` results are held at once. When `stop()` is true no
/// new item is begun; those begun are finished and consumed.
///
/// `produce` must not throw (put failures into the result); what `consume` throws stops the queue
/// and is thrown on.
/// \return the number of items consumed: all before it are done, none after
template <class Result>
std::size_t run_in_order(std::size_t count, std::size_t jobs,
                         const std::function<Result(std::size_t)>& produce,
                         const std::function<void(std::size_t, Result)>& consume,
                         const std::function<bool()>& stop) {
    jobs = std::clamp<std::size_t>(jobs, 1, std::max<std::size_t>(count, 1));
    const std::size_t window = 4 * jobs;
    std::mutex mutex;
    std::condition_variable changed;
    std::map<std::size_t, Result> finished;
    std::size_t next = 0;      // to be begun
    std::size_t consumed = 0;  // by the calling thread
    bool closed = false;       // nothing more is begun

    const auto work = [&] {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] { return closed || next == count || next < consumed + window; });
            if (closed || next == count) return;
            if (stop()) {
                closed = true;
                changed.notify_all();
                return;
            }
            const std::size_t item = next++;
            lock.unlock();
            Result result = produce(item);
            lock.lock();
            finished.emplace(item, std::move(result));
            changed.notify_all();
        }
    };

    std::vector<std::jthread> workers;
    workers.reserve(jobs);
    for (std::size_t i = 0; i < jobs; ++i) workers.emplace_back(work);

    std::exception_ptr failure;
    {
        std::unique_lock lock(mutex);
        while (true) {
            changed.wait(lock, [&] {
                return finished.contains(consumed) || consumed == count ||
                       (closed && consumed == next);
            });
            if (!finished.contains(consumed)) break;
            Result result = std::move(finished.extract(consumed).mapped());
            const std::size_t item = consumed;
            lock.unlock();
            try {
                consume(item, std::move(result));
            } catch (...) {
                failure = std::current_exception();
            }
            lock.lock();
            ++consumed;
            if (failure) closed = true;
            changed.notify_all();
            if (failure) break;
        }
    }
    workers.clear();  // joins
    if (failure) std::rethrow_exception(failure);
    return consumed;
}

}  // namespace egiz::workflow
