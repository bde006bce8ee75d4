// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cli/console.hpp"
#include "cli/workflow/client.hpp"
#include "cli/workflow/inputs.hpp"
#include "cli/workflow/reading.hpp"
#include "formats/exchange/units.hpp"

#include <functional>
#include <string>
#include <vector>

namespace egiz::workflow {

struct ConvertOptions {
    std::string input;
    std::string output;
    std::string pair;
    ClientOptions client;
    ReadingOptions reading;  ///< of files of units
    // Of texts and documents:
    std::string source;  ///< empty: found out
    std::string target;
    ReadOptions read;
    SegmentationOptions segmentation;
};

/// Turns one file into another; both kinds come from the extensions. An `.egiz` file becomes
/// anything that an alignment can be written as; units become units; a ladder becomes a ladder; a
/// text or document becomes XLIFF without translations.
int convert(const ConvertOptions& options, cli::Console& console);

/// Shows every unit to a visitor until it returns false. May be called more than once.
using UnitSource = std::function<void(const std::function<bool(const TranslationUnit&)>&)>;

/// Writes units to a file by its extension, and says how many were written and left out. The
/// languages are `pair`'s, else those of a pair in the output's name, else all that the units have.
/// \param header  what the file of the units says of itself: formats::UnitReader::header()
void write_units(const UnitSource& units, const std::string& output, const std::string& pair,
                 const ClientOptions& client, const std::string& origin, cli::Console& console,
                 const std::vector<Property>& header = {});

}  // namespace egiz::workflow
