// SPDX-License-Identifier: Apache-2.0
#include "formats/readers/encoding.hpp"

#include "formats/kazakh_encodings.hpp"
#include "formats/readers/letter_statistics.hpp"
#include "formats/readers/place_counter.hpp"
#include "text/error.hpp"
#include "text/handle.hpp"
#include "text/icu.hpp"
#include "text/unicode.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace egiz::formats {
namespace {

using Converter = Handle<UConverter, ucnv_close>;
using Detector = Handle<UCharsetDetector, ucsdet_close>;

constexpr std::size_t sample_bytes = 64 * 1024;
/// Below this mean score no decoding is taken for text; German in windows-1252 has about -1.
constexpr double least_plausibility = -1.2;

enum class Shape {
    narrow,
    kazakh,  ///< has the letters of Kazakh where windows-1251 has those of other languages
    wide     ///< in units of 2 or 4 bytes
};
struct Candidate {
    const char* name;
    std::string_view languages;  ///< that it is likely for, as primary subtags with blanks around
    Shape shape = Shape::narrow;
};
/// In order of preference where scores tie, as they do when all that is not ASCII is quotes.
constexpr std::array candidates{
    Candidate{"windows-1252", " en "},
    Candidate{"windows-1251", " ru kk "},
    Candidate{"KOI8-R", " ru kk "},
    Candidate{"GB18030", " zh "},
    Candidate{"IBM866", " ru kk "},
    Candidate{"ISO-8859-5", " ru kk "},
    Candidate{"KZ-1048", " kk ", Shape::kazakh},
    Candidate{"PTCP154", " kk ", Shape::kazakh},
    Candidate{"Big5", " zh "},
    Candidate{"UTF-16LE", "", Shape::wide},
    Candidate{"UTF-16BE", "", Shape::wide},
    Candidate{"UTF-32LE", "", Shape::wide},
    Candidate{"UTF-32BE", "", Shape::wide},
};

struct Mark {
    const char* name;
    std::string_view bytes;
};
/// UTF-32LE stands before UTF-16LE, whose mark its own begins with.
constexpr std::array marks{
    Mark{"UTF-8", "\xEF\xBB\xBF"},         Mark{"UTF-32LE", {"\xFF\xFE\0\0", 4}},
    Mark{"UTF-32BE", {"\0\0\xFE\xFF", 4}}, Mark{"UTF-16LE", "\xFF\xFE"},
    Mark{"UTF-16BE", "\xFE\xFF"},          Mark{"GB18030", "\x84\x31\x95\x33"},
};

std::optional<Encoding> from_mark(std::string_view bytes) {
    for (const Mark& mark : marks) {
        if (bytes.starts_with(mark.bytes)) return Encoding{mark.name, mark.bytes.size()};
    }
    return {};
}

Converter open_converter(const std::string& name) {
    IcuStatus status;
    Converter converter(ucnv_open(name.c_str(), status));
    status.check("open converter " + name);
    return converter;
}

std::u16string decode_own(const OwnEncoding& encoding, std::string_view bytes) {
    std::u16string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        const char16_t upper = byte < 0x80 ? u'\0' : encoding.upper_half[byte - 0x80U];
        text += byte < 0x80 ? static_cast<char16_t>(byte) : upper != 0 ? upper : u'\uFFFD';
    }
    return text;
}

/// What a converter makes of a sample, with U+FFFD for what it cannot decode.
std::u16string decode_sample(const char* name, std::string_view sample) {
    if (const OwnEncoding* own = find_own_encoding(name)) return decode_own(*own, sample);
    const Converter converter = open_converter(name);
    std::u16string text(sample.size() + 16, u'\0');
    char16_t* target = text.data();
    const char* source = sample.data();
    IcuStatus status;
    // Not flushed: the sample may end inside a character.
    ucnv_toUnicode(converter.get(), &target, text.data() + text.size(), &source,
                   sample.data() + sample.size(), nullptr, 0, status);
    status.check(std::string("decode a sample as ") + name);
    text.resize(static_cast<std::size_t>(target - text.data()));
    return text;
}

