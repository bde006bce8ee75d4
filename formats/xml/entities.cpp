// SPDX-License-Identifier: Apache-2.0
#include "formats/xml/entities.hpp"

#include "formats/xml/references.hpp"

#include <utility>

namespace egiz::formats::xml {
namespace {

constexpr std::size_t free_bytes = 4u << 20;
constexpr std::size_t growth = 4;
constexpr std::size_t largest = 1u << 20;  ///< one entity
constexpr int deepest = 32;

}  // namespace

void Entities::declare_text(std::string name, std::string content) {
    Entity entity;
    entity.content = std::move(content);
    entities_.try_emplace(std::move(name), std::move(entity));  // the first declaration counts
}

void Entities::declare_external(std::string name) {
    Entity entity;
    entity.external = true;
    entities_.try_emplace(std::move(name), std::move(entity));
}

void Entities::charge(std::size_t bytes, std::size_t bytes_read) {
    spent_ += bytes;
    if (spent_ > free_bytes + growth * bytes_read) {
        throw EntityError("its entities stand for far more text than the file has");
    }
}

const std::string& Entities::expand(const std::string& name, std::size_t bytes_read) {
    const auto found = entities_.find(name);
    if (found == entities_.end()) throw EntityError("the entity &" + name + "; is not declared");
    Entity& entity = found->second;
    if (entity.external) {
        throw EntityError("the entity &" + name + "; stands for another file, which is not opened");
    }
    if (entity.busy) throw EntityError("the entity &" + name + "; stands for itself");
    if (!entity.done) {
        if (depth_ >= deepest) throw EntityError("entities are nested too deep");
        entity.busy = true;
        ++depth_;
        append_decoded(entity.expanded, entity.content, bytes_read, false);
        --depth_;
        entity.busy = false;
        entity.done = true;
    }
    charge(entity.expanded.size(), bytes_read);
    return entity.expanded;
}

std::string Entities::decode(std::string_view value, std::size_t bytes_read) {
    std::string result;
    append_decoded(result, value, bytes_read, true);
    return result;
}

void Entities::append_decoded(std::string& result, std::string_view text, std::size_t bytes_read,
                              bool attribute) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t next = text.find_first_of(attribute ? "&" : "&<", at);
        result.append(text.substr(at, next - at));
        if (next == std::string_view::npos) return;
        if (text[next] == '<') {
            throw EntityError("an entity that stands for markup is used, which is not supported");
        }
        const std::size_t end = text.find(';', next);
        if (end == std::string_view::npos) throw EntityError("an entity reference has no end");
        append_reference(result, std::string(text.substr(next + 1, end - next - 1)), bytes_read);
        if (result.size() > largest) throw EntityError("an entity stands for more than 1 MiB");
        at = end + 1;
    }
}

void Entities::append_reference(std::string& result, const std::string& name,
                                std::size_t bytes_read) {
    if (append_known_reference(result, name)) return;
    if (name.starts_with('#')) {
        throw EntityError("a character reference in an entity is no XML character");
    }
    result += expand(name, bytes_read);
}

}  // namespace egiz::formats::xml
