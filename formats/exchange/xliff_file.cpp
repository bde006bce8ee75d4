// SPDX-License-Identifier: Apache-2.0
#include "formats/exchange/xliff_file.hpp"

#include "formats/exchange/inline_codes.hpp"
#include "formats/exchange/xliff_parts.hpp"
#include "formats/xml/markup.hpp"
#include "formats/xml/parser.hpp"
#include "formats/xml/utf8_source.hpp"
#include "formats/xml/writer.hpp"

#include <algorithm>
#include <charconv>
#include <ostream>
#include <set>
#include <utility>

namespace egiz::formats {
namespace {

using ProposalKind = Proposal::Kind;

constexpr const char* matches_namespace = "urn:oasis:names:tc:xliff:matches:2.0";

class NoHandler final : public xml::Handler {
    void start(std::string_view, std::string_view, const xml::Attributes&) override {}
    void end(std::string_view) override {}
    void text(std::string_view) override {}
};

/// The whole file in UTF-8, once the hardened parser has found nothing wrong with it.
std::string read_checked(const std::string& path, const WarningSink& warn) {
    NoHandler handler;
    xml::Parser parser(InputFile(path), handler, warn);
    while (parser.feed()) {
    }
    std::string text;
    xml::Utf8Source source(InputFile(path), [](const Warning&) {});
    for (std::string_view piece = source.next(); !piece.empty(); piece = source.next()) {
        text += piece;
    }
    const std::size_t doctype = text.find("<!DOCTYPE");
    if (doctype != std::string::npos) {
        const std::size_t end = text.find('>', doctype);
        if (text.substr(doctype, end - doctype).find('[') != std::string::npos) {
            throw Error(Fault::input, {path, line_of(text, doctype), 0},
                        "this file declares entities of its own",
                        "have it written without a document type");
        }
    }
    return text;
}

std::string decimal(double value) {
    char buffer[32];
    const auto result =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 1);
    std::string text(buffer, result.ptr);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

std::string attribute(std::string_view name, std::string_view value) {
    std::string text = ' ' + std::string(name) + "=\"";
    xml::append_escaped(text, value, true);
    return text + '"';
}

/// The line break and blanks before an offset; empty if something else stands on its line.
std::string indentation(std::string_view text, std::size_t offset) {
    std::size_t begin = offset;
    while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
    if (begin == 0 || text[begin - 1] != '\n') return {};
    return std::string(text.substr(begin - 1, offset - begin + 1));
}

/// `range` with the white space before it.
Range with_blanks_before(std::string_view text, Range range) {
    while (range.begin > 0 && (text[range.begin - 1] == ' ' || text[range.begin - 1] == '\t' ||
                               text[range.begin - 1] == '\n' || text[range.begin - 1] == '\r')) {
        --range.begin;
    }
    return range;
}

bool says_utf8(std::string_view declaration) {
    std::string lower(declaration);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return lower.find("\"utf-8\"") != std::string::npos ||
           lower.find("'utf-8'") != std::string::npos;
}

const char* qualifier(ProposalKind kind) {
    switch (kind) {
        case ProposalKind::fuzzy:
            return "fuzzy-match";
        case ProposalKind::substituted:
            return "leveraged-tm";
        case ProposalKind::exact:
        case ProposalKind::context:
            return "exact-match";
        case ProposalKind::id:
        case ProposalKind::context_and_id:
            return "id-match";
    }
    return "";
}

const char* match_type(ProposalKind kind) {
    switch (kind) {
        case ProposalKind::id:
            return "idm";
        case ProposalKind::context:
        case ProposalKind::context_and_id:
            return "icm";
        default:
            return "tm";
    }
}

int at_most_100(int score) { return std::clamp(score, 0, 100); }

}  // namespace

struct XliffFile::Impl {
    struct Work {
        std::optional<Proposal> filling;
        std::optional<CodePlan> plan;  ///< of `filling`; nothing: without codes
        bool proposed = false;
        std::vector<Proposal> proposals;
    };
    struct Edit {
        Range range;
        std::string text;
    };

