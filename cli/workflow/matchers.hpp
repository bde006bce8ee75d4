// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tm/matcher.hpp"
#include "tm/store.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace egiz::workflow {

/// Where matches come from, and what they lose.
struct LookupOptions {
    std::vector<std::string> memories;   ///< `FILE` or `FILE=POINTS`
    std::vector<std::string> penalties;  ///< `KIND=POINTS`
    std::string date;                    ///< that ages are counted to; empty: today
    bool preload = false;
};

/// A memory to look matches up in, and what they lose for coming from it.
struct MemoryName {
    std::string path;
    int penalty = 0;  ///< points
};

/// One matcher a thread, each with connections of its own to the same memories.
class Matchers {
public:
    /// Opens every memory once. \throws Error (usage) if a penalty makes no sense; (input) if a
    /// memory cannot be used
    explicit Matchers(const LookupOptions& options);
    ~Matchers();
    Matchers(const Matchers&) = delete;
    Matchers& operator=(const Matchers&) = delete;

    [[nodiscard]] const std::vector<MemoryName>& memories() const noexcept { return memories_; }

    /// Lends a matcher that no other thread uses meanwhile.
    void with_matcher(const std::function<void(const tm::Matcher&)>& use);

    /// Asks all queries on `jobs` threads and shows the answers in the order of the queries,
    /// whatever the number of threads. \throws what the memories throw; Error (interrupted)
    void find_all(std::size_t count, std::size_t jobs,
                  const std::function<tm::MatchQuery(std::size_t)>& query,
                  const std::function<void(std::size_t, std::vector<tm::Match>)>& answer);

private:
    struct Connection;
    [[nodiscard]] std::unique_ptr<Connection> connect() const;
    [[nodiscard]] std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection);

    std::vector<MemoryName> memories_;
    tm::PenaltyRates rates_;
    bool preload_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

/// As Matcher::find. Where the query begins or ends with white space and nothing is exact, the text
/// without it is asked for too, and the white space put round the matches.
[[nodiscard]] std::vector<tm::Match> find_segment(const tm::Matcher& matcher,
                                                  const tm::MatchQuery& query);

}  // namespace egiz::workflow
