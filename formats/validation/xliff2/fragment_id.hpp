// SPDX-License-Identifier: Apache-2.0
// Internal: fragment identifiers of XLIFF 2 (2.2, part 1, 2; 2.0 and 2.1, 3).
#pragma once

#include <string>
#include <string_view>

namespace egiz::formats::xliff2 {

/// What `#/f=f1/u=u1/n=n1` says. Parts that are not there are empty.
struct FragmentId {
    bool absolute = false;
    std::string file, group, unit;
    std::string prefix;  ///< of the last selector: `n`, `d`, `t`, a module's; empty: none
    std::string id;      ///< of the last selector; empty: the fragment is a file, group or unit
    std::string wrong;   ///< why it is none; empty: it is fine
};
/// `text` begins with `#`.
[[nodiscard]] FragmentId parse_fragment_id(std::string_view text);

/// Whether it is an NMTOKEN of XML; any byte above 0x7F counts as a name character.
[[nodiscard]] bool is_nmtoken(std::string_view text);
/// Whether a language tag is well-formed (RFC 5646, 2.1).
[[nodiscard]] bool is_language_tag(std::string_view tag);

}  // namespace egiz::formats::xliff2
