// SPDX-License-Identifier: Apache-2.0
#include "tm/quality/quality.hpp"

#include "text/error.hpp"
#include "text/stable_hash.hpp"
#include "tm/quality/check.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace egiz::tm {
namespace {

struct CheckEntry {
    std::string_view name;
    std::unique_ptr<Check> (*make)(const CheckSettings& settings);
};
/// All checks, one a line; flags of one unit come in this order.
constexpr std::array<CheckEntry, 12> all_checks{{
    {"empty", make_empty_check},
    {"tags", make_tags_check},
    {"numbers", make_numbers_check},
    {"terms", make_terms_check},
    {"script", make_script_check},
    {"untranslated", make_untranslated_check},
    {"punctuation", make_punctuation_check},
    {"spaces", make_spaces_check},
    {"repeated-word", make_repeated_word_check},
    {"length", make_length_check},
    {"inconsistent", make_inconsistent_check},
    {"same-target", make_same_target_check},
}};

void require_known(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
        const auto same = [&](const CheckEntry& entry) { return entry.name == name; };
        if (std::any_of(all_checks.begin(), all_checks.end(), same)) continue;
        std::string known;
        for (const CheckEntry& entry : all_checks) (known += ' ') += entry.name;
        throw Error(Fault::usage, {}, "no check is called '" + name + "'", "there are" + known);
    }
}

bool is_wanted(std::string_view name, const QualityOptions& options) {
    const auto names = [&](const std::vector<std::string>& list) {
        return std::find(list.begin(), list.end(), name) != list.end();
    };
    return (options.only.empty() || names(options.only)) && !names(options.skip);
}

/// Turns what one check finds into flags.
class FlagWriter final : public Findings {
public:
    FlagWriter(std::string_view check, std::vector<QualityFlag>& flags)
        : check_(check), flags_(flags) {}
    void add(const UnitKey& key, Finding finding) override {
        const std::string identity = std::string(check_) + '\n' + std::to_string(key.source) +
                                     '\n' + std::to_string(key.target);
        flags_.push_back({check_, finding.severity, key.unit, std::move(finding.message),
                          std::move(finding.source), std::move(finding.target),
                          stable_hash(identity)});
    }

private:
    std::string_view check_;
    std::vector<QualityFlag>& flags_;
};

std::size_t order_of(std::string_view check) {
    const auto same = [&](const CheckEntry& entry) { return entry.name == check; };
    return static_cast<std::size_t>(std::find_if(all_checks.begin(), all_checks.end(), same) -
                                    all_checks.begin());
}

}  // namespace

const char* name(Severity severity) { return severity == Severity::error ? "error" : "warning"; }

std::vector<std::string_view> quality_checks() {
    std::vector<std::string_view> names;
    for (const CheckEntry& entry : all_checks) names.push_back(entry.name);
    return names;
}

struct QualityChecker::Impl {
    struct Running {
        std::string_view name;
        std::unique_ptr<Check> check;
    };
    std::vector<Running> checks;
    std::vector<QualityFlag> flags;
};

QualityChecker::QualityChecker(const Language& source, const Language& target,
                               const QualityOptions& options)
    : impl_(std::make_unique<Impl>()) {
    require_known(options.only);
    require_known(options.skip);
    const CheckSettings settings{source, target, options};
    for (const CheckEntry& entry : all_checks) {
        if (!is_wanted(entry.name, options)) continue;
        impl_->checks.push_back({entry.name, entry.make(settings)});
    }
}

QualityChecker::~QualityChecker() = default;
QualityChecker::QualityChecker(QualityChecker&&) noexcept = default;
QualityChecker& QualityChecker::operator=(QualityChecker&&) noexcept = default;

void QualityChecker::see(std::size_t unit, const Variant& source, const Variant& target) {
    const CheckedPair pair{{unit, stable_hash(source.text), stable_hash(target.text)},
                           CheckedText(source),
                           CheckedText(target)};
    const auto is_blank = [](const std::string& text) {
        return trim(text, {0, text.size()}).empty();
    };
    const bool one_sided = is_blank(source.text) || is_blank(target.text);
    for (const Impl::Running& running : impl_->checks) {
        // Of a text that is not there nothing else can be said.
        if (one_sided && running.name != "empty") continue;
        FlagWriter writer(running.name, impl_->flags);
        running.check->see(pair, writer);
    }
}

std::vector<QualityFlag> QualityChecker::finish() {
    for (const Impl::Running& running : impl_->checks) {
        FlagWriter writer(running.name, impl_->flags);
        running.check->finish(writer);
    }
    std::stable_sort(impl_->flags.begin(), impl_->flags.end(),
                     [](const QualityFlag& a, const QualityFlag& b) {
                         if (a.unit != b.unit) return a.unit < b.unit;
                         return order_of(a.check) < order_of(b.check);
                     });
    return std::move(impl_->flags);
}

}  // namespace egiz::tm
