// SPDX-License-Identifier: Apache-2.0
#include "formats/validation/validate.hpp"
#include "formats/validation/xliff2/fragment_id.hpp"
#include "formats/validation/xliff2/rules.hpp"
#include "tests/support/temporary_folder.hpp"

#include <boost/test/data/monomorphic.hpp>
#include <boost/test/data/test_case.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <set>
#include <vector>

namespace egiz::test {
namespace {

using formats::validate_file;
using formats::Validation;
using formats::ValidationFault;
using formats::xliff2::Rule;

const std::string prefixes =
    " xmlns:mtc='urn:oasis:names:tc:xliff:matches:2.0'"
    " xmlns:gls='urn:oasis:names:tc:xliff:glossary:2.0' xmlns:fs='urn:oasis:names:tc:xliff:fs:2.0'"
    " xmlns:mda='urn:oasis:names:tc:xliff:metadata:2.0'"
    " xmlns:res='urn:oasis:names:tc:xliff:resourcedata:2.0'"
    " xmlns:ctr='urn:oasis:names:tc:xliff:changetracking:2.0'"
    " xmlns:slr='urn:oasis:names:tc:xliff:sizerestriction:2.0'"
    " xmlns:val='urn:oasis:names:tc:xliff:validation:2.0'"
    " xmlns:its='http://www.w3.org/2005/11/its' xmlns:itsm='urn:oasis:names:tc:xliff:itsm:2.1'"
    " xmlns:pgs='urn:oasis:names:tc:xliff:pgs:1.0' xmlns:my='urn:example:my'";

std::string root(const std::string& attributes, const std::string& content,
                 const std::string& version = "2.1") {
    const std::string space = version == "2.2" ? "2.2" : "2.0";
    return "<xliff xmlns='urn:oasis:names:tc:xliff:document:" + space + "'" + prefixes +
           " version='" + version + "' " + attributes + ">\n" + content + "\n</xliff>";
}
std::string file(const std::string& content, const std::string& version = "2.1") {
    return root("srcLang='en' trgLang='kk'", "<file id='f'>\n" + content + "\n</file>", version);
}
std::string unit(const std::string& content, const std::string& attributes = "",
                 const std::string& version = "2.1") {
    return file("<unit id='u' " + attributes + ">\n" + content + "\n</unit>", version);
}
const std::string plain = "<segment id='s'><source>text</source></segment>";
const std::string plain_unit = "<unit id='u'>" + plain + "</unit>";
std::string source(const std::string& content) {
    return unit("<segment id='s'><source>" + content + "</source></segment>");
}
std::string both(const std::string& one, const std::string& other) {
    return unit("<segment id='s'><source>" + one + "</source>\n<target>" + other +
                "</target></segment>");
}
std::string two_targets(const std::string& first, const std::string& second) {
    return unit("<segment><source>a</source><target" + first +
                ">b</target></segment>\n<segment><source>c</source><target" + second +
                ">d</target></segment>");
}
std::string match(const std::string& attributes, const std::string& content) {
    return unit("<mtc:matches><mtc:match " + attributes + ">" + content +
                "</mtc:match></mtc:matches>" + plain);
}
const std::string pair_of_match = "<source>a</source><target>b</target>";
std::string glossary(const std::string& entries) {
    return unit("<gls:glossary>" + entries + "</gls:glossary>" + plain);
}
std::string resources(const std::string& items) {
    return file("<res:resourceData>" + items + "</res:resourceData>" + plain_unit);
}
std::string changes(const std::string& revisions) {
    return unit(
        "<ctr:changeTrack>" + revisions +
            "</ctr:changeTrack><notes><note id='n1'>a</note><note id='n2'>b</note></notes>" + plain,
        "", "2.0");
}
const std::string revision =
    "<ctr:revision version='v1'><ctr:item property='content'>old</ctr:item></ctr:revision>";
std::string validation(const std::string& rule) {
    return unit("<val:validation><val:rule " + rule + "/></val:validation>" + plain);
}
std::string its(const std::string& attributes, const std::string& before = "") {
    return unit(before + "<segment id='s'><source><mrk id='m' " + attributes +
                    ">text</mrk></source></segment>",
                "its:version='2.0'");
}
std::string plural(const std::string& on_unit, const std::string& on_segment) {
    return unit("<segment " + on_segment + "><source>text</source></segment>", on_unit, "2.2");
}
const std::string fixed = " canCopy='no' canDelete='no'";

/// A rule, a file that keeps it and one that breaks it, and nothing else but what `also` says.
struct RuleOfXliff2 {
    Rule rule;
    std::string valid;
    std::string invalid;
    std::set<std::string> also = {};
};
std::ostream& operator<<(std::ostream& out, const RuleOfXliff2& sample) {
    return out << formats::xliff2::entry(sample.rule).name << ": " << sample.invalid;
}

const std::vector<RuleOfXliff2> rules_of_xliff2{
    {Rule::version, root("srcLang='en'", "<file id='f'>" + plain_unit + "</file>", "2.0"),
     root("srcLang='en'", "<file id='f'>" + plain_unit + "</file>", "2.7")},
    {Rule::language_tag, root("srcLang='zh-Hans-CN'", "<file id='f'>" + plain_unit + "</file>"),
     root("srcLang='e'", "<file id='f'>" + plain_unit + "</file>")},
    {Rule::target_language_tag,
     root("srcLang='en' trgLang='de-CH-1996'", "<file id='f'>" + plain_unit + "</file>"),
     root("srcLang='en' trgLang='d'", "<file id='f'>" + plain_unit + "</file>")},
    {Rule::xml_lang_tag, unit("<notes><note xml:lang='de'>a</note></notes>" + plain),
     unit("<notes><note xml:lang='d'>a</note></notes>" + plain)},
    {Rule::trg_lang, both("a", "b"),
     root("srcLang='en'",
          "<file id='f'><unit id='u'><segment><source>a</source><target>b</target>"
          "</segment></unit></file>")},
    {Rule::source_language, unit("<segment><source xml:lang='EN'>a</source></segment>"),
     unit("<segment><source xml:lang='en-GB'>a</source></segment>")},
    {Rule::source_language, unit(plain), unit(plain, "xml:lang='ja'")},
    {Rule::target_language,
     unit("<segment><source>a</source><target xml:lang='kk'>b</target></segment>"),
     unit("<segment><source>a</source><target xml:lang='ru'>b</target></segment>")},
    {Rule::target_language,
     unit("<segment><source xml:lang='en'>a</source><target xml:lang='kk'>b</target></segment>",
          "xml:lang='ja'"),
     unit("<segment><source xml:lang='en'>a</source><target>b</target></segment>",
          "xml:lang='ja'")},
    {Rule::white_space,
     unit("<segment><source xml:space='preserve'>a</source><target xml:space='preserve'>b"
          "</target></segment>"),
     unit("<segment><source xml:space='preserve'>a</source><target>b</target></segment>")},
    {Rule::white_space,
     unit("<segment><source xml:space='preserve'>a</source><target>b</target></segment>",
          "xml:space='preserve'"),
     unit("<segment><source xml:space='default'>a</source><target>b</target></segment>",
          "xml:space='preserve'")},
    {Rule::data_space,
     unit("<originalData><data id='d' xml:space='preserve'>a</data></originalData>" + plain),
     unit("<originalData><data id='d' xml:space='default'>a</data></originalData>" + plain)},
    {Rule::skeleton_href, file("<skeleton href='a.skl'/>" + plain_unit),
     file("<skeleton/>" + plain_unit)},
    {Rule::skeleton_href, file("<skeleton>a</skeleton>" + plain_unit),
     file("<skeleton href='a.skl'>a</skeleton>" + plain_unit)},
    {Rule::segment_needed, unit("<ignorable><source> </source></ignorable>" + plain),
     unit("<ignorable><source> </source></ignorable>")},
    {Rule::module_element, unit("<my:any/>" + plain), unit("<gls:any/>" + plain)},
    {Rule::module_attribute, unit(plain, "fs:fs='p' my:any='1'"), unit(plain, "fs:any='p'")},
    {Rule::module_place,
     unit("<mda:metadata><mda:metaGroup><mda:meta type='t'>a</mda:meta></mda:metaGroup>"
          "</mda:metadata>" +
          plain),
     unit("<mda:metadata><mda:metaGroup><mda:meta type='t'>a</mda:meta></mda:metaGroup>"
          "</mda:metadata><mda:metadata><mda:metaGroup><mda:meta type='t'>a</mda:meta>"
          "</mda:metaGroup></mda:metadata>" +
          plain)},
    {Rule::module_place, file("<slr:profiles/>" + plain_unit), unit("<slr:profiles/>" + plain)},
    {Rule::inline_attributes, source("<ph id='1' fs:fs='br' slr:sizeInfo='3'/>"),
     source("<ph id='1' my:any='1'/>")},
    {Rule::annotation_xml, source("<mrk id='1' type='term' my:any='1'>a</mrk>"),
     source("<mrk id='1' type='term' xml:space='preserve'>a</mrk>")},
    {Rule::reserved_prefix, unit(plain, "type='my:type'"), unit(plain, "type='xlf:type'")},
    {Rule::reserved_prefix, source("<mrk id='1' type='my:a'>a</mrk>"),
     source("<mrk id='1' type='xlf:a'>a</mrk>")},
    {Rule::sub_state, unit("<segment state='initial' subState='my:a'><source>a</source></segment>"),
     unit("<segment subState='my:a'><source>a</source></segment>")},
    {Rule::sub_state, unit("<segment state='initial' subState='my:a'><source>a</source></segment>"),
     unit("<segment state='initial' subState='a'><source>a</source></segment>")},
    {Rule::state_without_target,
     unit("<segment state='final'><source>a</source><target>b</target></segment>"),
     unit("<segment state='final'><source>a</source></segment>")},
    {Rule::id_unique, file("<group id='u'>" + plain_unit + "</group>"),
     file("<group id='g'><group id='g'>" + plain_unit + "</group></group>")},
    {Rule::id_unique, file(plain_unit + "<unit id='v'>" + plain + "</unit>"),
     file(plain_unit + plain_unit)},
    {Rule::id_unique,
     root("srcLang='en'",
          "<file id='f'>" + plain_unit + "</file><file id='g'>" + plain_unit + "</file>"),
     root("srcLang='en'",
          "<file id='f'>" + plain_unit + "</file><file id='f'>" + plain_unit + "</file>")},
    {Rule::id_unique, source("<ph id='1'/><pc id='2'>a</pc>"), source("<ph id='1'/><pc id='1'/>")},
    {Rule::id_unique, source("<ph id='1'/>"), source("<ph id='s'/>")},
    {Rule::note_id_unique,
     file("<notes><note id='n'>a</note></notes><unit id='u'><notes><note id='n'>a</note></notes>" +
          plain + "</unit>"),
     unit("<notes><note id='n'>a</note><note id='n'>b</note></notes>" + plain)},
    {Rule::data_id_unique,
     unit("<originalData><data id='1'>a</data><data id='2'>b</data></originalData>" + plain),
     unit("<originalData><data id='1'>a</data><data id='1'>b</data></originalData>" + plain)},
    {Rule::target_id, both("<ph id='1'/>", "<ph id='1'/><ph id='2'/>"),
     both("<ph id='1'/>", "<ph id='1'/><ph id='1'/>")},
    {Rule::target_id, both("<pc id='1'>a</pc>", "<sc id='1'/>b<ec startRef='1'/>"),
     both("<pc id='1'>a</pc>", "<ph id='1'/>")},
    {Rule::extension_id,
     file("<my:a id='x'/><unit id='u'><my:a id='x'><my:b id='y'/></my:a>" + plain + "</unit>"),
     unit("<my:a id='x'><my:b id='x'/></my:a>" + plain)},
    {Rule::extension_id, unit("<my:a xml:id='x'/>" + plain), unit("<my:a id='x y'/>" + plain)},
    {Rule::fragment_syntax, source("<mrk id='m' type='term' ref='#/f=f/u=u/gls=g'>a</mrk>"),
     source("<mrk id='m' type='term' ref='#/u=u/f=f/gls=g'>a</mrk>")},
    {Rule::fragment_syntax, source("<mrk id='m' type='my:a' ref='#p'><ph id='p'/></mrk>"),
     source("<mrk id='m' type='my:a' ref='#m/p'><ph id='p'/></mrk>")},
    {Rule::note_ref, unit("<notes><note ref='#s'>a</note></notes>" + plain, "", "2.2"),
     unit("<notes><note ref='#t'>a</note></notes>" + plain, "", "2.2")},
    {Rule::order_unique, two_targets(" order='2'", " order='1'"),
     two_targets(" order='1'", " order='1'")},
    {Rule::order_unique, two_targets("", ""), two_targets(" order='2'", "")},
    {Rule::order_range, two_targets(" order='1'", " order='2'"), two_targets("", " order='3'")},
    {Rule::sub_flows,
     file("<unit id='a'><segment><source><ph id='1' subFlows='b c'/></source></segment></unit>"
          "<unit id='b'>" +
          plain + "</unit><unit id='c'>" + plain + "</unit>"),
     file("<unit id='a'><segment><source><ph id='1' subFlows='b d'/></source></segment></unit>"
          "<unit id='b'>" +
          plain + "</unit><unit id='c'>" + plain + "</unit>")},
    {Rule::data_ref,
     unit("<originalData><data id='d'>a</data></originalData><segment><source><pc id='1' "
          "dataRefStart='d' dataRefEnd='d'>a</pc></source></segment>"),
     unit("<originalData><data id='d'>a</data></originalData><segment><source><pc id='1' "
          "dataRefStart='d' dataRefEnd='e'>a</pc></source></segment>")},
    {Rule::code_point, source("<cp hex='001A'/><cp hex='FFFE'/>"), source("<cp hex='00E9'/>")},
    {Rule::code_point, source("<cp hex='10'/>"), source("<cp hex='41'/>")},
    {Rule::code_point, source("<cp hex='D800'/>"), source("<cp hex='110000'/>")},
    {Rule::sc_without_ec,
     unit("<segment><source><sc id='1'/>a</source></segment><segment><source>b<ec startRef='1'/>"
          "</source></segment>"),
     source("<sc id='1'/>a")},
    {Rule::ec_without_sc,
     source("<sc id='1'/>a<ec startRef='1'/>"),
     source("<ec startRef='1'/>a<sc id='1'/>"),
     {"sc-without-ec"}},
    {Rule::ec_without_sc, source("<sc id='1'/>a<ec startRef='1'/>"),
     source("<sc id='1'/>a<ec startRef='1'/><ec startRef='1'/>")},
    {Rule::isolated,
     source("<sc id='1' isolated='yes'/>a"),
     source("<sc id='1' isolated='yes'/>a<ec startRef='1'/>"),
     {"ec-without-sc"}},
    {Rule::ec_id, source("a<ec id='1' isolated='yes'/>"), source("a<ec id='1'/>")},
    {Rule::ec_id, source("a<ec id='1' isolated='yes'/>"), source("a<ec isolated='yes'/>")},
    {Rule::ec_dir, source("a<ec id='1' isolated='yes' dir='rtl'/>"),
     source("<sc id='1' dir='rtl'/>a<ec startRef='1' dir='rtl'/>")},
    {Rule::pair_hints,
     source("<sc id='1' canReorder='firstNo'" + fixed + "/>a<ec startRef='1' canReorder='no'" +
            fixed + "/>"),
     source("<sc id='1' canReorder='firstNo'" + fixed + "/>a<ec startRef='1'" + fixed + "/>")},
    {Rule::pair_hints, source("<sc id='1' canOverlap='no'/>a<ec startRef='1' canOverlap='no'/>"),
     source("<sc id='1' canOverlap='no'/>a<ec startRef='1'/>")},
    {Rule::marker_pair, source("<sm id='1' translate='no'/>a<em startRef='1'/>"),
     source("<sm id='1' translate='no'/>a")},
    {Rule::marker_pair, source("<sm id='1' type='term'/>a<em startRef='1'/>"),
     source("a<em startRef='1'/>")},
    {Rule::sub_type, source("<ph id='1' type='fmt' subType='xlf:lb'/>"),
     source("<ph id='1' type='ui' subType='xlf:lb'/>")},
    {Rule::sub_type, source("<ph id='1' type='fmt' subType='my:a'/>"),
     source("<ph id='1' subType='my:a'/>")},
    {Rule::sub_type, source("<ph id='1' type='ui' subType='xlf:var'/>"),
     source("<ph id='1' type='ui' subType='xlf:any'/>")},
    {Rule::copy_of, both("<pc id='1'>a</pc>", "<pc id='1'>a</pc><pc id='2' copyOf='1'>b</pc>"),
     both("<pc id='1'>a</pc>", "<pc id='1'>a</pc><pc id='2' copyOf='9'>b</pc>")},
    {Rule::copy_of, source("<ph id='1'/><ph id='2' copyOf='1'/>"),
     source("<ph id='1' canCopy='no'/><ph id='2' copyOf='1'/>")},
    {Rule::reorder_hints, source("<ph id='1' canReorder='firstNo'" + fixed + "/>"),
     source("<ph id='1' canReorder='firstNo' canDelete='no'/>")},
    {Rule::reorder_start,
     source("<ph id='1' canReorder='firstNo'" + fixed + "/><ph id='2' canReorder='no'" + fixed +
            "/>"),
     source("<ph id='2' canReorder='no'" + fixed + "/>")},
    {Rule::reorder_kept,
     both("<ph id='1' canReorder='firstNo'" + fixed + "/><ph id='2' canReorder='no'" + fixed +
              "/><ph id='3'/>",
          "<ph id='3'/><ph id='1' canReorder='firstNo'" + fixed + "/><ph id='2' canReorder='no'" +
              fixed + "/>"),
     both("<ph id='1' canReorder='firstNo'" + fixed + "/><ph id='2' canReorder='no'" + fixed + "/>",
          "<ph id='2' canReorder='firstNo'" + fixed + "/><ph id='1' canReorder='no'" + fixed +
              "/>")},
    {Rule::reorder_kept,
     both("<pc id='1' canReorder='firstNo'" + fixed + ">a<ph id='2' canReorder='no'" + fixed +
              "/></pc>",
          "<pc id='1' canReorder='firstNo'" + fixed + "><ph id='2' canReorder='no'" + fixed +
              "/>a</pc>"),
     both("<pc id='1' canReorder='firstNo'" + fixed + ">a<ph id='2' canReorder='no'" + fixed +
              "/></pc>",
          "<pc id='1' canReorder='firstNo'" + fixed + ">a</pc><ph id='2' canReorder='no'" + fixed +
              "/>")},
    {Rule::delete_kept, both("<ph id='1' canDelete='no'/>", "<ph id='1' canDelete='no'/>"),
     both("<ph id='1' canDelete='no'/>", "")},
    {Rule::delete_kept,
     both("<pc id='1' canDelete='no'>a</pc>",
          "<sc id='1' canDelete='no'/>b<ec startRef='1' canDelete='no'/>"),
     both("<pc id='1' canDelete='no'>a</pc>", "b")},
    {Rule::translate_annotation, source("<mrk id='1' translate='no'>a</mrk>"),
     source("<mrk id='1' type='generic'>a</mrk>")},
    {Rule::comment_annotation, source("<mrk id='1' type='comment' value='a'>a</mrk>"),
     source("<mrk id='1' type='comment'>a</mrk>")},
    {Rule::comment_annotation, source("<sm id='1' type='comment' value='a'/>a<em startRef='1'/>"),
     source("<sm id='1' type='comment' value='a' ref='#n=1'/>a<em startRef='1'/>")},
    {Rule::comment_ref,
     unit("<notes><note id='n'>a</note></notes><segment><source><mrk id='1' type='comment' "
          "ref='#/f=f/u=u/n=n'>a</mrk></source></segment>"),
     file("<notes><note id='n'>a</note></notes><unit id='u'><segment><source><mrk id='1' "
          "type='comment' ref='#f=f/n=n'>a</mrk></source></segment></unit>")},
    {Rule::match_id,
     unit("<mtc:matches><mtc:match id='1' ref='#s'>" + pair_of_match +
          "</mtc:match><mtc:match id='2' ref='#s'>" + pair_of_match + "</mtc:match></mtc:matches>" +
          plain),
     unit("<mtc:matches><mtc:match id='1' ref='#s'>" + pair_of_match +
          "</mtc:match><mtc:match id='1' ref='#s'>" + pair_of_match + "</mtc:match></mtc:matches>" +
          plain)},
    {Rule::match_ref, match("ref='#u=u/s'", pair_of_match), match("ref='#u'", pair_of_match)},
    {Rule::match_ref, match("ref='#s'", pair_of_match), match("ref='s'", pair_of_match)},
    {Rule::match_sub_type, match("ref='#s' type='tm' subType='my:a'", pair_of_match),
     match("ref='#s' subType='my:a'", pair_of_match)},
    {Rule::reserved_prefix, match("ref='#s' type='tm' subType='my:a'", pair_of_match),
     match("ref='#s' type='tm' subType='xlf:a'", pair_of_match)},
    {Rule::match_language,
     match("ref='#s' reference='yes'", "<source>a</source><target xml:lang='ru'>b</target>"),
     match("ref='#s'", "<source>a</source><target xml:lang='ru'>b</target>")},
    {Rule::match_annotation, source("<mrk id='m' type='mtc:match'>a</mrk>"),
     source("<mrk id='m' type='mtc:match' ref='http://example.org/'>a</mrk>")},
    {Rule::sc_without_ec,
     match("ref='#s'",
           "<source><sc id='1' isolated='yes'/>a</source><target><sc id='1' isolated='yes'/>b"
           "</target>"),
     match("ref='#s'", "<source><sc id='1'/>a</source><target>b</target>")},
    {Rule::data_ref,
     match("ref='#s'",
           "<originalData><data id='d'>a</data></originalData><source><ph id='1' dataRef='d'/>"
           "</source><target>b</target>"),
     match("ref='#s'", "<source><ph id='1' dataRef='d'/></source><target>b</target>")},
    {Rule::glossary_id,
     glossary("<gls:glossEntry id='1'><gls:term>a</gls:term><gls:translation id='2'>b"
              "</gls:translation></gls:glossEntry>"),
     glossary("<gls:glossEntry id='1'><gls:term>a</gls:term><gls:translation id='1'>b"
              "</gls:translation></gls:glossEntry>")},
    {Rule::glossary_entry,
     glossary("<gls:glossEntry><gls:term>a</gls:term><gls:definition>b</gls:definition>"
              "</gls:glossEntry>"),
     glossary("<gls:glossEntry><gls:term>a</gls:term></gls:glossEntry>")},
    {Rule::glossary_ref,
     glossary("<gls:glossEntry ref='#s'><gls:term>a</gls:term><gls:definition>b</gls:definition>"
              "</gls:glossEntry>"),
     glossary("<gls:glossEntry ref='#t=s'><gls:term>a</gls:term><gls:definition>b"
              "</gls:definition></gls:glossEntry>")},
    {Rule::sub_fs, unit(plain, "fs:fs='img' fs:subFs='src,a.png\\alt,a\\, b'"),
     unit(plain, "fs:subFs='src,a.png'")},
    {Rule::sub_fs, unit(plain, "fs:fs='img' fs:subFs='alt,a\\\\b'"),
     unit(plain, "fs:fs='img' fs:subFs='alt,a, b'")},
    {Rule::fs_ec, source("a<ec id='1' isolated='yes' fs:fs='b'/>"),
     source("<sc id='1' fs:fs='b'/>a<ec startRef='1' fs:fs='b'/>")},
    {Rule::metadata_id,
     unit("<mda:metadata id='1'><mda:metaGroup id='2'><mda:meta type='t'>a</mda:meta>"
          "</mda:metaGroup></mda:metadata>" +
          plain),
     unit("<mda:metadata id='1'><mda:metaGroup id='1'><mda:meta type='t'>a</mda:meta>"
          "</mda:metaGroup></mda:metadata>" +
          plain)},
    {Rule::resource_id,
     resources("<res:resourceItem id='1' mimeType='a/b'><res:source href='a'/></res:resourceItem>"
               "<res:resourceItem id='2' mimeType='a/b'><res:source href='a'/></res:resourceItem>"),
     resources(
         "<res:resourceItem id='1' mimeType='a/b'><res:source href='a'/></res:resourceItem>"
         "<res:resourceItem id='1' mimeType='a/b'><res:source href='a'/></res:resourceItem>")},
    {Rule::resource_ref,
     file("<res:resourceData><res:resourceItem id='1' mimeType='a/b'><res:source href='a'/>"
          "</res:resourceItem></res:resourceData><unit id='u'><res:resourceData>"
          "<res:resourceItemRef ref='1'/></res:resourceData>" +
          plain + "</unit>"),
     file("<res:resourceData><res:resourceItem id='1' mimeType='a/b'><res:source href='a'/>"
          "</res:resourceItem></res:resourceData><unit id='u'><res:resourceData>"
          "<res:resourceItemRef ref='2'/></res:resourceData>" +
          plain + "</unit>")},
    {Rule::resource_empty,
     resources("<res:resourceItem><res:source><my:a/></res:source></res:resourceItem>"),
     resources("<res:resourceItem><res:source href='a'/></res:resourceItem>")},
    {Rule::resource_empty,
     resources("<res:resourceItem mimeType='a/b'><res:reference href='a'/></res:resourceItem>"),
     resources("<res:resourceItem mimeType='a/b'/>")},
    {Rule::resource_href,
     resources("<res:resourceItem mimeType='a/b'><res:source href='a'/></res:resourceItem>"),
     resources("<res:resourceItem mimeType='a/b'><res:source href='a'><my:a/></res:source>"
               "</res:resourceItem>")},
    {Rule::resource_href,
     resources("<res:resourceItem mimeType='a/b'><res:target href='a'/></res:resourceItem>"),
     resources("<res:resourceItem mimeType='a/b'><res:target/></res:resourceItem>")},
    {Rule::resource_language,
     resources("<res:resourceItem mimeType='a/b'><res:source xml:lang='en' href='a'/>"
               "</res:resourceItem>"),
     resources("<res:resourceItem mimeType='a/b'><res:source xml:lang='ru' href='a'/>"
               "</res:resourceItem>")},
    {Rule::change_structure,
     changes("<ctr:revisions appliesTo='note' ref='n1'>" + revision + "</ctr:revisions>"),
     changes("<ctr:revisions ref='n1'>" + revision + "</ctr:revisions>")},
    {Rule::change_structure,
     changes("<ctr:revisions appliesTo='source'>" + revision + "</ctr:revisions>"),
     changes("<ctr:revisions appliesTo='source'/>")},
    {Rule::change_ref,
     changes("<ctr:revisions appliesTo='note' ref='n2'>" + revision + "</ctr:revisions>"),
     changes("<ctr:revisions appliesTo='note' ref='n3'>" + revision + "</ctr:revisions>")},
    {Rule::change_ref,
     changes("<ctr:revisions appliesTo='source'>" + revision + "</ctr:revisions>"),
     changes("<ctr:revisions appliesTo='note'>" + revision + "</ctr:revisions>")},
    {Rule::change_applies_to,
     changes("<ctr:revisions appliesTo='segment'>" + revision + "</ctr:revisions>"),
     changes("<ctr:revisions appliesTo='sentence'>" + revision + "</ctr:revisions>")},
    {Rule::change_ref,
     file("<ctr:changeTrack><ctr:revisions appliesTo='unit' ref='u'>" + revision +
              "</ctr:revisions></ctr:changeTrack>" + plain_unit,
          "2.0"),
     file("<ctr:changeTrack><ctr:revisions appliesTo='unit' ref='v'>" + revision +
              "</ctr:revisions></ctr:changeTrack>" + plain_unit,
          "2.0")},
    {Rule::change_property,
     changes("<ctr:revisions appliesTo='note' ref='n1'><ctr:revision><ctr:item property='category'>"
             "old</ctr:item></ctr:revision></ctr:revisions>"),
     changes("<ctr:revisions appliesTo='note' ref='n1'><ctr:revision><ctr:item property='state'>"
             "old</ctr:item></ctr:revision></ctr:revisions>")},
    {Rule::change_property,
     changes("<ctr:revisions appliesTo='source'><ctr:revision><ctr:item property='xml:lang'>en"
             "</ctr:item></ctr:revision></ctr:revisions>"),
     changes("<ctr:revisions appliesTo='source'><ctr:revision><ctr:item property='colour'>en"
             "</ctr:item></ctr:revision></ctr:revisions>")},
    {Rule::change_version,
     changes("<ctr:revisions appliesTo='source' currentVersion='v1'>" + revision +
             "</ctr:revisions>"),
     changes("<ctr:revisions appliesTo='source' currentVersion='v2'>" + revision +
             "</ctr:revisions>")},
    {Rule::change_structure,
     changes("<ctr:revisions appliesTo='source'>" + revision + "</ctr:revisions>"),
     changes("<ctr:revisions appliesTo='source' colour='red'>" + revision + "</ctr:revisions>")},
    {Rule::change_date,
     changes("<ctr:revisions appliesTo='source'><ctr:revision "
             "datetime='2013-07-16T10:30:00+8:00'><ctr:item property='content'>a</ctr:item>"
             "</ctr:revision><ctr:revision datetime='2013-07'><ctr:item property='content'>b"
             "</ctr:item></ctr:revision></ctr:revisions>"),
     changes("<ctr:revisions appliesTo='source'><ctr:revision datetime='July'>"
             "<ctr:item property='content'>a</ctr:item></ctr:revision></ctr:revisions>")},
    {Rule::size_profile, file("<slr:profiles storageProfile='xliff:utf16'/>" + plain_unit),
     file("<slr:profiles storageProfile='xliff:utf7'/>" + plain_unit)},
    {Rule::size_pattern, unit(plain, "slr:sizeRestriction='3,*' slr:storageRestriction='25,100'"),
     unit(plain, "slr:sizeRestriction='three'")},
    {Rule::size_pattern, unit(plain, "slr:storageRestriction='*'"),
     unit(plain, "slr:storageRestriction='25,100.5'")},
    {Rule::size_number, source("<ph id='1' slr:equivStorage='7'/>"),
     source("<ph id='1' slr:equivStorage='seven'/>")},
    {Rule::size_number,
     file("<slr:profiles generalProfile='my:a'/><unit id='u' slr:sizeInfo='wide'>" + plain +
          "</unit>"),
     file("<slr:profiles generalProfile='xliff:codepoints'/><unit id='u' slr:sizeInfo='wide'>" +
          plain + "</unit>")},
    {Rule::size_info_both, unit(plain, "slr:sizeInfo='1'"),
     file("<slr:data profile='my:a'><my:size id='i'/></slr:data><unit id='u' slr:sizeInfo='1' "
          "slr:sizeInfoRef='i'>" +
          plain + "</unit>")},
    {Rule::size_info_ref,
     file("<slr:data profile='my:a'><my:size id='i'/></slr:data><unit id='u' slr:sizeInfoRef='i'>" +
          plain + "</unit>"),
     file("<slr:data profile='my:a'><my:size id='i'/></slr:data><unit id='u' slr:sizeInfoRef='j'>" +
          plain + "</unit>")},
    {Rule::size_ec, source("a<ec id='1' isolated='yes' slr:sizeInfo='1'/>"),
     source("<sc id='1' slr:sizeInfo='1'/>a<ec startRef='1' slr:sizeInfo='1'/>")},
    {Rule::size_place, source("<ph id='1' slr:sizeInfo='1' slr:equivStorage='1'/>"),
     unit(plain, "slr:equivStorage='1'")},
    {Rule::size_place, source("<sc id='1' slr:sizeRestriction='9'/>a<ec startRef='1'/>"),
     source("<ph id='1' slr:sizeRestriction='9'/>")},
    {Rule::validation_one, validation("isPresent='a' my:any='1'"), validation("")},
    {Rule::validation_one, validation("my:any='a'"), validation("isPresent='a' startsWith='b'")},
    {Rule::validation_occurs, validation("isPresent='a' occurs='2'"),
     validation("endsWith='a' occurs='2'")},
    {Rule::validation_exists, validation("endsWith=':' existsInSource='yes'"),
     validation("isNotPresent='a' existsInSource='yes'")},
    {Rule::validation_disabled, validation("isPresent='a' disabled='yes'"),
     file("<val:validation><val:rule isPresent='a' disabled='yes'/></val:validation>" +
          plain_unit)},
    {Rule::its_version, its("its:allowedCharacters='[a-z]'"),
     source("<mrk id='m' its:allowedCharacters='[a-z]'>a</mrk>")},
    {Rule::its_type, its("type='its:generic' its:taClassRef='http://example.org/'"),
     its("type='term' its:taClassRef='http://example.org/'")},
    {Rule::its_type, its("type='term' its:termConfidence='0.5' its:annotatorsRef='terminology|a'"),
     its("type='its:generic' its:termConfidence='0.5' its:annotatorsRef='terminology|a'")},
    {Rule::its_place, its("its:localeFilterList='kk'"),
     unit(plain, "its:version='2.0' its:localeFilterList='kk'")},
    {Rule::its_exclusive, its("its:locQualityRatingScore='50'"),
     its("its:locQualityRatingScore='50' its:locQualityRatingVote='5'")},
    {Rule::its_incomplete, its("its:taSource='a' its:taIdent='b'"), its("its:taSource='a'")},
    {Rule::its_id,
     its("translate='no'",
         "<its:provenanceRecords xml:id='p'><its:provenanceRecord tool='t'/>"
         "</its:provenanceRecords>"),
     its("translate='no'",
         "<its:provenanceRecords xml:id='p'><its:provenanceRecord tool='t'/>"
         "</its:provenanceRecords><its:provenanceRecords xml:id='p'><its:provenanceRecord "
         "tool='t'/></its:provenanceRecords>"),
     {"schema"}},
    {Rule::its_ref,
     its("its:provenanceRecordsRef='#its=p'",
         "<its:provenanceRecords xml:id='p'><its:provenanceRecord tool='t'/>"
         "</its:provenanceRecords>"),
     its("its:provenanceRecordsRef='#its=q'",
         "<its:provenanceRecords xml:id='p'><its:provenanceRecord tool='t'/>"
         "</its:provenanceRecords>")},
    {Rule::its_incomplete, its("its:locQualityIssueType='other' its:locQualityIssueSeverity='9'"),
     its("its:locQualityIssueSeverity='9'")},
    {Rule::its_ref,
     file("<its:provenanceRecords xml:id='p'><its:provenanceRecord tool='t'/>"
          "</its:provenanceRecords><unit id='u' its:version='2.0' "
          "its:provenanceRecordsRef='#/f=f/its=p'>" +
          plain + "</unit>"),
     unit(plain, "its:version='2.0' its:provenanceRecordsRef='#/f=f/its=p'")},
    {Rule::its_ref,
     its("its:locQualityIssuesRef='#its=p'",
         "<its:locQualityIssues xml:id='p'><its:locQualityIssue locQualityIssueType='other'/>"
         "</its:locQualityIssues>"),
     its("its:locQualityIssuesRef='#its=p'",
         "<its:provenanceRecords xml:id='p'><its:provenanceRecord tool='t'/>"
         "</its:provenanceRecords>")},
    {Rule::its_value,
     its("translate='no'",
         "<its:locQualityIssues xml:id='p'><its:locQualityIssue locQualityIssueType='other' "
         "locQualityIssueSeverity='50.5' locQualityIssueEnabled='no'/></its:locQualityIssues>"),
     its("translate='no'",
         "<its:locQualityIssues xml:id='p'><its:locQualityIssue locQualityIssueType='other' "
         "locQualityIssueSeverity='101'/></its:locQualityIssues>")},
    {Rule::its_value,
     its("translate='no'",
         "<its:locQualityIssues xml:id='p'><its:locQualityIssue locQualityIssueType='grammar'/>"
         "</its:locQualityIssues>"),
     its("translate='no'",
         "<its:locQualityIssues xml:id='p'><its:locQualityIssue locQualityIssueType='spelling'/>"
         "</its:locQualityIssues>")},
    {Rule::its_confidence, its("its:mtConfidence='0.5' its:annotatorsRef='mt-confidence|a'"),
     its("its:mtConfidence='0.5' its:annotatorsRef='text-analysis|a'")},
    {Rule::its_confidence,
     file("<unit id='u' its:annotatorsRef='terminology|b text-analysis|c' its:version='2.0'>"
          "<segment><source><mrk id='m' its:taClassRef='urn:a' its:taConfidence='1'>a</mrk>"
          "</source></segment></unit>"),
     its("its:taClassRef='urn:a' its:taConfidence='1'")},
    {Rule::its_threshold,
     its("its:locQualityRatingScore='50' its:locQualityRatingScoreThreshold='9'"),
     its("translate='no' its:locQualityRatingScoreThreshold='9'")},
    {Rule::its_annotators, its("its:annotatorsRef='terminology|a mt-confidence|b'"),
     its("its:annotatorsRef='terminology|a terminology|b'")},
    {Rule::its_annotators, its("its:annotatorsRef='text-analysis|a'"),
     its("its:annotatorsRef='analysis|a'")},
    {Rule::pgs_switch, plural("pgs:switch='plural:n'", "pgs:case='few'"),
     plural("pgs:switch='number:n'", "pgs:case='few'")},
    {Rule::pgs_case, plural("pgs:switch='gender:g plural:n'", "pgs:case='feminine 3.14'"),
     plural("pgs:switch='gender:g plural:n'", "pgs:case='feminine'")},
    {Rule::pgs_case, plural("pgs:switch='ordinal:n'", "pgs:case='other'"),
     plural("pgs:switch='ordinal:n'", "pgs:case='several'")},
};

void show(const Validation& found) {
    for (const ValidationFault& fault : found.faults) {
        BOOST_TEST_MESSAGE(fault.place.to_string() << ": " << fault.message << " [" << fault.rule
                                                   << ": " << fault.clause << "]");
    }
}

BOOST_DATA_TEST_CASE(a_file_that_keeps_a_rule_is_valid, rules_of_xliff2) {
    const TemporaryFolder folder;
    const Validation found = validate_file(folder.write("a.xlf", sample.valid));
    show(found);
    BOOST_TEST(found.faults.empty(), sample.valid);
}

BOOST_DATA_TEST_CASE(a_file_that_breaks_a_rule_has_that_fault_and_no_other, rules_of_xliff2) {
    const TemporaryFolder folder;
    const Validation found = validate_file(folder.write("a.xlf", sample.invalid));
    show(found);
    const std::string rule(formats::xliff2::entry(sample.rule).name);
    std::size_t of_rule = 0;
    for (const ValidationFault& fault : found.faults) {
        if (fault.rule == rule) ++of_rule;
        BOOST_TEST((fault.rule == rule || sample.also.contains(fault.rule)), fault.rule);
        BOOST_TEST(fault.place.line > 0U);
        BOOST_TEST(fault.clause.starts_with("XLIFF 2."));
        BOOST_TEST(!fault.message.empty());
    }
    BOOST_TEST(of_rule == 1U);
}

BOOST_AUTO_TEST_CASE(every_rule_is_tested_and_stands_in_its_place) {
    std::set<Rule> tested;
    for (const RuleOfXliff2& sample : rules_of_xliff2) tested.insert(sample.rule);
    std::set<std::string_view> names;
    int number = 0;
    for (const auto& rule : formats::xliff2::all_rules()) {
        BOOST_TEST(static_cast<int>(rule.rule) == number++);
        BOOST_TEST(tested.contains(rule.rule), rule.name);
        BOOST_TEST(names.insert(rule.name).second, rule.name);
    }
    BOOST_TEST(number == static_cast<int>(Rule::pgs_case) + 1);
}

BOOST_AUTO_TEST_CASE(clauses_are_those_of_the_file_s_version) {
    using formats::xliff2::clause;
    using formats::xliff2::Version;
    BOOST_TEST(clause(Rule::id_unique, Version::v2_0) == "XLIFF 2.0, 4.3.1.21 id");
    BOOST_TEST(clause(Rule::id_unique, Version::v2_2) == "XLIFF 2.2, 3.3.1.21 id");
    BOOST_TEST(clause(Rule::fragment_syntax, Version::v2_1) ==
               "XLIFF 2.1, 3 Fragment Identification");
    BOOST_TEST(clause(Rule::match_ref, Version::v2_1) ==
               "XLIFF 2.1, 5.1 Translation Candidates Module, ref");
    BOOST_TEST(clause(Rule::size_ec, Version::v2_2) ==
               "XLIFF 2.2, 4.6 Size and Length Restriction Module, sizeInfo");
}

BOOST_AUTO_TEST_CASE(what_is_not_translated_yet_is_no_fault) {
    const TemporaryFolder folder;
    const std::string half = unit(
        "<segment><source><sc id='1'/>a</source><target><sc id='1'/>b</target></segment>"
        "<segment><source>c<ec startRef='1'/></source></segment>");
    BOOST_TEST(validate_file(folder.write("a.xlf", half)).faults.empty());
}

const std::vector<std::string> unusual_files{
    // a code may move to the target of another segment
    unit("<segment><source><ph id='1' canDelete='no'/>a</source><target>a</target></segment>"
         "<segment><source>b</source><target><ph id='1' canDelete='no'/>b</target></segment>"),
    unit("<segment><source>a</source><target order=' 2 '>b</target></segment>"
         "<segment><source>c</source><target order='+1'>d</target></segment>"),
    unit("<originalData><data id=' d'>a</data></originalData><segment><source><ph id='1 ' "
         "dataRef='d '/><sc id='2'/>a<ec startRef=' 2'/></source><target xml:lang=' kk '>"
         "<ph id='1' dataRef='d'/></target></segment>"),
    // groups around a unit may be named, and not the innermost one only
    file("<group id='g'><group id='h'><unit id='u'><notes><note id='n'>a</note></notes><segment>"
         "<source><mrk id='m' type='comment' ref='#/f=f/g=g/u=u/n=n'>a</mrk></source></segment>"
         "</unit></group></group>"),
    // what a match holds was not extracted
    match("ref='#s'", "<source><ph id='1' subFlows='none'/></source><target/>"),
    match("ref='#s'", "<source xml:lang='en-GB'/><target/>"),
    unit("<my:a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='my:b'/>" + plain),
    // before 2.1, ITS is an extension like any other, and PGS before 2.2
    unit("<its:rules version='2.0'/><segment><source><mrk id='m' type='its:any' "
         "its:mtConfidence='0.5'>a</mrk></source></segment>",
         "", "2.0"),
    unit(plain, "pgs:switch='any thing'"),
    its("type='its:term-no' its:annotatorsRef='terminology|a'"),
    its("its:locQualityIssuesRef='p'",
        "<its:locQualityIssues xml:id='p'><its:locQualityIssue locQualityIssueComment='a'/>"
        "</its:locQualityIssues>"),
    changes("<ctr:revisions appliesTo='glossEntry'>" + revision + "</ctr:revisions>"),
    plural("pgs:switch='plural:n'", "pgs:case='-1'"),
};
BOOST_DATA_TEST_CASE(what_is_unusual_and_allowed_is_valid, unusual_files) {
    const TemporaryFolder folder;
    const Validation found = validate_file(folder.write("a.xlf", sample));
    show(found);
    BOOST_TEST(found.faults.empty());
}

BOOST_DATA_TEST_CASE(parts_amid_content_are_a_fault_and_do_no_harm,
                     boost::unit_test::data::make(std::vector<std::string>{
                         plain + plain + plain, "<unit id='v'>" + plain + "</unit>",
                         "<unit id='v'>", "<unit id='v'><segment><source/>", "<segment>",
                         "<mtc:match ref='#a'>", "<mtc:match ref='#a'><source/></mtc:match>"})) {
    const TemporaryFolder folder;
    const std::string inner = "<pc id='1'>" + sample + "<ph id='2'/></pc><ph id='3'/>";
    for (const auto& content : {source(inner), both("a", inner), source(inner + inner)})
        BOOST_TEST(!validate_file(folder.write("a.xlf", content)).faults.empty());
}

BOOST_AUTO_TEST_CASE(what_is_only_data_is_not_judged) {
    const TemporaryFolder folder;
    const std::string html = "<my:a id='x y'><my:b id='1'/><my:b id='1'/></my:a>";
    BOOST_TEST(
        validate_file(folder.write("a.xlf", file("<skeleton>" + html + "</skeleton>" + plain_unit)))
            .faults.empty());
}

BOOST_AUTO_TEST_CASE(much_content_in_one_unit_takes_linear_time) {
    const TemporaryFolder folder;
    std::string content;
    for (int i = 0; i < 20'000; ++i) {
        const std::string id = std::to_string(i);
        content += "<sc id='" + id + "'/>a<ec startRef='" + id + "'/><ph id='p" + id +
                   "' canReorder='firstNo'" + fixed + "/>";
    }
    const auto begin = std::chrono::steady_clock::now();
    BOOST_TEST(validate_file(folder.write("a.xlf", both(content, content))).faults.empty());
    BOOST_TEST((std::chrono::steady_clock::now() - begin < std::chrono::seconds(60)));
}

BOOST_AUTO_TEST_CASE(a_unit_out_of_bounds_is_left) {
    const TemporaryFolder folder;
    std::string content;
    for (int i = 0; i < 500'001; ++i) content += "<ph id='1'/>";
    const Validation found = validate_file(folder.write("a.xlf", source(content)));
    BOOST_TEST_REQUIRE(!found.faults.empty());
    BOOST_TEST(found.faults.back().message.find("500000 inline codes") != std::string::npos);
}

BOOST_DATA_TEST_CASE(language_tags_are_those_of_rfc_5646,
                     boost::unit_test::data::make(std::vector<std::string>{
                         "en", "zh-Hans-CN", "sl-rozaj-biske", "de-CH-1901", "x-any", "i-klingon",
                         "en-US-u-islamcal", "de-419", "zh-yue-HK", "en-x-twain", "qaa"})) {
    BOOST_TEST(formats::xliff2::is_language_tag(sample));
}
BOOST_DATA_TEST_CASE(other_language_tags_are_not,
                     boost::unit_test::data::make(std::vector<std::string>{
                         "", "e", "en_US", "f r", "en-", "-en", "en-a", "en-u", "x", "1en",
                         "abcdefghi", "en-a-bb-a-cc"})) {
    BOOST_TEST(!formats::xliff2::is_language_tag(sample));
}

}  // namespace
}  // namespace egiz::test
