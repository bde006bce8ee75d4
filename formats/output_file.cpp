// SPDX-License-Identifier: Apache-2.0
#include "formats/output_file.hpp"