/// Where 8-bit text is worth looking at: from a little before its first byte outside ASCII.
std::string_view narrow_sample(std::string_view bytes) {
    const auto* first = std::find_if(bytes.begin(), bytes.end(), [](char c) {
        return static_cast<unsigned char>(c) >= 0x80 || c == '\0';
    });
    const auto offset = static_cast<std::size_t>(first - bytes.begin());
    return bytes.substr(offset - std::min<std::size_t>(offset, 32), sample_bytes);
}

/// Whether text in ASCII is Chinese in HZ (RFC 1843): `~{` begins pairs of bytes, `~}` or the
/// text's end ends them.
bool is_hz(std::string_view bytes) {
    const std::size_t first = bytes.find("~{");
    if (first == std::string_view::npos) return false;
    const std::string_view sample = bytes.substr(first, sample_bytes);
    const bool ascii = std::all_of(sample.begin(), sample.end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii) return false;
    const std::u16string text = decode_sample("HZ", sample);
    const auto is_wide = [](char16_t c) { return c >= 0x80; };
    return std::any_of(text.begin(), text.end(), is_wide) && plausibility(text) > 0;
}

/// Kinds of letters that Kazakh has and Russian has not.
std::size_t count_kazakh_letters(std::u16string_view text) {
    constexpr std::u16string_view letters = u"әғқңөұүһ";
    constexpr std::u16string_view capitals = u"ӘҒҚҢӨҰҮҺ";
    std::size_t kinds = 0;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        const bool found = text.find(letters[i]) != std::u16string_view::npos ||
                           text.find(capitals[i]) != std::u16string_view::npos;
        if (found) ++kinds;
    }
    return kinds;
}

std::size_t count_controls(std::string_view bytes) {
    return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 && !(byte >= '\t' && byte <= '\r');
    }));
}

/// False for UTF-16 and UTF-32, where letters of Latin or Cyrillic have a control character each:
/// at least half of the bytes.
bool has_few_controls(std::string_view bytes) {
    const std::string_view sample = bytes.substr(0, sample_bytes);
    const std::size_t controls = count_controls(sample);
    if (controls * 20 <= sample.size()) return true;
    return controls <= most_stray_controls && controls * 5 <= sample.size() * 2 &&
           sample.find('\0') == std::string_view::npos;
}

/// Whether so many bytes are printable ASCII that this is no UTF-16 or UTF-32: of Chinese about
/// half are, of other languages fewer. Pairs of blanks would pass for daggers, pairs of letters for
/// Han.
bool is_mostly_ascii(std::string_view sample) {
    constexpr std::size_t fewest_bytes = 32;
    const auto printable = std::count_if(sample.begin(), sample.end(), [](char c) {
        return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t';
    });
    return sample.size() >= fewest_bytes &&
           static_cast<std::size_t>(printable) * 5 > sample.size() * 4;
}

/// Whether the text begins with a tag, of one byte a character: in UTF-16 that would be Han.
bool begins_with_tag(std::string_view bytes) {
    const std::size_t at = bytes.find_first_not_of(" \t\r\n");
    if (at == std::string_view::npos || bytes[at] != '<' || at + 1 == bytes.size()) return false;
    const char next = bytes[at + 1];
    return next == '!' || next == '?' || next == '/' || (next >= 'A' && next <= 'Z') ||
           (next >= 'a' && next <= 'z');
}

/// Whether ill-formed UTF-8 is UTF-8 nevertheless: characters of several bytes outnumber the bytes
/// that fit nowhere by far. Text in another encoding has next to none of the former, but for
/// GB18030, where a third may pass and the rest does not. `bytes` must be ill-formed.
bool is_damaged_utf8(std::string_view bytes) {
    constexpr std::size_t good_for_each_bad = 4;
    std::size_t good = 0;
    std::size_t bad = 0;
    for (std::size_t offset = 0; offset < bytes.size();) {
        if (static_cast<unsigned char>(bytes[offset]) < 0x80) {
            ++offset;
            continue;
        }
        const std::size_t begin = offset;
        const bool well_formed =
            next_code_point(bytes, offset) != 0xFFFD || bytes.substr(begin, 3) == "\xEF\xBF\xBD";
        ++(well_formed ? good : bad);
    }
    return good >= good_for_each_bad * bad;
}

