// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace egiz::formats::xml {

/// A general entity that cannot be replaced; says why.
struct EntityError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The general entities that a file's document type declares. Those that stand for text are
/// replaced, up to a cap in all; those that stand for files are never opened.
class Entities {
public:
    void declare_text(std::string name, std::string content);
    void declare_external(std::string name);

    /// What `&name;` stands for. `bytes_read` is how much of the file was read: a file may grow to
    /// a few times its size. \throws EntityError
    [[nodiscard]] const std::string& expand(const std::string& name, std::size_t bytes_read);
    /// `value` with its references replaced, as libxml2 hands attributes over: `&#38;` for `&`, and
    /// references to declared entities as they are. \throws EntityError
    [[nodiscard]] std::string decode(std::string_view value, std::size_t bytes_read);

private:
    struct Entity {
        std::string content;
        std::string expanded;
        bool external = false;
        bool done = false;
        bool busy = false;  ///< being expanded: it refers to itself
    };
    void append_decoded(std::string& result, std::string_view text, std::size_t bytes_read,
                        bool attribute);
    void append_reference(std::string& result, const std::string& name, std::size_t bytes_read);
    void charge(std::size_t bytes, std::size_t bytes_read);

    std::map<std::string, Entity> entities_;
    std::size_t spent_ = 0;
    int depth_ = 0;
};

}  // namespace egiz::formats::xml
