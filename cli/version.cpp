// SPDX-License-Identifier: Apache-2.0
#include "cli/version.hpp"

#include <libxml/parser.h>
#include <sqlite3.h>
#include <unicode/uversion.h>

namespace egiz::cli {
namespace {

/// libxml2 gives 20914 for 2.9.14.
std::string libxml2_version() {
    const std::string digits = std::string(xmlParserVersion).substr(0, 5);
    if (digits.size() < 5) return xmlParserVersion;
    return std::to_string(std::stoi(digits.substr(0, 1))) + '.' +
           std::to_string(std::stoi(digits.substr(1, 2))) + '.' +
           std::to_string(std::stoi(digits.substr(3, 2)));
}

std::string icu_version() {
    UVersionInfo version = {};
    u_getVersion(version);
    char text[U_MAX_VERSION_STRING_LENGTH] = {};
    u_versionToString(version, text);
    return text;
}

}  // namespace

std::string version_text() {
    return std::string("egiz ") + EGIZ_VERSION + "\nICU " + icu_version() + ", libxml2 " +
           libxml2_version() + ", SQLite " + sqlite3_libversion();
}

}  // namespace egiz::cli