    std::string text;
    std::string name;
    std::vector<XliffSegment> segments;
    XliffParts parts;
    std::vector<Work> work;
    std::optional<Language> target_language;
    std::size_t dropped = 0;

    Impl(std::string content, std::string file_name)
        : text(std::move(content)), name(std::move(file_name)) {
        parts = find_xliff_parts(text, name, segments);
        work.resize(segments.size());
    }

    [[nodiscard]] std::string_view bytes(Range range) const { return slice(text, range); }
    [[nodiscard]] std::string tag(const char* element) const { return parts.prefix + element; }

    // Content

    void append_text(std::string& result, std::string_view piece) {
        if (parts.version_1) {
            dropped += xml::append_escaped(result, piece, false);
            return;
        }
        std::size_t plain = 0;
        for (std::size_t at = 0; at < piece.size();) {
            const std::size_t begin = at;
            const char32_t c = next_code_point(piece, at);
            if (!xml::is_forbidden(c)) continue;
            dropped += xml::append_escaped(result, piece.substr(plain, begin - plain), false);
            append_code_point(result, c);
            plain = at;
        }
        dropped += xml::append_escaped(result, piece.substr(plain), false);
    }

    void append_code_point(std::string& result, char32_t c) const {
        constexpr std::string_view digits = "0123456789ABCDEF";
        result += '<' + tag("cp") + " hex=\"";
        for (unsigned shift = 16; shift > 0; shift -= 4) {
            result += digits[(c >> (shift - 4)) & 0xFU];
        }
        result += "\"/>";
    }

    /// \param codes  number of the source's code for each of the variant's; null: no codes
    std::string content(const Variant& variant, const std::vector<std::size_t>* codes,
                        const std::vector<CodeMarkup>& markup, bool bare) {
        std::string result;
        for_each_piece(
            variant, [&](std::string_view piece) { append_text(result, piece); },
            [&](std::size_t i) {
                if (codes == nullptr) return;
                const CodeMarkup& code = markup[(*codes)[i]];
                result += bare ? code.bare : code.markup;
            });
        return result;
    }

    [[nodiscard]] std::string filled_content(std::size_t segment) {
        Work& done = work[segment];
        return content(done.filling->target, done.plan ? &done.plan->target : nullptr,
                       parts.segments[segment].codes, false);
    }

    /// The two sides of a proposal, with the source's codes where they correspond.
    std::pair<std::string, std::string> sides(std::size_t segment, const Proposal& proposal) {
        const std::vector<CodeMarkup>& markup = parts.segments[segment].codes;
        auto plan = plan_codes(proposal, segments[segment].source.codes, markup);
        const auto elsewhere = [&](std::size_t code) { return markup[code].partner_elsewhere; };
        if (plan && std::any_of(plan->source.begin(), plan->source.end(), elsewhere)) plan.reset();
        return {content(proposal.source, plan ? &plan->source : nullptr, markup, true),
                content(proposal.target, plan ? &plan->target : nullptr, markup, true)};
    }

    // Edits

    void edit_unit(const UnitParts& unit, std::vector<Edit>& edits) {
        bool touched = false;
        for (std::size_t i = 0; i < unit.segment_count; ++i) {
            const Work& each = work[unit.first_segment + i];
            touched = touched || each.filling || each.proposed;
        }
        if (!touched) return;
        if (parts.version_1) {
            edit_trans_unit(unit, edits);
        } else {
            edit_unit_2(unit, edits);
        }
    }

    // 2.x

