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

/// A memory to look matches up in, and what they lose for coming from it.
struct MemoryName {
    std::string path;
    int penalty = 0;  ///< points
};
/// Reads `PATH` or `PATH=PENALTY`. \throws Error (usage) if PENALTY is no number from 0 to 100
[[nodiscard]] MemoryName parse_memory(const std::string& argument);

/// One matcher a thread, each with connections of its own to the same memories.
class Matchers {
public:
    /// Opens every memory once. \throws Error (input) if one cannot be used
    Matchers(std::vector<MemoryName> memories, bool preload);
    ~Matchers();
    Matchers(const Matchers&) = delete;
    Matchers& operator=(const Matchers&) = delete;

    [[nodiscard]] const std::vector<MemoryName>& memories() const noexcept { return memories_; }

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
    bool preload_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Connection>> idle_;
};

/// As Matcher::find. Where the query begins or ends with white space and nothing is exact, the text
/// without it is asked for too, and the white space put round the matches.
[[nodiscard]] std::vector<tm::Match> find_segment(const tm::Matcher& matcher,
                                                  const tm::MatchQuery& query);

}  // namespace egiz::workflow
