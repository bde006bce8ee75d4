// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/moses.hpp"

#include "formats/exchange/selecting_writer.hpp"
#include "formats/input_file.hpp"
#include "text/known_language.hpp"

#include <filesystem>
#include <ostream>
#include <string_view>

namespace egiz::formats {
namespace {

/// Without `.moses`, and without the pair: `dir/corpus`; and the pair, if the name has one.
struct MosesName {
    std::string stem;
    std::string source;
    std::string target;
};
MosesName name_of(const std::string& path) {
    MosesName name;
    std::filesystem::path stem(path);
    stem.replace_extension();
    const std::string pair = stem.extension().string();  // `.en-ru`
    for (std::size_t dash = pair.find('-'); dash != std::string::npos;
         dash = pair.find('-', dash + 1)) {
        const std::string source = pair.substr(1, dash - 1);
        const std::string target = pair.substr(dash + 1);
        if (!known_language(source) || !known_language(target)) continue;
        name.source = source;
        name.target = target;
        stem.replace_extension();
        break;
    }
    name.stem = stem.string();
    return name;
}

class MosesReader final : public UnitReader {
public:
    MosesReader(const std::pair<std::string, std::string>& files, Language source, Language target,
                WarningSink warn)
        : source_(InputFile(files.first)),
          target_(InputFile(files.second)),
          languages_{std::move(source), std::move(target)},
          warn_(std::move(warn)) {}

    std::optional<TranslationUnit> next() override {
        for (;;) {
            std::string_view source;
            std::string_view target;
            const bool has_source = source_.next(source);
            const bool has_target = target_.next(target);
            if (has_source != has_target) fail_on_counts();
            if (!has_source) return std::nullopt;
            TranslationUnit unit;
            add(unit, languages_.first, source);
            add(unit, languages_.second, target);
            if (unit.variants.empty()) {
                ++counts_.skipped;
                if (warn_) {
                    warn_({{source_.path(), source_.line_number()},
                           "skipped: no text on either side"});
                }
                continue;
            }
            ++counts_.units;
            counts_.variants += unit.variants.size();
            return unit;
        }
    }
    const ReadCounts& counts() const override { return counts_; }

private:
    static void add(TranslationUnit& unit, const Language& language, std::string_view text) {
        if (text.empty()) return;
        Variant& variant = unit.variants.emplace_back();
        variant.language = language;
        variant.text = text;
    }

    [[noreturn]] void fail_on_counts() {
        std::string_view line;
        while (source_.next(line)) {
        }
        while (target_.next(line)) {
        }
        throw Error(
            Fault::input, {target_.path(), target_.line_number()},
            "the two files have not as many lines: " + std::to_string(source_.line_number()) +
                " in " + source_.path() + ", " + std::to_string(target_.line_number()) + " here",
            "line N of one must be the translation of line N of the other");
    }

    LineReader source_;
    LineReader target_;
    std::pair<Language, Language> languages_;
    WarningSink warn_;
    ReadCounts counts_;
};

class MosesWriter final : public SelectingWriter {
public:
    MosesWriter(std::ostream& out, const UnitWriterOptions& given)
        : SelectingWriter(given), out_(out) {}
    void finish() override { flush_lines(out_); }
    std::vector<std::string> remarks() const override {
        std::vector<std::string> result = codes_.remarks("a text");
        if (breaks_ > 0) {
            result.push_back(std::to_string(breaks_) +
                             " line breaks became spaces: a line holds a unit");
        }
        return result;
    }

private:
    void write_selected(const TranslationUnit& /*unit*/,
                        const std::vector<const Variant*>& variants) override {
        const Variant* variant = variants[options().side];
        codes_.count({variant});
        for (std::size_t i = 0; i < variant->text.size(); ++i) {
            const char c = variant->text[i];
            const bool breaks = c == '\n' || c == '\r' || c == '\0';
            if (breaks) ++breaks_;
            out_ << (breaks ? ' ' : c);
        }
        out_ << '\n';
    }

    std::ostream& out_;
    LostCodes codes_;
    std::size_t breaks_ = 0;
};

}  // namespace

std::pair<std::string, std::string> moses_files(const std::string& path,
                                                const std::string& source_tag,
                                                const std::string& target_tag) {
    const MosesName name = name_of(path);
    const std::string& source = name.source.empty() ? source_tag : name.source;
    const std::string& target = name.target.empty() ? target_tag : name.target;
    if (source.empty() || target.empty() || source == target) {
        throw Error(Fault::usage, {path}, "the name does not tell the two languages",
                    "corpus.en-ru.moses stands for the files corpus.en and corpus.ru");
    }
    return {name.stem + '.' + source, name.stem + '.' + target};
}

std::unique_ptr<UnitReader> open_moses(const std::string& path, const WarningSink& warn,
                                       const ReadOptions& options) {
    const auto tag = [](const std::optional<Language>& language) {
        return language ? language->tag() : std::string();
    };
    const MosesName name = name_of(path);
    const auto files = moses_files(path, tag(options.source), tag(options.target));
    const auto language = [](const std::optional<Language>& wanted, const std::string& named) {
        return wanted ? *wanted : Language::require(named);
    };
    return std::make_unique<MosesReader>(files, language(options.source, name.source),
                                         language(options.target, name.target), warn);
}

std::unique_ptr<UnitWriter> make_moses_writer(std::ostream& out, const UnitWriterOptions& options) {
    if (options.languages.size() != 2 || options.side > 1) {
        throw Error(Fault::usage, {}, "a pair of Moses files holds two languages");
    }
    UnitWriterOptions own = options;
    own.fewest_texts = 2;
    return std::make_unique<MosesWriter>(out, own);
}

}  // namespace egiz::formats
