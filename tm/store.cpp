// SPDX-License-Identifier: Apache-2.0
#include "tm/store.hpp"

namespace egiz::tm {

AddCounts& AddCounts::operator+=(const AddCounts& other) {
    added += other.added;
    updated += other.updated;
    unchanged += other.unchanged;
    return *this;
}

}  // namespace egiz::tm
