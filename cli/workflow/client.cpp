// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/client.hpp"

#include "text/error.hpp"

#include <filesystem>

namespace egiz::workflow {

const formats::ClientProfile& ClientOptions::profile() const {
    const auto profiles = formats::client_profiles();
    if (name.empty()) return profiles.front();
    std::string known;
    for (const formats::ClientProfile& profile : profiles) {
        if (profile.name == name) return profile;
        known += (known.empty() ? "" : ", ") + std::string(profile.name);
    }
    throw Error(Fault::usage, {}, "no program '" + name + "' is known", "use one of: " + known);
}

ClientOptions ClientOptions::written_as(const std::string& path) const {
    ClientOptions options = *this;
    if (!xliff_version) options.xliff_version = formats::xliff_version_of(path);
    return options;
}

formats::UnitWriterOptions ClientOptions::writer_options(formats::UnitPart part) const {
    formats::UnitWriterOptions options;
    options.xliff_version = version();
    options.copies_source = profile().copies_source && version() == formats::XliffVersion::v1_2;
    options.language_style = profile().language_style;
    options.paragraphs = part == formats::UnitPart::paragraphs;
    options.tool_version = EGIZ_VERSION;
    return options;
}

std::vector<ClientFile> tmx_files(const std::string& path, const ClientOptions& client) {
    if (!client.profile().paragraphs_apart) return {{path, formats::UnitPart::all}};
    std::filesystem::path paragraphs(path);
    const std::string extension = paragraphs.extension().string();
    paragraphs.replace_extension();
    paragraphs += ".paragraphs" + extension;
    return {{path, formats::UnitPart::sentences},
            {paragraphs.string(), formats::UnitPart::paragraphs}};
}

void fail_as_not_bilingual(const std::string& path, const ClientOptions& client,
                           const std::vector<Language>& languages) {
    const std::string pair = languages[0].tag() + "-" + languages[1].tag();
    throw Error(Fault::usage, {path},
                std::string(client.profile().title) +
                    " takes the wrong languages of a TMX that has more than two",
                "put a pair into the name, as in x." + pair + ".tmx, or say it with --pair");
}

}  // namespace egiz::workflow
