"""What a page says of itself and of its other pages: live reports, newsletters, agencies' notes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from dateline.expressions.openings import alternatives, by_opening

_LONGEST = 60  # words; what speaks of a page is short
_BULLETS = " \t\xa0>»›►▶•·*–—-[("
_TIME = re.compile(r"[0-2]?[0-9][.:h][0-5][0-9](?:\s?[ap]\.?m\.?)?\s+")
_UTTERANCE = re.compile(r"[“\"«][^”\"»]*(?:[”\"»]|\Z)")
_MOST_BELOW = 6  # paragraphs below a heading of further reading

PageReason = Literal["caption", "promotion", "footer"]


class Sought:
    """Patterns of which any may stand in a line, looked for where each of them can begin.

    In one alternation all of them would be tried at every letter: those for the head of a line,
    and those for the head of a word by its first letter, are sorted out first.
    """

    def __init__(self, patterns: Iterable[str]) -> None:
        head: list[str] = []
        word: list[str] = []
        other: list[str] = []
        for one in (part for pattern in patterns for part in alternatives(pattern)):
            kind = head if one.startswith("^") else word if one.startswith(r"\b") else other
            kind.append(one.removeprefix("^").removeprefix(r"\b"))
        self._looks = [
            look
            for found, look in (
                (head, re.compile(by_opening(head)).match),
                (word, re.compile(rf"\b(?:{by_opening(word)})").search),
                (other, re.compile("|".join(other)).search),
            )
            if found
        ]

    def stands_in(self, line: str) -> bool:
        """Whether any is found."""
        return any(look(line) for look in self._looks)


@dataclass(frozen=True, slots=True)
class PageTalk:
    """What `page_talk.toml` holds.

    Attributes:
        promotion: What points at other pages, or speaks to readers.
        labels: What stands before another story's headline.
        footer: What is said of an article and its making.
        captions: How a numbered picture, a map or a chart opens.
        headings: Lines above what else there is to read.
        authors: What is said of an author.
    """

    promotion: Sought
    labels: re.Pattern[str]
    footer: Sought
    captions: Sought
    headings: re.Pattern[str]
    authors: re.Pattern[str]

    def reason(self, line: str) -> PageReason | None:
        """Why a paragraph is no report, by what it says of its page; None where it says nothing.

        Args:
            line: The paragraph, with one space between words.
        """
        if line.count(" ") > _LONGEST:
            return None
        # What somebody said is no talk of the page's.
        bare = _TIME.sub("", _UTTERANCE.sub("", line).lstrip(_BULLETS), count=1)
        low = bare.lower().replace("'", "’")
        if self.captions.stands_in(low):
            return "caption"
        if self.labels.match(bare.replace("'", "’")) or self.promotion.stands_in(low):
            return "promotion"
        return "footer" if self.footer.stands_in(low) else None

    def is_heading(self, line: str) -> bool:
        """Whether a line stands above what else there is to read, or who wrote."""
        return self.headings.fullmatch(line.strip(_BULLETS + ".:").lower()) is not None


@cache
def load_page_talk() -> PageTalk:
    """The words of English."""
    source = files("dateline.articles") / "page_talk.toml"
    data: dict[str, Any] = tomllib.loads(source.read_text("utf-8"))
    labels = data["labels"]
    colon = rf"(?i:{_any(labels['colon'])})\s?(?:[:|»]|\s[–—-]\s)\s?\S"
    capitals = rf"{_any(labels['capitals'])}\s[^\W\d_a-z]"
    return PageTalk(
        promotion=Sought(data["promotion"]["patterns"]),
        labels=re.compile(f"{colon}|{capitals}"),
        footer=Sought(data["footer"]["patterns"]),
        captions=Sought(data["captions"]["patterns"]),
        headings=re.compile(_any(data["headings"]["lines"])),
        authors=re.compile(_any(data["authors"]["patterns"])),
    )


def _any(patterns: Sequence[str]) -> str:
    return f"(?:{'|'.join(patterns)})"


def below_headings(lines: Sequence[str], first: int) -> range:
    """The paragraphs at the foot from a heading on, "Further reading"; none where there is none.

    Args:
        lines: The paragraphs.
        first: The first that may be of the foot.
    """
    talk = load_page_talk()
    start = max(first, len(lines) - _MOST_BELOW - 1)
    for n in range(start, len(lines)):
        if talk.is_heading(lines[n]):
            return range(n, len(lines))
    return range(0)
