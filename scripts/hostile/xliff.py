# SPDX-License-Identifier: Apache-2.0
"""Hostile XLIFF, each file as 1.2 and as 2.0."""
from hostile.case import SECRET_PATH, Case, Family, repeated


def v12(body, before="", attributes="", encoding="UTF-8"):
    return ('<?xml version="1.0" encoding="%s"?>%s<xliff version="1.2" '
            'xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="a" '
            'source-language="en" target-language="ru" datatype="plaintext"%s><body>%s</body>'
            '</file></xliff>' % (encoding, before, attributes, body))


def v20(body, before="", attributes="", encoding="UTF-8"):
    return ('<?xml version="1.0" encoding="%s"?>%s<xliff version="2.0" '
            'xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="ru"><file '
            'id="f"%s>%s</file></xliff>' % (encoding, before, attributes, body))


def unit(version, text="Text", inside="", number=1, attributes=""):
    if version == "1.2":
        return ('<trans-unit id="%d"%s><source>%s</source><target>Текст</target>%s</trans-unit>'
                % (number, attributes, text, inside))
    return ('<unit id="u%d"%s>%s<segment><source>%s</source><target>Текст</target></segment></unit>'
            % (number, attributes, inside, text))


def document(version, body=None, **rest):
    make = v12 if version == "1.2" else v20
    return make(unit(version) if body is None else body, **rest)


def large(version, head, piece, count, tail):
    begin, end = document(version, unit(version, "@@@")).split("@@@")
    return repeated(begin + head, piece, count, tail + end)


def deep(version, count):
    name = ("<g id='%d'>", "</g>") if version == "1.2" else ("<pc id='%d'>", "</pc>")
    return document(version, unit(version, "".join(name[0] % i for i in range(count)) + "x" +
                                  name[1] * count))


def deep_groups(version, count):
    start = "".join("<group id='g%d'>" % i for i in range(count))
    return document(version, start + unit(version) + "</group>" * count)


def notes(version, count):
    if version == "1.2":
        return document(version, unit(version, inside="<note>n</note>" * count))
    return document(version, unit(version, inside="<notes>" + "<note>n</note>" * count + "</notes>"))


def codes(version):
    return "".join("<%s id='%d'/>" % (code_name(version), i) for i in range(100000))


def code_name(version):
    return "x" if version == "1.2" else "ph"


def name_attribute(version):
    return "resname" if version == "1.2" else "name"


def attributes():
    return "".join(' a%d="1"' % i for i in range(100000))


BIG = 1_000_000_000
EXTERNAL = '<!DOCTYPE xliff [<!ENTITY x SYSTEM "file://%s">]>' % SECRET_PATH
LAUGHS = "<!DOCTYPE xliff [<!ENTITY a0 'ha'>" + "".join(
    "<!ENTITY a%d '%s'>" % (i, ("&a%d;" % (i - 1)) * 10) for i in range(1, 12)) + "]>"
QUADRATIC = "<!DOCTYPE xliff [<!ENTITY q '%s'>]>" % ("q" * 60000)

