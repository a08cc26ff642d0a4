"""What a page says of itself and of its other pages: live reports, newsletters, agencies' notes."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

_LONGEST = 60  # words; what speaks of a page is short
_BULLETS = " \t\xa0>»›►▶•·*–—-[("
_TIME = re.compile(r"[0-2]?[0-9][.:h][0-5][0-9](?:\s?[ap]\.?m\.?)?\s+")
_UTTERANCE = re.compile(r"[“\"«][^”\"»]*(?:[”\"»]|\Z)")
_MOST_BELOW = 6  # paragraphs below a heading of further reading

PageReason = Literal["caption", "promotion", "footer"]


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

    promotion: re.Pattern[str]
    labels: re.Pattern[str]
    footer: re.Pattern[str]
    captions: re.Pattern[str]
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
        if self.captions.search(low):
            return "caption"
        if self.labels.match(bare.replace("'", "’")) or self.promotion.search(low):
            return "promotion"
        return "footer" if self.footer.search(low) else None

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
        promotion=re.compile(_any(data["promotion"]["patterns"])),
        labels=re.compile(f"{colon}|{capitals}"),
        footer=re.compile(_any(data["footer"]["patterns"])),
        captions=re.compile(_any(data["captions"]["patterns"])),
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
