// SPDX-License-Identifier: Apache-2.0
#include "cli/console.hpp"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <iostream>

namespace egiz::cli {
namespace {

constexpr std::size_t shown_warnings = 20;

}  // namespace

std::string printable(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            result += "\\x";
            result += digits[byte >> 4U];
            result += digits[byte & 0xFU];
        } else {
            result += c;
        }
    }
    return result;
}

std::string counted(std::size_t number, std::string_view noun, std::string_view plural) {
    std::string text = std::to_string(number) + ' ';
    if (number == 1 || plural.empty()) {
        text += noun;
        if (number != 1) text += 's';
    } else {
        text += plural;
    }
    return text;
}

std::ostream& Console::out() { return std::cout; }

void Console::finish_output() {
    std::cout.flush();
    if (!std::cout) {
        throw Error(Fault::output, {}, "standard output: cannot write all of the result",
                    "is the disk full, or the program behind the pipe gone?");
    }
}

void Console::note(const std::string& text) {
    if (!options_.quiet) message("note", {}, text, {}, 0);
}

void Console::warn(const Warning& warning) {
    if (options_.quiet) return;
    {
        const std::lock_guard lock(mutex_);
        if (++warnings_ > shown_warnings) return;
    }
    message("warning", warning.place, warning.message, {}, 0);
}

void Console::finish_warnings() {
    const std::size_t hidden = warnings_ > shown_warnings ? warnings_ - shown_warnings : 0;
    warnings_ = 0;
    if (hidden > 0) note("… and " + std::to_string(hidden) + " more warnings");
}

void Console::error(const Error& error) {
    message("error", error.place(), error.message(), error.hint(), static_cast<int>(error.fault()));
}

WarningSink Console::warning_sink() {
    return [this](const Warning& warning) { warn(warning); };
}

void Console::message(std::string_view level, const Place& place, const std::string& text,
                      const std::string& hint, int exit_code) {
    finish_progress();
    const std::lock_guard lock(mutex_);
    if (options_.json) {
        nlohmann::ordered_json object{{"level", level}, {"message", text}};
        if (!place.file.empty()) object["file"] = place.file;
        if (place.line > 0) object["line"] = place.line;
        if (place.column > 0) object["column"] = place.column;
        if (!hint.empty()) object["hint"] = hint;
        if (exit_code > 0) object["exit_code"] = exit_code;
        std::cerr << object.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
        return;
    }
    const auto paint = [&](std::string_view code, std::string_view word) {
        return options_.colour ? "\033[" + std::string(code) + "m" + std::string(word) + "\033[0m"
                               : std::string(word);
    };
    std::cerr << "egiz: ";
    if (level != "note") {
        std::cerr << paint(level == "error" ? "1;31" : "1;33", std::string(level) + ":") << ' ';
    }
    const std::string where = place.to_string();
    if (!where.empty()) std::cerr << printable(where) << ": ";
    std::cerr << printable(text) << '\n';
    if (!hint.empty()) std::cerr << paint("1", "hint:") << ' ' << printable(hint) << '\n';
}

void Console::progress(std::string_view label, std::size_t done, std::size_t all) {
    if (!options_.progress) return;
    const std::lock_guard lock(mutex_);
    std::cerr << "\r\033[K" << label << ' ' << done << '/' << all << std::flush;
    progress_shown_ = true;
}

void Console::finish_progress() {
    const std::lock_guard lock(mutex_);
    if (!progress_shown_) return;
    std::cerr << "\r\033[K" << std::flush;
    progress_shown_ = false;
}

}  // namespace egiz::cli
