// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/matchers.hpp"

#include "cli/interrupt.hpp"
#include "cli/workflow/dates.hpp"
#include "cli/workflow/job_queue.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <exception>
#include <filesystem>
#include <optional>
#include <string_view>
#include <utility>

namespace egiz::workflow {
namespace {

constexpr std::size_t queries_at_once = 64;

std::optional<int> parse_points(std::string_view text) {
    constexpr int most = 102;
    int points = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), points);
    if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return {};
    if (points < 0 || points > most) return std::nullopt;
    return points;
}

/// A file whose own name ends like a penalty is taken by its whole name.
MemoryName parse_memory(const std::string& argument) {
    const std::size_t equals = argument.rfind('=');
    std::error_code ignored;
    if (equals == std::string::npos || std::filesystem::exists(argument, ignored)) {
        return {argument, 0};
    }
    const std::string points = argument.substr(equals + 1);
    const auto penalty = parse_points(points);
    if (!penalty) {
        throw Error(Fault::usage, {}, "--db " + argument + ": '" + points + "' is no penalty",
                    "write --db FILE=POINTS, with 0 to 102 points");
    }
    return {argument.substr(0, equals), *penalty};
}

tm::PenaltyRates parse_rates(const LookupOptions& options) {
    using Kind = tm::Penalty::Kind;
    struct Rate {
        Kind kind;
        int tm::PenaltyRates::*points;
    };
    constexpr std::array kinds{Rate{Kind::tags, &tm::PenaltyRates::tags},
                               Rate{Kind::alignment, &tm::PenaltyRates::alignment},
                               Rate{Kind::unreviewed, &tm::PenaltyRates::unreviewed},
                               Rate{Kind::multiple, &tm::PenaltyRates::multiple},
                               Rate{Kind::age, &tm::PenaltyRates::per_year}};
    tm::PenaltyRates rates;
    for (const std::string& text : options.penalties) {
        if (text.empty()) continue;  // an empty list of a configuration file
        const std::size_t equals = text.find('=');
        const std::string kind = text.substr(0, equals);
        const auto points = equals == std::string::npos
                                ? std::nullopt
                                : parse_points(std::string_view(text).substr(equals + 1));
        bool known = false;
        for (const Rate& rate : kinds) {
            if (kind != name(rate.kind) || !points) continue;
            rates.*rate.points = *points;
            known = true;
        }
        if (known) continue;
        throw Error(Fault::usage, {}, "'" + text + "' is no penalty",
                    kind == name(Kind::memory)
                        ? "a memory's penalty stands with the memory: --db FILE=POINTS"
                        : "write KIND=POINTS, KIND being tags, alignment, unreviewed, multiple or "
                          "age, with 0 to 102 points");
    }
    if (rates.per_year > 0) rates.today = change_date(options.date);
    return rates;
}

/// `variant` with the white space that stood round the query.
void put_round(Variant& variant, std::string_view before, std::string_view behind) {
    variant.text = std::string(before) + variant.text + std::string(behind);
    for (InlineCode& code : variant.codes) code.byte_offset += before.size();
}

}  // namespace

struct Matchers::Connection {
    std::vector<std::unique_ptr<tm::Store>> stores;
    std::unique_ptr<tm::Matcher> matcher;
};

Matchers::Matchers(const LookupOptions& options)
    : rates_(parse_rates(options)), preload_(options.preload) {
    for (const std::string& memory : options.memories) memories_.push_back(parse_memory(memory));
    idle_.push_back(connect());
}
Matchers::~Matchers() = default;

std::unique_ptr<Matchers::Connection> Matchers::connect() const {
    auto connection = std::make_unique<Connection>();
    std::vector<tm::MatchSource> sources;
    for (const MemoryName& memory : memories_) {
        connection->stores.push_back(tm::open_store(memory.path, tm::OpenMode::read));
        if (preload_) connection->stores.back()->preload();
        sources.push_back({connection->stores.back().get(), memory.penalty});
    }
    connection->matcher = std::make_unique<tm::Matcher>(std::move(sources), rates_);
    return connection;
}

std::unique_ptr<Matchers::Connection> Matchers::take() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
    }
    return connect();
}

void Matchers::give_back(std::unique_ptr<Connection> connection) {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(connection));
}

void Matchers::with_matcher(const std::function<void(const tm::Matcher&)>& use) {
    auto connection = take();
    use(*connection->matcher);
    give_back(std::move(connection));
}

void Matchers::find_all(std::size_t count, std::size_t jobs,
                        const std::function<tm::MatchQuery(std::size_t)>& query,
                        const std::function<void(std::size_t, std::vector<tm::Match>)>& answer) {
    struct Answers {
        std::vector<std::vector<tm::Match>> matches;
        std::exception_ptr failure;
    };
    const auto produce = [&](std::size_t chunk) {
        Answers answers;
        try {
            with_matcher([&](const tm::Matcher& matcher) {
                const std::size_t end = std::min(count, (chunk + 1) * queries_at_once);
                for (std::size_t i = chunk * queries_at_once; i < end; ++i) {
                    answers.matches.push_back(find_segment(matcher, query(i)));
                }
            });
        } catch (...) {
            answers.failure = std::current_exception();
        }
        return answers;
    };
    const auto consume = [&](std::size_t chunk, Answers answers) {
        if (answers.failure) std::rethrow_exception(answers.failure);
        for (std::size_t i = 0; i < answers.matches.size(); ++i) {
            answer(chunk * queries_at_once + i, std::move(answers.matches[i]));
        }
    };
    const std::size_t chunks = (count + queries_at_once - 1) / queries_at_once;
    run_in_order<Answers>(chunks, jobs, produce, consume, [] { return cli::interrupted(); });
    cli::throw_if_interrupted();
}

std::vector<tm::Match> find_segment(const tm::Matcher& matcher, const tm::MatchQuery& query) {
    std::vector<tm::Match> matches = matcher.find(query);
    const Range inner = trim(query.text, {0, query.text.size()});
    if (inner.size() == query.text.size() || inner.empty()) return matches;
    if (!matches.empty() && matches.front().score >= 100) return matches;
    tm::MatchQuery bare = query;
    bare.text = std::string(slice(query.text, inner));
    for (InlineCode& code : bare.codes) {
        code.byte_offset = std::clamp(code.byte_offset, inner.begin, inner.end) - inner.begin;
    }
    std::vector<tm::Match> others = matcher.find(bare);
    const int best = matches.empty() ? 0 : matches.front().score;
    if (others.empty() || others.front().score <= best) return matches;
    const std::string_view before = std::string_view(query.text).substr(0, inner.begin);
    const std::string_view behind = std::string_view(query.text).substr(inner.end);
    for (tm::Match& match : others) {
        put_round(match.source, before, behind);
        put_round(match.target, before, behind);
    }
    return others;
}

}  // namespace egiz::workflow
