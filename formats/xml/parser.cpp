// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/parser.hpp"

#include "formats/xml/entities.hpp"
#include "formats/xml/tag_scanner.hpp"
#include "formats/xml/utf8_source.hpp"
#include "text/handle.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <cstring>
#include <deque>
#include <exception>
#include <mutex>
#include <utility>

namespace egiz::formats::xml {
namespace {

void release_context(xmlParserCtxtPtr context) {
    // libxml2 makes a document of its own for the entities of a document type.
    if (context->myDoc != nullptr) xmlFreeDoc(context->myDoc);
    context->myDoc = nullptr;
    xmlFreeParserCtxt(context);
}

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string one_line(const char* message) {
    std::string text = message == nullptr ? "" : message;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
    for (char& c : text) {
        if (c == '\n') c = ' ';
    }
    return text;
}

std::string hint_for(int code) {
    switch (code) {
        case XML_ERR_DOCUMENT_END:
        case XML_ERR_TAG_NOT_FINISHED:
        case XML_ERR_GT_REQUIRED:
            return "the file seems to be cut off or damaged; get it again";
        case XML_ERR_INVALID_CHAR:
            return "XML cannot hold control characters; take them out, or export the file again";
        case XML_ERR_TAG_NAME_MISMATCH:
        case XML_ERR_DOCUMENT_EMPTY:
        case XML_ERR_LT_IN_ATTRIBUTE:
        case XML_ERR_NAME_REQUIRED:
            return "export the file again with the tool that made it, or mend this line";
        default:
            return {};
    }
}

}  // namespace

const std::string_view* Attributes::find(std::string_view name) const {
    return find(std::string_view(), name);
}

const std::string_view* Attributes::find(std::string_view prefix, std::string_view name) const {
    for (const Attribute& attribute : list_) {
        if (attribute.name == name && attribute.prefix == prefix) return &attribute.value;
    }
    return nullptr;
}

std::string_view Attributes::value(std::string_view name) const {
    const std::string_view* found = find(name);
    return found == nullptr ? std::string_view() : *found;
}

void initialize() {
    static std::once_flag once;
    std::call_once(once, xmlInitParser);
}

struct Parser::Impl {
    Utf8Source source;
    Handler& handler;
    TagScanner scanner;
    Entities entities;
    Handle<xmlParserCtxt, release_context> context;
    std::size_t depth = 0;
    bool finished = false;
    std::exception_ptr thrown;  ///< C code stands between the handler and feed()
    std::optional<Error> broken;
    std::vector<Attribute> attributes;
    std::deque<std::string> decoded;  ///< attribute values that had references
    xmlEntity stand_in{};             ///< what libxml2 is told about an entity

    Impl(InputFile file, Handler& taker, const WarningSink& warn)
        : source(std::move(file), warn), handler(taker) {
        initialize();
        xmlSAXHandler sax{};
        sax.initialized = XML_SAX2_MAGIC;
        sax.startElementNs = start_element;
        sax.endElementNs = end_element;
        sax.characters = characters;
        sax.ignorableWhitespace = characters;
        sax.cdataBlock = characters;
        sax.getEntity = get_entity;
        sax.getParameterEntity = get_parameter_entity;
        sax.entityDecl = declare_entity;
        sax.unparsedEntityDecl = declare_unparsed;
        sax.serror = take_error;
        context.reset(xmlCreatePushParserCtxt(&sax, this, nullptr, 0, source.path().c_str()));
        if (!context) throw std::bad_alloc();
        context->_private = this;
        xmlCtxtUseOptions(context.get(), XML_PARSE_NONET | XML_PARSE_IGNORE_ENC);
    }

    Place place() const {
        const xmlParserInput* input = context->input;
        if (input == nullptr) return {source.path(), 0, 0};
        return {source.path(), static_cast<std::size_t>(input->line),
                static_cast<std::size_t>(input->col)};
    }

    [[nodiscard]] Error error(const std::string& message, std::string hint = {}) const {
        return Error(Fault::input, place(), message, std::move(hint));
    }

    /// Runs code of ours under a callback of libxml2, which exceptions must not cross.
    template <class Body>
    void guarded(Body&& body) noexcept {
        if (thrown) return;
        try {
            body();
        } catch (const EntityError& problem) {
            thrown = std::make_exception_ptr(
                error(problem.what(), "have the file written without entities of its own"));
        } catch (...) {
            thrown = std::current_exception();
        }
        if (thrown) xmlStopParser(context.get());
    }

    static Impl& self(void* data) { return *static_cast<Impl*>(data); }

    static void start_element(void* data, const xmlChar* name, const xmlChar*, const xmlChar* uri,
                              int, const xmlChar**, int count, int, const xmlChar** raw) {
        Impl& impl = self(data);
        impl.guarded([&] {
            if (++impl.depth > deepest) {
                throw impl.error("elements are nested deeper than 256");
            }
            if (static_cast<std::size_t>(count) > TagScanner::most_attributes) {
                throw impl.error("a tag has more than 256 attributes");
            }
            impl.take_attributes(raw, static_cast<std::size_t>(count));
            impl.handler.start(view(name), view(uri), Attributes(impl.attributes));
        });
    }

