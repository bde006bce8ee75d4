// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace egiz::test {

inline std::string sample(const std::string& name) {
    return std::string(EGIZ_SOURCE_DIR) + "/samples/" + name;
}

/// `en=samples/en.txt ru=… kk=… zh=…`
inline std::vector<std::string> all_samples() {
    std::vector<std::string> inputs;
    for (const std::string language : {"en", "ru", "kk", "zh"}) {
        inputs.push_back(language + "=" + sample(language + ".txt"));
    }
    return inputs;
}

}  // namespace egiz::test
