// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/known_words.hpp"

#include "cli/workflow/outputs.hpp"
#include "cli/workflow/result_output.hpp"
#include "formats/exchange/lexicon_reader.hpp"
#include "text/error.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace egiz::workflow {
namespace {

struct LexiconName {
    Language source;
    Language target;
    std::string path;
};

/// Reads `PATH` or `LANG-LANG=PATH`.
LexiconName parse_lexicon(const std::string& argument) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string::npos || equals == 0) return {{}, {}, argument};
    const std::string said = argument.substr(0, equals);
    if (const auto pair = parse_pair(said)) {
        return {pair->first, pair->second, argument.substr(equals + 1)};
    }
    // A path may hold an equals sign too.
    std::error_code ignored;
    if (std::filesystem::exists(argument, ignored)) return {{}, {}, argument};
    throw Error(Fault::usage, {}, "--lexicon: '" + said + "' is no pair of languages",
                "say the source and the target, as in en-ru=" + argument.substr(equals + 1));
}

bool has(const align::Lexicon& lexicon, const Language& language) {
    const std::vector<Language> languages = lexicon.languages();
    return std::any_of(languages.begin(), languages.end(),
                       [&](const Language& each) { return each.primary() == language.primary(); });
}

std::string file_name(const std::string& path) {
    return std::filesystem::path(path).filename().string();
}

}  // namespace

void check_output_spares(const std::string& output, const KnownWordsOptions& options) {
    for (const std::string& argument : options.lexicons) {
        if (!argument.empty()) check_output_spares(output, parse_lexicon(argument).path);
    }
}

KnownWords::KnownWords(const KnownWordsOptions& options, const std::vector<Language>& languages,
                       cli::Console& console)
    : use_own_(!options.no_lexicon) {
    for (const std::string& argument : options.lexicons) {
        // An empty list in a file of settings.
        if (!argument.empty()) read(argument, languages, console);
    }
}

void KnownWords::read(const std::string& argument, const std::vector<Language>& languages,
                      cli::Console& console) {
    const LexiconName name = parse_lexicon(argument);
    formats::LexiconReadOptions options;
    options.source = name.source;
    options.target = name.target;
    if (name.source.undetermined() && languages.size() == 2) {
        options.source = languages.front();
        options.target = languages.back();
    }
    const formats::LexiconFile file = formats::read_lexicon(name.path, options);
    const auto said = [](const formats::LexiconNotice& notice, const char* what) {
        return std::to_string(notice.count) + ' ' + what + ": " + notice.what;
    };
    for (const formats::LexiconNotice& notice : file.skipped) {
        console.warn({notice.first, said(notice, "skipped")});
    }
    for (const formats::LexiconNotice& notice : file.mended) {
        console.warn({notice.first, said(notice, "mended")});
    }
    files_.push_back({name.path, align::Lexicon::compile(file.entries)});
}

void KnownWords::learn_from(tm::Store& store, const std::string& memory,
                            const std::vector<PairOfLanguages>& pairs,
                            const MemoryWordsOptions& options, cli::Console& console) {
    memory_ = memory;
    learnt_ = workflow::words_of_memory(store, pairs, options, console);
}

align::AlignerOptions KnownWords::aligner_options() const {
    align::AlignerOptions options;
    options.use_lexicon = use_own_;
    for (const File& file : files_) options.lexicons.push_back(&file.lexicon);
    for (const align::LearntWords& words : learnt_) options.learnt.push_back(&words);
    return options;
}

std::vector<std::string> KnownWords::names() const {
    std::vector<std::string> names;
    if (use_own_) names.emplace_back("own lexicon");
    for (const File& file : files_) names.push_back(file.path);
    return names;
}

std::size_t KnownWords::words_of_memory(const Language& source, const Language& target) const {
    const auto same = [](const Language& a, const Language& b) {
        return a.primary() == b.primary();
    };
    std::size_t count = 0;
    for (const align::LearntWords& words : learnt_) {
        const Language& a = words.source_language();
        const Language& b = words.target_language();
        if ((same(a, source) && same(b, target)) || (same(a, target) && same(b, source))) {
            count += words.pairs();
        }
    }
    return count;
}

std::string KnownWords::describe(const EntriesMet& met) const {
    const std::vector<const align::Lexicon*> lexicons = aligner_options().all_lexicons();
    std::string text;
    for (std::size_t k = 0; k < met.counts.size(); ++k) {
        if (!has(*lexicons[k], met.source) || !has(*lexicons[k], met.target)) continue;
        const bool is_own = use_own_ && k == 0;
        const std::string name = is_own ? "own lexicon" : file_name(names()[k]);
        text += (text.empty() ? "" : ", ") + name + ' ' + std::to_string(met.counts[k]);
    }
    if (!text.empty()) text = "entries met: " + text;
    const std::size_t taught = words_of_memory(met.source, met.target);
    if (taught > 0) {
        text += (text.empty() ? "" : "; ") + std::to_string(taught) + " word pairs from " +
                file_name(memory_);
    }
    return text;
}

nlohmann::ordered_json KnownWords::json(const EntriesMet& met) const {
    using Json = nlohmann::ordered_json;
    const std::vector<std::string> all = names();
    Json lexicons = Json::array();
    for (std::size_t k = 0; k < met.counts.size(); ++k) {
        lexicons.push_back({{"lexicon", all[k]}, {"entries_met", met.counts[k]}});
    }
    return {{"source", met.source.tag()},
            {"target", met.target.tag()},
            {"lexicons", lexicons},
            {"word_pairs_of_memory", words_of_memory(met.source, met.target)}};
}

void KnownWords::warn_of_unmet(const std::vector<EntriesMet>& met, cli::Console& console) const {
    const std::size_t first = use_own_ ? 1 : 0;
    for (std::size_t f = 0; f < files_.size(); ++f) {
        std::size_t count = 0;
        bool looked_for = false;
        for (const EntriesMet& each : met) {
            if (first + f >= each.counts.size()) continue;
            looked_for = true;
            count += each.counts[first + f];
        }
        if (!looked_for || count > 0) continue;
        std::string languages;
        for (const Language& language : files_[f].lexicon.languages()) {
            languages += (languages.empty() ? "" : ", ") + language.tag();
        }
        const std::size_t entries = files_[f].lexicon.size();
        console.warn({{files_[f].path},
                      "none of its " + cli::counted(entries, "entry", "entries") + " (" +
                          languages +
                          ") is in the texts: are these the right languages, and in the right "
                          "order (a .dic has the target first)?"});
    }
}

void KnownWords::add_files_to(Fingerprint& fingerprint) const {
    fingerprint.add(use_own_ ? "lexicon" : "no lexicon");
    for (const File& file : files_) fingerprint.add(file.lexicon.bytes());
}

void KnownWords::add_memory_to(Fingerprint& fingerprint) const {
    for (const align::LearntWords& words : learnt_) fingerprint.add(words.bytes());
}

}  // namespace egiz::workflow
