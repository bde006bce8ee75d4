// SPDX-License-Identifier: Apache-2.0
// Child processes, for tests.
#pragma once

#include <boost/test/unit_test.hpp>

#include <cstdio>
#include <exception>
#include <functional>
#include <sys/wait.h>
#include <unistd.h>

namespace egiz::tm::test {

/// Runs `body` in a child process, which ends with code 0, or with 1 after an exception.
inline pid_t start_child(const std::function<void()>& body) {
    const pid_t child = fork();
    BOOST_REQUIRE(child >= 0);
    if (child != 0) return child;
    try {
        body();
    } catch (const std::exception& error) {
        fprintf(stderr, "child: %s\n", error.what());
        _exit(1);
    }
    _exit(0);
}

inline int wait_for(pid_t child) {
    int status = 0;
    BOOST_REQUIRE(waitpid(child, &status, 0) == child);
    return status;
}

}  // namespace egiz::tm::test
