// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.hpp"

#include "text/error.hpp"

#include <atomic>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <unistd.h>

namespace egiz::cli {
namespace {

/// Written by a signal handler and read by other threads.
std::atomic<bool> signal_came = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may write no other");

void on_signal(int /*signal*/) { signal_came = true; }

}  // namespace

void catch_interrupts() {
    struct sigaction action = {};
    action.sa_handler = on_signal;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second signal has its usual effect
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

bool interrupted() noexcept { return signal_came; }

void throw_if_interrupted() {
    if (signal_came) throw Error(Fault::interrupted, {}, "interrupted");
}

void wait_for_standard_input() {
    constexpr int longest_ms = 100;  // a signal may come right before the call
    int ready = 0;
    while (ready == 0 || (ready < 0 && errno == EINTR)) {
        throw_if_interrupted();
        pollfd input{STDIN_FILENO, POLLIN, 0};
        ready = ::poll(&input, 1, longest_ms);
    }
    throw_if_interrupted();
}

}  // namespace egiz::cli
