// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/dates.hpp"

#include "text/error.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <sys/stat.h>

namespace egiz::workflow {
namespace {

std::string iso_8601(std::time_t seconds) {
    std::tm utc = {};
    if (gmtime_r(&seconds, &utc) == nullptr || utc.tm_year + 1900 > 9999) {
        throw Error(Fault::usage, {}, "a date beyond the year 9999");
    }
    char buffer[sizeof "2026-11-24T10:00:00Z"];
    std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return buffer;
}

std::string parse_date(const std::string& asked) {
    for (const char* format : {"%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d"}) {
        std::tm utc = {};
        const char* end = strptime(asked.c_str(), format, &utc);
        if (end != nullptr && *end == '\0') return iso_8601(timegm(&utc));
    }
    throw Error(Fault::usage, {}, "'" + asked + "' is not a date",
                "write 2026-11-24 or 2026-11-24T10:00:00Z, in UTC");
}

std::time_t parse_epoch(std::string_view text) {
    std::time_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || seconds < 0) {
        throw Error(Fault::usage, {}, "SOURCE_DATE_EPOCH is not a number of seconds");
    }
    return seconds;
}

}  // namespace

std::string unit_date(const std::string& asked, const std::vector<std::string>& files) {
    if (!asked.empty()) return parse_date(asked);
    if (const char* epoch = std::getenv("SOURCE_DATE_EPOCH"); epoch != nullptr && *epoch != '\0') {
        return iso_8601(parse_epoch(epoch));
    }
    std::time_t latest = 0;
    for (const std::string& file : files) {
        struct stat status = {};
        if (stat(file.c_str(), &status) == 0) latest = std::max(latest, status.st_mtime);
    }
    return latest == 0 ? std::string() : iso_8601(latest);
}

std::string change_date(const std::string& asked) {
    const std::string date = unit_date(asked, {});
    return date.empty() ? iso_8601(std::time(nullptr)) : date;
}

}  // namespace egiz::workflow
