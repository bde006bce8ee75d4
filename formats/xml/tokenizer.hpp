// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/xml/parser.hpp"
#include "formats/xml/position.hpp"

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace egiz::formats::xml {

/// Reads the XML that most files are made of, several times as fast as libxml2 does: tags with
/// names of ASCII, namespaces, text, the references that XML knows by itself, CDATA, comments,
/// processing instructions, and a document type that declares nothing.
///
/// It finds no fault: in front of anything else, be it well-formed or not, it stops, and the rest
/// of the file is libxml2's, to which replay() tells where it is.
class Tokenizer {
public:
    explicit Tokenizer(Handler& handler) : handler_(handler) {}

    /// Reads as much of `text`, UTF-8 that is well-formed, as is whole.
    /// \param last  nothing follows
    /// \return bytes read; what is left has to be given again, with more behind it, unless
    ///         stopped()
    [[nodiscard]] std::size_t read(const std::string& text, bool last);
    /// What is left is not for this.
    [[nodiscard]] bool stopped() const noexcept { return stopped_; }
    /// Inside a handler: of the end of the tag or text at hand. Columns are bytes.
    [[nodiscard]] Position position() const;
    /// Gives a text that leaves a parser where this one is, in pieces: the document's declarations
    /// and the tags of the elements that are open, each in its line, and nothing that says anything
    /// between them. It ends in the line that position() tells, though not in its column.
    void replay(const std::function<void(const std::string&)>& give) const;

private:
    enum class Step {
        read,
        cut,   ///< the token may go on behind the end of the text
        stop,  ///< it is not for this
    };
    struct Name {
        std::string_view prefix;
        std::string_view local;
        const char* begin = nullptr;  ///< of both

        [[nodiscard]] bool declares_namespace() const {
            return prefix.empty() ? local == "xmlns" : prefix == "xmlns";
        }
    };
    /// A tag whose element is open, or a declaration in front of the root.
    struct Open {
        std::size_t begin;       ///< into tags_
        std::size_t name_size;   ///< with the prefix
        std::size_t local_size;  ///< without
        std::size_t offset;      ///< into the text at hand; until the line is known
        std::size_t line;        ///< 0: not known
    };
    struct Namespace {
        std::string prefix;
        std::string uri;
        std::size_t depth;
    };
    [[nodiscard]] Step read_token();
    [[nodiscard]] Step read_text();
    [[nodiscard]] Step read_reference();
    [[nodiscard]] Step read_blanks();
    [[nodiscard]] Step read_start_tag();
    [[nodiscard]] Step read_attribute(const char*& at);
    [[nodiscard]] Step read_value(const char*& at, std::string_view& value);
    [[nodiscard]] Step read_end_tag();
    [[nodiscard]] Step read_document_type();
    [[nodiscard]] Step read_comment();
    [[nodiscard]] Step read_cdata();
    [[nodiscard]] Step read_instruction();

    [[nodiscard]] Step read_name(const char*& at, Name& name) const;
    [[nodiscard]] bool add(const Name& name, std::string_view value);
    [[nodiscard]] bool declare(std::string_view prefix, std::string_view uri);
    [[nodiscard]] bool resolve_prefixes();
    /// Null if the prefix is not declared; no prefix always is.
    [[nodiscard]] const std::string* uri_of(std::string_view prefix) const;
    void open(const Name& name, const char* end, bool is_empty);
    void close(std::string_view local);
    void keep(std::string_view text, std::size_t name_size, std::size_t local_size);
    void hand_on(const char* begin, const char* end);

    [[nodiscard]] Step ended_at(const char* at) const noexcept {
        return at >= end_ ? Step::cut : Step::stop;
    }
    /// Of elements.
    [[nodiscard]] std::size_t depth() const noexcept { return open_.size() - declarations_; }
    void leave_text();

    Handler& handler_;
    const char* begin_ = nullptr;  ///< of the text at hand
    const char* end_ = nullptr;    ///< a NUL stands there
    const char* at_ = nullptr;     ///< what is in front of it has been read
    const char* here_ = nullptr;   ///< what position() tells
    bool stopped_ = false;
    bool at_start_ = true;  ///< of the file
    bool has_document_type_ = false;
    bool has_root_ = false;
    std::vector<Open> open_;
    std::size_t declarations_ = 0;  ///< so many of open_ are no elements
    std::string tags_;              ///< of open_, as they stand in the file
    std::vector<Namespace> namespaces_;
    std::vector<Attribute> attributes_;  ///< of the tag at hand
    std::size_t attribute_count_ = 0;    ///< with the declarations of namespaces
    std::deque<std::string> decoded_;    ///< their values that hold references or line ends
    std::string reference_;
    Position text_begin_;
    mutable Position known_;  ///< what was asked for last
    mutable const char* known_at_ = nullptr;
};

}  // namespace egiz::formats::xml
