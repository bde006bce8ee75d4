// SPDX-License-Identifier: Apache-2.0
// Internal to align/: sets of characters in SRX expressions. Uses ICU.
#pragma once

#include <unicode/uniset.h>

#include <array>
#include <cstdint>
#include <memory>

namespace egiz::align {

/// A set of code points with a fast test. Copies share the set.
class CharSet {
public:
    CharSet() : CharSet(icu::UnicodeSet()) {}
    explicit CharSet(const icu::UnicodeSet& set) {
        auto copy = std::make_shared<icu::UnicodeSet>(set);
        copy->removeAllStrings();
        for (std::uint32_t c = 0; c < 256; ++c) {
            if (copy->contains(static_cast<UChar32>(c))) low_[c / 64] |= std::uint64_t{1} << c % 64;
        }
        copy->freeze();
        set_ = std::move(copy);
    }

    [[nodiscard]] bool contains(char32_t c) const {
        if (c < 256) return (low_[c / 64] >> (c % 64) & 1) != 0;
        return set_->contains(static_cast<UChar32>(c)) != 0;
    }
    [[nodiscard]] const icu::UnicodeSet& set() const noexcept { return *set_; }

private:
    std::array<std::uint64_t, 4> low_{};
    std::shared_ptr<const icu::UnicodeSet> set_;
};

}  // namespace egiz::align
