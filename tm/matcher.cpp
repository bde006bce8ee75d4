// SPDX-License-Identifier: Apache-2.0
#include "tm/matcher.hpp"
