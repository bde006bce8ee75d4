// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "formats/exchange/client_profile.hpp"

#include <optional>
#include <string>
#include <vector>

namespace egiz::workflow {

/// Which program will open what is written.
struct ClientOptions {
    std::string name;                                    ///< of a profile; empty: generic
    std::optional<formats::XliffVersion> xliff_version;  ///< in place of the profile's

    /// \throws Error (usage) if there is no such profile
    [[nodiscard]] const formats::ClientProfile& profile() const;
    [[nodiscard]] formats::XliffVersion version() const {
        return xliff_version.value_or(profile().xliff_version);
    }
    /// The same for a file whose ending says the version (formats::xliff_version_of()), unless
    /// another one is asked for.
    [[nodiscard]] ClientOptions written_as(const std::string& path) const;
    /// Options of a writer, as far as the client decides them.
    [[nodiscard]] formats::UnitWriterOptions writer_options(formats::UnitPart part) const;
};

struct ClientFile {
    std::string path;
    formats::UnitPart part = formats::UnitPart::all;
    std::size_t side = 0;  ///< of two languages, where each has a file of its own
};
/// The files that the client wants in place of one TMX: `x.tmx`, and `x.paragraphs.tmx` for units
/// of several sentences.
[[nodiscard]] std::vector<ClientFile> tmx_files(const std::string& path,
                                                const ClientOptions& client);

/// \throws Error (usage): the client reads TMX of two languages only
[[noreturn]] void fail_as_not_bilingual(const std::string& path, const ClientOptions& client,
                                        const std::vector<Language>& languages);

}  // namespace egiz::workflow
