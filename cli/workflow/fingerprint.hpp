// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace egiz::workflow {

/// Gathers what a result depends on; two results with the same fingerprint are the same.
/// XXH3, 128 bits: guards against change, not against forgery.
class Fingerprint {
public:
    /// Starts with the program's version: another version may align otherwise.
    Fingerprint();
    void add(std::string_view part);
    /// 32 hexadecimal digits.
    [[nodiscard]] std::string text() const;

private:
    std::string parts_;  // one digest a part
};

}  // namespace egiz::workflow
