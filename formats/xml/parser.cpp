// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/parser.hpp"

#include "formats/xml/entities.hpp"
#include "formats/xml/position.hpp"
#include "formats/xml/tag_scanner.hpp"
#include "formats/xml/tokenizer.hpp"
#include "formats/xml/utf8_source.hpp"
#include "text/handle.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <exception>
#include <functional>
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

std::string message_of(const xmlError& problem) {
    // What is in the comment libxml2 says or not, as its buffer happens to be filled.
    if (problem.code == XML_ERR_COMMENT_NOT_FINISHED) return "Comment not terminated";
    return one_line(problem.message);
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
    /// Reads the file as far as it can.
    std::optional<Tokenizer> tokenizer;
    TagScanner scanner;
    Entities entities;
    Handle<xmlParserCtxt, release_context> context;
    std::size_t depth = 0;
    bool has_root = false;
    bool finished = false;
    bool salvage;
    bool muted = false;  ///< the elements around a place where parsing was resumed
    /// Bytes that the parser may not have got past: what the text that it hands on was, and where
    /// resume() goes on.
    std::string window;
    Position window_begin;          ///< if the file is to be salvaged
    std::size_t window_offset = 0;  ///< of its begin, from where parsing began or was resumed
    std::size_t fault_offset = 0;   ///< likewise
    /// What is to be added to libxml2's lines, and to its columns in one of these, for it has not
    /// seen all of the file.
    long line_shift = 0;
    long column_shift = 0;
    int shifted_line = 0;
    std::exception_ptr thrown;  ///< C code stands between the handler and feed()
    std::optional<Error> broken;
    bool masks = true;         ///< libxml2 is shown ASCII in place of other letters
    std::string masked;        ///< the piece as libxml2 is shown it
    std::vector<Range> texts;  ///< of the piece, outside of markup
    std::vector<Attribute> attributes;
    std::deque<std::string> decoded;  ///< attribute values that had references
    xmlEntity stand_in{};             ///< what libxml2 is told about an entity

    Impl(InputFile file, Handler& taker, WarningSink warn, bool salvages)
        : source(std::move(file), std::move(warn), salvages), handler(taker), salvage(salvages) {
        initialize();
        if (!salvage) {
            tokenizer.emplace(handler);
        } else {
            make_context();
        }
    }

    void leave_tokenizer() {
        if (!context) make_context();
        tokenizer.reset();
    }

    void make_context() {
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
        if (tokenizer) return tokenizer->position().in(source.path());
        const xmlParserInput* input = context->input;
        if (input == nullptr) return {source.path(), 0, 0};
        return in_file(input->line, input->col);
    }

    [[nodiscard]] Place in_file(int line, int column) const {
        const long shift = line == shifted_line ? column_shift : 0;
        const auto counted = [](long number) {
            return static_cast<std::size_t>(std::max(number, 0L));
        };
        return {source.path(), line > 0 ? counted(line + line_shift) : 0, counted(column + shift)};
    }

    /// Bytes that libxml2 has got past.
    [[nodiscard]] std::size_t offset() const {
        const xmlParserInput* input = context->input;
        if (input == nullptr || input->cur == nullptr) return 0;
        return input->consumed + static_cast<std::size_t>(input->cur - input->base);
    }

    /// As xmlStopParser(), which also frees what the attributes at hand point into: the schema
    /// validator looks at them after our handler has.
    void stop() {
        fault_offset = offset();
        context->errNo = XML_ERR_USER_STOP;
        context->disableSAX = 1;
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
        if (thrown) stop();
    }

    static Impl& self(void* data) { return *static_cast<Impl*>(data); }

    static void start_element(void* data, const xmlChar* name, const xmlChar*, const xmlChar* uri,
                              int, const xmlChar**, int count, int, const xmlChar** raw) {
        Impl& impl = self(data);
        impl.guarded([&] {
            ++impl.depth;
            impl.has_root = true;
            if (impl.muted) return;
            if (impl.depth > deepest) {
                throw impl.error("elements are nested deeper than 256");
            }
            if (static_cast<std::size_t>(count) > TagScanner::most_attributes) {
                throw impl.error("a tag has more than 256 attributes");
            }
            if (static_cast<std::size_t>(impl.context->nsNr) > 2 * most_namespaces) {
                throw impl.error("more than 256 namespaces are declared at once");
            }
            impl.take_attributes(raw, static_cast<std::size_t>(count));
            impl.handler.start(view(name), view(uri), Attributes(impl.attributes));
        });
    }

    void take_attributes(const xmlChar** raw, std::size_t count) {
        attributes.clear();
        if (!decoded.empty()) decoded.clear();
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
            if (!impl.muted) impl.handler.end(view(name));
        });
    }

    static void characters(void* data, const xmlChar* text, int size) {
        Impl& impl = self(data);
        if (impl.muted) return;
        impl.guarded([&] {
            impl.handler.text(impl.unmasked(
                {reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)}));
        });
    }

    /// libxml2 takes ten times as long for text that is not ASCII. It is not told: it gets `x` for
    /// each byte of another letter, and hands the text on as it stands in its buffer, so that we
    /// know what it was. From what it has to see, or copies, on it is shown all as it is.
    [[nodiscard]] std::string_view show(std::string_view piece) {
        masks = masks && !has_lone_cr(piece) &&
                piece.find("\xEF\xBF\xBE") == std::string_view::npos &&  // U+FFFE, no character
                piece.find("\xEF\xBF\xBF") == std::string_view::npos;
        if (!masks) return piece;
        masked.assign(piece);
        for (const Range range : texts) mask(masked.data() + range.begin, range.end - range.begin);
        return masked;
    }

    static void mask(char* bytes, std::size_t size) {
        constexpr std::uint64_t ones = 0x0101010101010101U;
        std::uint64_t eight = 0;
        for (; size >= sizeof eight; bytes += sizeof eight, size -= sizeof eight) {
            std::memcpy(&eight, bytes, sizeof eight);
            const std::uint64_t high = eight >> 7U & ones;
            if (high == 0) continue;
            const std::uint64_t foreign = high * 0xFFU;
            eight = (eight & ~foreign) | (foreign & ones * 'x');
            std::memcpy(bytes, &eight, sizeof eight);
        }
        for (; size > 0; ++bytes, --size) {
            if ((static_cast<unsigned char>(*bytes) & 0x80U) != 0) *bytes = 'x';
        }
    }

    [[nodiscard]] static bool has_lone_cr(std::string_view piece) {
        std::size_t at = piece.find('\r');
        while (at != std::string_view::npos && at + 1 < piece.size() && piece[at + 1] == '\n') {
            at = piece.find('\r', at + 1);
        }
        return at != std::string_view::npos;
    }

    /// What stood in the file where `text` stands in the parser's buffer; if it does not, `text`.
    [[nodiscard]] std::string_view unmasked(std::string_view text) const {
        const xmlParserInput* input = context->input;
        const std::less<> before;
        if (before(text.data(), view(input->base).data()) ||
            !before(text.data(), reinterpret_cast<const char*>(input->end))) {
            return text;
        }
        const auto at =
            static_cast<std::size_t>(text.data() - reinterpret_cast<const char*>(input->base));
        return std::string_view(window).substr(input->consumed + at - window_offset, text.size());
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
        // Behind a declaration libxml2 would have it own the value, if it had none.
        entity.orig = const_cast<xmlChar*>(name);
        return &entity;
    }

    static void take_error(void*, xmlErrorPtr problem) {
        // The user data is the schema validator's when that listens in.
        const auto* context = static_cast<const xmlParserCtxt*>(problem->ctxt);
        if (context == nullptr || context->_private == nullptr) return;
        Impl& impl = self(context->_private);
        if (problem->level != XML_ERR_FATAL || impl.broken || impl.thrown) return;
        impl.guarded([&] {
            Place where = impl.in_file(problem->line, problem->int2);
            impl.fault_offset = impl.offset();
            // libxml2 calls such a file empty, or what is in it extra content.
            const bool lacks_root = !impl.has_root && (problem->code == XML_ERR_DOCUMENT_EMPTY ||
                                                       problem->code == XML_ERR_DOCUMENT_END);
            impl.broken.emplace(Fault::input, std::move(where),
                                "this is not well-formed XML: " +
                                    (lacks_root ? "it has no root element" : message_of(*problem)),
                                hint_for(lacks_root ? XML_ERR_DOCUMENT_END : problem->code));
        });
    }

    /// Has libxml2 parse a piece that follows those before.
    /// \param begin  where that is in the file
    void parse(std::string_view piece, Position begin) {
        if (const auto finding = scanner.scan(piece, texts)) {
            finished = true;
            fault_offset = window_offset + window.size() - piece.size() + finding->offset;
            begin.advance(piece.substr(0, finding->offset));
            throw Error(Fault::input, begin.in(source.path()), finding->message,
                        "this file seems to be made to do harm");
        }
        finished = piece.empty();
        const std::string_view shown = show(piece);
        xmlParseChunk(context.get(), shown.data(), static_cast<int>(shown.size()),
                      finished ? 1 : 0);
        if (thrown || broken || context->wellFormed == 0) finished = true;
        throw_if_failed();
        const std::size_t past = offset();
        if (past > window_offset) drop_from_window(std::min(past - window_offset, window.size()));
    }

    /// The next piece of the file, of which the window may hold some more already.
    void read_on(bool at_end) {
        finished = true;  // should the handler throw
        window.erase(0, tokenizer->read(window, at_end));
        finished = at_end;
        if (tokenizer->stopped()) go_on_with_libxml2();
    }

    /// From where the tokenizer has stopped.
    void go_on_with_libxml2() {
        make_context();
        muted = true;
        tokenizer->replay([&](const std::string& text) {
            xmlParseChunk(context.get(), text.data(), static_cast<int>(text.size()), 0);
            window_offset += text.size();
        });
        muted = false;
        const Position begin = tokenizer->position();
        shifted_line = context->input->line;
        column_shift = static_cast<long>(begin.column) - context->input->col;
        const bool at_end = finished;
        tokenizer.reset();
        throw_if_failed();
        if (!window.empty()) parse(std::string(window), begin);
        if (at_end) parse({}, begin);
    }

    void drop_from_window(std::size_t count) {
        if (salvage) window_begin.advance(std::string_view(window).substr(0, count));
        window.erase(0, count);
        window_offset += count;
    }

    /// Finds the next start tag in what is left of the file; all before it leaves the window.
    [[nodiscard]] bool find_tag(const std::string& tag) {
        // At least a byte: what begins here has failed.
        const std::size_t past = fault_offset - std::min(fault_offset, window_offset);
        drop_from_window(std::min(std::max<std::size_t>(past, 1), window.size()));
        while (true) {
            std::size_t at = window.find(tag);
            for (; at != std::string::npos; at = window.find(tag, at + 1)) {
                const std::size_t behind = at + tag.size();
                if (behind < window.size() &&
                    std::string_view(" \t\r\n>/").find(window[behind]) == std::string_view::npos) {
                    continue;
                }
                if (behind < window.size()) {
                    drop_from_window(at);
                    return true;
                }
                break;
            }
            // The tag may be cut in two by the end of the piece.
            drop_from_window(window.size() - std::min(window.size(), tag.size()));
            const std::string_view piece = source.next();
            if (piece.empty()) return false;
            window += piece;
        }
    }

    /// A parser for the rest of the file, inside of `prefix`, which the handler does not see.
    void begin_anew(const std::string& prefix) {
        thrown = nullptr;
        broken.reset();
        depth = 0;
        scanner = TagScanner();
        context.reset();
        make_context();
        muted = true;
        xmlParseChunk(context.get(), prefix.data(), static_cast<int>(prefix.size()), 0);
        muted = false;
        shifted_line = 1;
        line_shift = static_cast<long>(window_begin.line) - 1;
        column_shift =
            static_cast<long>(window_begin.column) - 1 - static_cast<long>(prefix.size());
        window_offset = prefix.size();
    }

    void throw_if_failed() {
        if (thrown) std::rethrow_exception(thrown);
        if (broken) throw *broken;
        if (context->wellFormed == 0) throw error("this is not well-formed XML");
    }
};

