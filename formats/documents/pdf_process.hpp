// SPDX-License-Identifier: Apache-2.0
// PDF in a process of its own: poppler can neither be stopped nor told how much it may take.
#pragma once

#include <string>
#include <string_view>

namespace egiz::formats {

/// The only argument of the process that reads a PDF.
constexpr std::string_view pdf_process_argument = "--read-pdf-from-standard-input";

/// Has every PDF that is opened after this read by `program`, run with `pdf_process_argument`, in
/// which case it has to return serve_pdf(). A PDF that takes more than 384 MiB, or than
/// 6 s of processor time and half a second for each MiB of its bytes, or brings poppler down, is
/// then an Error (input) like any other.
///
/// Without it, poppler reads in this process, and only bytes, pages and text are bounded: streams
/// that inflate without end take all the time and memory there are. Not to be called while PDF is
/// read.
void read_pdf_by(std::string program);

/// Reads a PDF from standard input, a file, and writes its text to standard output, or why there is
/// none. Bounds this process for good.
/// \return what the process has to exit with
[[nodiscard]] int serve_pdf();

}  // namespace egiz::formats
