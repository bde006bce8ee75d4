// SPDX-License-Identifier: Apache-2.0
// Internal to formats/documents.
#pragma once

#include "formats/documents/block.hpp"
#include "formats/documents/document_format.hpp"

#include <memory>
#include <string>
#include <vector>

namespace egiz::formats {

/// A ZIP archive in memory, as DOCX and ODT are. Nothing is ever unpacked to disk.
class Package {
public:
    static constexpr std::size_t most_members = 10'000;
    static constexpr std::size_t largest_member = std::size_t{64} << 20U;  ///< bytes, unpacked
    static constexpr std::size_t largest_total = std::size_t{128} << 20U;  ///< of those read

    /// \param bytes  must stay where they are
    /// \throws Error (input) if it is no archive, is damaged or encrypted, has too many members, or
    /// a member whose name leads out of the archive or comes twice
    Package(const std::string& bytes, std::string name);
    ~Package();
    Package(const Package&) = delete;
    Package& operator=(const Package&) = delete;

    [[nodiscard]] const std::vector<std::string>& members() const noexcept;
    [[nodiscard]] bool has(const std::string& member) const;
    /// \throws Error (input) if there is none of this name, it is damaged or out of bounds
    [[nodiscard]] std::string read(const std::string& member);
    /// Reads a member that is XML: well-formed, in UTF-8, without document type.
    /// \throws Error (input) as read(), or if it is not
    [[nodiscard]] std::string read_xml(const std::string& member);

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// \throws Error (input), with its place in `where`, if this is not well-formed XML
void check_well_formed(const std::string& bytes, const std::string& where);

/// The archive with the content of some members set anew; all others stay as they are, compressed
/// bytes and all. The same for every run: changed members are dated 1980-01-01.
[[nodiscard]] std::string repack(const std::string& original,
                                 const std::vector<SourcePart>& changed, const std::string& name);

}  // namespace egiz::formats
