// SPDX-License-Identifier: Apache-2.0
#include "text/error.hpp"

#include <utility>

namespace egiz {
namespace {

std::string with_place(const Place& place, const std::string& message) {
    const std::string where = place.to_string();
    return where.empty() ? message : where + ": " + message;
}

}  // namespace

std::string Place::to_string() const {
    std::string text = file;
    if (line > 0) {
        text += ':' + std::to_string(line);
        if (column > 0) text += ':' + std::to_string(column);
    }
    return text;
}

Error::Error(Fault fault, Place place, const std::string& message, std::string hint)
    : std::runtime_error(with_place(place, message)),
      fault_(fault),
      place_(std::move(place)),
      message_(message),
      hint_(std::move(hint)) {}

}  // namespace egiz
