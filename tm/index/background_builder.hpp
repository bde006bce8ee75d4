// SPDX-License-Identifier: Apache-2.0
// Internal to tm/.
#pragma once

#include "tm/index/index_builder.hpp"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace egiz::tm {

/// An IndexBuilder whose texts are cut into words in a thread of its own, once there are many:
/// meanwhile the caller writes them to the file. What comes out is the same.
class BackgroundBuilder {
public:
    BackgroundBuilder() = default;
    BackgroundBuilder(const BackgroundBuilder&) = delete;
    BackgroundBuilder& operator=(const BackgroundBuilder&) = delete;
    ~BackgroundBuilder();

    void add(UnitNumber unit, IndexLanguage language, std::uint64_t language_hash,
             std::string_view text);
    /// The builder, with all that was added. Nobody else touches it before the next add().
    [[nodiscard]] IndexBuilder& settled();
    /// IndexBuilder::waiting(), as far as the thread has come.
    [[nodiscard]] std::size_t waiting() const noexcept { return waiting_; }

private:
    struct Text {
        UnitNumber unit;
        IndexLanguage language;
        std::uint64_t language_hash;
        std::string text;
    };
    void hand_over();
    void run();
    void add_all(const std::vector<Text>& texts);

    IndexBuilder builder_;
    std::atomic<std::size_t> waiting_ = 0;
    std::size_t added_ = 0;
    std::vector<Text> fresh_;  ///< not handed over yet

    std::mutex mutex_;  ///< of what follows
    std::condition_variable changed_;
    std::vector<Text> texts_;
    bool working_ = false;
    bool stopping_ = false;
    std::exception_ptr error_;
    std::thread thread_;
};

}  // namespace egiz::tm
