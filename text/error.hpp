// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>

namespace egiz {

/// Where in a file something is. Line and column count from 1; 0 means "not known".
struct Place {
    std::string file;
    std::size_t line = 0;
    std::size_t column = 0;

    /// `file:line:column`, without the parts that are not known.
    [[nodiscard]] std::string to_string() const;
};

/// Whose fault an error is. The values are the program's exit codes (docs/user-guide.md).
enum class Fault {
    internal = 1,      ///< something that should not happen
    usage = 2,         ///< wrong command line or configuration
    findings = 3,      ///< the check that was asked for found something
    input = 4,         ///< a file that cannot be used: encoding, XML, empty, damaged
    partial = 5,       ///< a batch finished, but some of its items failed
    output = 73,       ///< cannot write (EX_CANTCREAT)
    busy = 75,         ///< temporary, try again (EX_TEMPFAIL)
    interrupted = 130  ///< stopped by a signal; what was done is saved
};

/// What the program cannot help. `what()` is `place: message`, on one line.
class Error : public std::runtime_error {
public:
    Error(Fault fault, Place place, const std::string& message, std::string hint = {});

    [[nodiscard]] Fault fault() const noexcept { return fault_; }
    [[nodiscard]] const Place& place() const noexcept { return place_; }
    /// The message without its place.
    [[nodiscard]] const std::string& message() const noexcept { return message_; }
    /// What the user can do about it; may be empty.
    [[nodiscard]] const std::string& hint() const noexcept { return hint_; }

private:
    Fault fault_;
    Place place_;
    std::string message_;
    std::string hint_;
};

/// Something odd but usable that was met on the way.
struct Warning {
    Place place;
    std::string message;
};

/// Takes warnings as they come; whoever passes it counts and shows them.
using WarningSink = std::function<void(const Warning&)>;

}  // namespace egiz
