"""What the signs of boilerplate are made of, and those that all kinds of it are looked at for.

The signs of menus, captions, promotion and footers stand in the modules of these. None of them
scans ahead without a bound, so that a hostile line costs no more than its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=16)  # one line is held against sign after sign
def _small(line: str) -> str:
    return line.lower()


def any_of(*forms: str) -> str:
    """A pattern that matches any of some."""
    return "(?:" + "|".join(forms) + ")"


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern that is looked for only where one of its words stands, which is told sooner.

    Attributes:
        words: What each of its forms has one of, in small letters.
        pattern: The pattern.
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str]

    def search(self, line: str, start: int = 0) -> re.Match[str] | None:
        """The first match behind `start`."""
        small = _small(line)
        stands = any(word in small for word in self.words)
        return self.pattern.search(line, start) if stands else None


def names(text: str) -> frozenset[str]:
    """The names of a list, one a line or with commas between."""
    return frozenset(name.strip() for name in text.replace("\n", ",").split(",") if name.strip())


# Han and Kana are written without spaces: there a character counts as a word.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:['’.-][^\W_]+)*")
QUOTED = re.compile(r"[\"“”«»„]")
SPEECH = re.compile(r"\b(?:said|says|told|according to|added|announced|confirmed|reported)\b")
SENTENCE_END = re.compile(r"[.!?。！？؟۔।…:][\"'”’»)\]]{0,3}\Z")
DIGIT = re.compile(r"\d")
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+){0,4}\.[a-z]{2,}(?:/\S*)?\Z|\S+@\S+"
)
BULLETS = " \t\xa0>»›►▶•·*–—-[("
# A name as credits have it: "Jane Doe", "JANE DOE", "Mohammed al-Saidi", "U.S. Navy".
NAME = r"[^\W\d_][\w.'’-]{0,30}"
NAMES = rf"{NAME}(?: {NAME}){{0,5}}"
CAPITAL = r"[^\W\d_a-z][\w.'’-]{0,30}"
