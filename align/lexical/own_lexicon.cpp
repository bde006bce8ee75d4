// SPDX-License-Identifier: Apache-2.0
#include "align/lexical/built_tables.hpp"
#include "align/lexicon.hpp"

namespace egiz::align {

const Lexicon& Lexicon::own() {
    static const Lexicon lexicon({}, built_lexicon());
    return lexicon;
}

}  // namespace egiz::align