    void take_attributes(const xmlChar** raw, std::size_t count) {
        attributes.clear();
        decoded.clear();
        for (std::size_t i = 0; i < count; ++i, raw += 5) {
            const auto* begin = reinterpret_cast<const char*>(raw[3]);
            const auto* end = reinterpret_cast<const char*>(raw[4]);
            std::string_view value(begin, static_cast<std::size_t>(end - begin));
            if (value.find('&') != std::string_view::npos) {
                decoded.push_back(entities.decode(value, source.bytes_given()));
                value = decoded.back();
            }
            attributes.push_back({view(raw[1]), view(raw[0]), value, view(raw[2])});
        }
    }

    static void end_element(void* data, const xmlChar* name, const xmlChar*, const xmlChar*) {
        Impl& impl = self(data);
        impl.guarded([&] {
            --impl.depth;
            impl.handler.end(view(name));
        });
    }

    static void characters(void* data, const xmlChar* text, int size) {
        Impl& impl = self(data);
        impl.guarded([&] {
            impl.handler.text(std::string_view(reinterpret_cast<const char*>(text),
                                               static_cast<std::size_t>(size)));
        });
    }

    static void declare_entity(void* data, const xmlChar* name, int type, const xmlChar*,
                               const xmlChar*, xmlChar* content) {
        Impl& impl = self(data);
        impl.guarded([&] {
            if (type == XML_INTERNAL_GENERAL_ENTITY) {
                impl.entities.declare_text(std::string(view(name)), std::string(view(content)));
            } else if (type == XML_EXTERNAL_GENERAL_PARSED_ENTITY) {
                impl.entities.declare_external(std::string(view(name)));
            }
        });
    }

    static void declare_unparsed(void* data, const xmlChar* name, const xmlChar*, const xmlChar*,
                                 const xmlChar*) {
        Impl& impl = self(data);
        impl.guarded([&] { impl.entities.declare_external(std::string(view(name))); });
    }

    /// libxml2 takes a "predefined" entity's content as plain text, wherever it stands in an
    /// element, so that is how we hand over ours. In attributes it keeps the reference if the
    /// entity is a checked one of another kind; take_attributes() replaces it.
    static xmlEntityPtr get_entity(void* data, const xmlChar* name) {
        Impl& impl = self(data);
        if (impl.context->inSubset != 0) return nullptr;
        xmlEntityPtr result = nullptr;
        impl.guarded([&] {
            const std::string& text =
                impl.entities.expand(std::string(view(name)), impl.source.bytes_given());
            const bool attribute = impl.context->instate == XML_PARSER_ATTRIBUTE_VALUE;
            xmlEntity& entity = impl.stand_in;
            entity = {};
            entity.type = XML_ENTITY_DECL;
            entity.name = name;
            entity.etype = attribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY;
            entity.content = reinterpret_cast<xmlChar*>(const_cast<char*>(text.c_str()));
            entity.length = static_cast<int>(text.size());
            entity.checked = 2;
            result = &entity;
        });
        return result;
    }

    /// Whatever a parameter entity stands for, libxml2 is told that it is a file, which it does not
    /// open. If that declares entities, these are not known.
    static xmlEntityPtr get_parameter_entity(void* data, const xmlChar* name) {
        xmlEntity& entity = self(data).stand_in;
        entity = {};
        entity.type = XML_ENTITY_DECL;
        entity.name = name;
        entity.etype = XML_EXTERNAL_PARAMETER_ENTITY;
        return &entity;
    }

    static void take_error(void*, xmlErrorPtr problem) {
        // The user data is the schema validator's when that listens in.
        const auto* context = static_cast<const xmlParserCtxt*>(problem->ctxt);
        if (context == nullptr || context->_private == nullptr) return;
        Impl& impl = self(context->_private);
        if (problem->level != XML_ERR_FATAL || impl.broken || impl.thrown) return;
        impl.guarded([&] {
            Place where{impl.source.path(), static_cast<std::size_t>(std::max(problem->line, 0)),
                        static_cast<std::size_t>(std::max(problem->int2, 0))};
            impl.broken.emplace(Fault::input, std::move(where),
                                "this is not well-formed XML: " + one_line(problem->message),
                                hint_for(problem->code));
        });
    }

    void throw_if_failed() {
        if (thrown) std::rethrow_exception(thrown);
        if (broken) throw *broken;
        if (context->wellFormed == 0) throw error("this is not well-formed XML");
    }
};

Parser::Parser(InputFile file, Handler& handler, WarningSink warn)
    : impl_(std::make_unique<Impl>(std::move(file), handler, warn)) {}

Parser::~Parser() = default;

bool Parser::feed() {
    Impl& impl = *impl_;
    if (impl.finished) return false;
    const std::string_view piece = impl.source.next();
    if (const auto finding = impl.scanner.scan(piece)) {
        impl.finished = true;
        throw Error(Fault::input, impl.source.place_of(finding->offset), finding->message,
                    "this file seems to be made to do harm");
    }
    impl.finished = piece.empty();
    xmlParseChunk(impl.context.get(), piece.data(), static_cast<int>(piece.size()),
                  impl.finished ? 1 : 0);
    if (impl.thrown || impl.broken || impl.context->wellFormed == 0) impl.finished = true;
    impl.throw_if_failed();
    return !impl.finished;
}

Place Parser::place() const { return impl_->place(); }
const std::string& Parser::path() const noexcept { return impl_->source.path(); }
_xmlParserCtxt* Parser::context() const noexcept { return impl_->context.get(); }

}  // namespace egiz::formats::xml
