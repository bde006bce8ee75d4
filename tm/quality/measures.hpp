// SPDX-License-Identifier: Apache-2.0
// Internal to tm/quality.
#pragma once

#include <string>
#include <vector>

namespace egiz::tm {

/// A measure that translators convert: miles to kilometres, pounds to kilograms.
struct Measure {
    double factor = 1;  ///< metric units in one of it
    double offset = 0;  ///< added first: 32 degrees Fahrenheit are none Celsius
};

/// The measures that a text names. \param folded  English, Russian, Kazakh or Chinese
[[nodiscard]] std::vector<Measure> measures_in(const std::string& folded);

/// Whether one of the values is the other in metric units, roundly.
[[nodiscard]] bool converts(double a, double b, const std::vector<Measure>& measures);

}  // namespace egiz::tm
