// SPDX-License-Identifier: Apache-2.0
#include "align/length_model.hpp"
