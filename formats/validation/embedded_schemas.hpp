// SPDX-License-Identifier: Apache-2.0
// Internal: libxml2 types.
#pragma once

#include "text/embedded.hpp"
#include "text/handle.hpp"

#include <libxml/tree.h>
#include <libxml/valid.h>
#include <libxml/xmlschemas.h>

#include <span>
#include <string>

namespace egiz::formats {

/// The files of formats/schemas/, by their path there.
[[nodiscard]] std::span<const EmbeddedFile> embedded_schemas();

using DtdHandle = Handle<xmlDtd, xmlFreeDtd>;
/// `name` is a file of formats/schemas/. \throws Error (internal) if it cannot be parsed
[[nodiscard]] DtdHandle load_dtd(const std::string& name);

/// A compiled schema and the document it was compiled from, which it refers to.
struct Schema {
    Handle<xmlDoc, xmlFreeDoc> document;
    Handle<xmlSchema, xmlSchemaFree> schema;
};
[[nodiscard]] Schema load_schema(const std::string& name);

}  // namespace egiz::formats
