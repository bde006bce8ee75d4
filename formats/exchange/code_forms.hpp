// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/translation_unit.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats {

/// How TMX writes an inline code where its kind does not say all, or an element inside its native
/// code: `sub`, and what a `sub` holds (TMX 1.4b, 3.2).
struct CodeForm {
    std::size_t code = 0;  ///< number of the code in its variant, from 0
    std::string element;   ///< `hi`, `ut`, `ph`; inside of native code any inline element
    std::size_t depth = 0;
    std::optional<Range> range;  ///< inside of native code: bytes of its data
    std::vector<Property> attributes;

    friend bool operator==(const CodeForm&, const CodeForm&) = default;
};

/// The property that a variant keeps its forms in.
inline constexpr std::string_view code_forms_property = "x-egiz-tmx-codes";

/// `0:hi 3:ut 4:ph;assoc=p 5:sub@3-9;type=title 5:.ph@4-6`: code, a dot for each element around it
/// in the native code, element, bytes, attributes.
[[nodiscard]] std::string print_code_forms(const std::vector<CodeForm>& forms);
/// The forms, if they fit the variant as it is now: codes of that kind, ranges inside of their
/// data, elements where TMX 1.4 allows them. Nothing if not, or if `text` holds no forms.
[[nodiscard]] std::optional<std::vector<CodeForm>> read_code_forms(std::string_view text,
                                                                   const Variant& variant);

/// Whether TMX 1.4 has the attribute on an inline element.
[[nodiscard]] bool is_code_attribute(std::string_view element, std::string_view attribute);

}  // namespace egiz::formats
