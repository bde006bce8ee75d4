// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/word_pool.hpp"

#include "cli/workflow/align_texts.hpp"
#include "cli/workflow/job_queue.hpp"
#include "formats/output_file.hpp"
#include "text/error.hpp"

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ostream>
#include <set>
#include <string_view>

namespace egiz::workflow {
namespace {

/// Fewer would hardly show how a document speaks.
constexpr std::size_t least_beads_a_document = 20;

/// Before the fingerprint.
constexpr std::string_view magic = "egiz pool 1 ";

}  // namespace

WordPool::WordPool(const std::vector<Language>& columns,
                   const std::vector<std::vector<std::size_t>>& documents,
                   const std::vector<const align::Lexicon*>& lexicons) {
    std::map<ColumnPair, std::vector<std::size_t>> holders;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        for (const align::TextPair& pair : pairs_to_align(documents[i].size())) {
            holders[{documents[i][pair.source], documents[i][pair.target]}].push_back(i);
        }
    }
    constexpr std::size_t most_documents = align::WordLearner::most_beads / least_beads_a_document;
    std::set<std::size_t> taking_part;
    for (const auto& [pair, holding] : holders) {
        if (holding.size() < 2) continue;  // a document learns its own words anyway
        const std::size_t taken = std::min(holding.size(), most_documents);
        std::vector<std::size_t> some(taken);
        for (std::size_t k = 0; k < taken; ++k) some[k] = holding[k * holding.size() / taken];
        taking_part.insert(some.begin(), some.end());
        learners_.emplace(
            pair, Learner{{columns[pair.first], columns[pair.second], lexicons}, std::move(some)});
    }
    taking_part_.assign(taking_part.begin(), taking_part.end());
}

void WordPool::add(std::size_t number, const PooledDocument& document) {
    for (const Pair& pair : document.pairs) {
        const auto found =
            learners_.find({document.columns[pair.source], document.columns[pair.target]});
        if (found == learners_.end()) continue;
        auto& [learner, documents] = found->second;
        if (!std::binary_search(documents.begin(), documents.end(), number)) continue;
        learner.add(document.texts[pair.source], document.texts[pair.target], pair.ladder,
                    align::WordLearner::most_beads / documents.size());
    }
}

std::vector<align::LearntWords> WordPool::learn(std::size_t jobs) const {
    std::vector<const align::WordLearner*> learners;
    for (const auto& [pair, each] : learners_) {
        if (each.learner.beads() > 0) learners.push_back(&each.learner);
    }
    std::vector<align::LearntWords> words;
    run_in_order<align::LearntWords>(
        learners.size(), jobs, [&](std::size_t i) { return learners[i]->learn(); },
        [&](std::size_t, align::LearntWords learnt) { words.push_back(std::move(learnt)); },
        [] { return false; });
    return words;
}

void write_pool(const std::string& path, const std::string& fingerprint,
                const std::vector<align::LearntWords>& words) {
    formats::OutputFile file(path);
    file.stream() << magic << fingerprint << ' ' << words.size() << '\n';
    for (const align::LearntWords& each : words) {
        const std::string bytes = each.bytes();
        file.stream() << bytes.size() << '\n' << bytes;
    }
    file.commit();
}

std::optional<std::vector<align::LearntWords>> read_pool(const std::string& path,
                                                         const std::string& fingerprint) {
    std::ifstream in(path, std::ios::binary);
    std::string begin(magic.size(), '\0');
    std::string of;
    std::size_t count = 0;
    if (!in.read(begin.data(), static_cast<std::streamsize>(begin.size())) || begin != magic ||
        !(in >> of >> count) || of != fingerprint || in.get() != '\n') {
        return std::nullopt;
    }
    std::error_code error;
    const std::uintmax_t most = std::filesystem::file_size(path, error);
    std::vector<align::LearntWords> words;
    for (std::size_t k = 0; k < count; ++k) {
        std::size_t size = 0;
        if (!(in >> size) || in.get() != '\n' || size > most) return std::nullopt;
        std::string bytes(size, '\0');
        if (!in.read(bytes.data(), static_cast<std::streamsize>(size))) return std::nullopt;
        try {
            words.push_back(align::LearntWords::from_bytes(bytes));
        } catch (const Error&) {
            return std::nullopt;
        }
    }
    return words;
}

}  // namespace egiz::workflow
