// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/matchers.hpp"

#include "cli/interrupt.hpp"
#include "cli/workflow/job_queue.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <charconv>
#include <exception>
#include <filesystem>
#include <utility>

namespace egiz::workflow {
namespace {

constexpr std::size_t queries_at_once = 64;

/// `variant` with the white space that stood round the query.
void put_round(Variant& variant, std::string_view before, std::string_view behind) {
    variant.text = std::string(before) + variant.text + std::string(behind);
    for (InlineCode& code : variant.codes) code.byte_offset += before.size();
}

}  // namespace

MemoryName parse_memory(const std::string& argument) {
    const std::size_t equals = argument.rfind('=');
    std::error_code ignored;
    if (equals == std::string::npos || std::filesystem::exists(argument, ignored)) {
        return {argument, 0};
    }
    MemoryName memory{argument.substr(0, equals), 0};
    const char* const end = argument.data() + argument.size();
    const auto [read, error] = std::from_chars(argument.data() + equals + 1, end, memory.penalty);
    if (error != std::errc{} || read != end || memory.penalty < 0 || memory.penalty > 100) {
        throw Error(Fault::usage, {},
                    "'" + argument.substr(equals + 1) + "' is no penalty of a memory",
                    "write it as in --db old.db=2, from 0 to 100");
    }
    return memory;
}

struct Matchers::Connection {
    std::vector<std::unique_ptr<tm::Store>> stores;
    std::unique_ptr<tm::Matcher> matcher;
};

Matchers::Matchers(std::vector<MemoryName> memories, bool preload)
    : memories_(std::move(memories)), preload_(preload) {
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
    connection->matcher = std::make_unique<tm::Matcher>(std::move(sources));
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
            auto connection = take();
            const std::size_t end = std::min(count, (chunk + 1) * queries_at_once);
            for (std::size_t i = chunk * queries_at_once; i < end; ++i) {
                answers.matches.push_back(find_segment(*connection->matcher, query(i)));
            }
            give_back(std::move(connection));
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
