// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "text/error.hpp"

#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <string>
#include <string_view>

namespace egiz::cli {

struct ConsoleOptions {
    bool quiet = false;   ///< errors only
    bool json = false;    ///< results as JSON on stdout, messages as JSON lines on stderr
    bool colour = false;  ///< on stderr
    bool colour_on_output = false;
    bool progress = false;
};

/// The program's two outlets: results on standard output, everything else on standard error.
/// Messages may come from several threads.
class Console {
public:
    explicit Console(const ConsoleOptions& options) : options_(options) {}

    [[nodiscard]] bool json() const noexcept { return options_.json; }
    [[nodiscard]] bool quiet() const noexcept { return options_.quiet; }
    /// Whether results for people may be coloured.
    [[nodiscard]] bool colour_on_output() const noexcept { return options_.colour_on_output; }

    /// Where results go. Check with `finish_output()` when all is written.
    [[nodiscard]] std::ostream& out();
    /// \throws Error (output) if standard output could not take everything
    void finish_output();

    /// Says what was decided or done; not with --quiet.
    void note(const std::string& message);
    /// Shows a warning; after the first twenty only counts them.
    void warn(const Warning& warning);
    /// Says how many warnings were only counted, and starts anew.
    void finish_warnings();
    void error(const Error& error);
    [[nodiscard]] WarningSink warning_sink();

    /// Redraws the progress line: `label 12/300`. Only where standard error is a terminal.
    void progress(std::string_view label, std::size_t done, std::size_t all);
    void finish_progress();

private:
    void message(std::string_view level, const Place& place, const std::string& text,
                 const std::string& hint, int exit_code);

    ConsoleOptions options_;
    std::mutex mutex_;
    std::size_t warnings_ = 0;
    bool progress_shown_ = false;
};

/// `text` with control characters made visible, so that a hostile file name or document cannot
/// steer the terminal.
[[nodiscard]] std::string printable(std::string_view text);

/// `1 unit`, `2 units`; `entries` where an `s` is not enough.
[[nodiscard]] std::string counted(std::size_t number, std::string_view noun,
                                  std::string_view plural = {});

}  // namespace egiz::cli