    void edit_unit_2(const UnitParts& unit, std::vector<Edit>& edits) {
        std::set<std::string> given_ids;
        const std::string staying = staying_bytes(unit);
        std::vector<std::pair<std::size_t, std::string>> proposing;  // segment, id
        for (std::size_t i = 0; i < unit.segment_count; ++i) {
            const std::size_t number = unit.first_segment + i;
            const SegmentParts& segment = parts.segments[number];
            std::vector<xml::NewAttribute> attributes;
            std::string id = segment.own_id;
            if (!work[number].proposals.empty()) {
                if (id.empty()) {
                    id = new_id(staying, "egiz-s", given_ids);
                    attributes.push_back({"id", id});
                }
                proposing.emplace_back(number, id);
            }
            if (const auto& filling = work[number].filling) {
                const bool sure = filling->score >= 100;
                attributes.push_back({"state", sure ? "translated" : "initial"});
                attributes.push_back(
                    {"subState", std::string("egiz:") + egiz::name(filling->kind)});
            }
            if (!attributes.empty()) {
                const Range start = segment.place.start_tag;
                edits.push_back({start, xml::with_attributes(bytes(start), attributes)});
            }
            if (work[number].filling) edit_target_2(number, edits);
        }
        edit_matches(unit, staying, proposing, edits);
    }

    void edit_target_2(std::size_t number, std::vector<Edit>& edits) {
        const SegmentParts& segment = parts.segments[number];
        if (segment.target) {
            edits.push_back({segment.target->place.whole,
                             element_with(segment.target->place, {}, filled_content(number))});
            return;
        }
        const ElementPlace& source = segment.source->place;
        const bool keeps_space =
            bytes(source.start_tag).find("xml:space") != std::string_view::npos;
        edits.push_back({{source.whole.end, source.whole.end},
                         indentation(text, source.whole.begin) + '<' + tag("target") +
                             (keeps_space ? " xml:space=\"preserve\"" : "") + '>' +
                             filled_content(number) + "</" + tag("target") + '>'});
    }

    /// An id that nothing in the unit has, but for proposals that go.
    [[nodiscard]] static std::string new_id(const std::string& staying,
                                            const std::string& beginning,
                                            std::set<std::string>& given) {
        for (std::size_t n = given.size() + 1;; ++n) {
            std::string id = beginning + std::to_string(n);
            const bool there = staying.find('"' + id + '"') != std::string::npos ||
                               staying.find('\'' + id + '\'') != std::string::npos;
            if (!there && given.insert(id).second) return id;
        }
    }
    [[nodiscard]] std::string staying_bytes(const UnitParts& unit) const {
        std::string result;
        std::size_t at = unit.start_tag.begin;
        for (const Range old : replaced_proposals(unit)) {
            result += bytes({at, old.begin});
            at = old.end;
        }
        const std::size_t end = std::min(text.find("</" + tag("unit"), at), text.size());
        return result.append(bytes({at, end}));
    }

    void edit_matches(const UnitParts& unit, const std::string& staying,
                      const std::vector<std::pair<std::size_t, std::string>>& proposing,
                      std::vector<Edit>& edits) {
        const std::vector<Range> old = replaced_proposals(unit);
        const bool there = unit.matches && !unit.matches->self_closing;
        const std::size_t kept = unit.proposals_of_others + unit.own_proposals.size() - old.size();
        if (proposing.empty() && (!unit.matches || (there && kept > 0 && old.empty()))) return;
        if (proposing.empty() && kept == 0) {
            edits.push_back({with_blanks_before(text, unit.matches->whole), ""});
            return;
        }
        const ElementPlace& first = parts.segments[unit.first_segment].place;
        const std::string outer = there ? indentation(text, unit.matches->whole.begin)
                                        : indentation(text, first.whole.begin);
        const std::string inner = outer.empty() ? "" : outer + "  ";
        const std::string prefix =
            there ? unit.matches->name.substr(0, unit.matches->name.find("matches")) : "mtc:";
        std::string matches;
        std::set<std::string> given_ids;
        for (const auto& [segment, id] : proposing) {
            for (const Proposal& proposal : work[segment].proposals) {
                matches +=
                    inner + match(segment, proposal, prefix, id,
                                  new_id(staying, std::string(own_match_prefix), given_ids), inner);
            }
        }
        for (const Range range : old) edits.push_back({with_blanks_before(text, range), ""});
        if (there) {
            const Range inside = unit.matches->inner;
            const std::size_t end = with_blanks_before(text, {inside.end, inside.end}).begin;
            edits.push_back({{end, end}, matches});
            return;
        }
        const std::string whole = outer + "<mtc:matches" +
                                  attribute("xmlns:mtc", matches_namespace) + '>' + matches +
                                  outer + "</mtc:matches>";
        const std::size_t end = unit.start_tag.end;
        edits.push_back({unit.matches ? unit.matches->whole : Range{end, end}, whole});
    }

