// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"

#include "formats/validation/embedded_schemas.hpp"
#include "formats/validation/xml_input.hpp"

#include <libxml/parser.h>
#include <libxml/xmlreader.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <vector>

namespace egiz::formats {
namespace {

constexpr std::size_t most_faults = 1000;
constexpr std::uintmax_t largest_tree = 512U << 20U;  // bytes; a DTD needs the whole file in memory

/// How a kind of file is judged: by the first schema or DTD that it satisfies.
struct Standard {
    std::string_view root;
    std::string_view xml_namespace;
    std::string_view version;  ///< of the root's `version`; empty: any
    std::string_view name;
    std::vector<std::pair<std::string_view, std::string_view>>
        schemas;  ///< file, what it adds to the name
};

const std::vector<Standard>& standards() {
    static const std::vector<Standard> all{
        {"tmx", "", "1.1", "TMX 1.1", {{"tmx/tmx11.dtd", ""}}},
        {"tmx", "", "1.2", "TMX 1.2", {{"tmx/tmx12.dtd", ""}}},
        {"tmx", "", "1.3", "TMX 1.3", {{"tmx/tmx13.dtd", ""}}},
        {"tmx", "", "", "TMX 1.4", {{"tmx/tmx14.dtd", ""}}},
        {"xliff",
         "urn:oasis:names:tc:xliff:document:1.1",
         "",
         "XLIFF 1.1",
         {{"xliff-1.1/xliff-core-1.1.xsd", ""}}},
        {"xliff",
         "urn:oasis:names:tc:xliff:document:1.2",
         "",
         "XLIFF 1.2",
         {{"xliff-1.2/xliff-core-1.2-strict.xsd", ""},
          {"xliff-1.2/xliff-core-1.2-transitional.xsd", " transitional"}}},
        {"xliff",
         "urn:oasis:names:tc:xliff:document:2.0",
         "2.1",
         "XLIFF 2.1",
         {{"xliff-2.1/all.driver.xsd", ""}}},
        {"xliff",
         "urn:oasis:names:tc:xliff:document:2.0",
         "",
         "XLIFF 2.0",
         {{"xliff-2.1/all.driver.xsd", ""}}},
        {"xliff",
         "urn:oasis:names:tc:xliff:document:2.2",
         "",
         "XLIFF 2.2",
         {{"xliff-2.2/all.driver.xsd", ""}}},
        {"srx", "http://www.lisa.org/srx20", "", "SRX 2.0", {{"srx/srx20.xsd", ""}}},
    };
    return all;
}

/// Collects what libxml2 says; one a thread.
class FaultCollector {
public:
    explicit FaultCollector(std::string file) : file_(std::move(file)) {
        xmlSetStructuredErrorFunc(this, [](void* self, xmlErrorPtr error) {
            static_cast<FaultCollector*>(self)->take(*error);
        });
    }
    ~FaultCollector() { xmlSetStructuredErrorFunc(nullptr, nullptr); }
    FaultCollector(const FaultCollector&) = delete;
    FaultCollector& operator=(const FaultCollector&) = delete;

