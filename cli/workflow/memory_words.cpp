// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/memory_words.hpp"

#include "text/error.hpp"

#include <algorithm>
#include <optional>
#include <sstream>

namespace egiz::workflow {
namespace {

/// Fewer teach next to nothing.
constexpr std::size_t least_units = 200;
/// Of a memory that is no sample yet, this many more are worth learning anew.
constexpr std::size_t many_more_units = 1000;
/// So is growth by a fifth.
constexpr std::size_t growth = 5;
/// Longer texts are no sentences: which of their words go together is anyone's guess.
constexpr std::size_t longest_text_bytes = 2000;
/// Of both sides together: some 40,000 sentences. Learning takes 60 times that in RAM.
constexpr std::size_t most_text_bytes = 8'000'000;
constexpr double least_trust = 0.5;

/// What something was learnt from, as the memory keeps it.
struct Stamp {
    std::size_t units = 0;   ///< of the memory, but for those left out
    bool is_sample = false;  ///< there were more of the pair than one learns from

    [[nodiscard]] std::string text() const {
        return EGIZ_VERSION " " + std::to_string(units) + (is_sample ? " some" : " all");
    }
    /// Nothing if another version of the program made it: it may see words otherwise.
    [[nodiscard]] static std::optional<Stamp> parse(const std::string& text) {
        std::istringstream in(text);
        std::string version;
        std::string extent;
        Stamp stamp;
        if (!(in >> version >> stamp.units >> extent) || version != EGIZ_VERSION) return {};
        stamp.is_sample = extent == "some";
        return stamp;
    }
    [[nodiscard]] bool is_outdated(std::size_t units_now) const {
        if (units_now <= units) return false;
        const std::size_t more = units_now - units;
        return more * growth >= units || (more >= many_more_units && !is_sample);
    }
};

struct Wanted {
    PairOfLanguages pair;  // in the order of their tags
    std::string name;      // in the cache
    std::optional<align::LearntWords> words;
    bool to_learn = false;
    std::size_t units = 0;  // fit to be learnt from
    std::size_t bytes = 0;  // of their texts
    std::size_t seen = 0;
    std::optional<align::WordLearner> learner;

    /// How many of the units are learnt from.
    [[nodiscard]] std::size_t taken() const {
        const std::size_t most = std::min(units, align::WordLearner::most_beads);
        return bytes <= most_text_bytes ? most : std::min(most, units * most_text_bytes / bytes);
    }
};

class Teacher {
public:
    Teacher(tm::Store& store, const MemoryWordsOptions& options, cli::Console& console)
        : store_(store), options_(options), console_(console) {}

    void teach(std::vector<Wanted>& all) {
        for (const auto& [document, count] : store_.units_by_document()) {
            if (!options_.left_out.contains(document)) units_ += count;
        }
        if (units_ < least_units) return;
        bool something_to_learn = false;
        for (Wanted& each : all) {
            look_up(each);
            something_to_learn = something_to_learn || each.to_learn;
        }
        if (!something_to_learn) return;
        count_units(all);
        read_units(all);
        for (Wanted& each : all) {
            if (!each.to_learn) continue;
            if (each.learner) each.words = each.learner->learn();
            each.learner.reset();
            if (options_.keep) keep(each);
        }
    }

private:
    void look_up(Wanted& wanted) const {
        wanted.to_learn = true;
        try {
            const std::optional<tm::CachedBytes> cached = store_.cached(wanted.name);
            if (!cached) return;
            const std::optional<Stamp> stamp = Stamp::parse(cached->stamp);
            if (!stamp || stamp->is_outdated(units_)) return;
            // None are kept where there were too few units.
            if (!cached->bytes.empty()) {
                wanted.words = align::LearntWords::from_bytes(cached->bytes);
            }
            wanted.to_learn = false;
        } catch (const Error& error) {
            console_.note("the memory's cache of words is learnt anew: " + error.message());
        }
    }

    /// Calls `visit(wanted, source, target)` for each unit that can teach a pair that is to be
    /// learnt.
    template <class Visit>
    void for_each_unit(std::vector<Wanted>& all, Visit visit) const {
        const auto is_short = [](const std::string& text) {
            return !text.empty() && text.size() <= longest_text_bytes;
        };
        store_.for_each([&](const tm::StoredUnit& stored) {
            const TranslationUnit& unit = stored.unit;
            if (unit.state == ReviewState::rejected || unit.score.value_or(1) < least_trust ||
                options_.left_out.contains(unit.document)) {
                return true;
            }
            for (Wanted& each : all) {
                if (!each.to_learn) continue;
                const Variant* const source = unit.find(each.pair.first);
                if (source == nullptr || !is_short(source->text)) continue;
                const Variant* const target = unit.find(each.pair.second);
                if (target != nullptr && is_short(target->text)) {
                    visit(each, source->text, target->text);
                }
            }
            return true;
        });
    }

    void count_units(std::vector<Wanted>& all) const {
        for_each_unit(all,
                      [](Wanted& wanted, const std::string& source, const std::string& target) {
                          ++wanted.units;
                          wanted.bytes += source.size() + target.size();
                      });
        for (Wanted& each : all) {
            if (each.to_learn && each.units >= least_units) {
                // By itself: with a lexicon, what is kept would depend on it.
                each.learner.emplace(each.pair.first, each.pair.second,
                                     std::vector<const align::Lexicon*>());
            }
        }
    }

    /// All of them, or as many as one learns from, evenly spread.
    void read_units(std::vector<Wanted>& all) const {
        for_each_unit(all,
                      [](Wanted& wanted, const std::string& source, const std::string& target) {
                          if (!wanted.learner) return;
                          const std::size_t taken = wanted.taken();
                          const std::size_t k = wanted.seen++;
                          if ((k + 1) * taken / wanted.units > k * taken / wanted.units) {
                              wanted.learner->add(source, target);
                          }
                      });
    }

    void keep(const Wanted& wanted) const {
        try {
            store_.keep(wanted.name, {Stamp{units_, wanted.taken() < wanted.units}.text(),
                                      wanted.words ? wanted.words->bytes() : std::string()});
        } catch (const Error& error) {
            console_.note("what the memory taught could not be kept in it: " + error.message());
        }
    }

    tm::Store& store_;
    const MemoryWordsOptions& options_;
    cli::Console& console_;
    std::size_t units_ = 0;  // but for those left out
};

}  // namespace

std::vector<align::LearntWords> words_of_memory(tm::Store& store,
                                                const std::vector<PairOfLanguages>& pairs,
                                                const MemoryWordsOptions& options,
                                                cli::Console& console) {
    std::vector<Wanted> all;
    for (const PairOfLanguages& pair : pairs) {
        // Variants of one language would be told apart by no one further on.
        if (pair.first.primary() == pair.second.primary()) continue;
        Wanted wanted;
        wanted.pair = std::minmax(pair.first, pair.second);
        wanted.name = "words " + wanted.pair.first.tag() + ' ' + wanted.pair.second.tag();
        const auto same = [&](const Wanted& other) { return other.name == wanted.name; };
        if (std::none_of(all.begin(), all.end(), same)) all.push_back(std::move(wanted));
    }
    try {
        Teacher(store, options, console).teach(all);
    } catch (const Error& error) {
        console.note("nothing is learnt from the memory: " + error.message());
    }
    std::vector<align::LearntWords> words;
    for (Wanted& each : all) {
        if (each.words) words.push_back(std::move(*each.words));
    }
    return words;
}

}  // namespace egiz::workflow