    std::string match(std::size_t segment, const Proposal& proposal, const std::string& prefix,
                      const std::string& segment_id, const std::string& id,
                      const std::string& outer) {
        const std::string inner = outer.empty() ? "" : outer + "  ";
        std::string result = '<' + prefix + "match" + attribute("id", id) +
                             attribute("ref", '#' + segment_id) +
                             attribute("type", match_type(proposal.kind));
        if (!proposal.origin.empty()) result += attribute("origin", proposal.origin);
        result += attribute("similarity", std::to_string(at_most_100(proposal.similarity)));
        if (proposal.quality) {
            result += attribute("matchQuality", decimal(std::clamp(*proposal.quality, 0.0, 100.0)));
        }
        result += attribute("matchSuitability", std::to_string(at_most_100(proposal.score))) + '>';
        const auto [source, target] = sides(segment, proposal);
        result += inner + '<' + tag("source") + '>' + source + "</" + tag("source") + '>';
        result += inner + '<' + tag("target") + '>' + target + "</" + tag("target") + '>';
        return result + outer + "</" + prefix + "match>";
    }

    /// Those of ours that stand for segments that are proposed for anew.
    [[nodiscard]] std::vector<Range> replaced_proposals(const UnitParts& unit) const {
        std::vector<Range> old;
        for (const OwnProposal& own : unit.own_proposals) {
            for (std::size_t i = 0; i < unit.segment_count; ++i) {
                const std::size_t number = unit.first_segment + i;
                const bool same = parts.version_1 && !parts.segments[number].piece
                                      ? own.refers_to.empty()
                                      : own.refers_to == parts.segments[number].own_id;
                if (same && work[number].proposed) {
                    old.push_back(own.whole);
                    break;
                }
            }
        }
        return old;
    }

    // 1.x

    void edit_trans_unit(const UnitParts& unit, std::vector<Edit>& edits) {
        const ElementPlace& before = unit.cut_source ? unit.cut_source->place : unit.source->place;
        const std::string indent = indentation(text, unit.source->place.whole.begin);
        std::size_t behind = before.whole.end;
        if (const auto filled = target_content(unit)) {
            const std::vector<xml::NewAttribute> state = target_state(unit);
            if (unit.target) {
                edits.push_back(
                    {unit.target->place.whole, element_with(unit.target->place, state, *filled)});
            } else {
                const std::string start = xml::with_attributes('<' + tag("target") + '>', state);
                edits.push_back(
                    {{behind, behind}, indent + start + *filled + "</" + tag("target") + '>'});
            }
            edits.push_back({unit.start_tag,
                             xml::with_attributes(bytes(unit.start_tag), {{"approved", "no"}})});
        }
        // XLIFF 1.1 wants them behind contexts and notes, and 1.2 does not mind.
        behind = std::max(behind, unit.last_child_end);
        for (const Range range : replaced_proposals(unit)) {
            edits.push_back({with_blanks_before(text, range), ""});
        }
        std::string alternatives;
        for (std::size_t i = 0; i < unit.segment_count; ++i) {
            for (const Proposal& proposal : work[unit.first_segment + i].proposals) {
                alternatives += alternative(unit.first_segment + i, proposal, indent);
            }
        }
        if (!alternatives.empty()) edits.push_back({{behind, behind}, alternatives});
    }

