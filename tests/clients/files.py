# SPDX-License-Identifier: Apache-2.0
"""Reads TMX and XLIFF with Python's own library: what is in a file, by no code of egiz."""
import re
import xml.etree.ElementTree as ET

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TMX_CODES = {"bpt", "ept", "it", "ph", "ut"}  # their content is native code, not text
XLIFF12_CODES = {"bpt", "ept", "it", "ph", "bx", "ex", "x"}


def local(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def text_of(element, codes):
    """The text of an element without that of its inline codes."""
    if element is None:
        return ""
    text = element.text or ""
    for child in element:
        if local(child) and local(child) not in codes:
            text += text_of(child, codes)
        text += child.tail or ""
    return text


def one_line(text):
    return re.sub(r"\s+", " ", text).strip()


def child(element, name):
    return next((each for each in element if local(each) == name), None)


def tmx_units(path):
    """For each unit a map from language, as the file calls it, to text."""
    units = []
    for unit in ET.parse(path).iter("tu"):
        units.append({variant.get(XML_LANG): text_of(child(variant, "seg"), TMX_CODES)
                      for variant in unit if local(variant) == "tuv"})
    return units


def tmx_header(path):
    return ET.parse(path).getroot().find("header").attrib


def segments_1(element):
    """The segments of a `source`, `seg-source` or `target` of XLIFF 1.2; itself if it is not cut."""
    marks = [] if element is None else [mark for mark in element.iter()
                                        if local(mark) == "mrk" and mark.get("mtype") == "seg"]
    return marks or [element]


def xliff_pairs(path):
    """Source and target of each segment: of what is cut into `mrk` (1.2), each of these."""
    pairs = []
    for element in ET.parse(path).getroot().iter():
        if local(element) == "trans-unit":
            cut = child(element, "seg-source")
            sources = segments_1(child(element, "source") if cut is None else cut)
            targets = {mark.get("mid"): mark for mark in segments_1(child(element, "target"))
                       if mark is not None}
            pairs += [(text_of(source, XLIFF12_CODES),
                       text_of(targets.get(source.get("mid")), XLIFF12_CODES)) for source in sources]
        elif local(element) == "segment":
            pairs.append((text_of(child(element, "source"), set()),
                          text_of(child(element, "target"), set())))
    return pairs
