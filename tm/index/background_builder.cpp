// SPDX-License-Identifier: Apache-2.0
#include "tm/index/background_builder.hpp"

#include <utility>

namespace egiz::tm {
namespace {

/// For fewer texts a thread is not worth it.
constexpr std::size_t many_texts = 5'000;
constexpr std::size_t texts_at_once = 256;

}  // namespace

BackgroundBuilder::~BackgroundBuilder() {
    if (!thread_.joinable()) return;
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void BackgroundBuilder::add(UnitNumber unit, IndexLanguage language, std::uint64_t language_hash,
                            std::string_view text) {
    if (++added_ < many_texts) {
        builder_.add(unit, language, language_hash, text);
        waiting_ = builder_.waiting();
        return;
    }
    fresh_.push_back({unit, language, language_hash, std::string(text)});
    if (fresh_.size() >= texts_at_once) hand_over();
}

void BackgroundBuilder::hand_over() {
    if (fresh_.empty()) return;
    if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
    {
        std::unique_lock lock(mutex_);
        // One lot is worked on, one waits.
        changed_.wait(lock, [&] { return texts_.empty(); });
        texts_.swap(fresh_);
    }
    changed_.notify_all();
    fresh_.clear();
}

IndexBuilder& BackgroundBuilder::settled() {
    hand_over();
    if (thread_.joinable()) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return texts_.empty() && !working_; });
        if (error_) std::rethrow_exception(std::exchange(error_, nullptr));
    }
    if (builder_.texts().size() == 0) added_ = 0;
    return builder_;
}

void BackgroundBuilder::add_all(const std::vector<Text>& texts) {
    for (const Text& each : texts) {
        builder_.add(each.unit, each.language, each.language_hash, each.text);
    }
    waiting_ = builder_.waiting();
}

void BackgroundBuilder::run() {
    std::vector<Text> texts;
    while (true) {
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return stopping_ || !texts_.empty(); });
            if (stopping_) return;
            texts.swap(texts_);
            working_ = true;
        }
        changed_.notify_all();
        std::exception_ptr error;
        try {
            add_all(texts);
        } catch (...) {
            error = std::current_exception();
        }
        texts.clear();
        {
            const std::scoped_lock lock(mutex_);
            working_ = false;
            if (error) error_ = error;
        }
        changed_.notify_all();
    }
}

}  // namespace egiz::tm
