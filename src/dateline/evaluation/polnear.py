"""PolNeAR read: attributions of political news, in brat standoff (Newell et al., LREC 2018)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dateline.errors import InputError
from dateline.evaluation.documents import CodedStatement, GoldDocument
from dateline.evaluation.quoted import kind_by_marks, quoted_parts
from dateline.evaluation.words import Offsets, Spans, Words
from dateline.models import Article

_MARK = re.compile(r"(T\d+)\t\S+ ([\d ;]+)\t")
_ROLE = re.compile(r"(Source|Cue|Content)\d*:(T\d+)")
_ANNOTATOR = re.compile(r"_[0-9a-f]{4}$")
_DAY = re.compile(r"_(\d{4}-\d\d-\d\d)_")


def read_polnear(folder: Path, corpus: str = "polnear") -> tuple[GoldDocument, ...]:
    """The texts of a split, in the order of their names, each with all of its annotations.

    Args:
        folder: The folder with `text/NAME.txt` and `attributions/NAME_ANNOTATOR.ann`.
        corpus: What to call it.

    Raises:
        InputError: There is nothing of that kind.
    """
    annotations: dict[str, list[Path]] = defaultdict(list)
    for file in sorted((folder / "attributions").glob("*.ann")):
        annotations[_ANNOTATOR.sub("", file.stem)].append(file)
    texts = {name: folder / "text" / f"{name}.txt" for name in annotations}
    documents = tuple(
        _document(corpus, name, text, annotations[name])
        for name, text in texts.items()
        if text.is_file()
    )
    if not documents:
        raise InputError(f"There is no PolNeAR in {str(folder)!r}: no text/ beside attributions/.")
    return documents


def _document(corpus: str, name: str, file: Path, annotations: Sequence[Path]) -> GoldDocument:
    text = file.read_bytes().decode()  # offsets count line ends as they are
    words, quoted = Words(text), quoted_parts(text)
    day = _DAY.search(name)
    return GoldDocument(
        corpus=corpus,
        id=name,
        article=Article.from_text(text, published=date.fromisoformat(day[1]) if day else None),
        statements=tuple(
            tuple(_statements(path.read_text("utf-8").splitlines(), words, quoted))
            for path in annotations
        ),
    )


def _statements(lines: Sequence[str], words: Words, quoted: Spans) -> Iterator[CodedStatement]:
    """The E lines, with the spans of the T lines that they tie; none without a content."""
    marked: dict[str, Spans] = {}
    for line in lines:
        if match := _MARK.match(line):
            parts = (part.split() for part in match[2].split(";"))
            marked[match[1]] = tuple((int(start), int(end)) for start, end in parts)
    for line in lines:
        if not line.startswith("E"):
            continue
        roles: dict[str, list[Offsets]] = defaultdict(list)
        for role, mark in _ROLE.findall(line):
            roles[role] += marked.get(mark, ())
        content = tuple(sorted(roles["Content"]))
        if content:
            yield CodedStatement(
                kind=kind_by_marks(words, content, quoted),
                content=content,
                speaker=tuple(sorted(roles["Source"])),
                cue=tuple(sorted(roles["Cue"])),
            )
