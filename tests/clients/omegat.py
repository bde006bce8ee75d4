# SPDX-License-Identifier: Apache-2.0
"""Drives OmegaT without a display: what it offers to be translated, and what it finds in a memory."""
import os
import re
import shutil
import subprocess
import tempfile
import xml.etree.ElementTree as ET

PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{source}</source_lang><target_lang>{target}</target_lang>
<sentence_seg>{by_sentence}</sentence_seg>
<support_default_translations>true</support_default_translations><remove_tags>false</remove_tags>
</project></omegat>
"""


class Project:
    """A folder with a project in it; to be used in a `with` statement."""

    def __init__(self, source, target, by_sentence=False):
        self.folder = tempfile.mkdtemp(prefix="egiz-omegat-")
        self.languages = (source, target)
        self.root = os.path.join(self.folder, "project")
        for name in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
            os.makedirs(os.path.join(self.root, name))
        with open(os.path.join(self.root, "omegat.project"), "w", encoding="utf-8") as file:
            file.write(PROJECT.format(source=source, target=target,
                                      by_sentence=str(by_sentence).lower()))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def add_memory(self, path):
        shutil.copy(path, os.path.join(self.root, "tm/auto"))

    def add_source(self, name, text):
        with open(os.path.join(self.root, "source", name), "w", encoding="utf-8") as file:
            file.write(text)

    def add_source_file(self, path):
        shutil.copy(path, os.path.join(self.root, "source"))

    def _run(self, *arguments):
        environment = {key: value for key, value in os.environ.items() if key != "DISPLAY"}
        done = subprocess.run(
            ["omegat", *arguments, "--no-team", "--config-dir=" + os.path.join(self.folder, "config"),
             self.root],
            env=environment, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != 0:
            raise RuntimeError("omegat ended with %d:\n%s" % (
                done.returncode, (done.stdout + done.stderr)[-2000:]))

    def translate(self, name):
        """Writes the target files; the text of the one called `name`."""
        self._run("--mode=console-translate")
        with open(os.path.join(self.root, "target", name), encoding="utf-8") as file:
            return file.read()

    def _pseudotranslated(self):
        out = os.path.join(self.folder, "offered.tmx")
        self._run("--mode=console-createpseudotranslatetmx", "--pseudotranslatetmx=" + out,
                  "--pseudotranslatetype=equal")
        return ET.parse(out)

    def offered(self):
        """The segments that a translator gets to see."""
        return ["".join(unit.find("tuv/seg").itertext())
                for unit in self._pseudotranslated().iter("tu")]

    def in_capitals(self):
        """A memory with all of them in capitals, but for the codes."""
        tree = self._pseudotranslated()
        for unit in tree.iter("tu"):
            seg = unit.findall("tuv/seg")[1]
            seg.text = re.sub(r"(</?\w+?/?>)|([^<>]+)",
                              lambda part: part.group(1) or part.group(2).upper(), seg.text)
        out = os.path.join(self.folder, "capitals.tmx")
        tree.write(out, encoding="utf-8", xml_declaration=True)
        return out
