// SPDX-License-Identifier: Apache-2.0
// Internal: for sources that use ICU; not for public headers.
#pragma once

#include <unicode/utypes.h>

#include <string_view>

namespace egiz {

/// A status to hand to ICU: `IcuStatus status; u_thing(..., status); status.check("doing what");`
class IcuStatus {
public:
    operator UErrorCode&() noexcept { return code_; }   // NOLINT(google-explicit-constructor)
    operator UErrorCode*() noexcept { return &code_; }  // NOLINT(google-explicit-constructor)
    [[nodiscard]] bool failed() const noexcept { return U_FAILURE(code_) != 0; }
    /// \throws Error that names what was being done and ICU's reason
    void check(std::string_view doing) const;

private:
    UErrorCode code_ = U_ZERO_ERROR;
};

}  // namespace egiz
