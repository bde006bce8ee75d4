// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/schema_checker.hpp"

#include "formats/validation/embedded_schemas.hpp"
#include "formats/validation/fault_list.hpp"
#include "formats/xml/parser.hpp"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

namespace egiz::formats {
namespace {

/// The schema validator listens to the parser, between it and this handler.
class SchemaChecker final : public xml::Handler {
public:
    SchemaChecker(const std::string& path, const std::string& schema_name,
                  const std::string& standard, RuleChecker& rules)
        : clause_(standard + ", schema"),
          rules_(rules),
          schema_(load_schema(schema_name)),
          context_(xmlSchemaNewValidCtxt(schema_.schema.get())),
          parser_(InputFile(path), *this, nullptr) {
        if (!context_) throw std::bad_alloc();
        xmlSchemaSetValidStructuredErrors(context_.get(), take_error, this);
        xmlParserCtxt& parser = *parser_.context();
        const xmlStructuredErrorFunc parser_errors = parser.sax->serror;
        plug_.reset(xmlSchemaSAXPlug(context_.get(), &parser.sax, &parser.userData));
        if (!plug_) throw std::bad_alloc();
        parser.sax->serror = parser_errors;
        rules_.attach(parser_, faults_);
    }

    std::vector<ValidationFault> run() {
        feed_all(parser_, faults_);
        close_all();
        return faults_.take();
    }

private:
    struct Open {
        std::string name;
        std::string uri;
    };

    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        open_.push_back({std::string(name), std::string(uri)});
        rules_.start(name, uri, attributes);
        if (faults_.full()) throw EnoughFaults();
    }
    void end(std::string_view name) override {
        open_.pop_back();
        if (!closing_) rules_.end(name);
    }
    void text(std::string_view piece) override { rules_.text(piece); }

    /// The validator frees what it knows of an element only when that ends.
    void close_all() {
        closing_ = true;
        const xmlParserCtxt& parser = *parser_.context();
        const std::vector<Open> open = open_;
        for (auto element = open.rbegin(); element != open.rend(); ++element) {
            const std::string& uri = element->uri;
            parser.sax->endElementNs(parser.userData, raw(element->name), nullptr,
                                     uri.empty() ? nullptr : raw(uri));
        }
    }

    static const xmlChar* raw(const std::string& text) {
        return reinterpret_cast<const xmlChar*>(text.c_str());
    }

    static void take_error(void* self, xmlErrorPtr error) {
        SchemaChecker& checker = *static_cast<SchemaChecker*>(self);
        if (error->level == XML_ERR_WARNING || checker.closing_) return;
        const std::string message = error->message == nullptr ? "not valid" : error->message;
        if (checker.rules_.excuses(message)) return;
        checker.faults_.add(checker.parser_.place(), message, "schema", checker.clause_);
    }

    static void unplug(xmlSchemaSAXPlugPtr plug) { xmlSchemaSAXUnplug(plug); }

    FaultList faults_;
    std::string clause_;
    RuleChecker& rules_;
    std::vector<Open> open_;
    bool closing_ = false;  ///< what is said now is not the file's fault
    Schema schema_;
    Handle<xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt> context_;
    xml::Parser parser_;
    Handle<xmlSchemaSAXPlugStruct, unplug> plug_;  // goes before the parser does
};

}  // namespace

std::vector<ValidationFault> check_schema(const std::string& path, const std::string& schema_name,
                                          const std::string& standard, RuleChecker& rules) {
    return SchemaChecker(path, schema_name, standard, rules).run();
}

}  // namespace egiz::formats
