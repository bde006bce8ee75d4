// SPDX-License-Identifier: Apache-2.0
// A store that only lists units, for tests of what reads one.
#pragma once

#include "tm/store.hpp"

#include <algorithm>
#include <stdexcept>

namespace egiz::tm::test {

class ListedStore final : public Store {
public:
    /// Numbers are 1, 2, …
    std::vector<TranslationUnit> units;
    /// What candidates() says of each unit's score; 100 where there is none.
    std::map<UnitNumber, int> bounds;
    mutable std::size_t units_read = 0;
    mutable int snapshots = 0;  ///< open now

    void in_snapshot(const std::function<void()>& body) const override {
        ++snapshots;
        body();
        --snapshots;
    }
    [[nodiscard]] std::optional<TranslationUnit> unit(UnitNumber number) const override {
        if (snapshots != 1) throw std::logic_error("not in one snapshot");
        ++units_read;
        return units.at(static_cast<std::size_t>(number - 1));
    }
    [[nodiscard]] std::vector<Candidate> candidates(const CandidateQuery& query) const override {
        if (snapshots != 1) throw std::logic_error("not in one snapshot");
        std::vector<Candidate> found;
        for (std::size_t i = 0; i < units.size(); ++i) {
            const auto number = static_cast<UnitNumber>(i + 1);
            const auto bound = bounds.find(number);
            const int most = bound == bounds.end() ? 100 : bound->second;
            if (most >= query.min_score) found.push_back({number, most});
        }
        std::stable_sort(found.begin(), found.end(),
                         [](const Candidate& a, const Candidate& b) { return a.bound > b.bound; });
        return found;
    }

    void in_transaction(const ChangeInfo&, const std::function<void()>&) override { refuse(); }
    AddCounts add(std::span<const TranslationUnit>) override { refuse(); }
    AddCounts add_document(std::string_view, std::string_view,
                           std::span<const TranslationUnit>) override {
        refuse();
    }
    bool replace(UnitNumber, const TranslationUnit&) override { refuse(); }
    bool remove(UnitNumber) override { refuse(); }
    UndoCounts undo(ChangeNumber, const ChangeInfo&) override { refuse(); }
    [[nodiscard]] bool has_document(std::string_view, std::string_view) const override { refuse(); }
    [[nodiscard]] std::vector<UnitNumber> containing(const PhraseQuery&) const override {
        refuse();
    }
    void for_each(const std::function<bool(const StoredUnit&)>&) const override { refuse(); }
    [[nodiscard]] Statistics statistics() const override { refuse(); }
    [[nodiscard]] std::map<std::string, std::size_t> units_by_document() const override {
        refuse();
    }
    [[nodiscard]] std::vector<Change> changes() const override { refuse(); }
    [[nodiscard]] std::vector<UnitVersion> history(UnitNumber) const override { refuse(); }
    void preload() override { refuse(); }
    CheckReport check(bool, const ProgressSink&) override { refuse(); }
    void optimise(const ProgressSink&) override { refuse(); }
    [[nodiscard]] std::optional<CachedBytes> cached(std::string_view) const override { refuse(); }
    void keep(std::string_view, const CachedBytes&) override { refuse(); }

private:
    [[noreturn]] static void refuse() { throw std::logic_error("this store only lists units"); }
};

}  // namespace egiz::tm::test
