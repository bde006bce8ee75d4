// SPDX-License-Identifier: Apache-2.0
#include "text/stable_hash.hpp"

#include <bit>
#include <cstddef>

namespace egiz {
namespace {

class SipHash {
public:
    void add(std::uint64_t word) {
        v3_ ^= word;
        round();
        round();
        v0_ ^= word;
    }
    std::uint64_t finish() {
        v2_ ^= 0xff;
        for (int i = 0; i < 4; ++i) round();
        return v0_ ^ v1_ ^ v2_ ^ v3_;
    }

private:
    void round() {
        v0_ += v1_;
        v2_ += v3_;
        v1_ = std::rotl(v1_, 13) ^ v0_;
        v3_ = std::rotl(v3_, 16) ^ v2_;
        v0_ = std::rotl(v0_, 32);
        v2_ += v1_;
        v0_ += v3_;
        v1_ = std::rotl(v1_, 17) ^ v2_;
        v3_ = std::rotl(v3_, 21) ^ v0_;
        v2_ = std::rotl(v2_, 32);
    }
    // The key is 00 01 … 0f, that of the authors' test vectors.
    static constexpr std::uint64_t k0 = 0x0706050403020100;
    static constexpr std::uint64_t k1 = 0x0f0e0d0c0b0a0908;
    std::uint64_t v0_ = k0 ^ 0x736f6d6570736575;
    std::uint64_t v1_ = k1 ^ 0x646f72616e646f6d;
    std::uint64_t v2_ = k0 ^ 0x6c7967656e657261;
    std::uint64_t v3_ = k1 ^ 0x7465646279746573;
};

}  // namespace

std::uint64_t stable_hash(std::string_view bytes) {
    SipHash hash;
    std::size_t offset = 0;
    const auto word_at = [&](std::size_t begin, std::size_t count) {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < count; ++i) {
            word |= std::uint64_t{static_cast<unsigned char>(bytes[begin + i])} << 8 * i;
        }
        return word;
    };
    for (; offset + 8 <= bytes.size(); offset += 8) hash.add(word_at(offset, 8));
    hash.add(word_at(offset, bytes.size() - offset) | std::uint64_t{bytes.size() & 0xff} << 56U);
    return hash.finish();
}

}  // namespace egiz