/// ICU's opinion on a sample, as a bonus of up to half a point.
double icu_bonus(const UCharsetMatch** matches, std::int32_t count, const char* name) {
    for (std::int32_t i = 0; i < count; ++i) {
        IcuStatus status;
        std::string match = ucsdet_getName(matches[i], status);
        const std::int32_t confidence = ucsdet_getConfidence(matches[i], status);
        if (status.failed()) continue;
        if (match == "ISO-8859-1") match = "windows-1252";  // a subset in all that is printable
        if (ucnv_compareNames(match.c_str(), name) == 0) return confidence / 200.0;
    }
    return 0;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (!text.empty()) text += ' ';
        text += "0x";
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

[[noreturn]] void fail_at(const Place& place, const Encoding& encoding, std::string_view bad,
                          bool cut_off) {
    const std::string bytes = (bad.size() == 1 ? "byte " : "bytes ") + hex(bad);
    const std::string name = encoding.name;
    const bool unicode = name.starts_with("UTF-");
    throw Error(Fault::input, place,
                cut_off ? "the text ends inside a character: not valid " + name + " (" + bytes + ")"
                        : "not valid " + name + " (" + bytes + ")",
                cut_off   ? "the file seems to have been cut off; get a whole copy"
                : unicode ? "repair that place; or, if the file is in another encoding, name it, "
                            "for example windows-1251"
                          : "name the file's encoding if it is another one, or convert the file to "
                            "UTF-8");
}

/// Whether `rest`, which is ill-formed UTF-8 from its first byte on, may be the beginning of a
/// character: a lead byte and fewer continuation bytes than it wants, then nothing.
bool is_cut_off(std::string_view rest) {
    const auto lead = static_cast<unsigned char>(rest.front());
    const std::size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 1;
    const bool tail_only = std::all_of(rest.begin() + 1, rest.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
    });
    return lead < 0xF5 && rest.size() < wanted && tail_only;
}

/// Appends UTF-16 as UTF-8; a high surrogate at the end waits in `pending` for its other half.
void append_utf16(std::string& text, std::u16string_view part, char16_t& pending) {
    for (const char16_t unit : part) {
        if (U16_IS_LEAD(unit)) {
            pending = unit;
        } else if (pending != 0 && U16_IS_TRAIL(unit)) {
            append_utf8(text, static_cast<char32_t>(U16_GET_SUPPLEMENTARY(pending, unit)));
            pending = 0;
        } else {
            append_utf8(text, unit);
        }
    }
}

/// ICU passes the bytes that the windows code pages leave unassigned as C1 control characters.
std::size_t find_c1_control(std::u16string_view text) {
    const auto* found =
        std::find_if(text.begin(), text.end(), [](char16_t c) { return c >= 0x80 && c < 0xA0; });
    return static_cast<std::size_t>(found - text.begin());
}

}  // namespace

