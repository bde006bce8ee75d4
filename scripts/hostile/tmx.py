# SPDX-License-Identifier: Apache-2.0
"""Hostile TMX."""
from hostile.case import SECRET_PATH, Case, Family, repeated

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
HEADER = ('<header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
          'adminlang="en" srclang="en" datatype="plaintext"%s\n')
TAIL = "</body></tmx>\n"


def head(doctype="", inside=None):
    header = HEADER % ("/>" if inside is None else ">" + inside + "</header>")
    return DECLARATION + doctype + '<tmx version="1.4">' + header + "<body>\n"


def tuv(text, language="en"):
    return '<tuv xml:lang="%s"><seg>%s</seg></tuv>' % (language, text)


def unit(text, more=""):
    return "<tu>" + more + tuv(text) + tuv("б", "ru") + "</tu>\n"


def one(text, doctype="", inside=None):
    return head(doctype, inside) + unit("a") + unit(text) + TAIL


def around(text):
    """`head unit <tu><tuv><seg>` and `</seg> ... tail`: what stands in between is one text."""
    whole = one("\0" if text is None else text)
    return whole.split("\0")


def laughs():
    lines = ['<!ENTITY l0 "lol">']
    lines += ['<!ENTITY l%d "%s">' % (i, ("&l%d;" % (i - 1)) * 10) for i in range(1, 12)]
    return "<!DOCTYPE tmx [" + "".join(lines) + "]>\n"


def codes(count):
    return "".join('<ph x="%d">%%s</ph>a' % i for i in range(count))


def languages(count):
    letters = "abcdefghijklmnopqrstuvwxyz"
    regions = [a + b for a in letters for b in letters]
    primary = ["en", "ru", "de", "fr", "es", "it", "pt", "pl"]
    return [p + "-" + r for p in primary for r in regions][:count]


BEFORE, BEHIND = around(None)
BIG = 1_000_000_000

