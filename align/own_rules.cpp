// SPDX-License-Identifier: Apache-2.0
#include "align/own_rules.hpp"

#include "align/segmentation/rule_set.hpp"

namespace egiz::align {

std::vector<RulesFile> own_rules(const Language& language) {
    std::vector<RulesFile> files;
    for (const EmbeddedFile& file : rules_files(language)) {
        files.push_back({"rules/" + std::string(file.name), std::string(file.bytes)});
    }
    return files;
}

bool rules_hold_for(const Language& rules, const Language& text) {
    if (rules.undetermined()) return true;
    if (rules.tag() != rules.primary()) return match(rules, text) != LanguageMatch::none;
    return rules.primary() == text.primary() || rules.primary() == rules_language(text);
}

std::string joined_rules(const std::vector<RulesFile>& files) {
    std::string text;
    for (const RulesFile& file : files) {
        if (!text.empty()) text += '\n';
        text += "[file " + file.name + "]\n" + file.text;
        if (!text.ends_with('\n')) text += '\n';
    }
    return text;
}

}  // namespace egiz::align