std::optional<Encoding> detect_encoding(std::string_view bytes, const Language& language) {
    if (auto marked = from_mark(bytes)) return marked;
    if (is_hz(bytes)) return Encoding{"HZ-GB-2312"};
    if (has_few_controls(bytes) && (!find_invalid_utf8(bytes) || is_damaged_utf8(bytes))) {
        return Encoding{"UTF-8"};
    }
    const std::string_view narrow = narrow_sample(bytes);
    IcuStatus status;
    const Detector detector(ucsdet_open(status));
    ucsdet_setText(detector.get(), narrow.data(), static_cast<std::int32_t>(narrow.size()), status);
    std::int32_t count = 0;
    const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, status);
    if (status.failed()) count = 0;

    std::optional<Encoding> best;
    double best_score = least_plausibility;
    const std::string hint = " " + std::string(language.primary()) + " ";
    const bool is_narrow = begins_with_tag(bytes) || is_mostly_ascii(bytes.substr(0, sample_bytes));
    for (const Candidate& candidate : candidates) {
        const bool wide = candidate.shape == Shape::wide;
        if (wide && is_narrow) continue;
        const std::string_view sample = wide ? bytes.substr(0, sample_bytes) : narrow;
        const std::u16string text = decode_sample(candidate.name, sample);
        double score = plausibility(text);
        if (score <= least_plausibility) continue;
        const bool likely = candidate.languages.find(hint) != std::string_view::npos;
        // Ukrainian and Belarusian in windows-1251 have letters at these places too, but fewer.
        constexpr std::size_t enough_kinds = 4;
        if (candidate.shape == Shape::kazakh && !likely &&
            count_kazakh_letters(text) < enough_kinds) {
            continue;
        }
        // ICU takes these for windows-1251, which they are but for a few letters.
        score += icu_bonus(matches, count,
                           candidate.shape == Shape::kazakh ? "windows-1251" : candidate.name);
        if (likely) score += 0.5;
        if (score > best_score) {
            best = Encoding{candidate.name};
            best_score = score;
        }
    }
    return best;
}

Encoding named_encoding(const std::string& name, std::string_view bytes) {
    if (const OwnEncoding* own = find_own_encoding(name)) return {own->name};
    IcuStatus status;
    const Converter converter(ucnv_open(name.c_str(), status));
    if (name.empty() || status.failed()) {
        throw Error(Fault::usage, {}, "unknown encoding \"" + name + "\"",
                    "known are UTF-8, UTF-16, windows-1251, KOI8-R, KZ-1048, PTCP154, GB18030 and "
                    "the other IANA names that ICU has");
    }
    IcuStatus naming;
    const char* own = ucnv_getName(converter.get(), naming);
    const char* iana = ucnv_getStandardName(own, "IANA", naming);
    std::string canonical = !naming.failed() && iana != nullptr ? iana : own;
    for (const Candidate& candidate : candidates) {  // ICU spells some names in its own way
        if (ucnv_compareNames(candidate.name, canonical.c_str()) == 0 ||
            ucnv_compareNames(candidate.name, name.c_str()) == 0) {
            canonical = candidate.name;
        }
    }
    if (canonical == "ISO_8859-5:1988") canonical = "ISO-8859-5";
    const std::optional<Encoding> marked = from_mark(bytes);
    if (canonical == "UTF-16" || canonical == "UTF-32") {
        if (marked && marked->name.starts_with(canonical)) return *marked;
        const std::string_view sample = bytes.substr(0, sample_bytes);
        const std::string little = canonical + "LE";
        const std::string big = canonical + "BE";
        const bool is_little = plausibility(decode_sample(little.c_str(), sample)) >=
                               plausibility(decode_sample(big.c_str(), sample));
        return {is_little ? little : big};
    }
    if (marked && marked->name == canonical) return *marked;
    return {canonical};
}

struct Decoder::Impl {
    Encoding encoding;
    std::string file;
    std::size_t skip;     ///< bytes of the byte order mark still to come
    std::string kept;     ///< the beginning of a character, in UTF-8
    PlaceCounter behind;  ///< of all that is decoded
    Converter converter;
    const OwnEncoding* own = nullptr;
    char16_t pending = 0;  ///< a high surrogate that waits for its other half
    std::vector<char16_t> buffer;

    void decode_utf8(std::string_view bytes, bool last, std::string& text);
    void decode_by_icu(std::string_view bytes, bool last, std::string& text);
    void decode_by_table(std::string_view bytes, std::string& text);
    void add_utf16(std::u16string_view part, std::string& text);
};

Decoder::Decoder(const Encoding& encoding, std::string file)
    : impl_(std::make_unique<Impl>(
          Impl{encoding, std::move(file), encoding.byte_order_mark, {}, {}, {}, nullptr, 0, {}})) {
    if (encoding.name == "UTF-8") return;
    impl_->own = find_own_encoding(encoding.name);
    if (impl_->own != nullptr) return;
    impl_->converter = open_converter(encoding.name);
    IcuStatus setup;
    ucnv_setToUCallBack(impl_->converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                        setup);
    setup.check("set up converter " + encoding.name);
    impl_->buffer.resize(std::size_t{16} * 1024);
}

