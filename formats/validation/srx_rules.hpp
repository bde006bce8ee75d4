// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/validation/rule_checker.hpp"

#include <memory>

namespace egiz::formats {

/// What SRX 2.0 says in words only: names of rules, regular expressions (of ICU).
[[nodiscard]] std::unique_ptr<RuleChecker> make_srx_checker();

}  // namespace egiz::formats
