// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/validate.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace egiz::formats {

/// Collects the faults of a file, up to a thousand.
class FaultList {
public:
    static constexpr std::size_t most = 1000;

    void add(Place place, std::string message, std::string rule, std::string clause) {
        if (full()) return;
        // libxml2 ends its messages with a line break.
        while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) {
            message.pop_back();
        }
        faults_.push_back(
            {{std::move(place), std::move(message)}, std::move(rule), std::move(clause)});
        if (full()) faults_.push_back({{{}, "there may be more: only the first 1000 are shown"}});
    }
    [[nodiscard]] bool full() const noexcept { return faults_.size() >= most; }
    /// The faults in the order of the file; those of one place in the order they were found.
    [[nodiscard]] std::vector<ValidationFault> take() {
        const auto end = full() ? faults_.end() - 1 : faults_.end();
        std::stable_sort(faults_.begin(), end,
                         [](const ValidationFault& one, const ValidationFault& other) {
                             return std::tie(one.place.line, one.place.column) <
                                    std::tie(other.place.line, other.place.column);
                         });
        return std::move(faults_);
    }

private:
    std::vector<ValidationFault> faults_;
};

/// Thrown by handlers to leave a file that has enough faults.
struct EnoughFaults {};

}  // namespace egiz::formats
