// SPDX-License-Identifier: Apache-2.0
// Internal: libxml2 types.
#pragma once

#include "formats/xml/tag_scanner.hpp"
#include "formats/xml/utf8_source.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace egiz::formats {

/// Feeds libxml2 from a checked file: `xmlReaderForIO(XmlInput::read, XmlInput::close, &input, …)`.
/// What the file's bytes are at fault for is kept in `failure()`, since nothing may be thrown
/// through a C library.
class XmlInput {
public:
    explicit XmlInput(const std::string& path) : source_(InputFile(path), [](const Warning&) {}) {}

    /// For libxml2: fills `buffer`; 0 at the end, -1 after a failure.
    static int read(void* self, char* buffer, int size) noexcept;
    static int close(void* self) noexcept;

    [[nodiscard]] const std::optional<Warning>& failure() const noexcept { return failure_; }

private:
    void fill();

    xml::Utf8Source source_;
    xml::TagScanner scanner_;
    std::string_view piece_;
    bool at_end_ = false;
    std::optional<Warning> failure_;
};

}  // namespace egiz::formats
