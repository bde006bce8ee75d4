// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/result_output.hpp"

#include "cli/interrupt.hpp"

#include <filesystem>
#include <ostream>

namespace egiz::workflow {
namespace {

constexpr std::size_t written_at_once = std::size_t{64} * 1024;

bool is_standard_output(const std::string& path) { return path.empty() || path == "-"; }

}  // namespace

ResultOutput::ResultOutput(const std::string& path, cli::Console& console) : console_(console) {
    if (is_standard_output(path)) return;
    cli::catch_interrupts();  // the destructor must see to the unfinished file
    file_.emplace(path);
}

ResultOutput::~ResultOutput() {
    if (!file_) write_text();
}

void ResultOutput::write_text() {
    std::ostream& out = file_ ? file_->stream() : console_.out();
    out.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
}

void ResultOutput::end_line() {
    text_ += '\n';
    if (text_.size() >= written_at_once) flush();
}

void ResultOutput::flush() {
    if (file_) cli::throw_if_interrupted();
    write_text();
    if (!file_) {
        console_.finish_output();
    } else if (!file_->stream()) {
        throw Error(Fault::output, {file_->path()}, "cannot write all of the result",
                    "is the disk full?");
    }
}

void ResultOutput::finish() {
    flush();
    if (file_) file_->commit();
}

bool ResultOutput::coloured() const noexcept { return !file_ && console_.colour_on_output(); }

void check_output_spares(const std::string& output, const std::string& input) {
    std::error_code ignored;
    if (is_standard_output(output) || input == "-") return;
    if (output == input || std::filesystem::equivalent(output, input, ignored)) {
        throw Error(Fault::usage, {output}, "an input would be overwritten",
                    "give the output another name");
    }
}

}  // namespace egiz::workflow
