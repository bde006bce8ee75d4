// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/pair_source.hpp"

#include "cli/workflow/outputs.hpp"
#include "cli/workflow/units.hpp"
#include "formats/exchange/units.hpp"
#include "text/alignment.hpp"
#include "tm/alignment_file.hpp"
#include "tm/store.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace egiz::workflow {
namespace {

using PairVisitor = std::function<void(const PairOfUnit&)>;

/// Units, whatever they come from, two languages at a time.
class UnitPairs : public PairSource {
public:
    UnitPairs(std::string name, PairChoice choice)
        : name_(std::move(name)), choice_(std::move(choice)) {}

    [[nodiscard]] const std::string& name() const override { return name_; }

    void for_each(const PairVisitor& visit) const override {
        for_each_unit([&](std::size_t number, const TranslationUnit& unit) {
            if (choice_.source && choice_.target) {
                show_chosen(number, unit, *choice_.source, *choice_.target, visit);
            } else if (languages_.size() == 2 && !choice_.source && !choice_.target) {
                show_chosen(number, unit, languages_[0], languages_[1], visit);
            } else {
                show_all(number, unit, visit);
            }
        });
    }

protected:
    using UnitVisitor = std::function<void(std::size_t number, const TranslationUnit& unit)>;
    virtual void for_each_unit(const UnitVisitor& visit) const = 0;

    /// Looks at all units once.
    void find_languages() {
        for_each_unit([&](std::size_t, const TranslationUnit& unit) {
            for (const Variant& variant : unit.variants) {
                if (place_of(variant.language) == languages_.size()) {
                    languages_.push_back(variant.language);
                }
            }
        });
    }

private:
    static void show_chosen(std::size_t number, const TranslationUnit& unit, const Language& from,
                            const Language& to, const PairVisitor& visit) {
        const Variant* source = unit.find(from);
        const Variant* target = unit.find(to);
        if (source == nullptr && target == nullptr) return;
        Variant none;
        none.language = source == nullptr ? from : to;
        visit({{from, to},
               number,
               unit,
               source == nullptr ? none : *source,
               target == nullptr ? none : *target});
    }

    void show_all(std::size_t number, const TranslationUnit& unit, const PairVisitor& visit) const {
        for (const Variant& a : unit.variants) {
            for (const Variant& b : unit.variants) {
                if (&a == &b) continue;
                const bool in_order =
                    choice_.source || choice_.target || place_of(a.language) < place_of(b.language);
                if (!in_order || !serves(a, choice_.source) || !serves(b, choice_.target)) continue;
                visit({{a.language, b.language}, number, unit, a, b});
            }
        }
    }

    static bool serves(const Variant& variant, const std::optional<Language>& wanted) {
        return !wanted || match(variant.language, *wanted) != LanguageMatch::none;
    }

    [[nodiscard]] std::size_t place_of(const Language& language) const {
        return static_cast<std::size_t>(std::find(languages_.begin(), languages_.end(), language) -
                                        languages_.begin());
    }

    std::string name_;
    PairChoice choice_;
    std::vector<Language> languages_;  ///< in the order in which they come first
};

class FilePairs final : public UnitPairs {
public:
    FilePairs(const std::string& path, const PairChoice& choice, cli::Console& console)
        : UnitPairs(path, choice), warn_(console.warning_sink()) {
        find_languages();
        warn_ = [](const Warning&) {};  // what is odd in the file is said once
    }

private:
    void for_each_unit(const UnitVisitor& visit) const override {
        const auto reader = formats::open_units(name(), warn_);
        for (std::size_t number = 1;; ++number) {
            const auto unit = reader->next();
            if (!unit) return;
            visit(number, *unit);
        }
    }

    WarningSink warn_;
};

class MemoryPairs final : public UnitPairs {
public:
    MemoryPairs(const std::string& memory, const PairChoice& choice)
        : UnitPairs(memory, choice), store_(tm::open_store(memory, tm::OpenMode::read)) {
        if (!choice.source || !choice.target) find_languages();
    }

private:
    void for_each_unit(const UnitVisitor& visit) const override {
        store_->for_each([&](const tm::StoredUnit& stored) {
            visit(static_cast<std::size_t>(stored.number), stored.unit);
            return true;
        });
    }

    std::unique_ptr<tm::Store> store_;
};

/// The beads of an alignment that have both sides.
class AlignmentPairs final : public PairSource {
public:
    AlignmentPairs(std::string path, const PairChoice& choice)
        : name_(std::move(path)), alignment_(tm::read_alignment(name_).alignment) {
        const std::size_t texts = alignment_.texts.size();
        for (std::size_t source = 0; source < texts; ++source) {
            for (std::size_t target = 0; target < texts; ++target) {
                const bool in_order = choice.source || choice.target || source < target;
                if (source == target || !in_order || !serves(source, choice.source) ||
                    !serves(target, choice.target)) {
                    continue;
                }
                ladders_.push_back({source, target, ladder_between(alignment_, source, target)});
            }
        }
    }

    [[nodiscard]] const std::string& name() const override { return name_; }

    void for_each(const PairVisitor& visit) const override {
        for (const Pair& pair : ladders_) {
            const SegmentedText& source = alignment_.texts[pair.source];
            const SegmentedText& target = alignment_.texts[pair.target];
            const PairOfLanguages languages{source.document.language, target.document.language};
            for (std::size_t i = 0; i < pair.ladder.size(); ++i) {
                const Bead& bead = pair.ladder[i];
                if (!bead.two_sided()) continue;
                TranslationUnit unit;
                unit.variants.resize(2);
                unit.variants[0].language = languages.first;
                unit.variants[0].text = unit_text(text_of(source, bead.source));
                unit.variants[1].language = languages.second;
                unit.variants[1].text = unit_text(text_of(target, bead.target));
                visit({languages, i + 1, unit, unit.variants[0], unit.variants[1]});
            }
        }
    }

private:
    [[nodiscard]] bool serves(std::size_t text, const std::optional<Language>& wanted) const {
        return !wanted ||
               match(alignment_.texts[text].document.language, *wanted) != LanguageMatch::none;
    }

    std::string name_;
    Alignment alignment_;
    std::vector<Pair> ladders_;
};

}  // namespace

std::unique_ptr<PairSource> open_pairs(const std::string& path, const PairChoice& choice,
                                       cli::Console& console) {
    if (output_kind_of(path) == OutputKind::egiz) {
        return std::make_unique<AlignmentPairs>(path, choice);
    }
    return std::make_unique<FilePairs>(path, choice, console);
}

std::unique_ptr<PairSource> open_memory_pairs(const std::string& memory, const PairChoice& choice) {
    return std::make_unique<MemoryPairs>(memory, choice);
}

}  // namespace egiz::workflow
