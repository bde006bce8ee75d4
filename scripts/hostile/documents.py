# SPDX-License-Identifier: Apache-2.0
"""Hostile documents."""
import io
import os
import struct
import zipfile
import zlib

from hostile.case import SECRET_PATH, Case, Family, repeated, write

MIB = 1 << 20
TYPES = ('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
         'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
         'wordprocessingml.document.main+xml"/></Types>')
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def paragraph(text):
    return "<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % text


def document(body, before=""):
    return "%s<w:document %s><w:body>%s</w:body></w:document>" % (before, W, body)


def docx(path, xml, extra=(), method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", xml)
        for name, content in extra:
            archive.writestr(zipfile.ZipInfo(name), content)


ODT_XML = ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
           'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
           '%s</office:text></office:body></office:document-content>')


def odt(path, xml, extra=()):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", xml)
        for name, content in extra:
            archive.writestr(zipfile.ZipInfo(name), content)


def deflated(size, head=b"", byte=b"\0"):
    """`size` equal bytes, deflated without ever being held whole: a block that stands by itself comes
    again and again. The CRC is wrong, which is found out only at the end."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = squeeze.compress(head) + squeeze.flush(zlib.Z_FULL_FLUSH)
    block = squeeze.compress(byte * MIB) + squeeze.flush(zlib.Z_FULL_FLUSH)
    return first + block * (size // MIB) + squeeze.flush(), 0, len(head) + size


def with_checksum(content):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    return squeeze.compress(content) + squeeze.flush(), zlib.crc32(content), len(content)


def zeros(path, size, member="word/document.xml", head=b"", byte=b"\0"):
    raw_zip(path, [("[Content_Types].xml", TYPES.encode()), (member, deflated(size, head, byte))])


def raw_zip(path, members, flags=0, overlap=False):
    """ZIP written by hand. A member is bytes, stored, or (deflated bytes, CRC, size)."""
    out, directory = io.BytesIO(), io.BytesIO()
    first = None
    for name, content in members:
        if isinstance(content, bytes):
            data, check, size, method = content, zlib.crc32(content), len(content), 0
        else:
            data, check, size = content
            method = 8
        small = min(size, 0xFFFFFFFF)
        offset = out.tell() if not overlap or first is None else first
        first = offset if first is None and name != "[Content_Types].xml" else first
        extra = b"" if size < 0xFFFFFFFF else struct.pack("<HHQQ", 1, 16, size, len(data))
        packed = len(data) if not extra else 0xFFFFFFFF
        encoded = name.encode()
        header = struct.pack("<HHHHHIIIHH", 45, flags, method, 0, 0x21, check, packed, small,
                             len(encoded), len(extra))
        if not overlap or offset == out.tell():
            out.write(b"PK\3\4" + header + encoded + extra + data)
        directory.write(b"PK\1\2" + struct.pack("<H", 45) + header +
                        struct.pack("<HHHII", 0, 0, 0, 0, offset) + encoded + extra)
    start = out.tell()
    out.write(directory.getvalue())
    count = min(len(members), 0xFFFF)
    if len(members) > 0xFFFF:
        end = out.tell()
        out.write(b"PK\6\6" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, len(members), len(members),
                                          len(directory.getvalue()), start))
        out.write(b"PK\6\7" + struct.pack("<IQI", 0, end, 1))
    out.write(b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, count, count, len(directory.getvalue()),
                                      start, 0))
    with open(path, "wb") as file:
        file.write(out.getvalue())


def truncated(path, share):
    docx(path, document("".join(paragraph("One %d." % i) for i in range(5000))))
    with open(path, "rb") as file:
        whole = file.read()
    with open(path, "wb") as file:
        file.write(whole[:int(len(whole) * share)])


def nested_zip(path):
    inner = b"\0" * (10 << 20)
    for _ in range(4):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for i in range(8):
                archive.writestr("%d.zip" % i, inner)
        inner = buffer.getvalue()
    docx(path, document(paragraph("One.")), [("word/embeddings/a.zip", inner)])


def blow_up(levels):
    entities = '<!ENTITY a0 "ha">' + "".join(
        '<!ENTITY a%d "%s">' % (i, ("&a%d;" % (i - 1)) * 10) for i in range(1, levels))
    return "<!DOCTYPE w:document [%s]>" % entities


def external():
    return '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file://%s">]>' % SECRET_PATH


def pdf(path, trailer, body=b""):
    write(path, b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + body +
          b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n" + trailer)


def flate_bomb(path):
    stream = zlib.compress(b"BT /F 1 Tf (a) Tj ET\n" * 20_000_000, 9)
    stream = zlib.compress(stream, 9)
    write(path, b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
          b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
          b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F "
          b"5 0 R>>>>>>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
          b"4 0 obj<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(stream) + stream +
          b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n")


CUE = "1\n00:00:01,000 --> 00:00:02,000\n"
def big_beside(path):
    raw_zip(path, [("[Content_Types].xml", TYPES.encode()),
                   ("word/document.xml", document(paragraph("One.")).encode()),
                   ("word/media/a.png", deflated(10 << 30))])


def many_parts(path):
    names = ["header%d" % i for i in range(8)]
    types = TYPES.replace("</Types>", "".join(
        '<Override PartName="/word/%s.xml" ContentType="application/vnd.openxmlformats-officedocument'
        '.wordprocessingml.header+xml"/>' % name for name in names) + "</Types>")
    text = paragraph("One two. " * 100_000).encode()
    raw_zip(path, [("[Content_Types].xml", types.encode()),
                   ("word/document.xml", document(paragraph("One.")).encode())] +
            [("word/%s.xml" % name, with_checksum(
                b"<w:hdr %s>" % W.encode() + text * 60 + b"</w:hdr>")) for name in names])


def huge(path, size, head=b"<p>"):
    with open(path, "wb") as file:
        file.write(head)
        file.truncate(size)


# name, what must become of it, how it is made
CASES = [
    ("one paragraph.docx", "read", lambda p: docx(p, document(paragraph("One.")))),
    ("10 GB of zeros.docx", "refused", lambda p: zeros(p, 10 << 30)),
    ("10 GB of blanks in XML.docx", "refused",
     lambda p: zeros(p, 10 << 30, head=b"<w:document>", byte=b" ")),
    ("10 GB of zeros.odt", "refused", lambda p: zeros(p, 10 << 30, "content.xml")),
    ("10 GB beside the text.docx", "read", lambda p: big_beside(p)),
    ("zip in zip in zip.docx", "read", nested_zip),
    ("100,000 members.docx", "refused",
     lambda p: docx(p, document(paragraph("One.")), [("a%d" % i, "") for i in range(100_000)])),
    ("overlapping members.docx", "either", lambda p: raw_zip(
        p, [("[Content_Types].xml", TYPES.encode())] + [("word/document.xml",
            document(paragraph("One.")).encode())] + [("b%d" % i, b"x" * 1000) for i in range(99)],
        overlap=True)),
    ("path that leads out.docx", "refused",
     lambda p: docx(p, document(paragraph("One.")), [("../../../tmp/egiz-leads-out", "x")])),
    ("absolute path.docx", "refused",
     lambda p: docx(p, document(paragraph("One.")), [("/tmp/egiz-leads-out", "x")])),
    ("drive letter.docx", "refused",
     lambda p: docx(p, document(paragraph("One.")), [("C:\\egiz-leads-out", "x")])),
    ("path that leads out.odt", "refused",
     lambda p: odt(p, ODT_XML % "<text:p>One.</text:p>", [("Pictures/../../egiz-leads-out", "x")])),
    ("the same member twice.docx", "refused", lambda p: raw_zip(
        p, [("[Content_Types].xml", TYPES.encode()), ("word/document.xml", b"<a/>"),
            ("word/document.xml", document(paragraph("One.")).encode())])),
    ("encrypted.docx", "refused", lambda p: raw_zip(
        p, [("[Content_Types].xml", TYPES.encode()),
            ("word/document.xml", document(paragraph("One.")).encode())], flags=1)),
    ("truncated.docx", "refused", lambda p: truncated(p, 0.6)),
    ("truncated at the end.docx", "refused", lambda p: truncated(p, 0.99)),
    ("only the beginning.docx", "refused", lambda p: write(p, b"PK\3\4")),
    ("entity blow-up.docx", "refused", lambda p: docx(p, document(paragraph("&a9;"), blow_up(10)))),
    ("external entity.docx", "refused",
     lambda p: docx(p, document(paragraph("&x;"), external()))),
    ("external document type.odt", "refused", lambda p: odt(
        p, '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">' + ODT_XML % "<text:p>One.</text:p>")),
    ("document type in UTF-16.docx", "refused", lambda p: docx(
        p, document(paragraph("&x;"), '<?xml version="1.0" encoding="UTF-16"?>' +
                    external()).encode("utf-16"))),
    ("another encoding.docx", "refused", lambda p: docx(
        p, document(paragraph("One."), '<?xml version="1.0" encoding="UTF-7"?>'))),
    ("100,000 deep.docx", "refused",
     lambda p: docx(p, document("<w:p>" * 100_000 + "</w:p>" * 100_000))),
    ("100,000 deep.odt", "refused",
     lambda p: odt(p, ODT_XML % ("<text:span>" * 100_000 + "</text:span>" * 100_000))),
    ("100,000 attributes.docx", "refused", lambda p: docx(
        p, document("<w:p %s/>" % " ".join('a%d="b"' % i for i in range(100_000))))),
    ("60 MB of runs.docx", "either", lambda p: docx(
        p, document("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * (60 * MIB // 23) + "</w:p>"))),
    ("1,000,000 fields.docx", "either", lambda p: docx(p, document(
        "<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 1_000_000 +
        "<w:r><w:t>One.</w:t></w:r></w:p>"))),
    ("1,000,000 looks.docx", "either", lambda p: docx(p, document("<w:p>" + "".join(
        '<w:r><w:rPr><w:sz w:val="%d"/></w:rPr><w:t>a</w:t></w:r>' % i
        for i in range(1_000_000)) + "</w:p>"))),
    ("60 MB of paragraphs.odt", "either", lambda p: odt(
        p, ODT_XML % ("<text:p>a</text:p>" * (60 * MIB // 18)))),
    ("blanks by number.odt", "read", lambda p: odt(
        p, ODT_XML % '<text:p>One<text:s text:c="4000000000"/>two.</text:p>')),
    ("no archive.docx", "refused", lambda p: write(p, b"\0" * 1000)),
    ("random bytes.docx", "refused", lambda p: write(p, b"PK\3\4" + bytes(
        (i * i * 7919 >> 3) & 255 for i in range(200_000)))),
    ("50 MB of less-than.html", "either", lambda p: write(p, b"<" * (50 * MIB))),
    ("50 MB of tags.html", "either", lambda p: write(p, b"<b>" * (50 * MIB // 3) + b"x")),
    ("50 MB of divisions.html", "either", lambda p: write(p, b"<div>x" * (50 * MIB // 6))),
    ("50 MB of ampersands.html", "either", lambda p: write(p, b"<p>" + b"&" * (50 * MIB))),
    ("50 MB of end tags.html", "either", lambda p: write(p, b"x</" * (50 * MIB // 3))),
    ("open comments.html", "either", lambda p: write(p, b"x<!--" * (10 * MIB))),
    ("open scripts.html", "either", lambda p: write(p, b"x<script>" * (5 * MIB))),
    ("open quotation marks.html", "either", lambda p: write(p, b"<a b='x\" " * (5 * MIB))),
    ("not to be translated.html", "either",
     lambda p: write(p, b"<p>x<i translate=no>" * (2 * MIB))),
    ("1,000,000 attributes.html", "either", lambda p: write(
        p, "<p title=x %s>One." % " ".join("a%d" % i for i in range(1_000_000)))),
    ("1,000,000 titles.html", "either",
     lambda p: write(p, "<p %s>One." % " ".join("title=x%d" % i for i in range(1_000_000)))),
    ("50 MB in a line.html", "either", lambda p: write(p, b"<p>" + b"One two. " * (50 * MIB // 9))),
    ("bytes of no encoding.html", "either", lambda p: write(p, b"<p>" + b"\xff\xfe\xfd" * 100_000)),
    ("quotations in quotations.md", "either", lambda p: write(p, b">" * (8 * MIB - 1) + b"x")),
    ("10 MB of quotations.md", "either", lambda p: write(p, b">" * (10 * MIB) + b"x")),
    ("brackets.md", "either", lambda p: write(p, b"[" * (8 * MIB - 1) + b"x")),
    ("brackets and parentheses.md", "either", lambda p: write(p, b"[a](" * (2 * MIB - 1))),
    ("pictures in pictures.md", "either", lambda p: write(p, b"![" * (3 * MIB) + b"x")),
    ("asterisks.md", "either", lambda p: write(p, b"*" * (8 * MIB - 1) + b"x")),
    ("asterisks and letters.md", "either", lambda p: write(p, b"**x " * (2 * MIB - 1))),
    ("emphasis in emphasis.md", "either",
     lambda p: write(p, b"*a **a " * (MIB // 2) + b"b** b*" * (MIB // 2))),
    ("underscores.md", "either", lambda p: write(p, b"a_" * (4 * MIB - 1))),
    ("backquotes.md", "either", lambda p: write(p, b"".join(b"`" * i + b"e" for i in range(4000)))),
    ("lists in lists.md", "either",
     lambda p: write(p, "".join("  " * i + "* a\n" for i in range(2500)))),
    ("lists in a line.md", "either", lambda p: write(p, b"* " * (4 * MIB - 1) + b"a")),
    ("a wide table.md", "either", lambda p: write(
        p, b"|" + b"a|" * 30_000 + b"\n|" + b"-|" * 30_000 + b"\n" + b"|x|\n" * 30_000)),
    ("footnotes.md", "either", lambda p: write(
        p, "".join("[^%d]: a [^%d]\n\n" % (i, i + 1) for i in range(100_000)))),
    ("definitions of links.md", "either", lambda p: write(
        p, "".join("[%d]: /a\n" % i for i in range(200_000)) + "\n" + "[x] " * 100_000)),
    ("one cue of 50 MB.srt", "either", lambda p: write(p, CUE + "One two. " * (50 * MIB // 9))),
    ("one cue of 50 MB in lines.srt", "either", lambda p: write(p, CUE + "One\n" * (50 * MIB // 4))),
    ("50 MB of less-than.srt", "either", lambda p: write(p, CUE + "<" * (50 * MIB))),
    ("50 MB of braces.srt", "either", lambda p: write(p, CUE + "{\\" * (25 * MIB))),
    ("50 MB of tags.srt", "either", lambda p: write(p, CUE + "<i>" * (50 * MIB // 3) + "x")),
    ("50 MB of times.srt", "either", lambda p: write(p, CUE * (50 * MIB // len(CUE)) + "One.")),
    ("50 MB of ampersands.vtt", "either", lambda p: write(
        p, "WEBVTT\n\n00:01.000 --> 00:02.000\n" + "&" * (50 * MIB))),
    ("cut off.pdf", "refused", lambda p: write(p, b"%PDF-1.7\n1 0 obj")),
    ("damaged.pdf", "either", lambda p: pdf(p, b"trailer<</Root 9 0 R>>")),
    ("pages in a circle.pdf", "either", lambda p: write(
        p, b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R "
        b"2 0 R]/Count 1000000000>>endobj\ntrailer<</Root 1 0 R>>\n")),
    ("2,000,000,000 pages.pdf", "either", lambda p: write(
        p, b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]"
        b"/Count 2000000000>>endobj\ntrailer<</Root 1 0 R>>\n")),
    ("encrypted.pdf", "refused", lambda p: pdf(
        p, b"trailer<</Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -1/O<" +
        b"41" * 32 + b">/U<" + b"42" * 32 + b">>>>>\n")),
    ("400 MB in a stream in a stream.pdf", "either", flate_bomb),
    ("300 MB.html", "refused", lambda p: huge(p, 300 * MIB)),
    ("64 MB in lines.html", "either", lambda p: repeated("<p>", "One.\n", 12 * MIB, "<p>One.")),
    ("64 MB of titles.html", "either", lambda p: repeated("<p>One.<p", " title=One", 6 * MIB, ">")),
    ("64 MB of commas.txt", "either", lambda p: repeated("One.\n\n", "x,", 31 * MIB, "")),
    ("64 MB in lines.txt", "either", lambda p: repeated("", "One.\n", 12 * MIB, "")),
    ("1 GB without an end.txt", "either", lambda p: repeated("", "a", 1000 * MIB, "")),
    ("60 MB in lines.srt", "either", lambda p: write(p, CUE + "One.\n" * (12 * MIB))),
    ("120 MB beside the text.docx", "read", lambda p: raw_zip(
        p, [("[Content_Types].xml", TYPES.encode()),
            ("word/document.xml", document(paragraph("One.")).encode()),
            ("word/media/a.png", bytes(120 * MIB))])),
    ("60 MB in many parts.docx", "either", many_parts),
    ("120 MB.pdf", "refused", lambda p: huge(p, 120 * MIB, b"%PDF-1.4\n")),
    ("300 MB.pdf", "refused", lambda p: huge(p, 300 * MIB, b"%PDF-1.4\n")),
]


def cases():
    return [Case(name, expected, make) for name, expected, make in CASES]


def commands(name):
    out = "out" + os.path.splitext(name)[1]
    return {
        "segment": (["segment", "--lang", "en", name, "-o", "out.txt"], ["out.txt"]),
        "merge": (["merge", name, "some.tsv", "--from", "en", "--to", "ru", "-o", out], [out]),
    }


FAMILY = Family(cases, commands, None, has_lines=False,
                beside={"some.tsv": "en\tru\nOne.\tРаз.\n"})
