// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/dtd_checker.hpp"

#include "formats/validation/embedded_schemas.hpp"
#include "formats/validation/fault_list.hpp"
#include "formats/xml/parser.hpp"

#include <libxml/valid.h>

#include <cstdarg>
#include <cstdio>

namespace egiz::formats {
namespace {

const xmlChar* raw(const std::string& text) {
    return reinterpret_cast<const xmlChar*>(text.c_str());
}

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

/// libxml2 checks content models element by element; attributes are few and checked here.
class DtdChecker final : public xml::Handler {
public:
    DtdChecker(const std::string& path, const std::string& dtd_name, const std::string& standard,
               RuleChecker& rules)
        : clause_(standard + ", DTD"),
          rules_(rules),
          dtd_(load_dtd(dtd_name)),
          document_(xmlNewDoc(reinterpret_cast<const xmlChar*>("1.0"))),
          context_(xmlNewValidCtxt()),
          parser_(InputFile(path), *this, nullptr) {
        if (!document_ || !context_) throw std::bad_alloc();
        document_->extSubset = dtd_.get();
        context_->userData = this;
        context_->error = take_error;
        context_->warning = nullptr;
        rules_.attach(parser_, faults_);
    }
    ~DtdChecker() override {
        // Only what is popped is freed.
        while (!open_.empty()) pop();
        document_->extSubset = nullptr;
    }

    std::vector<ValidationFault> run() {
        feed_all(parser_, faults_);
        return faults_.take();
    }

private:
    struct Open {
        std::string name;
        xmlNodePtr node;
    };

    void start(std::string_view name, std::string_view uri,
               const xml::Attributes& attributes) override {
        if (!uri.empty()) {
            add("element " + std::string(name) +
                " is in a namespace, which a DTD knows nothing of");
        }
        Open& open = open_.emplace_back();
        open.name = name;
        open.node = xmlNewDocNode(document_.get(), nullptr, raw(open.name), nullptr);
        if (open.node == nullptr) throw std::bad_alloc();
        xmlValidatePushElement(context_.get(), document_.get(), open.node, raw(open.name));
        check_attributes(open.name, attributes);
        rules_.start(name, uri, attributes);
        if (faults_.full()) throw EnoughFaults();
    }

    void text(std::string_view piece) override {
        xmlValidatePushCData(context_.get(), reinterpret_cast<const xmlChar*>(piece.data()),
                             static_cast<int>(piece.size()));
        rules_.text(piece);
        if (faults_.full()) throw EnoughFaults();
    }

    void end(std::string_view name) override {
        pop();
        rules_.end(name);
        if (faults_.full()) throw EnoughFaults();
    }

    void pop() {
        const Open& open = open_.back();
        xmlValidatePopElement(context_.get(), document_.get(), open.node, raw(open.name));
        xmlFreeNode(open.node);
        open_.pop_back();
    }

    void add(std::string message) {
        faults_.add(parser_.place(), std::move(message), "dtd", clause_);
    }

    void check_attributes(const std::string& element, const xml::Attributes& attributes) {
        const xmlElement* declaration = xmlGetDtdElementDesc(dtd_.get(), raw(element));
        if (declaration == nullptr) return;  // libxml2 has said so
        for (const xml::Attribute& attribute : attributes.list()) {
            const xmlAttribute* declared = find(declaration->attributes, attribute);
            if (declared == nullptr) {
                const std::string prefix(attribute.prefix);
                add("element " + element + " has no attribute " +
                    (prefix.empty() ? "" : prefix + ":") + std::string(attribute.name) +
                    " in the DTD");
            } else {
                check_value(element, *declared, attribute.value);
            }
        }
        for (const xmlAttribute* declared = declaration->attributes; declared != nullptr;
             declared = declared->nexth) {
            if (declared->def == XML_ATTRIBUTE_REQUIRED &&
                attributes.find(view(declared->prefix), view(declared->name)) == nullptr) {
                add("element " + element + " has no attribute " + full_name(*declared) +
                    ", which it must have");
            }
        }
    }

    static const xmlAttribute* find(const xmlAttribute* declared, const xml::Attribute& attribute) {
        while (declared != nullptr && (view(declared->name) != attribute.name ||
                                       view(declared->prefix) != attribute.prefix)) {
            declared = declared->nexth;
        }
        return declared;
    }

    static std::string full_name(const xmlAttribute& attribute) {
        const std::string prefix(view(attribute.prefix));
        return (prefix.empty() ? "" : prefix + ":") + std::string(view(attribute.name));
    }

    void check_value(const std::string& element, const xmlAttribute& declared,
                     std::string_view value) {
        bool fine = declared.def != XML_ATTRIBUTE_FIXED || view(declared.defaultValue) == value;
        if (fine && declared.atype == XML_ATTRIBUTE_ENUMERATION) {
            const xmlEnumeration* word = declared.tree;
            while (word != nullptr && view(word->name) != value) word = word->next;
            fine = word != nullptr;
        }
        if (!fine) {
            add("attribute " + full_name(declared) + " of element " + element + " may not be \"" +
                std::string(value.substr(0, 100)) + "\"");
        }
    }

    static void take_error(void* self, const char* format, ...) {
        char message[1000];
        va_list arguments;
        va_start(arguments, format);
        static_cast<void>(std::vsnprintf(message, sizeof message, format, arguments));
        va_end(arguments);
        DtdChecker& checker = *static_cast<DtdChecker*>(self);
        checker.add(message);
    }

    FaultList faults_;
    std::string clause_;
    RuleChecker& rules_;
    DtdHandle dtd_;
    Handle<xmlDoc, xmlFreeDoc> document_;
    Handle<xmlValidCtxt, xmlFreeValidCtxt> context_;
    std::vector<Open> open_;
    xml::Parser parser_;
};

}  // namespace

std::vector<ValidationFault> check_dtd(const std::string& path, const std::string& dtd_name,
                                       const std::string& standard, RuleChecker& rules) {
    return DtdChecker(path, dtd_name, standard, rules).run();
}

}  // namespace egiz::formats
