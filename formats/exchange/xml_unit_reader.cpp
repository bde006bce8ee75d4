// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xml_unit_reader.hpp"

#include "formats/words.hpp"
#include "text/known_language.hpp"

#include <utility>

namespace egiz::formats {
namespace {

/// Telling what is a language takes time, so that a file of nothing but new ones would take hours.
constexpr std::size_t most_languages = 10'000;
/// A file with more than these is not salvaged any further.
constexpr std::size_t most_faults = 10'000;

}  // namespace

// The parser may warn as soon as it sees the file, so the sink is copied before.
XmlUnitReader::XmlUnitReader(InputFile file, WarningSink warn, bool salvage)
    : warn_(std::move(warn)),
      salvage_(salvage),
      parser_(
          std::move(file), *this,
          [this](const Warning& warning) {
              ++counts_.repaired;
              if (warn_) warn_(warning);
          },
          salvage) {}

/// As Parser::feed(), but for what breaks off a file that is to be salvaged: the next call goes on
/// behind it.
bool XmlUnitReader::feed() {
    try {
        if (!resume_point_) return parser_.feed();
        const ResumePoint point = *std::exchange(resume_point_, std::nullopt);
        return parser_.resume(point.element, point.around);
    } catch (const Error& error) {
        if (!salvage_ || error.fault() != Fault::input) throw;
        resume_point_ = counts_.broken < most_faults ? resume_at() : std::nullopt;
        if (!resume_point_) throw;
        ++counts_.broken;
        if (warn_) warn_({error.place(), "the file is broken here: " + error.message()});
        drop_unit();
        return true;
    }
}

std::optional<TranslationUnit> XmlUnitReader::next() {
    while (handed_ == ready_.size()) {
        if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
        ready_.clear();
        handed_ = 0;
        try {
            if (!feed() && ready_.empty()) return std::nullopt;
        } catch (const Error&) {
            if (ready_.empty()) throw;
            failure_ = std::current_exception();  // the units before it come first
        }
    }
    std::optional<TranslationUnit> unit(std::move(ready_[handed_++]));
    ++counts_.units;
    counts_.variants += unit->variants.size();
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
    if (languages_.size() >= most_languages) {
        fail("the file names more than 10,000 languages", "is this a file of translation units?");
    }
    // xs:language takes no account of white space around it.
    const std::string_view said = trimmed(tag);
    std::optional<Language> read = Language::parse(said);
    if (read && has_stray_subtag(said)) {
        repaired("the language \"" + std::string(tag) + "\" is read as " + read->tag());
    }
    return languages_.emplace(std::string(tag), std::move(read)).first->second;
}

void XmlUnitReader::hand_on(TranslationUnit&& unit) { ready_.push_back(std::move(unit)); }

}  // namespace egiz::formats
