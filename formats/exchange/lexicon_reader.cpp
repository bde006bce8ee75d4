// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/lexicon_reader.hpp"

#include "formats/exchange/lexicon_builder.hpp"
#include "formats/exchange/tbx_reader.hpp"
#include "formats/exchange/tmx.hpp"
#include "formats/input_file.hpp"
#include "formats/readers/plain_text.hpp"
#include "formats/words.hpp"
#include "formats/xml/utf8_source.hpp"
#include "text/handle.hpp"
#include "text/icu.hpp"
#include "text/known_language.hpp"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

namespace egiz::formats {
namespace {

constexpr std::size_t sniffed = 1 << 16;
constexpr std::size_t largest_text = 256u << 20;  ///< bytes of a text file
constexpr std::size_t longest_line = 1 << 16;
constexpr std::size_t most_columns = 100;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t at = text.find(separator);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

/// Shows every line that is not blank, with its number, until `visit` returns false. Of a line that
/// is too long for an entry, its beginning is shown, which is too long as well.
void for_each_line(std::string_view text,
                   const std::function<bool(std::string_view, std::size_t)>& visit) {
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("\r\n", begin), text.size());
        const std::string_view line = text.substr(begin, std::min(end - begin, longest_line + 1));
        begin = end + (text.substr(end, 2) == "\r\n" ? 2 : 1);
        ++number;
        if (!trimmed(line).empty() && !visit(line, number)) return;
    }
}

/// Counts it and says so, if the line is too long.
bool is_too_long(std::string_view line, const Place& place, LexiconBuilder& builder) {
    if (line.size() <= longest_line) return false;
    builder.count_item();
    builder.skip("a line of more than 64 KiB", place);
    return true;
}

/// Where ` @ ` stands: an `@` with white space, or nothing, on both its sides.
std::vector<std::size_t> find_marks(std::string_view line) {
    const auto apart = [](char c) { return c == ' ' || c == '\t'; };
    std::vector<std::size_t> marks;
    for (std::size_t at = line.find('@'); at != std::string_view::npos;
         at = line.find('@', at + 1)) {
        if ((at == 0 || apart(line[at - 1])) && (at + 1 == line.size() || apart(line[at + 1]))) {
            marks.push_back(at);
        }
    }
    return marks;
}

void require_languages(const std::string& path, const LexiconReadOptions& options) {
    if (!options.source.undetermined() && !options.target.undetermined() &&
        options.source != options.target) {
        return;
    }
    throw Error(Fault::usage, {path}, "the file does not say which languages it is in",
                "say them, as in en-ru=FILE, or give the table a first line such as en TAB ru");
}

void add_dictionary(std::string_view text, const std::string& path,
                    const LexiconReadOptions& options, LexiconBuilder& builder) {
    require_languages(path, options);
    for_each_line(text, [&](std::string_view line, std::size_t number) {
        const Place place{path, number};
        if (is_too_long(line, place, builder)) return true;
        const std::vector<std::size_t> marks = find_marks(line);
        if (marks.empty() && line.front() == '#') return true;
        builder.count_item();
        if (marks.size() != 1) {
            builder.skip(marks.empty() ? "a line without ` @ `" : "a line with more than one ` @ `",
                         place);
            return true;
        }
        // The target comes first, "for historical reasons" (hunalign's readme).
        builder.add({{options.source, std::string(line.substr(marks.front() + 1))},
                     {options.target, std::string(line.substr(0, marks.front()))}},
                    1, place);
        return true;
    });
}

std::optional<double> parse_weight(std::string_view cell) {
    cell = trimmed(cell);
    double weight = 0;
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), weight);
    if (error != std::errc() || end != cell.data() + cell.size()) return std::nullopt;
    if (!std::isfinite(weight) || weight <= 0) return std::nullopt;
    return weight;
}

/// The columns of a table: each a language, but for one that may be the weight.
struct Columns {
    std::vector<Language> languages;  ///< of the weight: undetermined
    std::optional<std::size_t> weight;
};

