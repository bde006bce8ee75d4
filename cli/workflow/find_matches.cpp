// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/find_matches.hpp"

#include "cli/workflow/job_queue.hpp"
#include "tm/matcher.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <exception>
#include <iostream>
#include <ostream>
#include <string_view>
#include <utility>

namespace egiz::workflow {
namespace {

using Json = nlohmann::ordered_json;

// ---------------------------------------------------------------------------------------- options

void check_options(const FindOptions& options) {
    const bool one = options.text.has_value();
    const auto refuse = [](const std::string& message, const std::string& hint) {
        throw Error(Fault::usage, {}, message, hint);
    };
    if (!one && !options.id.empty()) refuse("--id needs a query", "give the query as an argument");
    if (!one && (options.previous || options.next)) {
        refuse("--previous and --next need a query",
               "with queries on standard input, --context takes the lines around each");
    }
    if (one && options.lines_are_context) {
        refuse("--context is for queries on standard input",
               "say with --previous and --next what stands around the query");
    }
}

// ----------------------------------------------------------------------------------------- output

const char* name(tm::DifferencePiece::Kind kind) {
    using Kind = tm::DifferencePiece::Kind;
    switch (kind) {
        case Kind::same:
            return "same";
        case Kind::changed:
            return "changed";
        case Kind::only_old:
            return "only-old";
        case Kind::only_new:
            return "only-new";
    }
    return "";
}

Json difference_json(std::string_view old_text, std::string_view new_text) {
    Json pieces = Json::array();
    for (const tm::DifferencePiece& piece : tm::difference(old_text, new_text)) {
        Json json{{"kind", name(piece.kind)}};
        if (!piece.old_bytes.empty()) json["old"] = slice(old_text, piece.old_bytes);
        if (!piece.new_bytes.empty()) json["new"] = slice(new_text, piece.new_bytes);
        pieces.push_back(std::move(json));
    }
    return pieces;
}

Json match_json(const std::string& query, const tm::Match& match, const std::string& memory) {
    Json json{{"score", match.score},
              {"base", match.base},
              {"reason", name(match.reason)},
              {"source", match.source.text},
              {"target", match.target.text}};
    json["penalties"] = Json::array();
    for (const tm::Penalty& penalty : match.penalties) {
        json["penalties"].push_back({{"kind", name(penalty.kind)}, {"points", penalty.points}});
    }
    json["difference"] = difference_json(match.source.text, query);
    json["memory"] = memory;
    json["unit"] = match.number;
    const TranslationUnit& unit = match.unit;
    if (!unit.id.empty()) json["id"] = unit.id;
    if (!unit.document.empty()) json["document"] = unit.document;
    if (!unit.bead_type.empty()) json["bead"] = unit.bead_type;
    if (unit.score) json["confidence"] = *unit.score;
    json["state"] = egiz::name(unit.state);
    if (!unit.authorship.created.empty()) json["created"] = unit.authorship.created;
    if (!unit.authorship.changed.empty()) json["changed"] = unit.authorship.changed;
    return json;
}

/// The unit's source, with what the query has in other words.
std::string marked(std::string_view source, std::string_view query, bool colour) {
    using Kind = tm::DifferencePiece::Kind;
    const std::array<std::string_view, 4> marks =
        colour ? std::array<std::string_view, 4>{"\033[31m", "\033[0m", "\033[32m", "\033[0m"}
               : std::array<std::string_view, 4>{"[-", "-]", "{+", "+}"};
    std::string result;
    const auto put = [&](std::string_view begin, std::string_view part, std::string_view end) {
        // Spaces behind a word are no difference worth marking.
        const Range kept = trim(part, {0, part.size()});
        const std::size_t last = kept.empty() ? part.size() : kept.end;
        result += begin;
        result += cli::printable(part.substr(0, last));
        result += end;
        return part.substr(last);
    };
    for (const tm::DifferencePiece& piece : tm::difference(source, query)) {
        const std::string_view old_part = slice(source, piece.old_bytes);
        const std::string_view new_part = slice(query, piece.new_bytes);
        if (piece.kind == Kind::same) {
            result += cli::printable(old_part);
            continue;
        }
        std::string_view spaces;
        if (piece.kind != Kind::only_new) spaces = put(marks[0], old_part, marks[1]);
        if (piece.kind != Kind::only_old) spaces = put(marks[2], new_part, marks[3]);
        result += cli::printable(spaces);
    }
    return result;
}

/// What one query is answered with.
class Answers {
public:
    Answers(const FindOptions& options, const std::vector<MemoryName>& memories,
            const cli::Console& console)
        : memories_(memories),
          json_(console.json()),
          colour_(console.colour_on_output()),
          mark_(options.mark_differences || console.colour_on_output()) {}

    [[nodiscard]] std::string show(const std::string& query, const std::vector<tm::Match>& matches,
                                   bool show_query) const {
        if (json_) {
            Json list = Json::array();
            for (const tm::Match& match : matches) {
                list.push_back(match_json(query, match, memories_[match.memory].path));
            }
            const Json json{{"query", query}, {"matches", std::move(list)}};
            return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
        }
        std::string text;
        if (show_query) text += "? " + cli::printable(query) + '\n';
        for (const tm::Match& match : matches) text += line(query, match) + '\n';
        return text;
    }

private:
    [[nodiscard]] std::string line(const std::string& query, const tm::Match& match) const {
        std::string text = std::to_string(match.score) + "%\t";
        text +=
            mark_ ? marked(match.source.text, query, colour_) : cli::printable(match.source.text);
        text += '\t' + cli::printable(match.target.text);
        std::string reasons;
        if (match.reason != tm::MatchReason::fuzzy) reasons = name(match.reason);
        for (const tm::Penalty& penalty : match.penalties) {
            reasons += reasons.empty() ? "" : ", ";
            reasons += std::string(name(penalty.kind)) + " -" + std::to_string(penalty.points);
        }
        return reasons.empty() ? text : text + '\t' + reasons;
    }

