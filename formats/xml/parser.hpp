// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/input_file.hpp"
#include "text/error.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct _xmlParserCtxt;

namespace egiz::formats::xml {

struct Attribute {
    std::string_view prefix;
    std::string_view name;  ///< without prefix
    std::string_view value;
    std::string_view uri = {};  ///< its namespace
};

/// The attributes of one tag; valid while its handler runs.
class Attributes {
public:
    explicit Attributes(const std::vector<Attribute>& list) : list_(list) {}

    /// The value of the attribute without prefix; null if there is none.
    [[nodiscard]] const std::string_view* find(std::string_view name) const;
    /// The value of `prefix:name`.
    [[nodiscard]] const std::string_view* find(std::string_view prefix,
                                               std::string_view name) const;
    /// The value, or an empty one.
    [[nodiscard]] std::string_view value(std::string_view name) const;
    [[nodiscard]] const std::vector<Attribute>& list() const noexcept { return list_; }

private:
    const std::vector<Attribute>& list_;
};

/// Takes what a Parser reads. Names come without their prefixes.
class Handler {
public:
    Handler() = default;
    Handler(const Handler&) = delete;
    Handler& operator=(const Handler&) = delete;
    virtual ~Handler() = default;
    virtual void start(std::string_view name, std::string_view namespace_uri,
                       const Attributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    /// Text and CDATA; one run of text may come in several pieces.
    virtual void text(std::string_view piece) = 0;
    /// resume() has found the element that it looked for: what was open in front of it is not.
    virtual void resumed() {}
};

/// Reads an XML file piece by piece, with a tokenizer of our own as far as that goes and then with
/// libxml2's SAX2 parser, and bears with any bytes: bounded
/// in depth (256), attributes, namespaces, entity expansion and memory, and it opens no other file.
///
/// What a handler throws comes out of feed().
class Parser {
public:
    static constexpr std::size_t deepest = 256;
    /// Declared by the elements that are open. Each prefix is looked for among all of them.
    static constexpr std::size_t most_namespaces = 256;

    /// \param salvage  whether resume() will be asked for
    Parser(InputFile file, Handler& handler, WarningSink warn, bool salvage = false);
    ~Parser();
    Parser(const Parser&) = delete;
    Parser& operator=(const Parser&) = delete;

    /// Reads one piece of the file; false once the whole file is read.
    /// \throws Error (input), with the place, if the file is no well-formed XML or is out of bounds
    [[nodiscard]] bool feed();
    /// After feed() has thrown: goes on at the next start tag of `element` behind the fault, as if
    /// elements of the names in `around` were open. False if there is none.
    /// \throws Error (input) as feed() does
    [[nodiscard]] bool resume(std::string_view element, const std::vector<std::string>& around);
    /// Where the parser is: inside a handler, the end of the tag or text at hand.
    [[nodiscard]] Place place() const;
    [[nodiscard]] const std::string& path() const noexcept;
    /// For the schema validator, which listens in: libxml2 reads the whole file then. To be asked
    /// for before the first feed().
    [[nodiscard]] _xmlParserCtxt* context() const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Prepares libxml2 for use by several threads; done once however often it is called.
void initialize();

}  // namespace egiz::formats::xml
