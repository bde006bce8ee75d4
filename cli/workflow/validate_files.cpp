// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/validate_files.hpp"

#include "formats/validation/validate.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ostream>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

Json as_json(const std::string& file, const formats::Validation& validation) {
    Json faults = Json::array();
    for (const formats::ValidationFault& fault : validation.faults) {
        faults.push_back({{"line", fault.place.line},
                          {"column", fault.place.column},
                          {"message", fault.message},
                          {"rule", fault.rule},
                          {"clause", fault.clause}});
    }
    return {{"file", file},
            {"standard", validation.standard},
            {"valid", validation.faults.empty()},
            {"faults", faults}};
}

void print(std::ostream& out, const std::string& file, const formats::Validation& validation) {
    for (const formats::ValidationFault& fault : validation.faults) {
        out << cli::printable(fault.place.to_string()) << ": " << cli::printable(fault.message);
        if (!fault.rule.empty()) out << " [" << fault.rule << ": " << fault.clause << ']';
        out << '\n';
    }
    out << cli::printable(file) << ": ";
    if (validation.faults.empty()) {
        out << "valid " << validation.standard << '\n';
    } else {
        out << cli::counted(validation.faults.size(), "fault") << ", not valid "
            << validation.standard << '\n';
    }
}

}  // namespace

int validate_files(const std::vector<std::string>& files, cli::Console& console) {
    int exit_code = 0;
    for (const std::string& file : files) {
        try {
            const formats::Validation validation = formats::validate_file(file);
            if (!validation.faults.empty()) {
                exit_code = std::max(exit_code, static_cast<int>(Fault::findings));
            }
            if (console.json()) {
                console.out() << as_json(file, validation)
                                     .dump(-1, ' ', false, Json::error_handler_t::replace)
                              << '\n';
            } else if (!console.quiet() || !validation.faults.empty()) {
                print(console.out(), file, validation);
            }
        } catch (const Error& error) {
            console.error(error);
            exit_code = static_cast<int>(Fault::input);
        }
    }
    console.finish_output();
    return exit_code;
}

}  // namespace egiz::workflow
