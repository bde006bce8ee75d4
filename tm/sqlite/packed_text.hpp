// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace egiz::tm {

/// Text in the Standard Compression Scheme for Unicode (UTS #6): about half of UTF-8 for Cyrillic
/// and two thirds for Han, each text for itself. One object = one thread.
class TextPacker {
public:
    TextPacker();
    TextPacker(const TextPacker&) = delete;
    TextPacker& operator=(const TextPacker&) = delete;
    ~TextPacker();

    /// Nothing if the text would not get shorter, or not come back as it is.
    [[nodiscard]] std::optional<std::string_view> pack(std::string_view text);
    /// Nothing if the bytes make no sense.
    [[nodiscard]] std::optional<std::string> unpack(std::string_view packed);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace egiz::tm
