// SPDX-License-Identifier: Apache-2.0
#include "tm/memory_store.hpp"

#include "tm/prepared_query.hpp"
#include "tm/unit_identity.hpp"

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace egiz::tm {
namespace {

/// The variants of one language, filed under their words.
struct LanguageIndex {
    struct Posting {
        std::size_t length;
        std::size_t unit;
        std::size_t variant;
    };
    std::unordered_map<std::string, std::vector<Posting>> by_word;
    std::unordered_map<std::uint64_t, std::vector<Posting>> by_text;  ///< hash of the composed text
};

class MemoryStore final : public Store {
public:
    AddCounts add(std::span<const TranslationUnit> units) override {
        AddCounts counts;
        in_transaction([&] {
            for (const TranslationUnit& unit : units) counts += add_one(unit);
        });
        return counts;
    }

    AddCounts add_document(std::string_view document, std::string_view fingerprint,
                           std::span<const TranslationUnit> units) override {
        AddCounts counts;
        in_transaction([&] {
            counts = add(units);
            const auto [version, added] =
                documents_.emplace(std::string(document), std::string(fingerprint));
            if (added) undo_.push_back([this, key = *version] { documents_.erase(key); });
        });
        return counts;
    }

    [[nodiscard]] bool has_document(std::string_view document,
                                    std::string_view fingerprint) const override {
        return documents_.contains({std::string(document), std::string(fingerprint)});
    }

    void in_transaction(const std::function<void()>& body) override {
        const std::size_t start = undo_.size();
        ++depth_;
        try {
            body();
        } catch (...) {
            --depth_;
            while (undo_.size() > start) {
                undo_.back()();
                undo_.pop_back();
            }
            throw;
        }
        --depth_;
        if (depth_ == 0) undo_.clear();
    }

    [[nodiscard]] std::vector<TranslationUnit> candidates(
        const CandidateQuery& query) const override {
        if (query.min_score > 100) return {};
        std::vector<TranslationUnit> found;
        if (query.min_score <= 0) {
            for (const TranslationUnit& unit : units_) {
                if (unit.find(query.source) != nullptr) found.push_back(unit);
            }
            return found;
        }
        const PreparedQuery prepared(query.text);
        std::set<std::size_t> numbers;
        for (const auto& [language, index] : indexes_) {
            if (match(language, query.source) == LanguageMatch::none) continue;
            collect(index, prepared, query.min_score, numbers);
        }
        for (const std::size_t number : numbers) found.push_back(units_[number]);
        return found;
    }

    void for_each(const std::function<bool(const TranslationUnit&)>& visit) const override {
        // Units that `visit` adds are not shown.
        const std::size_t count = units_.size();
        for (std::size_t i = 0; i < count; ++i) {
            if (!visit(units_[i])) return;
        }
    }

    [[nodiscard]] Statistics statistics() const override {
        Statistics statistics;
        statistics.units = units_.size();
        for (const TranslationUnit& unit : units_) {
            statistics.variants += unit.variants.size();
            for (const Variant& variant : unit.variants) {
                ++statistics.variants_by_language[variant.language];
            }
        }
        std::set<std::string_view> names;
        for (const auto& [name, fingerprint] : documents_) names.insert(name);
        statistics.documents = names.size();
        return statistics;
    }

    [[nodiscard]] std::map<std::string, std::size_t> units_by_document() const override {
        std::map<std::string, std::size_t> counts;
        for (const TranslationUnit& unit : units_) ++counts[unit.document];
        return counts;
    }

    [[nodiscard]] std::optional<CachedBytes> cached(std::string_view name) const override {
        const auto found = cache_.find(name);
        if (found == cache_.end()) return std::nullopt;
        return found->second;
    }

    void keep(std::string_view name, const CachedBytes& what) override {
        in_transaction([&] {
            undo_.push_back([this, key = std::string(name), before = cached(name)] {
                cache_.erase(key);
                if (before) cache_.emplace(key, *before);
            });
            cache_.insert_or_assign(std::string(name), what);
        });
    }

private:
    using Posting = LanguageIndex::Posting;

    AddCounts add_one(const TranslationUnit& unit) {
        check_unit(unit);
        std::vector<std::size_t>& same_hash = by_content_[content_hash(unit)];
        for (const std::size_t number : same_hash) {
            TranslationUnit& stored = units_[number];
            if (!same_content(stored, unit)) continue;
            TranslationUnit kept = merged(stored, unit);
            if (kept == stored) return {0, 0, 1};
            undo_.push_back([this, number, before = stored] { units_[number] = before; });
            stored = std::move(kept);
            return {0, 1, 0};
        }
        // Noted first: if the adding fails half-way, what there is of it goes.
        undo_.push_back([this, count = units_.size()] { remove_from(count); });
        units_.push_back(unit);
        same_hash.push_back(units_.size() - 1);
        each_posting(units_.size() - 1, [](std::vector<Posting>& postings, const Posting& posting) {
            postings.push_back(posting);
        });
        return {1, 0, 0};
    }

    /// Calls `change` with every list that unit `number` is filed in.
    template <class Change>
    void each_posting(std::size_t number, const Change& change) {
        const TranslationUnit& unit = units_[number];
        for (std::size_t i = 0; i < unit.variants.size(); ++i) {
            const Variant& variant = unit.variants[i];
            LanguageIndex& index = indexes_[variant.language];
            const IndexEntry entry = index_entry(match_key(variant.text));
            const Posting posting{entry.length, number, i};
            change(index.by_text[stable_hash(nfc(variant.text))], posting);
            for (const std::string& word : entry.words) change(index.by_word[word], posting);
        }
    }

    void remove_from(std::size_t count) {
        while (units_.size() > count) {
            const std::size_t number = units_.size() - 1;
            each_posting(number, [&](std::vector<Posting>& postings, const Posting&) {
                std::erase_if(postings, [&](const Posting& p) { return p.unit == number; });
            });
            std::erase(by_content_[content_hash(units_.back())], number);
            units_.pop_back();
        }
    }

    void collect(const LanguageIndex& index, const PreparedQuery& query, int min_score,
                 std::set<std::size_t>& numbers) const {
        std::set<std::pair<std::size_t, std::size_t>> variants;
        if (query.exact_only(min_score)) {
            const auto same = index.by_text.find(stable_hash(query.composed()));
            if (same == index.by_text.end()) return;
            for (const Posting& p : same->second) variants.emplace(p.unit, p.variant);
        } else {
            const Probe probe = query.probe(min_score, [&](const std::string& word) {
                const auto postings = index.by_word.find(word);
                return postings == index.by_word.end()
                           ? std::int64_t{0}
                           : static_cast<std::int64_t>(postings->second.size());
            });
            for (const std::string& word : probe.words) {
                const auto postings = index.by_word.find(word);
                if (postings == index.by_word.end()) continue;
                for (const Posting& p : postings->second) {
                    if (p.length < probe.shortest || p.length > probe.longest) continue;
                    variants.emplace(p.unit, p.variant);
                }
            }
        }
        for (const auto& [number, variant] : variants) {
            if (query.score(units_[number].variants[variant].text, min_score)) {
                numbers.insert(number);
            }
        }
    }

    std::deque<TranslationUnit> units_;
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_content_;
    std::map<Language, LanguageIndex> indexes_;
    std::set<std::pair<std::string, std::string>> documents_;  ///< name and fingerprint
    std::map<std::string, CachedBytes, std::less<>> cache_;
    int depth_ = 0;
    std::vector<std::function<void()>> undo_;  ///< of the transaction; the last step comes last
};

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace egiz::tm