/// The columns that the line names; nothing if it is no header.
std::optional<Columns> parse_header(std::string_view line) {
    const std::vector<std::string_view> cells = split(line, '\t');
    if (cells.size() > most_columns) return std::nullopt;
    Columns columns;
    for (const std::string_view cell : cells) {
        if (with_small_letters(trimmed(cell)) == "weight" && !columns.weight) {
            columns.weight = columns.languages.size();
            columns.languages.emplace_back();
            continue;
        }
        const std::optional<Language> language = known_language(trimmed(cell));
        if (!language || language->undetermined() ||
            std::find(columns.languages.begin(), columns.languages.end(), *language) !=
                columns.languages.end()) {
            return std::nullopt;
        }
        columns.languages.push_back(*language);
    }
    const std::size_t languages = columns.languages.size() - (columns.weight ? 1 : 0);
    if (languages < 2) return std::nullopt;
    return columns;
}

class TableReader {
public:
    TableReader(const std::string& path, const LexiconReadOptions& options, LexiconBuilder& builder)
        : path_(path), options_(options), builder_(builder) {}

    void read(std::string_view text) {
        for_each_line(text, [&](std::string_view line, std::size_t number) {
            if (is_too_long(line, {path_, number}, builder_)) return true;
            if (line.front() == '#' && line.find('\t') == std::string_view::npos) return true;
            if (columns_.languages.empty() && begin(line)) return true;
            builder_.count_item();
            add(line, {path_, number});
            return true;
        });
    }

private:
    /// True if the line is the header.
    bool begin(std::string_view line) {
        if (std::optional<Columns> named = parse_header(line)) {
            columns_ = *std::move(named);
            return true;
        }
        require_languages(path_, options_);
        columns_ = {{options_.source, options_.target, Language()}, 2};
        return false;
    }

    void add(std::string_view line, const Place& place) {
        const std::vector<std::string_view> cells = split(line, '\t');
        if (cells.size() > columns_.languages.size()) {
            builder_.skip("a line with more cells than columns", place);
            return;
        }
        double weight = 1;
        LexiconBuilder::Terms terms;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i != columns_.weight) {
                for (const std::string_view term : split(cells[i], ';')) {
                    terms.emplace_back(columns_.languages[i], std::string(term));
                }
            } else if (!trimmed(cells[i]).empty()) {
                const std::optional<double> given = parse_weight(cells[i]);
                if (!given) {
                    builder_.skip("a weight that is no number above 0", place);
                    return;
                }
                weight = *given;
            }
        }
        builder_.add(terms, weight, place);
    }

    const std::string& path_;
    const LexiconReadOptions& options_;
    LexiconBuilder& builder_;
    Columns columns_;
};

/// Counts words as Unicode and, for scripts without spaces, ICU's dictionaries have them.
class WordCounter {
public:
    WordCounter() {
        IcuStatus status;
        words_.reset(ubrk_open(UBRK_WORD, "", nullptr, 0, status));
        status.check("open word iterator");
    }
    [[nodiscard]] bool more_than(std::size_t most, std::string_view text) {
        // No word of any language is so long; this spares the look at long texts.
        constexpr std::size_t longest_word = 200;
        if (text.size() > (most + 1) * longest_word) return true;
        IcuStatus status;
        const Handle<UText, utext_close> view(
            utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), status));
        status.check("open text");
        ubrk_setUText(words_.get(), view.get(), status);
        status.check("set text");
        std::size_t count = 0;
        while (count <= most && ubrk_next(words_.get()) != UBRK_DONE) {
            if (ubrk_getRuleStatus(words_.get()) >= UBRK_WORD_NONE_LIMIT) ++count;
        }
        return count > most;
    }

private:
    Handle<UBreakIterator, ubrk_close> words_;
};

void add_memory(InputFile file, const LexiconReadOptions& options, LexiconBuilder& builder) {
    const std::string path = file.path();
    const UnitReader* reading = nullptr;
    std::size_t skipped = 0;
    const auto reader = make_tmx_reader(std::move(file), [&](const Warning& warning) {
        const bool left_out = reading != nullptr && reading->counts().skipped > skipped;
        if (!left_out) {
            builder.mend(warning.message, warning.place);
            return;
        }
        skipped = reading->counts().skipped;
        builder.count_item();
        builder.skip("a unit without text in a known language", warning.place);
    });
    reading = reader.get();
    WordCounter words;
    while (const std::optional<TranslationUnit> unit = reader->next()) {
        builder.count_item();
        const Place place{path};  // units do not know their lines
        if (std::any_of(unit->variants.begin(), unit->variants.end(), [&](const Variant& variant) {
                return words.more_than(options.longest_unit_words, variant.text);
            })) {
            builder.skip(
                "a unit of more than " + std::to_string(options.longest_unit_words) + " words",
                place);
            continue;
        }
        LexiconBuilder::Terms terms;
        for (const Variant& variant : unit->variants) {
            terms.emplace_back(variant.language, variant.text);
        }
        builder.add(terms, 1, place);
    }
}

