// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/plain_text.hpp"
