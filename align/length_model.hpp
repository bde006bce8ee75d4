// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace egiz::align {

struct LengthModel {};

}  // namespace egiz::align