    const std::vector<MemoryName>& memories_;
    bool json_;
    bool colour_;
    bool mark_;
};

// ---------------------------------------------------------------------------------------- queries

/// A line of standard input, with its neighbours if they matter.
struct Query {
    std::string text;
    std::optional<Context> context;
};

/// Reads queries from standard input, one line ahead if the line behind a query matters.
class QueryReader {
public:
    explicit QueryReader(bool lines_are_context) : lines_are_context_(lines_are_context) {
        if (lines_are_context_) read_ahead();
    }

    std::optional<Query> next() {
        if (!lines_are_context_) {
            read_ahead();
            if (!ahead_) return std::nullopt;
            return Query{std::move(*ahead_), std::nullopt};
        }
        if (!ahead_) return std::nullopt;
        Query query{std::move(*ahead_), Context{previous_, 0}};
        const std::uint32_t own = ahead_hash_;
        read_ahead();
        if (ahead_) query.context->next = ahead_hash_;
        previous_ = own;
        return query;
    }

private:
    void read_ahead() {
        ahead_.reset();
        for (std::string line; std::getline(std::cin, line);) {
            if (line.ends_with('\r')) line.pop_back();
            if (line.empty()) continue;
            if (lines_are_context_) ahead_hash_ = context_hash(line);
            ahead_ = std::move(line);
            return;
        }
    }

    bool lines_are_context_;
    std::optional<std::string> ahead_;
    std::uint32_t ahead_hash_ = 0;
    std::uint32_t previous_ = 0;
};

tm::MatchQuery query_of(const FindOptions& options) {
    tm::MatchQuery query;
    query.source = Language::require(options.source);
    query.target = Language::require(options.target);
    query.min_score = options.min_score;
    query.limit = options.limit;
    query.id = options.id;
    if (options.text) query.text = *options.text;
    if (options.previous || options.next) {
        const auto hash = [](const std::optional<std::string>& text) {
            return text && !text->empty() ? context_hash(*text) : 0;
        };
        query.context = Context{hash(options.previous), hash(options.next)};
    }
    return query;
}

std::string answer(const tm::Matcher& matcher, const Answers& answers, tm::MatchQuery& query,
                   Query asked) {
    query.text = std::move(asked.text);
    query.context = asked.context;
    return answers.show(query.text, matcher.find(query), true);
}

/// What one thread works on at a time: waking it for a single query would cost more than that.
constexpr std::size_t queries_at_a_time = 64;
constexpr std::size_t bytes_at_a_time = std::size_t{256} << 10U;
constexpr std::size_t blocks_a_job = 16;

using Block = std::vector<Query>;

std::vector<Block> read_blocks(QueryReader& reader, std::size_t most) {
    std::vector<Block> blocks;
    std::size_t bytes = 0;
    while (auto query = reader.next()) {
        const bool full = !blocks.empty() &&
                          (blocks.back().size() == queries_at_a_time || bytes >= bytes_at_a_time);
        if (blocks.empty() || full) {
            blocks.emplace_back();
            bytes = 0;
        }
        bytes += query->text.size();
        blocks.back().push_back(std::move(*query));
        const bool enough = blocks.size() == most &&
                            (blocks.back().size() == queries_at_a_time || bytes >= bytes_at_a_time);
        if (enough) break;
    }
    return blocks;
}

struct BlockAnswer {
    std::string text;
    std::exception_ptr failure;
};

void answer_in_parallel(const FindOptions& options, const tm::MatchQuery& pattern,
                        Matchers& matchers, const Answers& answers, cli::Console& console) {
    QueryReader reader(options.lines_are_context);
    while (true) {
        std::vector<Block> blocks = read_blocks(reader, options.jobs * blocks_a_job);
        if (blocks.empty()) return;
        const auto work = [&](std::size_t index) {
            BlockAnswer result;
            try {
                matchers.with_matcher([&](const tm::Matcher& matcher) {
                    tm::MatchQuery query = pattern;
                    for (Query& asked : blocks[index]) {
                        result.text += answer(matcher, answers, query, std::move(asked));
                    }
                });
            } catch (...) {
                result.failure = std::current_exception();
            }
            return result;
        };
        const auto show = [&](std::size_t, BlockAnswer result) {
            console.out() << result.text;
            if (result.failure) std::rethrow_exception(result.failure);
        };
        run_in_order<BlockAnswer>(blocks.size(), options.jobs, work, show, [] { return false; });
    }
}

}  // namespace

int find_matches(const FindOptions& options, cli::Console& console) {
    check_options(options);
    tm::MatchQuery query = query_of(options);
    Matchers matchers(options.lookup);  // a wrong name is told before a line is read
    const Answers answers(options, matchers.memories(), console);
    if (options.jobs > 1 && !options.text) {
        answer_in_parallel(options, query, matchers, answers, console);
    } else {
        matchers.with_matcher([&](const tm::Matcher& matcher) {
            if (options.text) {
                console.out() << answers.show(query.text, matcher.find(query), false);
                return;
            }
            QueryReader reader(options.lines_are_context);
            while (auto asked = reader.next()) {
                console.out() << answer(matcher, answers, query, std::move(*asked));
            }
        });
    }
    console.finish_output();
    return 0;
}

}  // namespace egiz::workflow
