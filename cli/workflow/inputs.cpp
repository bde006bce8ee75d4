// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/inputs.hpp"

#include "formats/documents/document_file.hpp"
#include "formats/readers/plain_text.hpp"
#include "text/language_guess.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace egiz::workflow {
namespace {

bool is_script(std::string subtag) {
    constexpr std::array<std::string_view, 5> scripts{"hans", "hant", "latn", "cyrl", "arab"};
    for (char& c : subtag) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return std::find(scripts.begin(), scripts.end(), subtag) != scripts.end();
}

/// A language where a part of a file name is one beyond doubt: a two-letter code, perhaps with
/// script or region. Three-letter codes are too often words (`new`, `art`, `doc`), and so is what
/// else may stand in a tag (`no-name`, `my-book`).
Language language_of_part(const std::string& part) {
    const std::size_t primary = std::min(part.find_first_of("-_"), part.size());
    if (primary != 2) return {};
    for (std::size_t begin = primary + 1; begin <= part.size();) {
        const std::size_t end = std::min(part.find_first_of("-_", begin), part.size());
        if (end - begin != 2 && !is_script(part.substr(begin, end - begin))) return {};
        begin = end + 1;
    }
    return Language::parse(part).value_or(Language());
}

bool same_file(const std::string& a, const std::string& b) {
    if (a == b) return true;
    std::error_code ignored;
    return std::filesystem::equivalent(a, b, ignored);
}

void check_distinct(const std::vector<InputName>& names) {
    if (names.size() < 2) {
        throw Error(Fault::usage, {}, "an alignment needs at least two texts",
                    "name them as en=a.txt ru=b.txt");
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        for (std::size_t k = i + 1; k < names.size(); ++k) {
            if (same_file(names[i].path, names[k].path)) {
                throw Error(Fault::usage, {names[k].path}, "the same file is given twice",
                            "each language needs a file of its own");
            }
        }
    }
}

}  // namespace

InputName parse_input(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos || equals == 0) return {{}, argument};
    const std::string tag = argument.substr(0, equals);
    if (const auto language = Language::parse(tag)) return {*language, argument.substr(equals + 1)};
    // A path may hold an equals sign too.
    std::error_code ignored;
    if (std::filesystem::exists(argument, ignored)) return {{}, argument};
    return {Language::require(tag), {}};
}

Language language_of_name(const std::string& path) {
    const std::filesystem::path name = std::filesystem::path(path).filename();
    const std::string extension = name.extension().string();
    if (extension.size() > 1) {
        const Language language = language_of_part(extension.substr(1));
        if (!language.undetermined()) return language;
    }
    const std::string stem = name.stem().string();
    const std::size_t dot = stem.rfind('.');
    if (dot == std::string::npos) return stem == "my" ? Language() : language_of_part(stem);
    return language_of_part(stem.substr(dot + 1));
}

Document read_running_text(const std::string& path, const formats::PlainTextOptions& options,
                           cli::Console& console) {
    if (!formats::is_document(path)) return formats::read_plain_text(path, options);
    formats::DocumentFile file(path, options, console.warning_sink());
    const Language declared = file.declared_language();
    Document document = std::move(file).take_document();
    if (document.language.undetermined()) document.language = declared;
    return document;
}

Input read_input(const InputName& name, const ReadOptions& options, Segmenters& segmenters,
                 cli::Console& console) {
    Language language = name.language;
    std::string how;
    if (language.undetermined()) {
        language = language_of_name(name.path);
        how = "its name";
    }
    const formats::PlainTextOptions text_options{language, options.encoding, options.line_breaks};
    Input input;
    Document document;
    if (options.segmented) {
        formats::SegmentedLines lines = formats::read_segmented_lines(name.path, text_options);
        input.text = std::move(lines.text);
        input.lines = std::move(lines.lines);
    } else {
        document = read_running_text(name.path, text_options, console);
        if (language.undetermined() && !document.language.undetermined()) {
            language = document.language;
            how = "what it says of itself";
        }
    }
    Document& read = options.segmented ? input.text.document : document;
    if (language.undetermined()) {
        language = guess_language(read.text);
        how = "its letters";
        if (language.undetermined()) {
            throw Error(Fault::usage, {name.path}, "cannot tell the language of this text",
                        name.from_option ? "say it with --from, as in --from en"
                                         : "say it, as in en=" + name.path);
        }
    }
    read.language = language;
    if (!how.empty()) console.note(name.path + ": language " + language.tag() + ", by " + how);
    if (read.encoding != "UTF-8") console.note(name.path + ": read as " + read.encoding);
    if (!options.segmented) {
        input.text = align::segment(std::move(document), segmenters.get(language));
    }
    return input;
}

std::vector<Input> read_inputs(const std::vector<InputName>& names, const ReadOptions& options,
                               Segmenters& segmenters, cli::Console& console) {
    check_distinct(names);
    std::vector<Input> inputs;
    for (const InputName& name : names) {
        inputs.push_back(read_input(name, options, segmenters, console));
        const Language& language = inputs.back().text.document.language;
        for (std::size_t i = 0; i + 1 < inputs.size(); ++i) {
            if (inputs[i].text.document.language == language) {
                throw Error(Fault::usage, {name.path},
                            "a second text in " + language.tag() + ": " +
                                inputs[i].text.document.name + " is the first",
                            "say the languages, as in en=" + names[i].path);
            }
        }
    }
    return inputs;
}

}  // namespace egiz::workflow