Parser::Parser(InputFile file, Handler& handler, WarningSink warn, bool salvage)
    : impl_(std::make_unique<Impl>(std::move(file), handler, std::move(warn), salvage)) {}

Parser::~Parser() = default;

bool Parser::feed() {
    Impl& impl = *impl_;
    if (impl.finished) return false;
    impl.finished = true;  // should reading fail
    const std::string_view piece = impl.source.next();
    impl.finished = false;
    impl.window += piece;
    if (impl.tokenizer) {
        impl.read_on(piece.empty());
    } else {
        const Place begin = impl.source.place_of(0);
        impl.parse(piece, {begin.line, begin.column});
    }
    return !impl.finished;
}

bool Parser::resume(std::string_view element, const std::vector<std::string>& around) {
    Impl& impl = *impl_;
    impl.finished = true;
    std::string prefix;
    for (const std::string& name : around) prefix += "<" + name + ">";
    if (!impl.find_tag("<" + std::string(element))) return false;
    impl.begin_anew(prefix);
    impl.handler.resumed();
    impl.finished = false;
    impl.parse(std::string(impl.window), impl.window_begin);
    return !impl.finished;
}

Place Parser::place() const { return impl_->place(); }
const std::string& Parser::path() const noexcept { return impl_->source.path(); }
_xmlParserCtxt* Parser::context() const {
    impl_->masks = false;  // who listens in has to hear the text itself
    impl_->leave_tokenizer();
    return impl_->context.get();
}

}  // namespace egiz::formats::xml
