// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/packed_text.hpp"

#include "text/handle.hpp"
#include "text/icu.hpp"
#include "text/unicode.hpp"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <vector>

namespace egiz::tm {

struct TextPacker::Impl {
    Handle<UConverter, ucnv_close> converter;
    std::vector<UChar> characters;
    std::string bytes;
};

TextPacker::TextPacker() : impl_(std::make_unique<Impl>()) {
    UErrorCode status = U_ZERO_ERROR;
    impl_->converter.reset(ucnv_open("SCSU", &status));
    // What is no character must be refused, not replaced.
    ucnv_setFromUCallBack(impl_->converter.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr,
                          nullptr, &status);
    ucnv_setToUCallBack(impl_->converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        &status);
    if (U_FAILURE(status) != 0) impl_->converter.reset();
}

TextPacker::~TextPacker() = default;

std::optional<std::string_view> TextPacker::pack(std::string_view text) {
    // Letters of ASCII take a byte either way.
    const auto beyond_ascii = static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
    constexpr std::size_t fewest = 6;
    if (beyond_ascii < fewest || text.size() > 1'000'000 || !impl_->converter) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    impl_->characters.resize(text.size());
    int32_t length = 0;
    u_strFromUTF8(impl_->characters.data(), static_cast<int32_t>(text.size()), &length, text.data(),
                  static_cast<int32_t>(text.size()), &status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    // A converter may take U+FEFF for a byte order mark.
    const auto end = impl_->characters.begin() + length;
    if (std::find(impl_->characters.begin(), end, u'\uFEFF') != end) return std::nullopt;
    impl_->bytes.resize(text.size());
    status = U_ZERO_ERROR;
    const int32_t size = ucnv_fromUChars(impl_->converter.get(), impl_->bytes.data(),
                                         static_cast<int32_t>(impl_->bytes.size()),
                                         impl_->characters.data(), length, &status);
    if (U_FAILURE(status) != 0 || static_cast<std::size_t>(size) >= text.size()) {
        return std::nullopt;
    }
    return std::string_view(impl_->bytes.data(), static_cast<std::size_t>(size));
}

std::optional<std::string> TextPacker::unpack(std::string_view packed) {
    if (!impl_->converter) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    // A byte gives a character at most, and one beyond U+FFFF takes two.
    impl_->characters.resize(2 * packed.size() + 1);
    const int32_t length =
        ucnv_toUChars(impl_->converter.get(), impl_->characters.data(),
                      static_cast<int32_t>(impl_->characters.size()), packed.data(),
                      static_cast<int32_t>(packed.size()), &status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    std::string text(3 * static_cast<std::size_t>(length), '\0');
    int32_t size = 0;
    status = U_ZERO_ERROR;
    u_strToUTF8(text.data(), static_cast<int32_t>(text.size()), &size, impl_->characters.data(),
                length, &status);
    if (U_FAILURE(status) != 0) return std::nullopt;
    text.resize(static_cast<std::size_t>(size));
    return text;
}

}  // namespace egiz::tm
