// SPDX-License-Identifier: Apache-2.0
// Adds three units to a memory and shows what it has for a sentence that is nearly one of them.
#include <text/error.hpp>
#include <tm/matcher.hpp>
#include <tm/store.hpp>

#include <iostream>
#include <string>
#include <vector>

namespace {

egiz::TranslationUnit make_unit(const std::string& english, const std::string& kazakh) {
    egiz::TranslationUnit unit;
    for (const auto& [tag, text] : {std::pair("en", english), std::pair("kk", kazakh)}) {
        egiz::Variant& variant = unit.variants.emplace_back();
        variant.language = egiz::Language::require(tag);
        variant.text = text;
    }
    return unit;
}

}  // namespace

int main(int count, char** arguments) try {
    // `memory:` is kept in RAM; anything else is the path of a SQLite file.
    const std::string memory = count > 1 ? arguments[1] : "memory:";
    const auto store = egiz::tm::open_store(memory, egiz::tm::OpenMode::write);
    const std::vector<egiz::TranslationUnit> units{
        make_unit("Open the old file.", "Ескі файлды ашыңыз."),
        make_unit("Close the window.", "Терезені жабыңыз."),
        make_unit("Good morning!", "Қайырлы таң!"),
    };
    std::cout << store->add(units).added << " units added\n";

    egiz::tm::MatchQuery query;
    query.source = egiz::Language::require("en");
    query.target = egiz::Language::require("kk");
    query.text = "Open the new file.";
    query.min_score = 60;
    for (const egiz::tm::Match& match : egiz::tm::Matcher(*store).find(query)) {
        std::cout << match.score << "%  " << match.source.text << "  " << match.target.text << '\n';
    }
    return 0;
} catch (const egiz::Error& error) {
    std::cerr << error.what() << '\n';
    return static_cast<int>(error.fault());
}
