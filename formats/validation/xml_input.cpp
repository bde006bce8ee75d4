// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xml_input.hpp"

#include <algorithm>
#include <cstring>
#include <exception>

namespace egiz::formats {

void XmlInput::fill() {
    piece_ = source_.next();
    at_end_ = piece_.empty();
    if (const auto finding = scanner_.scan(piece_)) {
        failure_ = Warning{source_.place_of(finding->offset), finding->message};
    }
}

int XmlInput::read(void* self, char* buffer, int size) noexcept {
    XmlInput& input = *static_cast<XmlInput*>(self);
    if (input.failure_) return -1;
    try {
        if (input.piece_.empty() && !input.at_end_) input.fill();
    } catch (const Error& error) {
        input.failure_ = Warning{error.place(), error.message()};
    } catch (const std::exception& error) {
        input.failure_ = Warning{{}, error.what()};
    }
    if (input.failure_) return -1;
    const std::size_t count = std::min(input.piece_.size(), static_cast<std::size_t>(size));
    std::memcpy(buffer, input.piece_.data(), count);
    input.piece_.remove_prefix(count);
    return static_cast<int>(count);
}

int XmlInput::close(void* /*self*/) noexcept { return 0; }

}  // namespace egiz::formats