# name: (content, what must become of it, units)
CASES = {
    # external entities and other files
    "external-entity": (lambda: one(
        "&x;", '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file://%s">]>' % SECRET_PATH), "refused", 0),
    "external-in-attribute": (lambda: head(
        '<!DOCTYPE tmx [<!ENTITY x SYSTEM "%s">]>' % SECRET_PATH) + '<tu tuid="&x;">' + tuv("a") + "</tu>"
        + TAIL, "refused", 0),
    "external-parameter": (lambda: one(
        "b", '<!DOCTYPE tmx [<!ENTITY %% p SYSTEM "file://%s"> %%p;]>' % SECRET_PATH), "either", 2),
    "external-parameter-http": (lambda: one(
        "b", '<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'), "either", 2),
    "external-subset": (lambda: one(
        "b", '<!DOCTYPE tmx SYSTEM "http://127.0.0.1:9/tmx14.dtd">'), "read", 2),
    "external-subset-file": (lambda: one(
        "b", '<!DOCTYPE tmx PUBLIC "-//x//y" "%s">' % SECRET_PATH), "read", 2),
    "external-unused": (lambda: one(
        "b", '<!DOCTYPE tmx [<!ENTITY x SYSTEM "%s">]>' % SECRET_PATH), "read", 2),
    "external-nested": (lambda: one(
        "&y;", '<!DOCTYPE tmx [<!ENTITY x SYSTEM "%s"><!ENTITY y "a &x;">]>' % SECRET_PATH), "refused", 0),
    "unparsed-entity": (lambda: one(
        "&x;", '<!DOCTYPE tmx [<!NOTATION n SYSTEM "n"><!ENTITY x SYSTEM "%s" NDATA n>]>' % SECRET_PATH),
        "refused", 0),
    "xinclude": (lambda: one(
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="%s" parse="text"/>' % SECRET_PATH),
        "read", 2),
    "stylesheet": (lambda: one("b").replace(
        "<tmx ", '<?xml-stylesheet href="http://127.0.0.1:9/x" type="text/xsl"?><tmx '), "read", 2),
    # blow-up
    "billion-laughs": (lambda: one("&l11;", laughs()), "refused", 0),
    "billion-laughs-attribute": (lambda: head(laughs()) + '<tu tuid="&l11;">' + tuv("a") + "</tu>"
                                 + TAIL, "refused", 0),
    "quadratic-blow-up": (lambda: repeated(
        one("\0", '<!DOCTYPE tmx [<!ENTITY a "%s">]>' % ("x" * 50_000)).split("\0")[0], "&a;",
        60_000, BEHIND), "refused", 0),
    "quadratic-over-units": (lambda: repeated(
        head('<!DOCTYPE tmx [<!ENTITY a "%s">]>' % ("x" * 50_000)), unit("&a;"), 20_000, TAIL),
        "refused", 0),
    "entity-loop": (lambda: one(
        "&a;", '<!DOCTYPE tmx [<!ENTITY a "&b;"><!ENTITY b "&a;">]>'), "refused", 0),
    "parameter-entity-loop": (lambda: one(
        "b", '<!DOCTYPE tmx [<!ENTITY % a "&#37;b;"><!ENTITY % b "&#37;a;"> %a;]>'), "either", 2),
    "undefined-entity": (lambda: one("&x;"), "refused", 0),
    "large-doctype": (lambda: repeated(
        DECLARATION + "<!DOCTYPE tmx [", "<!-- x -->", 5_000_000, "]><tmx/>"), "refused", 0),
    # size
    "attributes-100k": (lambda: head() + "<tu " + " ".join(
        'a%d="v"' % i for i in range(100_000)) + ">" + tuv("a") + "</tu>" + TAIL, "refused", 0),
    "attributes-100k-unquoted": (lambda: head() + "<tu " + " ".join(
        "a%d=v" % i for i in range(100_000)) + ">" + tuv("a") + "</tu>" + TAIL, "refused", 0),
    "attributes-100k-bare": (lambda: head() + "<tu " + " ".join(
        "a%d" % i for i in range(100_000)) + ">" + tuv("a") + "</tu>" + TAIL, "refused", 0),
    "namespaces-100k": (lambda: head() + "<tu " + " ".join(
        'xmlns:a%d="u%d"' % (i, i) for i in range(100_000)) + ">" + tuv("a") + "</tu>" + TAIL,
        "refused", 0),
    "namespaces-50k-deep": (lambda: head() + "".join("<x%s>" % "".join(
        ' xmlns:p%d="u"' % (250 * d + i) for i in range(250)) for d in range(200))
        + ("<y%s/>" % "".join(' p%d:a%d=""' % (i, i) for i in range(250))) * 1500
        + "</x>" * 200 + "</body></tmx>", "refused", 0),
    "tags-of-255-attributes": (lambda: repeated(head(), "<tu " + " ".join(
        'a%d="v"' % i for i in range(255)) + ">" + tuv("a") + tuv("b", "ru") + "</tu>\n", 5_000,
        TAIL), "read", 5_000),
    "attribute-1gb": (lambda: repeated(head() + '<tu tuid="', "x", BIG, '">' + tuv("a") + "</tu>"
                                         + TAIL), "refused", 0),
    "name-1gb": (lambda: repeated(head() + "<tu><", "x", BIG, "/></tu>" + TAIL), "refused", 0),
    "deep-100k": (lambda: one("<hi>" * 100_000 + "</hi>" * 100_000), "refused", 0),
    "deep-foreign-100k": (lambda: head() + "<x>" * 100_000 + "</x>" * 100_000 + TAIL, "refused", 0),
    "seg-1gb": (lambda: repeated(BEFORE, "x", BIG, BEHIND), "capped", 0),
    "seg-1gb-cyrillic": (lambda: repeated(BEFORE, "ж", BIG // 2, BEHIND), "capped", 0),
    "header-note-1gb": (lambda: repeated(
        head(inside="<note>\0</note>").split("\0")[0], "x", BIG,
        "</note></header><body>" + unit("a") + TAIL), "either", 1),
    "header-note-1gb-cyrillic": (lambda: repeated(
        head(inside="<note>\0</note>").split("\0")[0], "ж", BIG // 2,
        "</note></header><body>" + unit("a") + TAIL), "either", 1),
    "note-1gb": (lambda: repeated(head() + "<tu><note>", "x", BIG, "</note>" + tuv("a") + "</tu>"
                                    + TAIL), "capped", 0),
    "comment-1gb": (lambda: repeated(head() + "<!--", "x", BIG, "-->" + unit("a") + TAIL),
                    "either", 1),
    "instruction-1gb": (lambda: repeated(head() + "<?p ", "x", BIG, "?>" + unit("a") + TAIL),
                        "either", 1),
    "cdata-1gb": (lambda: repeated(BEFORE + "<![CDATA[", "x", BIG, "]]>" + BEHIND), "refused", 0),
    "blanks-500mb": (lambda: repeated(head(), " ", 500_000_000, unit("a") + TAIL), "either", 1),
    "newlines-500mb": (lambda: repeated(head(), "\n", 500_000_000, unit("a") + TAIL), "either", 1),
    "blanks-in-front-500mb": (lambda: repeated(DECLARATION, " ", 500_000_000,
                                                 one("b")[len(DECLARATION):]), "either", 2),
    "blanks-in-tag-500mb": (lambda: repeated(head() + "<tu", " ", 500_000_000, ">" + tuv("a")
                                               + "</tu>" + TAIL), "refused", 0),
    "brackets-in-seg-100mb": (lambda: repeated(BEFORE, "]", 100_000_000, BEHIND), "capped", 0),
    "references-100mb": (lambda: repeated(BEFORE, "&#120;", 16_000_000, BEHIND), "either", 2),
    "empty-elements-100mb": (lambda: repeated(BEFORE, "<ph/>", 20_000_000, BEHIND), "capped", 0),
    "notes-1m": (lambda: repeated(head() + "<tu>", "<note>n</note>", 1_000_000,
                                    tuv("a") + tuv("b", "ru") + "</tu>" + TAIL), "either", 1),
    "props-1m": (lambda: repeated(head() + "<tu>", '<prop type="x">n</prop>', 1_000_000,
                                    tuv("a") + tuv("b", "ru") + "</tu>" + TAIL), "either", 1),
    "notes-60mb-by-15": (lambda: repeated(head(), "<tu><note>" + "n" * 60_000_000 + "</note>"
                                            + tuv("a") + tuv("b", "ru") + "</tu>", 15, TAIL),
                         "read", 15),
    "nothing-but-skipped-2m": (lambda: repeated(head(), '<tu><tuv xml:lang="x!"><seg>a</seg></tuv>'
                                                  '</tu>', 2_000_000, TAIL), "either", 2_000_000),
    "codes-50k": (lambda: one(codes(50_000) % (("x",) * 50_000)), "read", 2),
    "pairs-50k": (lambda: one("".join(
        '<bpt i="%d"/>' % i for i in range(25_000)) + "".join(
        '<ept i="%d"/>' % i for i in range(25_000))), "read", 2),
    "lone-codes-50k": (lambda: one("".join(
        '<bpt i="1"/>' for i in range(50_000))), "read", 2),
    "subs-50k": (lambda: one("<ph>" + "<sub>a</sub>" * 50_000 + "</ph>"), "either", 2),
    "languages-5k": (lambda: head() + "<tu>" + "".join(
        tuv("a", language) for language in languages(5_000)) + "</tu>" + TAIL, "read", 1),
    "same-language-5k": (lambda: head() + "<tu>" + tuv("a") + "".join(
        tuv("b%d" % i, "ru") for i in range(5_000)) + "</tu>" + TAIL, "either", 1),
    "same-language-4-by-2k": (lambda: head() + "<tu>" + "".join(
        tuv("b%d" % i, language) for language in ("en", "ru", "kk", "zh") for i in range(2_000))
        + "</tu>" + TAIL, "either", 1),
    "unknown-languages-200k": (lambda: repeated(head(), unit("a").replace(
        'xml:lang="ru"', 'xml:lang="x!"'), 200_000, TAIL), "read", 200_000),
    "many-warnings-300k": (lambda: repeated(head(), '<tu><x/>' + tuv("a") + tuv("b", "ru")
                                              + "</tu>", 300_000, TAIL), "read", 300_000),
    # encodings
    "nul": (lambda: one("a\0b"), "refused", 0),
    "control": (lambda: one("a\x01b"), "refused", 0),
    "control-reference": (lambda: one("a&#1;b"), "refused", 0),
    "surrogate-reference": (lambda: one("a&#xD800;b"), "refused", 0),
    "not-a-character": (lambda: one("a\uffffb"), "refused", 0),
    "overlong": (lambda: one("\0").encode().replace(b"\0", b"\xc0\xaf"), "refused", 0),
    "overlong-3": (lambda: one("\0").encode().replace(b"\0", b"\xe0\x80\xaf"), "refused", 0),
    "surrogate-utf8": (lambda: one("\0").encode().replace(b"\0", b"\xed\xa0\x80"), "refused", 0),
    "beyond-unicode": (lambda: one("\0").encode().replace(b"\0", b"\xf4\x90\x80\x80"), "refused", 0),
    "latin-1-bytes": (lambda: one("\0").encode().replace(b"\0", b"caf\xe9 au"), "refused", 0),
    "lone-surrogate-utf16": (lambda: one("a\ud800b").encode("utf-16", "surrogatepass"),
                             "refused", 0),
    "odd-utf16": (lambda: one("b").encode("utf-16")[:-1], "refused", 0),
    "odd-utf16-one-more": (lambda: one("b").encode("utf-16") + b"\n", "refused", 0),
    "utf16-without-mark": (lambda: one("b").replace("UTF-8", "UTF-16").encode("utf-16-le"),
                           "read", 2),
    "says-utf16-is-utf8": (lambda: one("б").replace("UTF-8", "UTF-16", 1), "read", 2),
    "says-utf8-is-1251": (lambda: one("привет").encode("cp1251"), "refused", 0),
    "unknown-encoding": (lambda: one("b").replace("UTF-8", "x-none", 1), "refused", 0),
    # broken
    "empty": (lambda: "", "refused", 0),
    "only-a-declaration": (lambda: DECLARATION, "refused", 0),
    "truncated": (lambda: one("b")[:-40], "refused", 0),
    "truncated-in-a-tag": (lambda: one("b")[:one("b").rfind("<tuv") + 6], "refused", 0),
    "truncated-100mb": (lambda: repeated(head(), unit("a" * 200), 300_000, ""), "refused", 0),
    "junk-behind-the-end": (lambda: one("b") + "junk", "refused", 0),
    "two-roots": (lambda: one("b") + "<tmx/>", "refused", 0),
    "wrong-root": (lambda: "<xmt><body><tu>" + tuv("a") + "</tu></body></xmt>", "refused", 0),
    "html": (lambda: "<!DOCTYPE html><html><body>Sign in</body></html>", "refused", 0),
    "zip": (lambda: b"PK\x03\x04" + bytes(range(256)) * 20, "refused", 0),
    "two-declarations": (lambda: DECLARATION + one("b"), "refused", 0),
    "attribute-twice": (lambda: head() + '<tu tuid="1" tuid="2">' + tuv("a") + "</tu>" + TAIL,
                        "refused", 0),
    "crossed-tags": (lambda: one("<hi>a</seg></hi>"), "refused", 0),
    "bare-ampersand": (lambda: one("a & b"), "refused", 0),
    # odd, but units
    "two-russian-variants": (lambda: head() + "<tu>" + tuv("a") + tuv("б", "ru") + tuv("в", "ru")
                             + "</tu>" + TAIL, "read", 1),
}


def cases():
    return [Case(name, expected, lambda _, content=content: content(), units)
            for name, (content, expected, units) in CASES.items()]


def commands(name):
    return {
        "tm import": (["tm", "import", name, "--db", "memory.db"], ["memory.db"]),
        "convert": (["convert", name, "out.tmx"], ["out.tmx"]),
        "validate": (["validate", name], []),
    }


FAMILY = Family(cases, commands, ".tmx", has_lines=True)
