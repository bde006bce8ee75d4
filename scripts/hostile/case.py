# SPDX-License-Identifier: Apache-2.0
"""What a family of hostile files is made of."""
import os
import tempfile
from dataclasses import dataclass, field
from typing import Callable

# What a hostile file refers to; nobody may read it.
SECRET = "the-text-of-another-file"
SECRET_PATH = os.path.join(tempfile.gettempdir(), "egiz-secret-%d" % os.getpid())


@dataclass
class Case:
    """A hostile file.

    `content` takes its path, and gives its text, bytes or pieces of bytes; nothing if it wrote the
    file itself. `expected` is what must become of it:

      refused  by every command
      capped   the same, but a command that stores nothing and writes nothing may take it
      read     but for commands that look for faults
      either
    """
    name: str
    expected: str
    content: Callable
    units: int = None  # read from it, those that are skipped too


@dataclass
class Family:
    cases: Callable       # a list of cases
    commands: Callable    # name of a file -> {command: (arguments, what it writes)}
    extension: str        # nothing: that of the case's name
    has_lines: bool       # a refusal must name one
    beside: dict = field(default_factory=dict)  # names and content of files that commands want


def write(path, content):
    if content is None:
        return
    with open(path, "wb") as out:
        if isinstance(content, str):
            content = content.encode("utf-8", "surrogatepass")
        for piece in [content] if isinstance(content, bytes) else content:
            out.write(piece)


def repeated(before, piece, count, behind):
    """Pieces of bytes, so that the file need not be in memory."""
    yield before.encode()
    block = piece.encode()
    per_block = max(1, (1 << 20) // len(block))
    while count > 0:
        yield block * min(count, per_block)
        count -= per_block
    yield behind.encode()
