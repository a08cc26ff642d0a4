"""The line that opens a wire story: where, when and by whom it was filed.

"KABUL, June 6 (Reuters) - ", "Imphal, Sept 8: ", "MEXICO CITY — ", and the older style of
"SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- ".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
# Kickers and words that open a sentence.
_NO_PLACE = (
    r"(?!(?i:breaking|updated?|exclusive|live|analysis|video|opinion|factbox|timeline|watch|read|urgent"
    r"|correction|explainer|interview|photos?|in|on|by|since|until|the|from|after|before)\b)"
)
_NAMES = rf"{_NO_PLACE}{_WORD}(?:[ ,/]+(?:(?:de|del|la|al|el|of)\s)?{_WORD}){{0,4}}?"
_MONTH = r"(?i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)"
_DAY = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}}(?!\d))?(?:,?\s+(?:\d{{4}}|\d{{2}})(?!\d))?"
)
_AGENCY = r"\((?P<agency>[A-Z][\w ./&-]{1,40})\)"
_DASH = r"\s*(?:--+|[-—–:])\s*"
_CAPITALS = rf"{_NO_PLACE}[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.-]{{2,}}(?:[ ,/]+[A-ZÀ-ÖØ-Þ][\w.’'-]*){{0,4}}"
_DATELINE = re.compile(
    rf"(?:(?P<place>{_NAMES})(?:,?\s+(?P<day>{_DAY}))?\s*{_AGENCY}{_DASH}"
    rf"|(?P<place2>{_NAMES}),?\s+(?P<day2>{_DAY}){_DASH}"
    rf"|(?P<place3>{_CAPITALS})(?:\s+[-—–]+|:|\s+--)\s+)(?=\S)"
)


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A dateline at the beginning of a text, by offsets into it.

    Attributes:
        end: Where the story begins.
        words_end: Where the dateline's own words end, before the dash.
        place: Where it was filed.
        day: When, where it says so.
        agency: The agency in brackets, where there is one.
    """

    end: int
    words_end: int
    place: tuple[int, int]
    day: tuple[int, int] | None = None
    agency: tuple[int, int] | None = None


def match_dateline(text: str) -> FoundDateline | None:
    """The dateline that `text` begins with, None where it begins otherwise."""
    match = _DATELINE.match(text)
    if match is None or match.end() == len(text):
        return None
    place = next(name for name in ("place", "place2", "place3") if match[name])
    day = next((name for name in ("day", "day2") if match[name]), None)
    spans = [match.span(place), *([match.span(day)] if day else [])]
    words_end = max(end for _, end in spans)
    if match["agency"]:
        words_end = match.end("agency") + 1
    return FoundDateline(
        end=match.end(),
        words_end=words_end,
        place=match.span(place),
        day=match.span(day) if day else None,
        agency=match.span("agency") if match["agency"] else None,
    )
