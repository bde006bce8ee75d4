// SPDX-License-Identifier: Apache-2.0
#include "cli/workflow/edit_units.hpp"

#include "cli/workflow/unit_output.hpp"
#include "cli/workflow/written_memory.hpp"
#include "text/error.hpp"
#include "text/unicode.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <utility>

namespace egiz::workflow {
namespace {

/// Runs `body` in one transaction, or on one state of the memory.
void run(tm::Store& store, const tm::ChangeInfo& info, bool dry_run,
         const std::function<void()>& body) {
    if (dry_run) {
        store.in_snapshot(body);
    } else {
        store.in_transaction(info, body);
    }
}

/// Last line of a command that changes units.
void finish(cli::Console& console, const char* what, std::size_t count, bool dry_run,
            tm::ChangeNumber change) {
    if (console.json()) {
        OutputJson json{{what, count}, {"dry_run", dry_run}};
        if (change > 0) json["change"] = change;
        console.out() << json_line(json);
    } else {
        console.out() << what << '=' << count;
        if (change > 0) console.out() << " change=" << change;
        console.out() << (dry_run ? " (nothing was changed)\n" : "\n");
    }
    console.finish_output();
}

std::vector<tm::UnitNumber> passing(const tm::Store& store, const UnitFilter& filter) {
    std::vector<tm::UnitNumber> numbers;
    store.for_each([&](const tm::StoredUnit& stored) {
        if (filter.passes(stored.unit)) numbers.push_back(stored.number);
        return true;
    });
    return numbers;
}

Variant new_variant(const Language& language, const std::string& text) {
    Variant variant;
    variant.language = language;
    variant.text = text;
    return variant;
}

/// The unit that was just added, or was there.
tm::UnitNumber find_added(const tm::Store& store, const TranslationUnit& unit) {
    const Variant& source = unit.variants.front();
    tm::UnitNumber found = 0;
    for (const tm::Candidate& candidate : store.candidates({source.language, source.text, 100})) {
        const auto other = store.unit(candidate.number);
        if (!other || other->id != unit.id || other->document != unit.document) continue;
        if (other->variants.size() != unit.variants.size()) continue;
        const bool same =
            std::all_of(unit.variants.begin(), unit.variants.end(), [&](const Variant& variant) {
                return std::any_of(other->variants.begin(), other->variants.end(),
                                   [&](const Variant& each) {
                                       return each.language == variant.language &&
                                              each.text == variant.text && each.codes.empty();
                                   });
            });
        if (same) found = std::max(found, candidate.number);
    }
    return found;
}

struct LanguageText {
    Language language;
    std::string text;
};

LanguageText parse_text(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos) {
        throw Error(Fault::usage, {}, "--text " + text + ": no language",
                    "write --text LANG=TEXT, as ru=Привет");
    }
    return {Language::require(text.substr(0, equals)), text.substr(equals + 1)};
}

/// The variant that has exactly this language, else the one that serves it.
Variant* find_variant(TranslationUnit& unit, const Language& language) {
    const Variant* found = unit.find(language);
    if (found == nullptr) return nullptr;
    return &unit.variants[static_cast<std::size_t>(found - unit.variants.data())];
}

void check_numbers(const std::vector<tm::UnitNumber>& numbers) {
    for (const tm::UnitNumber number : numbers) {
        if (number < 1) {
            throw Error(Fault::usage, {}, std::to_string(number) + " is no number of a unit",
                        "units are numbered from 1 on");
        }
    }
}

[[noreturn]] void fail_missing(const std::string& memory, tm::UnitNumber number) {
    throw Error(Fault::input, {memory}, "there is no unit " + std::to_string(number));
}

}  // namespace

int add_unit(const AddUnitOptions& options, cli::Console& console) {
    TranslationUnit unit;
    unit.variants.push_back(new_variant(Language::require(options.source), options.source_text));
    unit.variants.push_back(new_variant(Language::require(options.target), options.target_text));
    if (unit.variants[0].language == unit.variants[1].language) {
        throw Error(Fault::usage, {}, "source and target have the same language");
    }
    if (options.source_text.empty() || options.target_text.empty()) {
        throw Error(Fault::usage, {}, "a text is empty");
    }
    for (const Variant& variant : unit.variants) {
        if (find_invalid_utf8(variant.text)) {
            throw Error(Fault::usage, {},
                        "the text in " + variant.language.tag() + " is not UTF-8");
        }
    }
    const tm::ChangeInfo info = change_info("add", options.document, options.change);
    unit.id = options.id;
    unit.document = options.document;
    if (options.reviewed) unit.state = ReviewState::reviewed;
    unit.authorship.created = info.date;
    unit.authorship.created_by = info.user;
    const WrittenMemory store(options.memory);
    tm::AddCounts counts;
    tm::UnitNumber number = 0;
    tm::ChangeNumber change = 0;
    store->in_transaction(info, [&] {
        counts = store->add({&unit, 1});
        number = find_added(*store, unit);
        if (counts.unchanged == 0) change = current_change(*store);
    });
    const char* what = counts.added > 0 ? "added" : counts.updated > 0 ? "updated" : "unchanged";
    if (console.json()) {
        OutputJson json{{"unit", number}, {"result", what}};
        if (change > 0) json["change"] = change;
        console.out() << json_line(json);
    } else {
        console.out() << what << " unit=" << number;
        if (change > 0) console.out() << " change=" << change;
        console.out() << '\n';
    }
    console.finish_output();
    return 0;
}

