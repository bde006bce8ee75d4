#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Exports the samples, and has real programs open what was written: OmegaT and Translate Toolkit.

usage: run.py PROGRAM SAMPLES     PROGRAM: the egiz to test
The packages are those of `scripts/deps --clients`.
"""
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import files  # noqa: E402
import omegat  # noqa: E402

LANGUAGES = ["ru", "kk", "zh"]


class Checks:
    """What was found, in order."""

    def __init__(self):
        self.lines = []
        self.failed = 0

    def expect(self, what, right, detail=""):
        if right:
            self.lines.append("ok      " + what)
        else:
            self.failed += 1
            self.lines.append("FAILED  " + what + (": " + detail if detail else ""))


def run_egiz(*arguments):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit("egiz %s ended with %d:\n%s" % (" ".join(arguments), done.returncode, done.stderr))


def variant(unit, language):
    """Its text in a language, in whatever region the file puts it."""
    return next((text for tag, text in unit.items() if re.split("[-_]", tag)[0] == language), None)


def pairs_of(path, target):
    pairs = [(files.one_line(variant(unit, "en") or ""), files.one_line(variant(unit, target) or ""))
             for unit in files.tmx_units(path)]
    return [pair for pair in pairs if all(pair)]


def export(folder):
    """All that is tested below."""
    texts = ["%s=%s" % (language, os.path.join(SAMPLES, language + ".txt"))
             for language in ["en", *LANGUAGES]]
    alignment = os.path.join(folder, "article.egiz")
    run_egiz("align", *texts, "-o", alignment)
    run_egiz("convert", alignment, os.path.join(folder, "omegat.tmx"), "--for", "omegat")
    memory = os.path.join(folder, "other.db")
    run_egiz("tm", "add", "--db", memory, "--from", "en", "--to", "ru", "Something else.", "Другое.")
    for language in LANGUAGES:
        for client, extension in (("translate-toolkit", "tmx"), ("translate-toolkit", "xlf"),
                                  ("omegat", "xlf")):
            run_egiz("convert", alignment,
                     os.path.join(folder, "%s.en-%s.%s" % (client, language, extension)),
                     "--for", client)
        run_egiz("tm", "pretranslate", os.path.join(SAMPLES, "en.txt"),
                 "-o", os.path.join(folder, "job.en-%s.xlf" % language),
                 "--db", memory, "--from", "en", "--to", language,
                 "--for", "omegat")


def check_omegat_memory(checks, folder, language):
    """Units of a sentence are found by paragraph, those of several by sentence."""
    sentences = os.path.join(folder, "omegat.tmx")
    paragraphs = os.path.join(folder, "omegat.paragraphs.tmx")
    wanted = pairs_of(sentences, language)
    sources = list(dict.fromkeys(source for source, _ in wanted))
    with omegat.Project("en", language) as project:
        project.add_memory(sentences)
        project.add_source("in.utf8", "\n\n".join(sources) + "\n")
        got = [files.one_line(text) for text in
               re.split(r"\n\n+", project.translate("in.utf8").strip())]
    missed = [source for source, text in zip(sources, got) if (source, text) not in wanted]
    checks.expect("OmegaT translates %d sentences from the memory, en-%s" % (len(sources), language),
                  len(got) == len(sources) and not missed, "%d not: %s" % (len(missed), missed[:2]))

    groups = pairs_of(paragraphs, language)
    sources = list(dict.fromkeys(source for source, _ in groups))
    with omegat.Project("en", language, by_sentence=True) as project:
        project.add_memory(sentences)
        project.add_memory(paragraphs)
        project.add_source("in.utf8", "\n\n".join(sources) + "\n")
        got = [files.one_line(text) for text in
               re.split(r"\n\n+", project.translate("in.utf8").strip())]
    same = [source for source, text in zip(sources, got) if source == text]
    # OmegaT cuts both sides into sentences, and pairs them where there are as many.
    checks.expect("OmegaT opens %d units of several sentences, en-%s" % (len(sources), language),
                  len(got) == len(sources) and (not sources or len(same) < len(sources)),
                  "%d of %d stay as they are" % (len(same), len(sources)))


def check_omegat_xliff(checks, folder, language):
    def plain(text):
        return re.sub(r"</?[a-z]+\d+/?>|\s", "", text)

    for name, what in (("job", "to be translated"), ("omegat", "translated")):
        path = os.path.join(folder, "%s.en-%s.xlf" % (name, language))
        pairs = files.xliff_pairs(path)
        with omegat.Project("en", language) as project:
            project.add_source_file(path)
            offered = {plain(text) for text in project.offered()}
        wanted = {plain(target or source) for source, target in pairs}
        checks.expect("OmegaT offers all %d texts of XLIFF 1.2 %s, en-%s" % (
            len(wanted), what, language), wanted and wanted <= offered,
            "%d are missing" % len(wanted - offered))


def check_translate_toolkit(checks, folder, language):
    sys.path.append("/usr/lib/python3/dist-packages")
    from translate.storage import factory, tmx

    path = os.path.join(folder, "translate-toolkit.en-%s.tmx" % language)
    wanted = pairs_of(path, language)
    with open(path, "rb") as file:
        units = tmx.tmxfile(file, sourcelanguage="en", targetlanguage=language).units
    got = [(files.one_line(str(unit.source)), files.one_line(str(unit.target))) for unit in units]
    checks.expect("Translate Toolkit reads all %d units of TMX, en-%s" % (len(wanted), language),
                  got == wanted and wanted)

    path = os.path.join(folder, "translate-toolkit.en-%s.xlf" % language)
    wanted = files.xliff_pairs(path)
    got = [(str(unit.source), str(unit.target)) for unit in factory.getobject(path).units]
    checks.expect("Translate Toolkit reads all %d units of XLIFF 1.2, en-%s" % (
        len(wanted), language), got == wanted and wanted)


PAGE = """# The history of the steppe

