// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/check_output.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iomanip>
#include <ostream>
#include <sstream>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string hexadecimal(std::uint64_t id) {
    std::ostringstream text;
    text << std::hex << std::setw(16) << std::setfill('0') << id;
    return text.str();
}

Json ranges_json(const std::vector<Range>& ranges) {
    Json list = Json::array();
    for (const Range range : ranges) list.push_back({range.begin, range.end});
    return list;
}

/// On one line, the part around the first of `ranges`.
std::string shortened(std::string_view text, const std::vector<Range>& ranges) {
    constexpr std::size_t longest = 90;
    constexpr std::size_t before = 30;
    if (count_code_points(text) <= longest) return cli::printable(text);
    std::size_t begin = 0;
    if (!ranges.empty() && ranges.front().begin <= text.size()) {
        begin = ranges.front().begin;
        for (std::size_t i = 0; i < before && begin > 0; ++i) {
            static_cast<void>(previous_code_point(text, begin));
        }
        if (begin > 0 && count_code_points(text.substr(0, begin)) < before) begin = 0;
    }
    std::size_t end = begin;
    for (std::size_t i = 0; i < longest && end < text.size(); ++i) {
        static_cast<void>(next_code_point(text, end));
    }
    return (begin > 0 ? "…" : "") + cli::printable(text.substr(begin, end - begin)) +
           (end < text.size() ? "…" : "");
}

}  // namespace

void CheckOutput::show(const std::string& file, bool with_languages, const PairOfUnit& pair,
                       const tm::QualityFlag& flag) {
    for (Counts* counts : {&by_check_[flag.check], &all_}) {
        ++(flag.severity == tm::Severity::error ? counts->errors : counts->warnings);
    }
    const auto& [source, target] = pair.languages;
    std::ostream& out = console_.out();
    if (console_.json()) {
        Json json{{"file", file}, {"unit", pair.number}};
        if (!pair.unit.id.empty()) json["unit_id"] = pair.unit.id;
        json.update({{"source_language", source.tag()},
                     {"target_language", target.tag()},
                     {"check", flag.check},
                     {"severity", name(flag.severity)},
                     {"message", flag.message},
                     {"source", pair.source.text},
                     {"target", pair.target.text},
                     {"source_ranges", ranges_json(flag.source)},
                     {"target_ranges", ranges_json(flag.target)},
                     {"id", hexadecimal(flag.id)}});
        out << dump(json) << '\n';
        return;
    }
    out << cli::printable(file) << ':' << pair.number << ": ";
    if (with_languages) out << source << '-' << target << ": ";
    out << name(flag.severity) << ": " << flag.check << ": " << cli::printable(flag.message)
        << '\n';
    const auto show_text = [&](const Language& language, const Variant& variant,
                               const std::vector<Range>& ranges) {
        out << "    " << std::left << std::setw(4) << language.tag() << std::right
            << shortened(variant.text, ranges) << '\n';
    };
    show_text(source, pair.source, flag.source);
    show_text(target, pair.target, flag.target);
}

void CheckOutput::finish() {
    std::ostream& out = console_.out();
    if (console_.json()) {
        Json checks = Json::object();
        for (const std::string_view check : tm::quality_checks()) {
            const auto found = by_check_.find(check);
            if (found == by_check_.end()) continue;
            checks[std::string(check)] = {{"errors", found->second.errors},
                                          {"warnings", found->second.warnings}};
        }
        out << dump({{"summary",
                      {{"pairs", pairs_},
                       {"errors", all_.errors},
                       {"warnings", all_.warnings},
                       {"ignored", ignored_},
                       {"checks", checks}}}})
            << '\n';
    } else if (!console_.quiet()) {
        for (const std::string_view check : tm::quality_checks()) {
            const auto found = by_check_.find(check);
            if (found == by_check_.end()) continue;
            out << "  " << std::left << std::setw(14) << check << std::right;
            if (found->second.errors > 0) {
                out << "  " << cli::counted(found->second.errors, "error");
            }
            if (found->second.warnings > 0) {
                out << "  " << cli::counted(found->second.warnings, "warning");
            }
            out << '\n';
        }
        out << cli::counted(pairs_, "translation")
            << " checked: " << cli::counted(all_.errors, "error") << ", "
            << cli::counted(all_.warnings, "warning");
        if (ignored_ > 0) out << ", " << ignored_ << " ignored";
        out << '\n';
    }
    console_.finish_output();
}

bool CheckOutput::has(tm::Severity severity) const {
    return all_.errors > 0 || (severity == tm::Severity::warning && all_.warnings > 0);
}

}  // namespace egiz::workflow
