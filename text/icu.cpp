// SPDX-License-Identifier: Apache-2.0
#include "text/icu.hpp"

#include "text/error.hpp"

#include <string>

namespace egiz {

void IcuStatus::check(std::string_view doing) const {
    if (!failed()) return;
    throw Error(Fault::internal, {}, std::string(doing) + ": ICU answered " + u_errorName(code_));
}

}  // namespace egiz