# name, what must become of it, text or bytes of a version
CASES = [
    ("external-entity", "refused", lambda v: document(v, unit(v, "a &x; b"), before=EXTERNAL)),
    ("external-in-attribute", "refused", lambda v: document(
        v, unit(v, attributes=' %s="&x;"' % name_attribute(v)), before=EXTERNAL)),
    ("external-dtd", "either", lambda v: document(v).replace(
        "<xliff", '<!DOCTYPE xliff SYSTEM "file://%s"><xliff' % SECRET_PATH, 1)),
    ("parameter-entity", "either", lambda v: document(v).replace(
        "<xliff", '<!DOCTYPE xliff [<!ENTITY %% p SYSTEM "file://%s"> %%p;]><xliff'
        % SECRET_PATH, 1)),
    ("billion-laughs", "refused", lambda v: document(v, unit(v, "&a11;"), before=LAUGHS)),
    ("quadratic", "refused", lambda v: document(v, unit(v, "&q;" * 50000), before=QUADRATIC)),
    ("undefined-entity", "refused", lambda v: document(v, unit(v, "a &none; b"))),
    ("attributes", "refused", lambda v: document(v, unit(v, attributes=attributes()))),
    ("attributes-on-code", "refused", lambda v: document(
        v, unit(v, "<%s id='1'%s/>" % (code_name(v), attributes())))),
    ("huge-attribute", "refused", lambda v: document(
        v, unit(v, attributes=' %s="%s"' % (name_attribute(v), "a" * 20000000)))),
    ("deep-codes", "refused", lambda v: deep(v, 100000)),
    ("deep-groups", "refused", lambda v: deep_groups(v, 100000)),
    ("notes", "either", lambda v: notes(v, 1000000)),
    ("codes", "either", lambda v: document(v, unit(v, codes(v)))),
    ("units", "read", lambda v: document(v, "".join(
        unit(v, "Text %d" % i, number=i) for i in range(200000)))),
    ("same-ids", "either", lambda v: document(v, unit(v) * 100000)),
    ("files", "either", lambda v: document(v).replace("</file>", "</file>" + (
        '<file original="a" source-language="en" datatype="x"><body/></file>' if v == "1.2" else
        '<file id="g"><unit id="u"><segment><source>s</source></segment></unit></file>') * 100000)),
    ("languages", "either", lambda v: document(v, "".join(
        unit(v, number=i).replace("<target>", "<target xml:lang='a%05d'>" % i) for i in range(50000)))),
    ("nul", "refused", lambda v: document(v, unit(v, "a\0b"))),
    ("control", "refused", lambda v: document(v, unit(v, "a\x01b"))),
    ("overlong", "refused", lambda v: document(v).encode().replace(b"Text", b"a\xc0\xafb")),
    ("lone-surrogate", "refused", lambda v: document(v).encode().replace(
        b"Text", b"a\xed\xa0\x80b")),
    ("odd-utf-16", "refused", lambda v: document(v, encoding="UTF-16").encode("utf-16") + b"x"),
    ("utf-16-lone-surrogate", "refused", lambda v: b"\xff\xfe" + document(
        v, encoding="UTF-16").encode("utf-16-le").replace("Text".encode("utf-16-le"),
                                                          b"\x00\xd8x\x00")),
    ("truncated", "refused", lambda v: document(v).encode()[:-20]),
    ("truncated-in-unit", "refused", lambda v: document(v, "".join(
        unit(v, number=i) for i in range(1000))).encode()[:60000]),
    ("wrong-declaration", "refused", lambda v: document(v, unit(v, "\u00e9")).encode(
        "latin-1", "replace")),
    ("unknown-encoding", "refused", lambda v: document(v, encoding="none-such").encode()),
    ("utf-16-declared-only", "either", lambda v: document(v, encoding="UTF-16").encode()),
    ("junk-after-end", "refused", lambda v: document(v).encode() + b"<more/>"),
    ("not-xliff", "refused", lambda v: b"<?xml version='1.0'?><other/>"),
    ("empty", "refused", lambda v: b""),
    ("comment-unclosed", "refused", lambda v: document(v).encode().replace(
        b"<source>", b"<!-- <source>", 1)),
    ("large-text", "either", lambda v: large(v, "", "a", BIG, "")),
    ("large-cdata", "either", lambda v: large(v, "<![CDATA[", "a", BIG, "]]>")),
    ("large-comment", "either", lambda v: large(v, "<!--", "a", BIG, "-->")),
    ("large-tag", "refused", lambda v: large(v, "<x id='", "a", BIG, "'/>")),
]


def cases():
    return [Case(version + " " + name, expected,
                 lambda _, content=content, version=version: content(version))
            for version in ("1.2", "2.0") for name, expected, content in CASES]


def commands(name):
    return {
        "tm import": (["tm", "import", name, "--db", "memory.db"], ["memory.db"]),
        "convert": (["convert", name, "out.xlf"], ["out.xlf"]),
        "validate": (["validate", name], []),
    }


FAMILY = Family(cases, commands, ".xlf", has_lines=True)