    /// What stands in the unit's target from now on; nothing if that stays as it is.
    std::optional<std::string> target_content(const UnitParts& unit) {
        const auto filled = [&](std::size_t i) {
            return work[unit.first_segment + i].filling.has_value();
        };
        bool any = false;
        for (std::size_t i = 0; i < unit.segment_count; ++i) any = any || filled(i);
        if (!any) return std::nullopt;
        if (!parts.segments[unit.first_segment].piece) return filled_content(unit.first_segment);
        // Around the segments all is as in the target, or else in the source.
        const bool from_target = unit.target && !unit.target->pieces.empty();
        const ContentParts& model = from_target ? *unit.target : *unit.cut_source;
        std::string result;
        std::size_t at = model.place.inner.begin;
        for (std::size_t k = 0; k < model.pieces.size(); ++k) {
            const ElementPlace& piece = model.pieces[k];
            result += bytes({at, piece.whole.begin});
            at = piece.whole.end;
            std::optional<std::string> inside;
            if (!from_target) inside = "";
            for (std::size_t i = 0; i < unit.segment_count; ++i) {
                const std::string& id = parts.segments[unit.first_segment + i].own_id;
                if (filled(i) && id == model.piece_ids[k]) {
                    inside = filled_content(unit.first_segment + i);
                }
            }
            result += inside ? element_with(piece, {}, *inside) : std::string(bytes(piece.whole));
        }
        result += bytes({at, model.place.inner.end});
        return result;
    }

    [[nodiscard]] std::vector<xml::NewAttribute> target_state(const UnitParts& unit) const {
        bool unsure = false;
        bool missing = false;
        std::set<std::string> qualifiers;
        for (std::size_t i = 0; i < unit.segment_count; ++i) {
            const auto& filling = work[unit.first_segment + i].filling;
            if (filling) {
                unsure = unsure || filling->score < 100;
                qualifiers.insert(qualifier(filling->kind));
            } else {
                missing = missing || !segments[unit.first_segment + i].translated;
            }
        }
        return {{"state", missing  ? "needs-translation"
                          : unsure ? "needs-review-translation"
                                   : "translated"},
                {"state-qualifier", qualifiers.size() == 1 ? *qualifiers.begin() : "leveraged-tm"}};
    }

    std::string alternative(std::size_t segment, const Proposal& proposal,
                            const std::string& outer) {
        const std::string inner = outer.empty() ? "" : outer + "  ";
        std::string result = outer + '<' + tag("alt-trans");
        const SegmentParts& cut = parts.segments[segment];
        std::string extra(own_extra_data);
        if (cut.piece && !cut.own_id.empty()) {
            // The schema knows only those `mid` that stand right in the seg-source.
            const bool nested = parts.units[cut.unit].cut_source->pieces[*cut.piece].nested;
            if (nested) {
                extra += ' ' + cut.own_id;
            } else {
                result += attribute("mid", cut.own_id);
            }
        }
        result += attribute("match-quality", std::to_string(at_most_100(proposal.score)) + '%');
        if (!proposal.origin.empty()) result += attribute("origin", proposal.origin);
        result += attribute("extradata", extra) + '>';
        const auto [source, target] = sides(segment, proposal);
        result += inner + '<' + tag("source") + '>' + source + "</" + tag("source") + '>';
        result += inner + '<' + tag("target") +
                  attribute("state-qualifier", qualifier(proposal.kind)) + '>' + target + "</" +
                  tag("target") + '>';
        return result + outer + "</" + tag("alt-trans") + '>';
    }

    /// The element with other attributes and another content.
    [[nodiscard]] std::string element_with(const ElementPlace& place,
                                           const std::vector<xml::NewAttribute>& attributes,
                                           const std::string& inside) const {
        std::string start = xml::with_attributes(bytes(place.start_tag), attributes);
        if (place.self_closing) {
            start.resize(start.size() - 2);
            while (start.ends_with(' ')) start.pop_back();
            start += '>';
        }
        return start + inside + "</" + place.name + '>';
    }

    // The whole

