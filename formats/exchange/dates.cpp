// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/dates.hpp"

#include <chrono>

namespace egiz::formats {
namespace {

/// Takes numbers and marks off the front of a text.
class DateScanner {
public:
    explicit DateScanner(std::string_view text) : rest_(text) {}

    [[nodiscard]] std::optional<int> digits(std::size_t count) {
        if (rest_.size() < count) return std::nullopt;
        int value = 0;
        for (const char c : rest_.substr(0, count)) {
            if (c < '0' || c > '9') return std::nullopt;
            value = value * 10 + (c - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    bool skip(std::string_view any_of) {
        if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
        rest_.remove_prefix(1);
        return true;
    }
    [[nodiscard]] bool at_digit() const {
        return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9';
    }
    [[nodiscard]] char front() const { return rest_.empty() ? '\0' : rest_.front(); }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string_view rest_;
};

std::optional<std::chrono::seconds> scan_offset(DateScanner& scanner) {
    if (scanner.at_end() || scanner.skip("Zz")) return std::chrono::seconds(0);
    const bool minus = scanner.front() == '-';
    if (!scanner.skip("+-")) return std::nullopt;
    const auto hours = scanner.digits(2);
    scanner.skip(":");
    const auto minutes = scanner.at_end() ? 0 : scanner.digits(2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
    const auto offset = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
    return minus ? -std::chrono::seconds(offset) : std::chrono::seconds(offset);
}

std::optional<std::chrono::seconds> scan_time(DateScanner& scanner) {
    const auto hours = scanner.digits(2);
    scanner.skip(":");
    const auto minutes = scanner.digits(2);
    if (!hours || !minutes || *hours > 24 || *minutes > 59) return std::nullopt;
    int seconds = 0;
    if (scanner.skip(":") || scanner.at_digit()) {
        const auto given = scanner.digits(2);
        if (!given || *given > 60) return std::nullopt;
        seconds = *given;
    }
    if (scanner.skip(".,")) {
        while (scanner.at_digit()) static_cast<void>(scanner.digits(1));
    }
    const auto offset = scan_offset(scanner);
    if (!offset) return std::nullopt;
    return std::chrono::hours(*hours) + std::chrono::minutes(*minutes) +
           std::chrono::seconds(seconds) - *offset;
}

std::optional<std::chrono::sys_seconds> parse(std::string_view date) {
    DateScanner scanner(date);
    const auto year = scanner.digits(4);
    scanner.skip("-");
    const auto month = scanner.digits(2);
    scanner.skip("-");
    const auto day = scanner.digits(2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day calendar{std::chrono::year(*year),
                                               std::chrono::month(static_cast<unsigned>(*month)),
                                               std::chrono::day(static_cast<unsigned>(*day))};
    if (!calendar.ok() || *year < 1) return std::nullopt;
    std::chrono::sys_seconds time = std::chrono::sys_days(calendar);
    if (scanner.skip("Tt ")) {
        const auto of_day = scan_time(scanner);
        if (!of_day) return std::nullopt;
        time += *of_day;
    } else {
        scanner.skip("Zz");
    }
    if (!scanner.at_end()) return std::nullopt;
    return time;
}

std::string print(std::chrono::sys_seconds time, bool iso) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day calendar(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::string result;
    const auto append = [&result](long value, std::size_t width) {
        std::string digits = std::to_string(value);
        if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
        result += digits;
    };
    append(static_cast<int>(calendar.year()), 4);
    if (iso) result += '-';
    append(static_cast<unsigned>(calendar.month()), 2);
    if (iso) result += '-';
    append(static_cast<unsigned>(calendar.day()), 2);
    result += 'T';
    append(clock.hours().count(), 2);
    if (iso) result += ':';
    append(clock.minutes().count(), 2);
    if (iso) result += ':';
    append(clock.seconds().count(), 2);
    result += 'Z';
    return result;
}

constexpr std::string_view tmx_form = "00000000T000000Z";
constexpr std::string_view iso_form = "0000-00-00T00:00:00Z";
/// Where year, month, day, hour, minute and second stand in both.
struct Part {
    std::size_t in_tmx, in_iso, size;
};
constexpr Part parts[] = {{0, 0, 4}, {4, 5, 2}, {6, 8, 2}, {9, 11, 2}, {11, 14, 2}, {13, 17, 2}};

/// Whether it looks as nearly all dates of TMX files do, `20240102T030405Z`, and is on a day that
/// every month has.
bool is_usual(std::string_view date) {
    if (date.size() != 16 || date[8] != 'T' || date[15] != 'Z') return false;
    const auto within = [&](std::size_t at, unsigned least, unsigned most) {
        const unsigned tens = static_cast<unsigned char>(date[at]) - unsigned{'0'};
        const unsigned ones = static_cast<unsigned char>(date[at + 1]) - unsigned{'0'};
        const unsigned number = tens * 10 + ones;
        return tens <= 9 && ones <= 9 && least <= number && number <= most;
    };
    // The first century is left to parse().
    return within(0, 1, 99) && within(2, 0, 99) && within(4, 1, 12) && within(6, 1, 28) &&
           within(9, 0, 23) && within(11, 0, 59) && within(13, 0, 59);
}

}  // namespace

std::optional<std::string> to_iso_date(std::string_view date) {
    if (is_usual(date)) {
        std::string iso(iso_form);
        for (const Part& part : parts)
            iso.replace(part.in_iso, part.size, date, part.in_tmx, part.size);
        return iso;
    }
    const auto time = parse(date);
    return time ? std::optional(print(*time, true)) : std::nullopt;
}

std::optional<std::string> to_tmx_date(std::string_view date) {
    if (date.size() == 20 && date[4] == '-' && date[7] == '-' && date[13] == ':' &&
        date[16] == ':') {
        std::string plain(tmx_form);
        for (const Part& part : parts)
            plain.replace(part.in_tmx, part.size, date, part.in_iso, part.size);
        if (is_usual(plain) && date[10] == 'T' && date[19] == 'Z') return plain;
    }
    const auto time = parse(date);
    return time ? std::optional(print(*time, false)) : std::nullopt;
}

}  // namespace egiz::formats
