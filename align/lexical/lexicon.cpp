// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/lexicon.hpp"

#include "text/unicode.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <mutex>
#include <optional>

namespace egiz::align {
namespace {

constexpr std::array<std::string_view, 4> columns{"en", "ru", "kk", "zh"};

std::optional<std::size_t> column_of(const Language& language) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (language.primary() == columns[i]) return i;
    }
    return std::nullopt;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t at = text.find(mark);
        parts.push_back(text.substr(0, at));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

/// One column: of each line, the tokens of each alternative.
struct Column {
    Vocabulary vocabulary;
    std::vector<std::vector<std::vector<TokenId>>> lines;
};

/// The lines of the lexicon, file by file.
std::vector<std::string_view> lexicon_lines() {
    std::vector<std::string_view> lines;
    for (const EmbeddedFile& file : embedded_lexicon()) {
        for (const std::string_view line : split(file.bytes, '\n')) {
            if (!line.empty()) lines.push_back(line);
        }
    }
    return lines;
}

/// The tokens of one rendering, as Tokenizer cuts a text, but for the words of Chinese, which are
/// the renderings themselves.
void add_tokens(std::string_view rendering, Vocabulary& vocabulary, std::vector<TokenId>& tokens) {
    std::string word;
    const auto end_word = [&] {
        if (!word.empty()) tokens.push_back(vocabulary.add(TokenKind::word, stem(fold(word))));
        word.clear();
    };
    std::size_t han = 0;
    for (std::size_t offset = 0; offset < rendering.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(rendering, offset);
        if (is_han(c)) {
            end_word();
            ++han;
            tokens.push_back(
                vocabulary.add(TokenKind::han, rendering.substr(begin, offset - begin)));
        } else if (is_letter(c) || (c == U'\'' && !word.empty())) {
            word += rendering.substr(begin, offset - begin);
        } else {
            end_word();
        }
    }
    end_word();
    if (han > 1 && han == tokens.size()) {
        tokens.push_back(vocabulary.add(TokenKind::word, rendering));
    }
}

Column read_column(std::size_t index) {
    Column result;
    for (const std::string_view line : lexicon_lines()) {
        const auto cells = split(line, '\t');
        std::vector<std::vector<TokenId>> alternatives;
        if (index < cells.size()) {
            for (const std::string_view alternative : split(cells[index], ';')) {
                std::vector<TokenId> tokens;
                add_tokens(alternative, result.vocabulary, tokens);
                if (!tokens.empty()) alternatives.push_back(std::move(tokens));
            }
        }
        result.lines.push_back(std::move(alternatives));
    }
    return result;
}

/// Read when first asked for; jobs run side by side.
const Column& column(std::size_t index) {
    static std::array<std::once_flag, columns.size()> once;
    static std::array<Column, columns.size()> read;
    std::call_once(once[index], [&] { read[index] = read_column(index); });
    return read[index];
}

std::vector<TokenId> translate_ids(const Vocabulary& from, const Vocabulary& to) {
    std::vector<TokenId> ids(from.size());
    for (TokenId id = 0; id < from.size(); ++id) ids[id] = to.find(from.kind(id), from.text(id));
    return ids;
}

}  // namespace

std::vector<Rendering> own_renderings(const Language& source_language, const Vocabulary& source,
                                      const Language& target_language, const Vocabulary& target) {
    const auto source_column = column_of(source_language);
    const auto target_column = column_of(target_language);
    if (!source_column || !target_column || source_column == target_column) return {};
    const Column& a = column(*source_column);
    const Column& b = column(*target_column);
    const std::vector<TokenId> source_ids = translate_ids(a.vocabulary, source);
    const std::vector<TokenId> target_ids = translate_ids(b.vocabulary, target);

    std::map<std::pair<TokenId, TokenId>, double> weights;
    std::map<TokenId, double> all;
    for (std::size_t line = 0; line < a.lines.size(); ++line) {
        for (const auto& x : a.lines[line]) {
            for (const auto& y : b.lines[line]) {
                const double weight = 1.0 / static_cast<double>(b.lines[line].size()) /
                                      static_cast<double>(x.size()) / static_cast<double>(y.size());
                for (const TokenId s : x) {
                    const TokenId source_id = source_ids[s];
                    if (source_id >= source.size()) continue;
                    for (const TokenId t : y) {
                        all[source_id] += weight;
                        if (target_ids[t] < target.size())
                            weights[{source_id, target_ids[t]}] += weight;
                    }
                }
            }
        }
    }
    std::vector<Rendering> result;
    for (const auto& [pair, weight] : weights) {
        result.push_back({pair.first, pair.second, weight / all[pair.first]});
    }
    return result;
}

}  // namespace egiz::align
