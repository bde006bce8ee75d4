// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"

#include "formats/validation/dtd_checker.hpp"
#include "formats/validation/schema_checker.hpp"
#include "formats/validation/srx_rules.hpp"
#include "formats/validation/tbx_rules.hpp"
#include "formats/validation/tmx_rules.hpp"
#include "formats/validation/xliff12_rules.hpp"
#include "formats/validation/xliff2/checker.hpp"
#include "formats/xml/parser.hpp"

#include <memory>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

/// Of what a standard says in words only, nothing.
class NoRules final : public RuleChecker {
    void start(std::string_view, std::string_view, const xml::Attributes&) override {}
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};
std::unique_ptr<RuleChecker> make_no_rules() { return std::make_unique<NoRules>(); }

/// How a kind of file is judged.
struct Standard {
    std::string_view root;
    std::string_view xml_namespace;
    std::string_view version;  ///< how the root's `version` begins; empty: any
    const char* name;
    const char* schema;  ///< null: there is none that may be shipped
    std::unique_ptr<RuleChecker> (*make_rules)();
    const char* looser_schema = nullptr;  ///< may be satisfied instead
    const char* looser_name = nullptr;
};
constexpr Standard standards[] = {
    {"tmx", "", "1.1", "TMX 1.1", "tmx/tmx11.dtd", make_tmx_checker},
    {"tmx", "", "1.2", "TMX 1.2", "tmx/tmx12.dtd", make_tmx_checker},
    {"tmx", "", "1.3", "TMX 1.3", "tmx/tmx13.dtd", make_tmx_checker},
    {"tmx", "", "", "TMX 1.4", "tmx/tmx14.dtd", make_tmx_checker},
    {"xliff", "urn:oasis:names:tc:xliff:document:1.1", "", "XLIFF 1.1",
     "xliff-1.1/xliff-core-1.1.xsd", make_no_rules},
    {"xliff", "urn:oasis:names:tc:xliff:document:1.2", "", "XLIFF 1.2",
     "xliff-1.2/xliff-core-1.2-strict.xsd", make_xliff12_checker,
     "xliff-1.2/xliff-core-1.2-transitional.xsd", "XLIFF 1.2 transitional"},
    {"xliff", "urn:oasis:names:tc:xliff:document:2.0", "2.1", "XLIFF 2.1",
     "xliff-2.1/all.driver.xsd", make_xliff2_checker},
    {"xliff", "urn:oasis:names:tc:xliff:document:2.0", "", "XLIFF 2.0", "xliff-2.1/all.driver.xsd",
     make_xliff2_checker},
    {"xliff", "urn:oasis:names:tc:xliff:document:2.2", "", "XLIFF 2.2", "xliff-2.2/all.driver.xsd",
     make_xliff2_checker},
    {"martif", "", "", "TBX 2", nullptr, make_tbx_checker},
    {"tbx", "urn:iso:std:iso:30042:ed-2", "", "TBX 3", nullptr, make_tbx_checker},
    {"srx", "http://www.lisa.org/srx20", "", "SRX 2.0", "srx/srx20.xsd", make_srx_checker},
};

/// Looks at a file's root element and no further.
class RootFinder final : public xml::Handler {
public:
    struct Found {};
    std::string name, uri, version;
    Place place;

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
        root.place = parser.place();
    }
}

const Standard* find_standard(std::string_view root, std::string_view uri,
                              std::string_view version) {
    for (const Standard& standard : standards) {
        if (standard.root == root && standard.xml_namespace == uri &&
            version.starts_with(standard.version)) {
            return &standard;
        }
    }
    return nullptr;
}

/// The standard that an XLIFF file which names no namespace says it keeps; null: none.
const Standard* find_without_namespace(const RootFinder& root) {
    if (root.name != "xliff" || !root.uri.empty()) return nullptr;
    for (const std::string_view version : {"1.1", "1.2", "2.0", "2.1", "2.2"}) {
        if (root.version != version) continue;
        const std::string uri = "urn:oasis:names:tc:xliff:document:";
        return find_standard(root.name, uri + (version == "2.1" ? "2.0" : root.version), version);
    }
    return nullptr;
}

std::vector<ValidationFault> check(const std::string& path, const Standard& standard,
                                   const char* schema) {
    const std::unique_ptr<RuleChecker> rules = standard.make_rules();
    if (schema == nullptr) return check_rules(path, *rules);
    return std::string_view(schema).ends_with(".dtd")
               ? check_dtd(path, schema, standard.name, *rules)
               : check_schema(path, schema, standard.name, *rules);
}

}  // namespace

Validation validate_file(const std::string& path) {
    static_cast<void>(InputFile(path));  // what cannot be read is no fault of its XML
    RootFinder root;
    try {
        find_root(path, root);
    } catch (const Error& error) {
        return {"XML", {{{error.place(), error.message()}, "well-formed", "XML 1.0"}}};
    }
    const Standard* standard = find_standard(root.name, root.uri, root.version);
    if (const Standard* meant = find_without_namespace(root)) {
        return {
            meant->name,
            {{{root.place, "the root element is in no namespace, and so is no XLIFF: add xmlns=\"" +
                               std::string(meant->xml_namespace) + "\""},
              "namespace",
              std::string(meant->name) + ", namespace"}}};
    }
    if (standard == nullptr) {
        throw Error(Fault::input, {path, 0, 0},
                    "its root element <" + root.name + "> " +
                        (root.uri.empty() ? "without namespace" : "of namespace " + root.uri) +
                        " is of no standard that is known here",
                    "known are TMX 1.1 to 1.4, XLIFF 1.1, 1.2, 2.0, 2.1, 2.2, SRX 2.0 and TBX");
    }
    Validation result{standard->name, check(path, *standard, standard->schema)};
    // A file that only the transitional schema accepts is valid XLIFF 1.2 too; in one that neither
    // does, the faults that both find are the real ones.
    if (!result.faults.empty() && standard->looser_schema != nullptr) {
        result.faults = check(path, *standard, standard->looser_schema);
        if (result.faults.empty()) result.standard = standard->looser_name;
    }
    return result;
}

}  // namespace egiz::formats
