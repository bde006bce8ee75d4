// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace egiz::formats {

/// Collects the faults of a file, up to a thousand.
class FaultList {
public:
    static constexpr std::size_t most = 1000;

    void add(Place place, std::string message) {
        if (full()) return;
        // libxml2 ends its messages with a line break.
        while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) {
            message.pop_back();
        }
        faults_.push_back({std::move(place), std::move(message)});
        if (full()) faults_.push_back({{}, "there may be more: only the first 1000 are shown"});
    }
    [[nodiscard]] bool full() const noexcept { return faults_.size() >= most; }
    [[nodiscard]] std::vector<Warning> take() { return std::move(faults_); }

private:
    std::vector<Warning> faults_;
};

/// Thrown by handlers to leave a file that has enough faults.
struct EnoughFaults {};

}  // namespace egiz::formats
