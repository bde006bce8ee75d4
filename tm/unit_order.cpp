// SPDX-License-Identifier: Apache-2.0
#include "tm/unit_order.hpp"

#include <algorithm>

namespace egiz::tm {

std::string_view last_date(const TranslationUnit& unit) {
    std::string_view last = std::max(unit.authorship.changed, unit.authorship.created);
    for (const Variant& variant : unit.variants) {
        last = std::max<std::string_view>(last, variant.authorship.changed);
        last = std::max<std::string_view>(last, variant.authorship.created);
    }
    return last;
}

int review_rank(ReviewState state) {
    switch (state) {
        case ReviewState::reviewed:
            return 2;
        case ReviewState::unreviewed:
            return 1;
        case ReviewState::rejected:
            return 0;
    }
    return 0;
}

}  // namespace egiz::tm
