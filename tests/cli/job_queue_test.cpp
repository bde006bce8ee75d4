// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/job_queue.hpp"

#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <stdexcept>
#include <vector>

namespace egiz::workflow {
namespace {

const std::vector<std::size_t> job_counts{1, 2, 7};

BOOST_DATA_TEST_CASE(results_come_in_order_whoever_is_faster, job_counts) {
    std::vector<std::size_t> seen;
    const std::size_t consumed = run_in_order<std::size_t>(
        200, sample,
        [](std::size_t i) {
            if (i % 3 == 0) std::this_thread::yield();
            return i * i;
        },
        [&](std::size_t i, std::size_t result) {
            BOOST_TEST(result == i * i);
            seen.push_back(i);
        },
        [] { return false; });
    BOOST_TEST(consumed == 200U);
    BOOST_TEST(std::is_sorted(seen.begin(), seen.end()));
    BOOST_TEST(seen.size() == 200U);
}

BOOST_DATA_TEST_CASE(no_more_than_a_window_is_held, job_counts) {
    std::atomic<std::size_t> begun = 0;
    std::size_t furthest = 0;
    std::size_t consumed = 0;
    run_in_order<int>(
        100, sample,
        [&](std::size_t) {
            ++begun;
            return 0;
        },
        [&](std::size_t, int) {
            furthest = std::max(furthest, begun.load() - consumed);
            ++consumed;
        },
        [] { return false; });
    BOOST_TEST(furthest <= 4 * sample);
}

BOOST_DATA_TEST_CASE(a_stop_leaves_a_beginning_without_holes, job_counts) {
    std::atomic<bool> stopped = false;
    std::vector<std::size_t> seen;
    const std::size_t consumed = run_in_order<int>(
        1000, sample, [](std::size_t) { return 0; },
        [&](std::size_t i, int) {
            seen.push_back(i);
            if (i == 10) stopped = true;
        },
        [&] { return stopped.load(); });
    BOOST_TEST(consumed == seen.size());
    BOOST_TEST(consumed >= 11U);
    BOOST_TEST(consumed < 1000U);
    for (std::size_t i = 0; i < seen.size(); ++i) BOOST_TEST(seen[i] == i);
}

BOOST_DATA_TEST_CASE(what_the_consumer_throws_ends_the_queue, job_counts) {
    const auto run = [&] {
        run_in_order<int>(
            1000, sample, [](std::size_t) { return 0; },
            [](std::size_t i, int) {
                if (i == 5) throw std::runtime_error("five");
            },
            [] { return false; });
    };
    BOOST_CHECK_THROW(run(), std::runtime_error);
}

BOOST_AUTO_TEST_CASE(nothing_to_do_is_done) {
    BOOST_TEST(run_in_order<int>(
                   0, 4, [](std::size_t) { return 0; }, [](std::size_t, int) {},
                   [] { return false; }) == 0U);
}

}  // namespace
}  // namespace egiz::workflow
