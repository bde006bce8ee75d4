// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/embedded_schemas.hpp"

#include "text/error.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <mutex>
#include <optional>
#include <string_view>

namespace egiz::formats {
namespace {

constexpr std::string_view scheme = "egiz-schema:/";

/// libxml2 asks one process-wide function for what a schema imports. Ours answers only while this
/// thread loads an embedded schema, and then only from the embedded files; otherwise it hands on
/// to the one before it.
thread_local bool loading = false;
xmlExternalEntityLoader loader_before = nullptr;

const EmbeddedFile* find_file(std::string_view name) {
    for (const EmbeddedFile& file : embedded_schemas()) {
        if (file.name == name) return &file;
    }
    return nullptr;
}

const EmbeddedFile* find_by_url(std::string_view url) {
    if (url.ends_with("/xml.xsd")) return find_file("w3c/xml.xsd");
    if (!url.starts_with(scheme)) return nullptr;
    return find_file(url.substr(scheme.size()));
}

xmlParserInputPtr load_embedded(const char* url, const char* id, xmlParserCtxtPtr context) {
    if (!loading) return loader_before(url, id, context);
    const EmbeddedFile* file = url == nullptr ? nullptr : find_by_url(url);
    if (file == nullptr) return nullptr;
    xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(
        file->bytes.data(), static_cast<int>(file->bytes.size()), XML_CHAR_ENCODING_NONE);
    if (buffer == nullptr) return nullptr;
    xmlParserInputPtr input = xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE);
    if (input == nullptr) return nullptr;
    input->filename = reinterpret_cast<char*>(xmlStrdup(reinterpret_cast<const xmlChar*>(url)));
    return input;
}

class LoadingScope {
public:
    LoadingScope() {
        static std::once_flag once;
        std::call_once(once, [] {
            xmlInitParser();
            loader_before = xmlGetExternalEntityLoader();
            xmlSetExternalEntityLoader(load_embedded);
        });
        loading = true;
        xmlSetStructuredErrorFunc(nullptr, [](void*, xmlErrorPtr) {});
    }
    ~LoadingScope() {
        loading = false;
        xmlSetStructuredErrorFunc(nullptr, nullptr);
    }
    LoadingScope(const LoadingScope&) = delete;
    LoadingScope& operator=(const LoadingScope&) = delete;
};

[[noreturn]] void fail(const std::string& name) {
    throw Error(Fault::internal, {}, "loading the built-in schema " + name + " failed");
}

const EmbeddedFile& require_file(const std::string& name) {
    const EmbeddedFile* file = find_file(name);
    if (file == nullptr) fail(name);
    return *file;
}

}  // namespace

DtdHandle load_dtd(const std::string& name) {
    const EmbeddedFile& file = require_file(name);
    const LoadingScope scope;
    xmlParserInputBufferPtr buffer = xmlParserInputBufferCreateMem(
        file.bytes.data(), static_cast<int>(file.bytes.size()), XML_CHAR_ENCODING_UTF8);
    if (buffer == nullptr) fail(name);
    DtdHandle dtd(xmlIOParseDTD(nullptr, buffer, XML_CHAR_ENCODING_UTF8));  // frees the buffer
    if (!dtd) fail(name);
    return dtd;
}

Schema load_schema(const std::string& name) {
    const EmbeddedFile& file = require_file(name);
    const LoadingScope scope;
    Schema schema;
    const std::string url = std::string(scheme) + name;
    schema.document.reset(xmlReadMemory(file.bytes.data(), static_cast<int>(file.bytes.size()),
                                        url.c_str(), nullptr, XML_PARSE_NONET));
    if (!schema.document) fail(name);
    const Handle<xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt> context(
        xmlSchemaNewDocParserCtxt(schema.document.get()));
    if (!context) fail(name);
    schema.schema.reset(xmlSchemaParse(context.get()));
    if (!schema.schema) fail(name);
    return schema;
}

}  // namespace egiz::formats
