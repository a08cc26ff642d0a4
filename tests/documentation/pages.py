"""The documentation's pages and their code blocks, as Sybil finds them.

A fence's info line is a language and, where the block is a file, its title:
`toml title="dateline.toml"`. What is needed around a block and not shown to readers stands in a
comment, `<!-- invisible-code-block: python` … `-->`. A block that cannot run here has the reason
before it: `<!-- skip: next "needs a cluster" -->`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sybil import Document, Example, Region, Sybil
from sybil.parsers.abstract.lexers import LexerCollection
from sybil.parsers.markdown import SkipParser
from sybil.parsers.markdown.lexers import DirectiveInHTMLCommentLexer, FencedCodeBlockLexer

Handler = Callable[[Example], None]
_INFO = re.compile(r'(?P<language>[a-z]*)(?: title="(?P<title>[^"]+)")?')


@dataclass(frozen=True)
class Info:
    """What a fence's info line says: the language, and the name of the file, if it is one."""

    language: str
    title: str | None = None

    @classmethod
    def read(cls, line: str) -> Info:
        """The info of a line; one of another form is a language that nobody knows."""
        found = _INFO.fullmatch(line.strip())
        return cls(found["language"], found["title"]) if found else cls(line)


def info_of(example: Example) -> Info:
    """The info line of a block."""
    return Info.read(str(example.region.lexemes["arguments"]))


def is_skip(example: Example) -> bool:
    """Whether it is no block, but says that the next one cannot run here."""
    return not example.region.lexemes


class _Blocks:
    """Every fenced block of every language, and the invisible ones."""

    def __init__(self, handlers: Mapping[str, Handler]) -> None:
        self._handlers = handlers
        fences = FencedCodeBlockLexer(".*", mapping={"language": "arguments", "source": "source"})
        self._lexers = LexerCollection(
            [fences, DirectiveInHTMLCommentLexer("invisible-code-block", ".+")]
        )

    def __call__(self, document: Document) -> Iterator[Region]:
        for region in self._lexers(document):
            region.parsed = region.lexemes["source"]
            language = Info.read(str(region.lexemes["arguments"])).language
            region.evaluator = self._handlers.get(language, _unknown)
            yield region


def _unknown(example: Example) -> str:
    return f"nobody knows what to do with a block of {info_of(example).language!r}"


def blocks_of(page: Path, handlers: Mapping[str, Handler]) -> list[Example]:
    """The blocks of a page in order, and what says that one is skipped.

    Args:
        page: A Markdown file.
        handlers: What is done with a block, by language.
    """
    sybil = Sybil([_Blocks(handlers), SkipParser()])
    return list(sybil.parse(page).examples())


def pages(root: Path) -> list[Path]:
    """Every page of the documentation: the README, what stands beside it, and `docs/`."""
    beside = ("README.md", "CONTRIBUTING.md", "benchmarks/README.md")
    return [*(root / name for name in beside), *sorted((root / "docs").rglob("*.md"))]


def reason_of(example: Example) -> Any:
    """Why the next block is skipped; None where nothing is said."""
    return example.parsed[1]
