// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/check.hpp"
#include "tm/quality/words.hpp"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>

namespace egiz::tm {
namespace {

/// How long translations are is learnt from the units themselves: the median of the logarithm of
/// target length over source length, in code points that show. A hundred units weigh as much as
/// what is expected beforehand.
class LengthCheck final : public Check {
public:
    explicit LengthCheck(const CheckSettings& settings)
        : limit_(std::log(settings.options.max_length_ratio)) {
        // A Han character says about as much as three letters.
        constexpr double han_letters = 3;
        if (script_of(settings.target) == Script::han) expected_ -= std::log(han_letters);
        if (script_of(settings.source) == Script::han) expected_ += std::log(han_letters);
    }

    void see(const CheckedPair& pair, Findings& /*findings*/) override {
        const auto source = static_cast<double>(visible_length(pair.source.text()));
        const auto target = static_cast<double>(visible_length(pair.target.text()));
        units_.push_back({pair.key, static_cast<float>(std::log(target / source)),
                          static_cast<float>(source), static_cast<float>(target)});
    }

    void finish(Findings& findings) override {
        if (units_.empty()) return;
        const double usual = usual_ratio();
        for (const Unit& unit : units_) {
            const double ratio = unit.log_ratio - usual;
            // The shorter side is at least so many letters short: `No.` may well be three times its
            // translation.
            constexpr double few_letters = 20;
            const double source = unit.source * std::exp(usual / 2);
            const double target = unit.target * std::exp(-usual / 2);
            if (std::abs(ratio) <= limit_ || std::abs(source - target) <= few_letters) continue;
            std::ostringstream message;
            message << "the translation is " << std::fixed << std::setprecision(1)
                    << std::exp(std::abs(ratio)) << " times as " << (ratio > 0 ? "long" : "short")
                    << " as the source lets expect";
            findings.add(unit.key, {Severity::warning, message.str(), {}, {}});
        }
    }

private:
    struct Unit {
        UnitKey key;
        float log_ratio;
        float source;
        float target;
    };

    [[nodiscard]] double usual_ratio() const {
        std::vector<float> ratios;
        ratios.reserve(units_.size());
        for (const Unit& unit : units_) ratios.push_back(unit.log_ratio);
        const auto middle = ratios.begin() + static_cast<std::ptrdiff_t>(ratios.size() / 2);
        std::nth_element(ratios.begin(), middle, ratios.end());
        constexpr double prior_units = 100;
        const auto seen = static_cast<double>(ratios.size());
        return (*middle * seen + expected_ * prior_units) / (seen + prior_units);
    }

    double limit_;
    double expected_ = 0;
    std::vector<Unit> units_;
};

}  // namespace

std::unique_ptr<Check> make_length_check(const CheckSettings& settings) {
    return std::make_unique<LengthCheck>(settings);
}

}  // namespace egiz::tm
