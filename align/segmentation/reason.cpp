// SPDX-License-Identifier: Apache-2.0
#include "align/segmentation/reason.hpp"

namespace egiz::align {

std::string_view to_string(Reason reason) {
    switch (reason) {
        case Reason::sentence_end:
            return "end of a sentence";
        case Reason::full_stop:
            return "full stop that needs no space";
        case Reason::opener_follows:
            return "a word that opens sentences follows";
        case Reason::long_sentence:
            return "a capital follows, far from the sentence's beginning";
        case Reason::small_letter_start:
            return "ordinary word, sentence begins small";
        case Reason::name_ends:
            return "a surname and its initials";
        case Reason::list_item:
            return "the next item of a list follows";
        case Reason::smiley:
            return "a smiley, then a capital or a mention";
        case Reason::hashtags:
            return "hashtags";
        case Reason::ornament:
            return "ornament";
        case Reason::address:
            return "a web or mail address, then a capital";
        case Reason::mail_header:
            return "date and time of a mail";
        case Reason::greeting:
            return "greeting";
        case Reason::speech:
            return "colon, then a dash and what somebody says";
        case Reason::unmarked:
            return "a word that opens sentences, without a mark before it";
        case Reason::too_long:
            return "longer than a sentence may be";
        case Reason::nothing_before:
            return "no word before";
        case Reason::nothing_behind:
            return "no word behind";
        case Reason::glued:
            return "no space behind";
        case Reason::comma_follows:
            return "comma, semicolon or colon follows";
        case Reason::lower_case_follows:
            return "small letter follows";
        case Reason::in_brackets:
            return "inside brackets";
        case Reason::in_title:
            return "inside a title";
        case Reason::in_quotation:
            return "inside a quotation";
        case Reason::embedded_quotation:
            return "in a quotation that is part of a clause";
        case Reason::speech_tag:
            return "speech tag follows";
        case Reason::quotation_goes_on:
            return "the sentence goes on behind the quotation";
        case Reason::ellipsis:
            return "ellipsis in mid-sentence";
        case Reason::list_number:
            return "list number";
        case Reason::inside_abbreviation:
            return "inside an abbreviation";
        case Reason::abbreviation:
            return "abbreviation";
        case Reason::looks_abbreviated:
            return "looks abbreviated (no vowels, or dots inside); [not abbreviations] takes it "
                   "out";
        case Reason::before_number:
            return "abbreviation before a number";
        case Reason::ordinal:
            return "ordinal number";
        case Reason::initial:
            return "initial";
    }
    return {};
}

}  // namespace egiz::align
