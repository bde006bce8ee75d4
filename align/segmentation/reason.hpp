// SPDX-License-Identifier: Apache-2.0
// Internal to align/: the words of the native engine for its decisions.
#pragma once

#include <cstdint>
#include <string_view>

namespace egiz::align {

/// Why a sentence ends at a place, or does not.
enum class Reason : std::uint8_t {
    sentence_end,    ///< ends: an ordinary word, then a terminator
    full_stop,       ///< ends: a terminator that needs no space, such as `。`
    opener_follows,  ///< ends: an abbreviation, then a word that opens sentences
    long_sentence,   ///< ends: an abbreviation far from the sentence's beginning, then a capital
    small_letter_start,  ///< ends: the language lets a small letter begin a sentence
    name_ends,           ///< ends: a surname and its two initials
    list_item,           ///< ends: the next item of a list follows
    smiley,              ///< ends: a smiley or emoji, then a capital or a mention
    hashtags,            ///< ends behind hashtags, goes on before them
    ornament,            ///< ends: a line of `====`
    address,             ///< ends: a web or mail address, then a capital
    mail_header,         ///< ends: date and time of a mail
    greeting,            ///< ends: `Best regards,`
    speech,              ///< ends: `he said: -- Who?`
    unmarked,            ///< ends: a word that opens sentences, without any mark before it
    too_long,            ///< ends: by force, the sentence has grown beyond all measure
    nothing_before,      ///< goes on: no word yet
    nothing_behind,      ///< goes on: no word up to the end of the text
    glued,               ///< goes on: no space behind the terminator
    comma_follows,       ///< goes on: `,` `;` `:` behind the terminator
    lower_case_follows,
    in_brackets,          ///< goes on: inside brackets that opened in mid-sentence
    in_title,             ///< goes on: inside `《》`
    in_quotation,         ///< goes on: quotations are kept whole
    embedded_quotation,   ///< goes on: in a quotation that is part of a clause
    speech_tag,           ///< goes on: `“Who?” he asked`
    quotation_goes_on,    ///< goes on: a word follows that ties the quotation to its sentence
    ellipsis,             ///< goes on: dots in mid-sentence
    list_number,          ///< goes on: `2.` at the beginning
    inside_abbreviation,  ///< goes on: between the parts of `т. д.`
    abbreviation,         ///< goes on: never final, or may be but nothing shows it
    looks_abbreviated,    ///< goes on: a short word without vowels, or letters with dots
    before_number,        ///< goes on: `Fig. 3`
    ordinal,              ///< goes on: `3. Oktober`
    initial               ///< goes on: `S. Kabylbekov`
};
[[nodiscard]] std::string_view to_string(Reason reason);

}  // namespace egiz::align
