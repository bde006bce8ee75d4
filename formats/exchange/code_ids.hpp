// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// Ids of codes as TMX has them: `x` is a number (TMX 1.4b, 3.3), which XLIFF's ids need not be.
/// Those that are none get one, the same in all variants of a unit.
class CodeIds {
public:
    /// \param variants  of the unit, as they are written; null for one that is not
    explicit CodeIds(const std::vector<const Variant*>& variants);

    /// What is written for `id`; that itself, if it is a number.
    [[nodiscard]] std::string_view number(const std::string& id) const;
    /// `1=a 3=b`: the variant's ids that are written as numbers; empty if there is none.
    [[nodiscard]] std::string print(const Variant& variant) const;

private:
    std::map<std::string, std::string, std::less<>> numbers_;
};

/// The property that a written variant has what print() gave in.
inline constexpr std::string_view code_ids_property = "x-egiz-tmx-ids";

/// Gives a variant that was read the ids back. False if `text` is not what print() writes.
[[nodiscard]] bool restore_code_ids(Variant& variant, std::string_view text);

}  // namespace egiz::formats
