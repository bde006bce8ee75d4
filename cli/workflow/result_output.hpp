// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "formats/output_file.hpp"

#include <iosfwd>
#include <optional>
#include <string>

namespace egiz::workflow {

/// Where a result goes that is written as it comes: standard output, or a file that is there when
/// all of it is. Output is buffered, so that many short pieces cost little. While there is a file,
/// SIGINT and SIGTERM come as an Error (interrupted), so that nothing unfinished is left behind.
class ResultOutput {
public:
    /// \param path  empty or `-`: standard output
    /// \throws Error (output) if the file cannot be made
    ResultOutput(const std::string& path, cli::Console& console);
    /// Writes what is left to standard output; what cannot be written is lost.
    ~ResultOutput();
    ResultOutput(const ResultOutput&) = delete;
    ResultOutput& operator=(const ResultOutput&) = delete;

    /// What is to be written: append to it.
    [[nodiscard]] std::string& text() noexcept { return text_; }
    /// To be called behind each line, without its line feed.
    /// \throws Error (output) if no more can be written: nobody reads on, or the disk is full;
    ///         (interrupted) as flush() and finish() do
    void end_line();
    /// Lets those who read see all that is written so far. \throws Error (output)
    void flush();
    /// \throws Error (output)
    void finish();

    [[nodiscard]] bool coloured() const noexcept;

private:
    void write_text();

    cli::Console& console_;
    std::optional<formats::OutputFile> file_;
    std::string text_;
};

/// \throws Error (usage) if writing `output` would destroy `input`
void check_output_spares(const std::string& output, const std::string& input);

}  // namespace egiz::workflow