    void edit_head(std::vector<Edit>& edits) const {
        const std::string_view declaration = bytes(parts.declaration);
        if (declaration.find("encoding") != std::string_view::npos && !says_utf8(declaration)) {
            std::string in_utf8 = xml::with_attributes(
                declaration.substr(0, declaration.size() - 2), {{"encoding", "UTF-8"}});
            edits.push_back({parts.declaration, in_utf8 + "?>"});
        }
        if (!target_language) return;
        const auto say = [&](Range range, const char* attribute_name) {
            const std::string_view start = bytes(range);
            if (start.find(std::string(attribute_name) + '=') != std::string_view::npos) return;
            edits.push_back(
                {range, xml::with_attributes(start, {{attribute_name, target_language->tag()}})});
        };
        if (!parts.version_1) {
            say(parts.root_tag, "trgLang");
        } else {
            for (const Range file : parts.file_tags) say(file, "target-language");
        }
    }

    void write(std::ostream& out) {
        std::vector<Edit> edits;
        dropped = 0;
        edit_head(edits);
        for (const UnitParts& unit : parts.units) edit_unit(unit, edits);
        std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
            return std::pair(a.range.begin, a.range.end) < std::pair(b.range.begin, b.range.end);
        });
        std::size_t at = 0;
        for (const Edit& edit : edits) {
            // Blanks before two neighbours that both go.
            const std::size_t begin = std::max(edit.range.begin, at);
            out << bytes({at, begin}) << edit.text;
            at = std::max(at, edit.range.end);
        }
        out << bytes({at, text.size()});
    }
};

XliffFile::XliffFile(const std::string& path, const WarningSink& warn)
    : impl_(std::make_unique<Impl>(read_checked(path, warn), path)) {}
XliffFile::XliffFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
XliffFile XliffFile::from_text(std::string text, const std::string& name) {
    return XliffFile(std::make_unique<Impl>(std::move(text), name));
}
XliffFile::~XliffFile() = default;
XliffFile::XliffFile(XliffFile&&) noexcept = default;
XliffFile& XliffFile::operator=(XliffFile&&) noexcept = default;

XliffVersion XliffFile::version() const noexcept {
    return impl_->parts.version_1 ? XliffVersion::v1_2 : XliffVersion::v2_0;
}

const std::vector<XliffSegment>& XliffFile::segments() const noexcept { return impl_->segments; }

FillResult XliffFile::fill(std::size_t segment, const Proposal& proposal) {
    const SegmentParts& parts = impl_->parts.segments[segment];
    const UnitParts& unit = impl_->parts.units[parts.unit];
    if (parts.piece && unit.target) {
        // A target that is not cut, or otherwise than the source, cannot be filled in part.
        const std::vector<std::string>& ids = unit.target->piece_ids;
        const bool has_piece = std::find(ids.begin(), ids.end(), parts.own_id) != ids.end();
        const bool has_text = !unit.target->variant.text.empty() &&
                              unit.target->variant.text != unit.source->variant.text;
        if (!has_piece && (!ids.empty() || has_text)) return FillResult::kept;
    }
    const std::vector<InlineCode>& codes = impl_->segments[segment].source.codes;
    auto plan = plan_codes(proposal, codes, parts.codes);
    std::vector<bool> there(codes.size());
    if (plan) {
        for (const std::size_t code : plan->target) there[code] = true;
    }
    for (std::size_t i = 0; i < codes.size(); ++i) {
        if (!there[i] && !parts.codes[i].may_go) return FillResult::kept;
    }
    Impl::Work& work = impl_->work[segment];
    work.filling = proposal;
    work.plan = std::move(plan);
    const bool lost = !work.plan && (!codes.empty() || !proposal.target.codes.empty());
    return lost ? FillResult::without_codes : FillResult::filled;
}

void XliffFile::propose(std::size_t segment, std::vector<Proposal> proposals) {
    impl_->work[segment].proposed = true;
    impl_->work[segment].proposals = std::move(proposals);
}

void XliffFile::set_target_language(const Language& language) { impl_->target_language = language; }

void XliffFile::write(std::ostream& out) const { impl_->write(out); }
std::size_t XliffFile::dropped_characters() const noexcept { return impl_->dropped; }

}  // namespace egiz::formats
