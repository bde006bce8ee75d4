// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/fingerprint.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace egiz::workflow {
namespace {

std::string digest(std::string_view bytes) {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.data(), bytes.size()));
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : canonical.digest) {
        text += digits[byte >> 4U];
        text += digits[byte & 0xFU];
    }
    return text;
}

}  // namespace

Fingerprint::Fingerprint() { add(EGIZ_VERSION); }

void Fingerprint::add(std::string_view part) { parts_ += digest(part); }

std::string Fingerprint::text() const { return digest(parts_); }

}  // namespace egiz::workflow