int update_unit(const UpdateUnitOptions& options, cli::Console& console) {
    std::vector<LanguageText> texts;
    for (const std::string& text : options.texts) {
        texts.push_back(parse_text(text));
        if (texts.back().text.empty()) throw Error(Fault::usage, {}, "a text is empty");
        if (find_invalid_utf8(texts.back().text)) {
            throw Error(Fault::usage, {},
                        "the text in " + texts.back().language.tag() + " is not UTF-8");
        }
    }
    std::optional<ReviewState> state;
    if (!options.state.empty()) state = parse_state(options.state);
    if (texts.empty() && !state && options.notes.empty()) {
        throw Error(Fault::usage, {}, "nothing to update",
                    "say what with --text, --state or --note");
    }
    check_numbers({options.number});
    const tm::ChangeInfo info =
        change_info("update", "unit " + std::to_string(options.number), options.change);
    const auto store = open_to_change(options.memory, options.dry_run);
    std::size_t updated = 0;
    tm::ChangeNumber change = 0;
    run(*store, info, options.dry_run, [&] {
        const auto before = store->unit(options.number);
        if (!before) fail_missing(options.memory, options.number);
        TranslationUnit after = *before;
        for (const LanguageText& text : texts) {
            Variant* variant = find_variant(after, text.language);
            if (variant == nullptr) {
                after.variants.push_back(new_variant(text.language, text.text));
                after.variants.back().authorship.created = info.date;
                after.variants.back().authorship.created_by = info.user;
            } else if (variant->text != text.text) {
                tm::set_text(*variant, text.text);
                mark_changed(variant->authorship, info);
            }
        }
        if (state) after.state = *state;
        after.notes.insert(after.notes.end(), options.notes.begin(), options.notes.end());
        if (after == *before) return;
        mark_changed(after.authorship, info);
        updated = 1;
        if (options.dry_run) {
            show_change(console, options.number, &*before, &after);
        } else {
            store->replace(options.number, after);
            change = current_change(*store);
        }
    });
    finish(console, "updated", updated, options.dry_run, change);
    return 0;
}

int delete_units(const DeleteUnitsOptions& options, cli::Console& console) {
    const UnitFilter filter(options.filter);
    check_numbers(options.numbers);
    if (options.numbers.empty() && filter.passes_all() && !options.all) {
        throw Error(Fault::usage, {}, "which units?",
                    "name their numbers, or say which with --document, --by, --until and the "
                    "like, or --all");
    }
    if (!options.numbers.empty() && (!filter.passes_all() || options.all)) {
        throw Error(Fault::usage, {}, "units are named both by numbers and otherwise",
                    "give either numbers or filters");
    }
    const tm::ChangeInfo info = change_info("delete", options.filter.document, options.change);
    const auto store = open_to_change(options.memory, options.dry_run);
    std::vector<tm::UnitNumber> numbers = options.numbers;
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::size_t deleted = 0;
    tm::ChangeNumber change = 0;
    run(*store, info, options.dry_run, [&] {
        if (numbers.empty()) numbers = passing(*store, filter);
        for (const tm::UnitNumber number : numbers) {
            if (!store->unit(number)) fail_missing(options.memory, number);
        }
        for (const tm::UnitNumber number : numbers) {
            if (options.dry_run) {
                const auto unit = store->unit(number);
                show_change(console, number, &*unit, nullptr);
            } else {
                store->remove(number);
            }
            ++deleted;
        }
        if (!options.dry_run && deleted > 0) change = current_change(*store);
    });
    finish(console, "deleted", deleted, options.dry_run, change);
    return 0;
}

int replace_text(const ReplaceTextOptions& options, cli::Console& console) {
    const UnitFilter filter(options.filter);
    const Language language = Language::require(options.language);
    tm::TextReplacer replacer(options.pattern);
    for (const std::string* text : {&options.pattern.pattern, &options.pattern.replacement}) {
        if (find_invalid_utf8(*text)) throw Error(Fault::usage, {}, "'" + *text + "' is not UTF-8");
    }
    const tm::ChangeInfo info = change_info(
        "replace", options.pattern.pattern + " → " + options.pattern.replacement, options.change);
    const auto store = open_to_change(options.memory, options.dry_run);
    std::size_t replaced = 0;
    tm::ChangeNumber change = 0;
    run(*store, info, options.dry_run, [&] {
        // Found first and then changed: a memory's texts may be more than RAM holds.
        std::vector<tm::UnitNumber> numbers;
        store->for_each([&](const tm::StoredUnit& stored) {
            const Variant* variant = stored.unit.find(language);
            if (variant != nullptr && filter.passes(stored.unit) &&
                !replacer.find(variant->text).empty()) {
                numbers.push_back(stored.number);
            }
            return true;
        });
        for (const tm::UnitNumber number : numbers) {
            const auto before = store->unit(number);
            TranslationUnit after = *before;
            Variant* variant = find_variant(after, language);
            tm::apply_edits(*variant, replacer.find(variant->text));
            mark_changed(variant->authorship, info);
            mark_changed(after.authorship, info);
            if (options.dry_run) {
                show_change(console, number, &*before, &after);
            } else {
                store->replace(number, after);
            }
            ++replaced;
        }
        if (!options.dry_run && replaced > 0) change = current_change(*store);
    });
    finish(console, "replaced", replaced, options.dry_run, change);
    return 0;
}

}  // namespace egiz::workflow
