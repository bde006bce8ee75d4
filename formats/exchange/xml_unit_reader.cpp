// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xml_unit_reader.hpp"

#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t most_languages = 1000;

}  // namespace

// The parser may warn as soon as it sees the file, so the sink is copied before.
XmlUnitReader::XmlUnitReader(InputFile file, WarningSink warn)
    : warn_(std::move(warn)), parser_(std::move(file), *this, [this](const Warning& warning) {
          ++counts_.repaired;
          if (warn_) warn_(warning);
      }) {}

std::optional<TranslationUnit> XmlUnitReader::next() {
    while (ready_.empty() && parser_.feed()) {
    }
    if (ready_.empty()) return std::nullopt;
    TranslationUnit unit = std::move(ready_.front());
    ready_.pop_front();
    ++counts_.units;
    counts_.variants += unit.variants.size();
    return unit;
}

void XmlUnitReader::repaired(const std::string& message) {
    ++counts_.repaired;
    if (warn_) warn_({place(), message});
}

void XmlUnitReader::skipped(const std::string& message) {
    ++counts_.skipped;
    if (warn_) warn_({place(), message});
}

void XmlUnitReader::fail(const std::string& message, std::string hint) const {
    throw Error(Fault::input, place(), message, std::move(hint));
}

void XmlUnitReader::charge(std::size_t bytes) {
    charged_ += bytes;
    if (charged_ > largest_unit) {
        fail("a translation unit takes more than 64 MiB", "is this a file of translation units?");
    }
}

const std::optional<Language>& XmlUnitReader::language(std::string_view tag) {
    const auto found = languages_.find(tag);
    if (found != languages_.end()) return found->second;
    if (languages_.size() >= most_languages) languages_.clear();
    return languages_.emplace(std::string(tag), Language::parse(tag)).first->second;
}

void XmlUnitReader::hand_on(TranslationUnit unit) { ready_.push_back(std::move(unit)); }

}  // namespace egiz::formats