Decoder::~Decoder() = default;

void Decoder::decode(std::string_view bytes, bool last, std::string& text) {
    const std::size_t skipped = std::min(impl_->skip, bytes.size());
    impl_->skip -= skipped;
    bytes.remove_prefix(skipped);
    const std::size_t before = text.size();
    if (impl_->converter) {
        impl_->decode_by_icu(bytes, last, text);
    } else if (impl_->own != nullptr) {
        impl_->decode_by_table(bytes, text);
    } else {
        impl_->decode_utf8(bytes, last, text);
    }
    impl_->behind.add(std::string_view(text).substr(before));
}

void Decoder::Impl::decode_utf8(std::string_view bytes, bool last, std::string& text) {
    const std::size_t before = text.size();
    text += std::exchange(kept, {});
    text += bytes;
    const std::string_view added = std::string_view(text).substr(before);
    const std::optional<std::size_t> bad = find_invalid_utf8(added);
    if (!bad) return;
    const std::string_view rest = added.substr(*bad);
    const bool cut_off = is_cut_off(rest);
    if (!cut_off || last) {
        behind.add(added.substr(0, *bad));
        fail_at(behind.place(file), encoding, cut_off ? rest : rest.substr(0, 1), cut_off);
    }
    kept = rest;
    text.resize(before + *bad);
}

void Decoder::Impl::add_utf16(std::u16string_view part, std::string& text) {
    const bool windows = encoding.name.starts_with("windows-");
    const std::size_t unassigned = windows ? find_c1_control(part) : part.size();
    append_utf16(text, part.substr(0, unassigned), pending);
    if (unassigned == part.size()) return;
    behind.add(text);
    const char byte = static_cast<char>(part[unassigned]);
    fail_at(behind.place(file), encoding, {&byte, 1}, false);
}

void Decoder::Impl::decode_by_table(std::string_view bytes, std::string& text) {
    const std::size_t before = text.size();
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
            continue;
        }
        const char16_t character = own->upper_half[byte - 0x80U];
        if (character == 0) {
            behind.add(std::string_view(text).substr(before));
            fail_at(behind.place(file), encoding, {&c, 1}, false);
        }
        append_utf8(text, character);
    }
}

void Decoder::Impl::decode_by_icu(std::string_view bytes, bool last, std::string& text) {
    std::string added;
    const char* source = bytes.data();
    const char* const end = bytes.data() + bytes.size();
    for (UErrorCode code = U_BUFFER_OVERFLOW_ERROR; code == U_BUFFER_OVERFLOW_ERROR;) {
        char16_t* target = buffer.data();
        code = U_ZERO_ERROR;
        ucnv_toUnicode(converter.get(), &target, buffer.data() + buffer.size(), &source, end,
                       nullptr, last ? 1 : 0, &code);
        add_utf16({buffer.data(), static_cast<std::size_t>(target - buffer.data())}, added);
        if (code == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(code) != 0) continue;
        std::array<char, 32> bad{};
        auto length = static_cast<std::int8_t>(bad.size());
        IcuStatus status;
        ucnv_getInvalidChars(converter.get(), bad.data(), &length, status);
        behind.add(added);
        fail_at(behind.place(file), encoding,
                {bad.data(), status.failed() ? 0U : static_cast<std::size_t>(length)},
                code == U_TRUNCATED_CHAR_FOUND);
    }
    text += added;
}

std::string decode(std::string bytes, const Encoding& encoding, const std::string& file) {
    Decoder decoder(encoding, file);
    std::string text;
    if (encoding.name == "UTF-8") {
        // Valid in all but a few cases: nothing to copy then.
        if (!find_invalid_utf8(bytes)) {
            bytes.erase(0, encoding.byte_order_mark);
            return bytes;
        }
    } else {
        text.reserve(bytes.size() + bytes.size() / 2);
    }
    decoder.decode(bytes, true, text);
    return text;
}

}  // namespace egiz::formats
