// SPDX-License-Identifier: Apache-2.0
// Reads the bytes, but for the last, as a lexicon. The last byte chooses what the file is called:
// nothing ('0'), .dic ('1'), .tsv ('2'), .tbx ('3'), .tmx ('4').
#include "formats/exchange/lexicon_reader.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <unistd.h>

namespace {

using namespace egiz;

void require(bool good) {
    if (!good) std::abort();
}

void check(const formats::LexiconFile& file) {
    require(!file.entries.empty());
    require(file.entries.size() <= file.items);
    for (const TermEntry& entry : file.entries) {
        require(entry.weight > 0 && entry.terms.size() >= 2);
        std::set<Language> languages;
        for (const auto& [language, terms] : entry.terms) {
            require(languages.insert(language).second && !terms.empty());
            std::set<std::string_view> distinct(terms.begin(), terms.end());
            require(distinct.size() == terms.size());
            for (const std::string& term : terms) {
                require(!term.empty() && !find_invalid_utf8(term));
                require(trim(term, {0, term.size()}) == Range{0, term.size()});
            }
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    static const std::string folder =
        (std::filesystem::temp_directory_path() / ("egiz-fuzz-" + std::to_string(getpid())))
            .string();
    if (size == 0) return 0;
    constexpr const char* extensions[] = {"", ".dic", ".tsv", ".tbx", ".tmx"};
    std::filesystem::create_directories(folder);
    const std::string path = folder + "/input" + extensions[bytes[size - 1] % 5U];  // '0' is 48
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(size - 1));
    formats::LexiconReadOptions options;
    options.source = Language::require("en");
    options.target = Language::require("ru");
    try {
        check(formats::read_lexicon(path, options));
    } catch (const Error& error) {
        if (error.fault() == Fault::internal) std::abort();
    }
    return 0;
}
