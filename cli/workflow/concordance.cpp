// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/concordance.hpp"

#include "cli/workflow/unit_output.hpp"
#include "tm/concordance.hpp"

#include <algorithm>
#include <iostream>
#include <ostream>
#include <string_view>

namespace egiz::workflow {
namespace {

/// The text with the ranges marked.
std::string marked(std::string_view text, const std::vector<Range>& ranges, bool colour) {
    const std::string_view begin = colour ? "\033[1;32m" : "[[";
    const std::string_view end = colour ? "\033[0m" : "]]";
    std::string result;
    std::size_t shown = 0;
    for (const Range& range : ranges) {
        result += cli::printable(text.substr(shown, range.begin - shown));
        result += begin;
        result += cli::printable(slice(text, range));
        result += end;
        shown = range.end;
    }
    return result + cli::printable(text.substr(shown));
}

std::string units_text(const tm::Concordance& found) {
    const std::string all = (found.exact ? "" : "about ") + std::to_string(found.count);
    const std::string shown = found.hits.size() < found.count || !found.exact
                                  ? std::to_string(found.hits.size()) + " of " + all
                                  : all;
    return shown + (found.count == 1 ? " unit" : " units");
}

class Output {
public:
    Output(const std::vector<Language>& shown, cli::Console& console)
        : shown_(shown), console_(console) {}

    void show(const std::string& phrase, const tm::Concordance& found, bool is_one_of_many) {
        if (console_.json()) {
            show_json(phrase, found);
            return;
        }
        if (is_one_of_many) {
            console_.out() << "? " << cli::printable(phrase) << '\t' << units_text(found) << '\n';
        }
        for (const tm::ConcordanceHit& hit : found.hits) show_hit(hit);
        if (!is_one_of_many) console_.note(units_text(found));
    }

private:
    /// Variants that are shown beneath the one with the phrase, in the order that was asked for.
    [[nodiscard]] std::vector<const Variant*> others(const tm::ConcordanceHit& hit) const {
        const Variant* own = &hit.unit.variants[hit.variant];
        std::vector<const Variant*> others;
        if (shown_.empty()) {
            for (const Variant& variant : hit.unit.variants) {
                if (&variant != own) others.push_back(&variant);
            }
            return others;
        }
        for (const Language& language : shown_) {
            const Variant* variant = hit.unit.find(language);
            if (variant == nullptr || variant == own) continue;
            if (std::find(others.begin(), others.end(), variant) == others.end()) {
                others.push_back(variant);
            }
        }
        return others;
    }

    void show_hit(const tm::ConcordanceHit& hit) {
        const Variant& own = hit.unit.variants[hit.variant];
        std::ostream& out = console_.out();
        out << hit.number << '\t' << own.language << '\t'
            << marked(own.text, hit.ranges, console_.colour_on_output());
        if (hit.unit.state != ReviewState::unreviewed) out << '\t' << name(hit.unit.state);
        out << '\n';
        for (const Variant* variant : others(hit)) {
            out << '\t' << variant->language << '\t' << cli::printable(variant->text) << '\n';
        }
    }

    void show_json(const std::string& phrase, const tm::Concordance& found) {
        OutputJson json{{"phrase", phrase}, {"count", found.count}, {"exact_count", found.exact}};
        json["hits"] = OutputJson::array();
        for (const tm::ConcordanceHit& hit : found.hits) {
            const Variant& own = hit.unit.variants[hit.variant];
            OutputJson one{{"unit", hit.number},
                           {"language", own.language.tag()},
                           {"text", own.text},
                           {"same_case", hit.same_case}};
            for (const Range& range : hit.ranges) {
                one["ranges"].push_back({range.begin, range.end});
            }
            one["others"] = OutputJson::array();
            for (const Variant* variant : others(hit)) {
                one["others"].push_back(
                    {{"language", variant->language.tag()}, {"text", variant->text}});
            }
            one["state"] = name(hit.unit.state);
            if (!hit.unit.id.empty()) one["id"] = hit.unit.id;
            if (!hit.unit.document.empty()) one["document"] = hit.unit.document;
            json["hits"].push_back(std::move(one));
        }
        console_.out() << json_line(json);
    }

    const std::vector<Language>& shown_;
    cli::Console& console_;
};

}  // namespace

int show_concordance(const ConcordanceOptions& options, cli::Console& console) {
    tm::ConcordanceQuery query;
    query.language = Language::require(options.language);
    query.in_order = !options.any_order;
    query.limit = options.limit;
    std::vector<Language> shown;
    for (const std::string& language : options.shown) {
        if (!language.empty()) shown.push_back(Language::require(language));
    }
    const auto store = tm::open_store(options.memory, tm::OpenMode::read);
    if (options.preload) store->preload();
    Output output(shown, console);
    if (options.phrase) {
        query.phrase = *options.phrase;
        output.show(query.phrase, tm::find_phrase(*store, query), false);
    } else {
        for (std::string line; std::getline(std::cin, line);) {
            if (line.ends_with('\r')) line.pop_back();
            if (line.empty()) continue;
            query.phrase = line;
            output.show(line, tm::find_phrase(*store, query), true);
        }
    }
    console.finish_output();
    return 0;
}

}  // namespace egiz::workflow
