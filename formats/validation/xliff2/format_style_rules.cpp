// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/xliff2/groups.hpp"

namespace egiz::formats::xliff2 {
namespace {

/// Why `text` is no list of name,value pairs parted by backslashes, in which a backslash makes a
/// comma or backslash behind it plain; empty if it is one.
std::string sub_fs_problem(std::string_view text) {
    std::size_t commas = 0, name_size = 0;
    const auto problem = [&]() -> std::string {
        if (commas == 0) return "a pair has no comma";
        if (commas > 1) return "a value has a comma without a backslash before it";
        if (name_size == 0) return "a pair has no name";
        return {};
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && (text[i + 1] == ',' || text[i + 1] == '\\')) {
            ++i;
        } else if (text[i] == '\\') {
            if (std::string found = problem(); !found.empty()) return found;
            commas = name_size = 0;
            continue;
        } else if (text[i] == ',') {
            ++commas;
            continue;
        }
        if (commas == 0) ++name_size;
    }
    return problem();
}

class FormatStyleRules final : public RuleGroup {
public:
    using RuleGroup::RuleGroup;

    void start(const Tag& tag) override {
        const std::string_view* sub_fs = tag.find(Space::fs, "subFs");
        const bool has_fs = tag.has(Space::fs, "fs");
        if (sub_fs != nullptr && !has_fs) {
            context_.report(Rule::sub_fs, "fs:subFs is set, but not fs:fs");
        }
        if (sub_fs != nullptr) {
            if (const std::string problem = sub_fs_problem(*sub_fs); !problem.empty()) {
                context_.report(Rule::sub_fs, "fs:subFs=" + quote(*sub_fs) + ": " + problem);
            }
        }
        if ((has_fs || sub_fs != nullptr) && tag.is(Space::core, "ec") &&
            tag.value("isolated") != "yes") {
            context_.report(Rule::fs_ec,
                            "fs:fs or fs:subFs on an ec that is not isolated; they go on its sc");
        }
    }
};

}  // namespace

Group make_format_style_rules(Context& context) {
    return std::make_unique<FormatStyleRules>(context);
}

}  // namespace egiz::formats::xliff2
