// SPDX-License-Identifier: Apache-2.0
// Internal: the names that XLIFF 2 defines.
#pragma once

#include "formats/validation/xliff2/rules.hpp"

#include <string_view>

namespace egiz::formats::xliff2 {

/// The namespaces of XLIFF 2 core and its modules. `ctr` is of 2.0 only, `its` and `itsm` since
/// 2.1, `pgs` since 2.2.
enum class Space {
    none,
    core,
    mtc,
    gls,
    fs,
    mda,
    res,
    ctr,
    slr,
    val,
    its,
    itsm,
    pgs,
    xml,
    foreign
};

/// `core_uri` is the namespace of the document's root: the core of another version is foreign. So
/// is a module that `version` does not have yet; change tracking, which later versions no longer
/// have, is judged as an extension with rules of its own.
[[nodiscard]] Space space_of(std::string_view uri, std::string_view core_uri, Version version);
/// The prefix that the standard uses for it: `mtc`; empty for core and none.
[[nodiscard]] std::string_view prefix_of(Space space);
[[nodiscard]] bool is_module(Space space);
/// Whether the module has such an element; true for spaces that are no modules.
[[nodiscard]] bool has_element(Space space, std::string_view name);
/// Whether some module has such an element.
[[nodiscard]] bool is_module_element(std::string_view name);
/// Whether the module has such an attribute for elements of others; true for spaces that are none.
[[nodiscard]] bool has_attribute(Space space, std::string_view name);

/// Where core lets a module's outermost element stand, and how often.
struct Placement {
    Space space;
    std::string_view name;
    bool in_file;
    bool in_group;
    bool in_unit;
    bool once;
};
/// Null if the element is no outermost one of a module.
[[nodiscard]] const Placement* find_placement(Space space, std::string_view name);

}  // namespace egiz::formats::xliff2
