// SPDX-License-Identifier: Apache-2.0
#include "tm/sqlite/unit_record.hpp"

#include "tm/index/bytes.hpp"
#include "tm/unit_identity.hpp"

#include <bit>
#include <charconv>
#include <chrono>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace egiz::tm {
namespace {

constexpr std::size_t checksum_bytes = 2;

/// In the order of how common they are: two bytes hold what does not fit into seven bits.
enum UnitPart : unsigned {
    has_id = 1,
    has_properties = 2,
    state_shift = 2,  ///< two bits
    has_document = 16,
    has_bead_type = 32,
    has_score = 64,
    has_authorship = 128,
    has_notes = 256
};
enum VariantPart : unsigned {
    has_codes = 1,
    has_contexts = 2,
    variant_authorship = 4,
    variant_properties = 8,
    variant_notes = 16
};

std::uint64_t checksum(std::string_view bytes) {
    return XXH3_64bits(bytes.data(), bytes.size()) & 0xffffU;
}

/// How a shared string stands in a record: 0 and the string itself, 1 and seconds since 1970, or
/// the name's number + 1.
constexpr std::uint64_t as_string = 0;
constexpr std::uint64_t as_seconds = 1;

/// Seconds since 1970 of `2026-11-24T10:00:00Z`; nothing if it has another form.
std::optional<std::int64_t> seconds_of(std::string_view date) {
    constexpr std::string_view form = "0000-00-00T00:00:00Z";
    if (date.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool is_digit = date[i] >= '0' && date[i] <= '9';
        if (form[i] == '0' ? !is_digit : date[i] != form[i]) return std::nullopt;
    }
    const auto number = [&](std::size_t at, std::size_t count) {
        int value = 0;
        std::from_chars(date.data() + at, date.data() + at + count, value);
        return value;
    };
    const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                          std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                          std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    const int hour = number(11, 2);
    const int minute = number(14, 2);
    const int second = number(17, 2);
    if (!day.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    return std::int64_t{std::chrono::sys_days(day).time_since_epoch().count()} * 86'400 +
           hour * 3'600 + minute * 60 + second;
}

std::string date_of(std::int64_t seconds) {
    const std::int64_t days = seconds >= 0 ? seconds / 86'400 : (seconds - 86'399) / 86'400;
    const auto rest = static_cast<int>(seconds - days * 86'400);
    const std::chrono::year_month_day day{
        std::chrono::sys_days(std::chrono::days(static_cast<int>(days)))};
    std::string date(20, '0');
    const auto put = [&](std::size_t at, std::size_t digits, int value) {
        for (std::size_t i = digits; i-- > 0; value /= 10) {
            date[at + i] = static_cast<char>('0' + value % 10);
        }
    };
    put(0, 4, static_cast<int>(day.year()));
    put(5, 2, static_cast<int>(static_cast<unsigned>(day.month())));
    put(8, 2, static_cast<int>(static_cast<unsigned>(day.day())));
    put(11, 2, rest / 3'600);
    put(14, 2, rest / 60 % 60);
    put(17, 2, rest % 60);
    date[4] = date[7] = '-';
    date[10] = 'T';
    date[13] = date[16] = ':';
    date[19] = 'Z';
    return date;
}

class RecordWriter {
public:
    RecordWriter(std::string& bytes, NameTable& names) : bytes_(bytes), names_(names) {}

    void put(std::uint64_t value) { put_varint(bytes_, value); }
    void put(std::string_view text) { put_sized(bytes_, text); }
    /// The size with a bit that tells the form, and the text.
    void put_packed(std::string_view text) {
        if (const auto packed = names_.packer().pack(text)) {
            put(std::uint64_t{packed->size()} << 1U | 1U);
            bytes_ += *packed;
            return;
        }
        put(std::uint64_t{text.size()} << 1U);
        bytes_ += text;
    }
    void put_shared(std::int64_t kind, std::string_view text) {
        if (const auto number = text.empty() ? std::nullopt : names_.number_of_name(kind, text)) {
            put(static_cast<std::uint64_t>(*number) + 1);
            return;
        }
        put(as_string);
        put(text);
    }
    void put_date(std::string_view date) {
        if (const auto seconds = seconds_of(date)) {
            put(as_seconds);
            // Zigzag, for dates before 1970.
            put(static_cast<std::uint64_t>(*seconds) << 1U ^
                static_cast<std::uint64_t>(*seconds >> 63U));
            return;
        }
        put(as_string);
        put(date);
    }
    void put(const Authorship& authorship) {
        put_date(authorship.created);
        put_shared(NameTable::user, authorship.created_by);
        put_date(authorship.changed);
        put_shared(NameTable::user, authorship.changed_by);
    }
    void put(const std::vector<Property>& properties) {
        put(properties.size());
        for (const Property& property : properties) {
            const auto type = property.type.empty()
                                  ? std::nullopt
                                  : names_.number_of_name(NameTable::property_type, property.type);
            if (type) {
                put(static_cast<std::uint64_t>(*type) + 1);
                put_shared(NameTable::value_kind(*type), property.value);
            } else {
                put(as_string);
                put(property.type);
                put(as_string);
                put(property.value);
            }
        }
    }
    void put(const std::vector<std::string>& notes) {
        put(notes.size());
        for (const std::string& note : notes) put(note);
    }
    void put(const Variant& variant) {
        const bool authored = variant.authorship != Authorship();
        const unsigned parts = (variant.codes.empty() ? 0U : has_codes) |
                               (variant.contexts.empty() ? 0U : has_contexts) |
                               (authored ? variant_authorship : 0U) |
                               (variant.properties.empty() ? 0U : variant_properties) |
                               (variant.notes.empty() ? 0U : variant_notes);
        const auto language = static_cast<std::uint64_t>(names_.number_of(variant.language));
        put(language << 1U | (parts != 0 ? 1U : 0U));
        if (parts != 0) put(parts);
        put_packed(variant.text);
        if (!variant.codes.empty()) {
            put(variant.codes.size());
            for (const InlineCode& code : variant.codes) {
                put(code.byte_offset);
                put(static_cast<std::uint64_t>(code.kind));
                put(code.id);
                put(code.type);
                put(code.data);
            }
        }
        if (!variant.contexts.empty()) {
            put(variant.contexts.size());
            for (const Context& context : variant.contexts) {
                put_fixed(bytes_, context.previous, 4);
                put_fixed(bytes_, context.next, 4);
            }
        }
        if (authored) put(variant.authorship);
        if (!variant.properties.empty()) put(variant.properties);
        if (!variant.notes.empty()) put(variant.notes);
    }

private:
    std::string& bytes_;
    NameTable& names_;
};

class RecordReader {
public:
    RecordReader(std::string_view bytes, NameTable& names) : bytes_(bytes), names_(names) {}

    std::uint64_t number() { return bytes_.varint(); }
    std::size_t count() {
        const std::uint64_t value = bytes_.varint();
        // Whatever is counted has a byte at least; check_unit() lets no more in.
        if (value > bytes_.left() || value > most_unit_parts) bytes_.fail();
        return bytes_.failed() ? 0 : static_cast<std::size_t>(value);
    }
    std::string text() { return std::string(bytes_.bytes(bytes_.varint())); }
    std::string packed() {
        const std::uint64_t size = number();
        const std::string_view bytes = bytes_.bytes(size >> 1U);
        if ((size & 1U) == 0) return std::string(bytes);
        auto text = names_.packer().unpack(bytes);
        if (!text) bytes_.fail();
        return text ? std::move(*text) : std::string();
    }
    std::string shared() {
        const std::uint64_t form = number();
        if (form == as_string) return text();
        if (form == as_seconds) {
            const std::uint64_t zigzag = number();
            return date_of(static_cast<std::int64_t>(zigzag >> 1U ^ (~(zigzag & 1U) + 1)));
        }
        return bytes_.failed() ? std::string() : names_.name(static_cast<std::int64_t>(form - 1));
    }
    Authorship authorship() {
        Authorship result;
        result.created = shared();
        result.created_by = shared();
        result.changed = shared();
        result.changed_by = shared();
        return result;
    }
    std::vector<Property> properties() {
        std::vector<Property> result(count());
        for (Property& property : result) {
            property.type = shared();
            property.value = shared();
        }
        return result;
    }
    std::vector<std::string> notes() {
        std::vector<std::string> result(count());
        for (std::string& note : result) note = text();
        return result;
    }
    std::vector<InlineCode> codes(const std::string& text_of_codes) {
        std::vector<InlineCode> result(count());
        std::size_t least = 0;
        for (InlineCode& code : result) {
            code.byte_offset = static_cast<std::size_t>(number());
            const std::uint64_t kind = number();
            if (code.byte_offset < least || code.byte_offset > text_of_codes.size() ||
                kind > static_cast<std::uint64_t>(InlineCode::Kind::lone_close)) {
                bytes_.fail();
            }
            least = code.byte_offset;
            code.kind = static_cast<InlineCode::Kind>(kind);
            code.id = text();
            code.type = text();
            code.data = text();
        }
        return result;
    }
    std::vector<Context> contexts() {
        std::vector<Context> result(count());
        for (Context& context : result) {
            context.previous = static_cast<std::uint32_t>(bytes_.fixed(4));
            context.next = static_cast<std::uint32_t>(bytes_.fixed(4));
        }
        return result;
    }
    void read(Variant& result) {
        const std::uint64_t language = number();
        if (bytes_.failed()) return;
        result.language = names_.language(static_cast<std::int64_t>(language >> 1U));
        const auto parts = static_cast<unsigned>((language & 1U) != 0 ? number() : 0);
        result.text = packed();
        if ((parts & has_codes) != 0) result.codes = codes(result.text);
        if ((parts & has_contexts) != 0) result.contexts = contexts();
        if ((parts & variant_authorship) != 0) result.authorship = authorship();
        if ((parts & variant_properties) != 0) result.properties = properties();
        if ((parts & variant_notes) != 0) result.notes = notes();
    }
    double real() { return std::bit_cast<double>(bytes_.fixed(8)); }
    [[nodiscard]] bool sound() const { return !bytes_.failed() && bytes_.at_end(); }

private:
    ByteReader bytes_;
    NameTable& names_;
};

}  // namespace

std::string encode_record(const TranslationUnit& unit, ChangeNumber change, NameTable& names) {
    constexpr std::size_t usual_extras = 64;
    std::size_t size = usual_extras;
    for (const Variant& variant : unit.variants) size += variant.text.size();
    std::string bytes;
    bytes.reserve(size);
    bytes.resize(checksum_bytes);
    RecordWriter writer(bytes, names);
    const bool authored = unit.authorship != Authorship();
    const unsigned parts =
        (unit.id.empty() ? 0U : has_id) | (unit.document.empty() ? 0U : has_document) |
        (unit.bead_type.empty() ? 0U : has_bead_type) | (unit.score ? has_score : 0U) |
        static_cast<unsigned>(unit.state) << state_shift | (authored ? has_authorship : 0U) |
        (unit.properties.empty() ? 0U : has_properties) | (unit.notes.empty() ? 0U : has_notes);
    writer.put(static_cast<std::uint64_t>(change));
    writer.put(parts);
    if (!unit.id.empty()) writer.put(unit.id);
    if (!unit.document.empty()) {
        writer.put(static_cast<std::uint64_t>(names.number_of_document(unit.document)));
    }
    if (!unit.bead_type.empty()) writer.put_shared(NameTable::bead_type, unit.bead_type);
    if (unit.score) put_fixed(bytes, std::bit_cast<std::uint64_t>(*unit.score), 8);
    if (authored) writer.put(unit.authorship);
    if (!unit.properties.empty()) writer.put(unit.properties);
    if (!unit.notes.empty()) writer.put(unit.notes);
    writer.put(unit.variants.size());
    for (const Variant& variant : unit.variants) writer.put(variant);
    const std::uint64_t sum = checksum(std::string_view(bytes).substr(checksum_bytes));
    bytes[0] = static_cast<char>(sum);
    bytes[1] = static_cast<char>(sum >> 8U);
    return bytes;
}

bool has_sound_checksum(std::string_view bytes) {
    return bytes.size() >= checksum_bytes &&
           ByteReader(bytes).fixed(checksum_bytes) == checksum(bytes.substr(checksum_bytes));
}

std::optional<UnitRecord> decode_record(std::string_view bytes, NameTable& names) {
    if (!has_sound_checksum(bytes)) return std::nullopt;
    RecordReader reader(bytes.substr(checksum_bytes), names);
    UnitRecord record;
    TranslationUnit& unit = record.unit;
    record.change = static_cast<ChangeNumber>(reader.number());
    const auto parts = static_cast<unsigned>(reader.number());
    if ((parts & has_id) != 0) unit.id = reader.text();
    if ((parts & has_document) != 0) {
        unit.document = names.document(static_cast<std::int64_t>(reader.number()));
    }
    if ((parts & has_bead_type) != 0) unit.bead_type = reader.shared();
    if ((parts & has_score) != 0) unit.score = reader.real();
    const unsigned state = parts >> state_shift & 3U;
    if (state > static_cast<unsigned>(ReviewState::rejected)) return std::nullopt;
    unit.state = static_cast<ReviewState>(state);
    if ((parts & has_authorship) != 0) unit.authorship = reader.authorship();
    if ((parts & has_properties) != 0) unit.properties = reader.properties();
    if ((parts & has_notes) != 0) unit.notes = reader.notes();
    unit.variants.resize(reader.count());
    for (Variant& variant : unit.variants) reader.read(variant);
    if (!reader.sound()) return std::nullopt;
    return record;
}

}  // namespace egiz::tm
