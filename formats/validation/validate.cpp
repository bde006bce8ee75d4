// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"
