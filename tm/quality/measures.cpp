// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/measures.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <string_view>

namespace egiz::tm {
namespace {

using namespace std::string_view_literals;

struct NamedMeasure {
    Measure measure;
    std::array<std::string_view, 6> names;  ///< parts of words, folded; empty ones are none
};
constexpr std::array<NamedMeasure, 8> known_measures{{
    {{1.609, 0}, {"mile"sv, "mph"sv, "мил"sv, "英里"sv, "哩"sv, ""sv}},
    {{0.3048, 0}, {"foot"sv, "feet"sv, " ft"sv, "фут"sv, "英尺"sv, ""sv}},
    {{2.54, 0}, {"inch"sv, "дюйм"sv, "英寸"sv, "英吋"sv, ""sv, ""sv}},
    {{0.9144, 0}, {"yard"sv, "ярд"sv, "码"sv, ""sv, ""sv, ""sv}},
    {{0.4536, 0}, {"pound"sv, " lb"sv, "фунт"sv, "磅"sv, ""sv, ""sv}},
    {{28.35, 0}, {"ounce"sv, "унци"sv, "盎司"sv, ""sv, ""sv, ""sv}},
    {{0.4047, 0}, {"acre"sv, "акр"sv, "英亩"sv, ""sv, ""sv, ""sv}},
    {{0.5556, -32}, {"fahrenheit"sv, "degree"sv, "фаренгейт"sv, "华氏"sv, "градус"sv, ""sv}},
}};

/// Rounded numbers: 30 yards are 27 metres, 6 inches are 15 centimetres.
bool about(double a, double b) {
    constexpr double share = 0.08;
    return std::abs(a - b) <= std::max(share * std::abs(b), 0.6);
}

}  // namespace

std::vector<Measure> measures_in(const std::string& folded) {
    std::vector<Measure> found;
    for (const NamedMeasure& known : known_measures) {
        const bool named =
            std::any_of(known.names.begin(), known.names.end(), [&](std::string_view part) {
                return !part.empty() && folded.find(part) != std::string::npos;
            });
        if (named) found.push_back(known.measure);
    }
    return found;
}

bool converts(double a, double b, const std::vector<Measure>& measures) {
    return std::any_of(measures.begin(), measures.end(), [&](const Measure& measure) {
        return about((a + measure.offset) * measure.factor, b) ||
               about((b + measure.offset) * measure.factor, a);
    });
}

}  // namespace egiz::tm