The **steppe** was home to nomads. They travelled with [their herds](https://example.org) for centuries.

| Horse | `code` |
| --- | --- |
| Fast | A note.[^1] |

[^1]: The note itself.
"""


def check_round_trip(checks, folder):
    """A page goes to OmegaT as XLIFF 1.2, is translated there, and comes back."""
    page = os.path.join(folder, "page.md")
    with open(page, "w", encoding="utf-8") as file:
        file.write(PAGE)
    job = os.path.join(folder, "page.xlf")
    run_egiz("convert", page, job, "--from", "en", "--to", "ru", "--for", "omegat")
    with omegat.Project("en", "ru") as project:
        project.add_source_file(job)
        project.add_memory(project.in_capitals())
        translated = project.translate("page.xlf")
    with open(job, "w", encoding="utf-8") as file:
        file.write(translated)
    merged = os.path.join(folder, "page.ru.md")
    run_egiz("merge", page, job, "-o", merged)
    with open(merged, encoding="utf-8") as file:
        got = file.read()
    # Addresses and code are no text.
    wanted = re.sub(r"\(HTTPS.*?\)|`.*?`", lambda part: part.group().lower(), PAGE.upper())
    checks.expect("a page that OmegaT has translated is merged, en-ru", got == wanted, got)


def main():
    with tempfile.TemporaryDirectory(prefix="egiz-clients-") as folder:
        export(folder)

        def check(language):
            checks = Checks()
            check_omegat_memory(checks, folder, language)
            check_omegat_xliff(checks, folder, language)
            check_translate_toolkit(checks, folder, language)
            if language == "ru":
                check_round_trip(checks, folder)
            return checks

        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            done = list(pool.map(check, LANGUAGES))
    for checks in done:
        print("\n".join(checks.lines))
    failed = sum(checks.failed for checks in done)
    passed = sum(len(checks.lines) for checks in done) - failed
    print("%d passed, %d failed" % (passed, failed))
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    PROGRAM, SAMPLES = sys.argv[1:]
    sys.exit(main())
