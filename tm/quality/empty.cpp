// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/check.hpp"

namespace egiz::tm {
namespace {

bool is_empty(const Variant& variant) {
    return trim(variant.text, {0, variant.text.size()}).empty() && variant.codes.empty();
}

class EmptyCheck final : public Check {
    void see(const CheckedPair& pair, Findings& findings) override {
        const bool no_source = is_empty(pair.source.variant);
        const bool no_target = is_empty(pair.target.variant);
        if (no_source == no_target) return;
        findings.add(pair.key, {no_target ? Severity::error : Severity::warning,
                                no_target ? "there is no translation" : "there is no source",
                                {},
                                {}});
    }
};

}  // namespace

std::unique_ptr<Check> make_empty_check(const CheckSettings& /*settings*/) {
    return std::make_unique<EmptyCheck>();
}

}  // namespace egiz::tm