    void take(const xmlError& error) {
        if (error.level == XML_ERR_WARNING || faults_.size() >= most_faults) return;
        std::string message = error.message == nullptr ? "unknown fault" : error.message;
        while (!message.empty() && (message.back() == '\n' || message.back() == ' ')) {
            message.pop_back();
        }
        const auto line = error.line > 0 ? static_cast<std::size_t>(error.line) : 0;
        const auto column = error.domain == XML_FROM_PARSER && error.int2 > 0
                                ? static_cast<std::size_t>(error.int2)
                                : 0;
        faults_.push_back({{file_, line, column}, message});
    }
    /// The input's own failure says more than what the parser made of it.
    std::vector<Warning> finish(const XmlInput& input) {
        if (input.failure()) return {*input.failure()};
        return std::move(faults_);
    }

private:
    std::string file_;
    std::vector<Warning> faults_;
};

using Reader = Handle<xmlTextReader, xmlFreeTextReader>;

Reader open_reader(XmlInput& input, const std::string& path) {
    return Reader(xmlReaderForIO(XmlInput::read, XmlInput::close, &input, path.c_str(), "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_BIG_LINES));
}

std::string text_of(const xmlChar* text) {
    return text == nullptr ? std::string() : reinterpret_cast<const char*>(text);
}

struct Root {
    std::string name, xml_namespace, version;
};

/// The root element, or the faults that stand before it.
std::optional<Root> read_root(const std::string& path, std::vector<Warning>& faults) {
    XmlInput input(path);
    FaultCollector collector(path);
    const Reader reader = open_reader(input, path);
    while (reader && xmlTextReaderRead(reader.get()) == 1) {
        if (xmlTextReaderNodeType(reader.get()) != XML_READER_TYPE_ELEMENT) continue;
        Root root{text_of(xmlTextReaderConstLocalName(reader.get())),
                  text_of(xmlTextReaderConstNamespaceUri(reader.get())),
                  {}};
        const Handle<xmlChar, [](xmlChar* text) { xmlFree(text); }> version(
            xmlTextReaderGetAttribute(reader.get(), reinterpret_cast<const xmlChar*>("version")));
        root.version = text_of(version.get());
        return root;
    }
    faults = collector.finish(input);
    if (faults.empty()) faults.push_back({{path}, "no root element"});
    return std::nullopt;
}

const Standard* find_standard(const Root& root) {
    for (const Standard& standard : standards()) {
        if (standard.root == root.name && standard.xml_namespace == root.xml_namespace &&
            (standard.version.empty() || root.version.starts_with(standard.version))) {
            return &standard;
        }
    }
    return nullptr;
}

std::vector<Warning> check_schema(const std::string& path, const std::string& schema_name) {
    const Schema schema = load_schema(schema_name);
    XmlInput input(path);
    FaultCollector collector(path);
    const Reader reader = open_reader(input, path);
    if (!reader) throw Error(Fault::internal, {path}, "cannot make an XML reader");
    xmlTextReaderSetSchema(reader.get(), schema.schema.get());
    int state = 1;
    while (state == 1) state = xmlTextReaderRead(reader.get());
    const bool valid = state == 0 && xmlTextReaderIsValid(reader.get()) == 1;
    std::vector<Warning> faults = collector.finish(input);
    if (!valid && faults.empty()) faults.push_back({{path}, "not valid"});
    return faults;
}

std::vector<Warning> check_dtd(const std::string& path, const std::string& dtd_name) {
    std::error_code ignored;
    if (std::filesystem::file_size(path, ignored) > largest_tree && !ignored) {
        throw Error(Fault::input, {path}, "too large to be checked against a DTD (over 512 MiB)");
    }
    const DtdHandle dtd = load_dtd(dtd_name);
    XmlInput input(path);
    FaultCollector collector(path);
    const Handle<xmlParserCtxt, xmlFreeParserCtxt> parser(xmlNewParserCtxt());
    const Handle<xmlDoc, xmlFreeDoc> document(
        xmlCtxtReadIO(parser.get(), XmlInput::read, XmlInput::close, &input, path.c_str(), "UTF-8",
                      XML_PARSE_NONET | XML_PARSE_BIG_LINES));
    bool valid = false;
    if (document && !input.failure()) {
        const Handle<xmlValidCtxt, xmlFreeValidCtxt> context(xmlNewValidCtxt());
        valid = xmlValidateDtd(context.get(), document.get(), dtd.get()) == 1;
    }
    std::vector<Warning> faults = collector.finish(input);
    if (!valid && faults.empty()) faults.push_back({{path}, "not valid"});
    return faults;
}

}  // namespace

Validation validate_file(const std::string& path) {
    Validation validation;
    const auto root = read_root(path, validation.faults);
    if (!root) {
        validation.standard = "XML";
        return validation;
    }
    const Standard* standard = find_standard(*root);
    if (standard == nullptr) {
        throw Error(Fault::input, {path},
                    "its root element <" + root->name + "> is of no standard that is known here",
                    "known are TMX 1.1 to 1.4, XLIFF 1.1, 1.2, 2.0, 2.1, 2.2 and SRX 2.0");
    }
    for (const auto& [schema, addition] : standard->schemas) {
        const std::string name(schema);
        std::vector<Warning> faults =
            name.ends_with(".dtd") ? check_dtd(path, name) : check_schema(path, name);
        const bool better = validation.standard.empty() || faults.empty();
        if (better) {
            validation.standard = std::string(standard->name) + std::string(addition);
            validation.faults = std::move(faults);
        }
        if (validation.faults.empty()) break;
    }
    return validation;
}

}  // namespace egiz::formats
