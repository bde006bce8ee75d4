// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/segmentation_rules.hpp"

#include <string>
#include <vector>

namespace egiz::test {

/// A document with one group of rules for every language.
inline SegmentationRules document_of(std::vector<SegmentationRule> rules) {
    SegmentationRules document;
    document.file = "made.srx";
    for (std::size_t i = 0; i < rules.size(); ++i) rules[i].line = i + 1;
    document.language_rules.push_back({"all", std::move(rules), 1});
    document.language_maps.push_back({".*", "all", 1});
    return document;
}

/// A rule set for English of the kinds and the size that proofreading tools have: many lists of
/// abbreviations, initials, quotations and ellipses, few rules that break.
inline std::vector<SegmentationRule> english_like_rules() {
    std::vector<SegmentationRule> rules;
    const auto no = [&](const std::string& before, const std::string& after = "") {
        rules.push_back({false, before, after, 0});
    };
    const auto yes = [&](const std::string& before, const std::string& after = "") {
        rules.push_back({true, before, after, 0});
    };
    // One rule a word.
    for (const char* word :
         {"Adm",  "Apr",    "Aug",  "Ave",  "Brig", "Bros", "Capt", "Cmdr", "Co",    "Col", "Corp",
          "Dec",  "Det",    "Dist", "Dr",   "Drs",  "Esq",  "Feb",  "Fig",  "Fri",   "Gen", "Gov",
          "Hon",  "Hwy",    "Inc",  "Insp", "Jan",  "Jr",   "Jul",  "Jun",  "Lieut", "Ltd", "Maj",
          "Mar",  "Messrs", "Mme",  "Mon",  "Mr",   "Mrs",  "Ms",   "Mt",   "Nov",   "Oct", "Pres",
          "Prof", "Rd",     "Rep",  "Rev",  "Sat",  "Sen",  "Sept", "Sgt",  "Sr",    "St",  "Sun",
          "Supt", "Thu",    "Tue",  "Univ", "Vol",  "Wed"}) {
        no(std::string("\\b") + word + "\\.\\s");
    }
    for (const char* word : {"approx", "cf", "dept", "esp", "est", "etc", "excl", "ibid", "incl",
                             "max", "min", "misc", "resp", "viz", "vs"}) {
        no(std::string("\\b") + word + "\\.\\s", "[^\\p{Lu}]");
    }
    // Lists and optional letters.
    no("\\b[Nn]os?\\.\\s", "\\p{N}");
    no("\\b[Pp]p?\\.\\s", "\\p{N}|[ivx]");
    no("\\b[Ff]igs?\\.\\s", "\\p{N}");
    no("\\b([Cc]h|[Ss]ect?|[Vv]ol|[Ee]q)s?\\.\\s", "\\p{N}");
    no("\\be\\.g\\.\\s");
    no("\\bi\\.\\s?e\\.\\s");
    no("\\bPh\\.?D\\.\\s", "\\p{Ll}");
    no("\\bet\\b\\s\\bal\\.\\s");
    no("\\b(a\\.m|p\\.m|B\\.C|A\\.D)\\.\\s", "[^\\p{Lu}]|I");
    no("\\b(U\\.S|U\\.K|U\\.N|E\\.U)\\.\\s", "\\p{Ll}|\\p{Lu}{2,}");
    no("(?i)\\b(ca|resp|incl)\\.\\s", "\\d");
    // Initials.
    no("\\b\\p{Lu}\\.\\s", "\\p{Lu}\\.\\s");
    no("\\b\\p{Lu}\\.", "\\p{Lu}\\.");
    no("\\b\\p{Lu}\\.\\s\\p{Lu}\\.\\s");
    no("[^\\.]\\s[A-Z]\\.\\s", "\\p{Lu}");
    no("[\\.\\s]\\p{L}{1,2}\\.\\s", "[\\p{N}\\p{Ll}]");
    no("(?<=\\b(Mr|Ms|Dr)\\.\\s)[A-Z]\\.\\s");
    // Marks.
    no("[\\[\\(]*\\.\\.\\.[\\]\\)]*\\s", "[^\\p{Lu}]");
    no("[\\[\\(]*…[\\]\\)]*\\s", "\\p{Ll}");
    no("\\p{Ps}[!?]+\\p{Pe}\\s");
    no("[\\.!?…]+\\p{Pe}\\s", "\\p{Ll}");
    no("[\"”']\\s*", "\\s*\\p{Ll}");
    no("['\"„][\\.!?…]['\"”]\\s");
    no("^\\s*\\d{1,2}\\.\\s");
    no("\\d+\\.\\s", "(?!\\p{Lu})");
    no("\\s+-{1,2}\\s*[!?]\\s", "\\p{Ll}");
    yes("[\\.!?…]+[\\u00BB\\u2019\\u201D\\u203A\"'\\p{Pe}]*\\s");
    yes("[\\.!?…]['\"\\u201D\\p{Pe}]*", "\\p{Lu}[^\\p{Lu}]");
    yes("\\s\\p{L}[\\.!?…]\\s", "\\p{Lu}\\p{Ll}");
    yes("[。！？]+[」』”’）]*");
    yes("", "\\n\\s*\\n");
    yes("\\n");
    return rules;
}

}  // namespace egiz::test
