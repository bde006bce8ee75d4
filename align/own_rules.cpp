// SPDX-License-Identifier: Apache-2.0
#include "align/own_rules.hpp"

#include "align/segmentation/rule_set.hpp"

namespace egiz::align {

std::vector<RulesFile> own_rules(const Language& language) {
    std::vector<RulesFile> files;
    for (const std::string& name :
         {std::string("general.txt"), std::string(language.primary()) + ".txt"}) {
        for (const EmbeddedFile& file : embedded_rules()) {
            if (file.name == name) files.push_back({"rules/" + name, std::string(file.bytes)});
        }
    }
    return files;
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
