// SPDX-License-Identifier: Apache-2.0
#include "align/plain_mark.hpp"

namespace egiz::align {

char plain_mark(char32_t c) {
    switch (c) {
        case U'?':
        case U'？':
            return '?';
        case U'!':
        case U'！':
            return '!';
        case U':':
        case U'：':
            return ':';
        case U';':
        case U'；':
            return ';';
        case U'(':
        case U'（':
            return '(';
        case U'%':
        case U'％':
            return '%';
        case U'"':
        case U'“':
        case U'„':
        case U'«':
        case U'「':
        case U'《':
            return '"';
        default:
            return 0;
    }
}

}  // namespace egiz::align
