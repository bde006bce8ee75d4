// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/check.hpp"
#include "tm/quality/small_numbers.hpp"

#include <algorithm>
#include <functional>
#include <map>

namespace egiz::tm {
namespace {

bool is_opener(const InlineCode& code) { return code.kind == InlineCode::Kind::open; }
bool closes(const InlineCode& code) { return code.kind == InlineCode::Kind::close; }

/// How a message speaks of a code.
std::string spelled(const InlineCode& code) {
    if (!code.data.empty()) return code.data;
    if (!code.type.empty()) return code.type + " (code " + code.id + ")";
    return "code " + code.id;
}

std::string listed(const std::vector<std::string>& names) {
    constexpr std::size_t most = 4;
    std::string list;
    for (std::size_t i = 0; i < names.size() && i < most; ++i) {
        list += (i == 0 ? " " : ", ") + names[i];
    }
    return names.size() > most ? list + " …" : list;
}

/// Takes from both lists what they share by `key`; an empty key is shared with nothing.
void drop_shared(std::vector<const InlineCode*>& a, std::vector<const InlineCode*>& b,
                 const std::function<std::string(const InlineCode&)>& key) {
    std::map<std::string, std::size_t> counts;
    for (const InlineCode* code : b) ++counts[key(*code)];
    std::map<std::string, std::size_t> shared;
    std::erase_if(a, [&](const InlineCode* code) {
        const std::string of_code = key(*code);
        if (of_code.empty() || shared[of_code] >= counts[of_code]) return false;
        ++shared[of_code];
        return true;
    });
    std::erase_if(b, [&](const InlineCode* code) {
        const auto found = shared.find(key(*code));
        if (found == shared.end() || found->second == 0) return false;
        --found->second;
        return true;
    });
}

std::vector<const InlineCode*> pointers(const std::vector<InlineCode>& codes) {
    std::vector<const InlineCode*> result;
    for (const InlineCode& code : codes) result.push_back(&code);
    return result;
}

/// Pairs that close before they open, that lack their other end, or that overlap.
std::vector<std::string> broken_pairs(const std::vector<InlineCode>& codes) {
    std::vector<std::string> broken;
    std::vector<const InlineCode*> open;
    for (const InlineCode& code : codes) {
        if (is_opener(code)) open.push_back(&code);
        if (!closes(code)) continue;
        const auto found = std::find_if(open.rbegin(), open.rend(), [&](const InlineCode* opener) {
            return opener->id == code.id;
        });
        if (found != open.rend()) {
            if (found != open.rbegin()) broken.push_back(spelled(code));
            open.erase(std::next(found).base());
        } else {
            broken.push_back(spelled(code));
        }
    }
    for (const InlineCode* opener : open) broken.push_back(spelled(*opener));
    return broken;
}

void compare_codes(const CheckedPair& pair, Findings& findings) {
    const std::vector<InlineCode>& source_codes = pair.source.variant.codes;
    const std::vector<InlineCode>& target_codes = pair.target.variant.codes;
    std::vector<const InlineCode*> missing = pointers(source_codes);
    std::vector<const InlineCode*> extra = pointers(target_codes);
    const auto kind = [](const InlineCode& code) {
        return std::to_string(static_cast<int>(code.kind)) + ':';
    };
    drop_shared(missing, extra, [&](const InlineCode& code) {
        return code.id.empty() ? std::string() : kind(code) + code.id;
    });
    drop_shared(missing, extra, [&](const InlineCode& code) {
        return code.data.empty() ? std::string() : kind(code) + code.data;
    });
    drop_shared(missing, extra, [&](const InlineCode& code) {
        return code.id.empty() && code.data.empty() ? kind(code) + code.type : std::string();
    });
    const auto report = [&](const std::vector<const InlineCode*>& codes, const char* what,
                            bool of_target) {
        if (codes.empty()) return;
        std::vector<std::string> names;
        std::vector<Range> places;
        for (const InlineCode* code : codes) {
            names.push_back(spelled(*code));
            places.push_back({code->byte_offset, code->byte_offset});
        }
        Finding finding{Severity::error, what + listed(names), {}, {}};
        (of_target ? finding.target : finding.source) = std::move(places);
        findings.add(pair.key, std::move(finding));
    };
    report(missing, "the translation lacks", false);
    report(extra, "the source lacks", true);
    const std::vector<std::string> broken = broken_pairs(target_codes);
    if (!broken.empty() && missing.empty() && extra.empty() && broken_pairs(source_codes).empty()) {
        findings.add(
            pair.key,
            {Severity::error, "out of order, or without its other end:" + listed(broken), {}, {}});
    }
}

/// Placeables that the one has more often than the other.
std::vector<const Placeable*> surplus(const CheckedText& of, const CheckedText& over) {
    std::map<std::string, std::size_t> counts;
    for (const Placeable& placeable : over.placeables) ++counts[placeable.value];
    std::vector<const Placeable*> result;
    for (const Placeable& placeable : of.placeables) {
        if (placeable.value.empty()) continue;
        const auto found = counts.find(placeable.value);
        if (found != counts.end() && found->second > 0) {
            --found->second;
        } else {
            result.push_back(&placeable);
        }
    }
    return result;
}

/// Whether it puts in a number that the other text has in words: `One file`, `%d файл`.
bool stands_for_one(const Placeable& placeable, const CheckedText& other) {
    const bool number = placeable.kind == Placeable::Kind::format &&
                        (placeable.value.ends_with("$d") || placeable.value == "%1");
    const Language& language = other.variant.language;
    const std::string folded = fold(other.masked);
    return number &&
           (folded.find('1') != std::string::npos || holds_small_number(folded, language, 1));
}

void compare_placeables(const CheckedPair& pair, Findings& findings) {
    std::vector<const Placeable*> missing = surplus(pair.source, pair.target);
    std::vector<const Placeable*> extra = surplus(pair.target, pair.source);
    // What is there again or once less is still there: only names that one text lacks wholly,
    // unless something is put in by place.
    const auto is_elsewhere = [](const CheckedText& text) {
        return [&text](const Placeable* placeable) {
            return placeable->kind == Placeable::Kind::variable &&
                   std::any_of(
                       text.placeables.begin(), text.placeables.end(),
                       [&](const Placeable& other) { return other.value == placeable->value; });
        };
    };
    std::erase_if(missing, is_elsewhere(pair.target));
    std::erase_if(extra, is_elsewhere(pair.source));
    if (missing.size() + extra.size() == 1 &&
        (missing.empty() ? stands_for_one(*extra.front(), pair.source)
                         : stands_for_one(*missing.front(), pair.target))) {
        return;
    }
    if (missing.empty() && extra.empty()) return;
    Finding finding{Severity::error, {}, {}, {}};
    const auto say = [&](const std::vector<const Placeable*>& placeables, const CheckedText& text,
                         const char* what, std::vector<Range>& places) {
        if (placeables.empty()) return;
        std::vector<std::string> names;
        for (const Placeable* placeable : placeables) {
            names.emplace_back(slice(text.text(), placeable->range));
            places.push_back(placeable->range);
        }
        finding.message += (finding.message.empty() ? "" : "; ") + (what + listed(names));
    };
    say(missing, pair.source, "the translation lacks", finding.source);
    say(extra, pair.target, "the source lacks", finding.target);
    findings.add(pair.key, std::move(finding));
}

/// Inline codes, and what stands for codes and values inside the text.
class TagsCheck final : public Check {
    void see(const CheckedPair& pair, Findings& findings) override {
        compare_codes(pair, findings);
        compare_placeables(pair, findings);
    }
};

}  // namespace

std::unique_ptr<Check> make_tags_check(const CheckSettings& /*settings*/) {
    return std::make_unique<TagsCheck>();
}

}  // namespace egiz::tm