std::string read_text(InputFile file, const LexiconReadOptions& options) {
    const std::string path = file.path();
    std::string bytes;
    while (file.read(bytes, 1 << 20) > 0) {
        if (bytes.size() > largest_text) {
            throw Error(Fault::input, {path}, "larger than 256 MiB, the most that a dictionary is",
                        "take the part that fits these texts");
        }
    }
    PlainTextOptions text_options;
    // One of the two is often English, and the other one's letters give the encoding away.
    text_options.language = options.source.primary() == "en" ? options.target : options.source;
    text_options.encoding = options.encoding;
    text_options.line_breaks = LineBreaks::blank_line;
    return decode_plain_text(std::move(bytes), path, text_options).text;
}

/// Whether the first lines are those of a dictionary of hunalign's, or else of a table.
/// \throws Error (input) if they are neither
bool looks_like_dictionary(std::string_view text, const std::string& path,
                           std::string_view extension) {
    constexpr std::size_t looked_at = 50;
    std::size_t lines = 0;
    std::size_t tabs = 0;
    std::size_t marks = 0;
    for_each_line(text, [&](std::string_view line, std::size_t) {
        tabs += line.find('\t') == std::string_view::npos ? 0 : 1;
        marks += find_marks(line).empty() ? 0 : 1;
        return ++lines < looked_at;
    });
    if (tabs == 0 && marks == 0) {
        throw Error(Fault::input, {path, 1},
                    "no dictionary: the lines have neither a tab nor ` @ `",
                    extension == ".dic"
                        ? "hunalign's .dic has `target @ source` a line; those of hunspell are "
                          "words of one language"
                        : "a table has a tab between its columns, hunalign's .dic ` @ ` between "
                          "target and source");
    }
    if (extension == ".dic" && marks > 0) return true;
    if (extension == ".tsv" && tabs > 0) return false;
    return marks > tabs;
}

LexiconFile read_text_lexicon(InputFile file, std::string_view extension,
                              const LexiconReadOptions& options) {
    const std::string path = file.path();
    const std::string text = read_text(std::move(file), options);
    if (looks_like_dictionary(text, path, extension)) {
        LexiconBuilder builder("hunalign dictionary");
        add_dictionary(text, path, options, builder);
        return builder.finish(path, "each line is `target phrase @ source phrase`");
    }
    LexiconBuilder builder("table");
    TableReader(path, options, builder).read(text);
    return builder.finish(path,
                          "a first line names the languages, as in en TAB ru; without it there are "
                          "two columns, source and target");
}

}  // namespace

LexiconFile read_lexicon(const std::string& path, const LexiconReadOptions& options) {
    InputFile file(path);
    const std::string extension =
        with_small_letters(std::filesystem::path(path).extension().string());
    const std::string_view start = file.peek(sniffed);
    if (start.empty()) {
        throw Error(Fault::input, {path}, "this file is empty",
                    "dictionaries are read from .dic, .tsv, .tbx and .tmx files");
    }
    const std::string root = xml::root_name(start);
    // The parser says best what is wrong with broken XML.
    const bool broken = start.find('<') != std::string_view::npos && !start.starts_with("PK");
    if (is_tbx_root(root) || (extension == ".tbx" && root != "tmx" && broken)) {
        LexiconBuilder builder("TBX");
        read_tbx(std::move(file), builder);
        return builder.finish(path, "concepts with terms in two languages at least are expected");
    }
    if (root == "tmx" || (extension == ".tmx" && broken)) {
        LexiconBuilder builder("TMX");
        add_memory(std::move(file), options, builder);
        return builder.finish(path, "only short units serve as dictionary; a glossary is expected");
    }
    if (!root.empty() && extension != ".dic" && extension != ".tsv") {
        throw Error(Fault::input, {path}, "its root element is <" + root + ">: neither TBX nor TMX",
                    "dictionaries are read from .dic, .tsv, .tbx and .tmx files");
    }
    return read_text_lexicon(std::move(file), extension, options);
}

}  // namespace egiz::formats
