// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"

#include "formats/validation/dtd_checker.hpp"
#include "formats/validation/schema_checker.hpp"
#include "formats/xml/parser.hpp"

#include <optional>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

/// How a kind of file is judged.
struct Standard {
    std::string_view root;
    std::string_view xml_namespace;
    std::string_view version;  ///< how the root's `version` begins; empty: any
    const char* name;
    const char* schema;
    const char* looser_schema = nullptr;  ///< may be satisfied instead
    const char* looser_name = nullptr;
};
constexpr Standard standards[] = {
    {"tmx", "", "1.1", "TMX 1.1", "tmx/tmx11.dtd"},
    {"tmx", "", "1.2", "TMX 1.2", "tmx/tmx12.dtd"},
    {"tmx", "", "1.3", "TMX 1.3", "tmx/tmx13.dtd"},
    {"tmx", "", "", "TMX 1.4", "tmx/tmx14.dtd"},
    {"xliff", "urn:oasis:names:tc:xliff:document:1.1", "", "XLIFF 1.1",
     "xliff-1.1/xliff-core-1.1.xsd"},
    {"xliff", "urn:oasis:names:tc:xliff:document:1.2", "", "XLIFF 1.2",
     "xliff-1.2/xliff-core-1.2-strict.xsd", "xliff-1.2/xliff-core-1.2-transitional.xsd",
     "XLIFF 1.2 transitional"},
    {"xliff", "urn:oasis:names:tc:xliff:document:2.0", "2.1", "XLIFF 2.1",
     "xliff-2.1/all.driver.xsd"},
    {"xliff", "urn:oasis:names:tc:xliff:document:2.0", "", "XLIFF 2.0", "xliff-2.1/all.driver.xsd"},
    {"xliff", "urn:oasis:names:tc:xliff:document:2.2", "", "XLIFF 2.2", "xliff-2.2/all.driver.xsd"},
    {"srx", "http://www.lisa.org/srx20", "", "SRX 2.0", "srx/srx20.xsd"},
};

/// Looks at a file's root element and no further.
class RootFinder final : public xml::Handler {
public:
    struct Found {};
    std::string name, uri, version;

private:
    void start(std::string_view root_name, std::string_view namespace_uri,
               const xml::Attributes& attributes) override {
        name = root_name;
        uri = namespace_uri;
        version = attributes.value("version");
        throw Found();
    }
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// \throws Error (input) if the file has no root element
void find_root(const std::string& path, RootFinder& root) {
    xml::Parser parser(InputFile(path), root, nullptr);
    try {
        while (parser.feed()) {
        }
    } catch (const RootFinder::Found&) {
    }
}

const Standard* find_standard(const RootFinder& root) {
    for (const Standard& standard : standards) {
        if (standard.root == root.name && standard.xml_namespace == root.uri &&
            root.version.starts_with(standard.version)) {
            return &standard;
        }
    }
    return nullptr;
}

std::vector<Warning> check(const std::string& path, std::string_view schema) {
    return schema.ends_with(".dtd") ? check_dtd(path, std::string(schema))
                                    : check_schema(path, std::string(schema));
}

}  // namespace

Validation validate_file(const std::string& path) {
    static_cast<void>(InputFile(path));  // what cannot be read is no fault of its XML
    RootFinder root;
    try {
        find_root(path, root);
    } catch (const Error& error) {
        return {"XML", {{error.place(), error.message()}}};
    }
    const Standard* standard = find_standard(root);
    if (standard == nullptr) {
        throw Error(Fault::input, {path, 0, 0},
                    "its root element <" + root.name + "> " +
                        (root.uri.empty() ? "without namespace" : "of namespace " + root.uri) +
                        " is of no standard that is known here",
                    "known are TMX 1.1 to 1.4, XLIFF 1.1, 1.2, 2.0, 2.1, 2.2 and SRX 2.0");
    }
    Validation result{standard->name, check(path, standard->schema)};
    // A file that only the transitional schema accepts is valid XLIFF 1.2 too; in one that neither
    // does, the faults that both find are the real ones.
    if (!result.faults.empty() && standard->looser_schema != nullptr) {
        result.faults = check(path, standard->looser_schema);
        if (result.faults.empty()) result.standard = standard->looser_name;
    }
    return result;
}

}  // namespace egiz::formats
