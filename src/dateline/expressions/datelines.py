"""The line that opens a wire story: where, when and by whom it was filed.

"KABUL, June 6 (Reuters) - ", "Imphal, Sept 8: ", "MEXICO CITY — ", and the older style of
"SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- ".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
# Kickers, titles, days and words that open a sentence.
_NO_PLACE = (
    r"(?!(?i:breaking|updated?|exclusive|live|analysis|video|opinion|factbox|timeline|watch|read|urgent"
    r"|correction|explainer|interview|photos?|in|on|by|since|until|the|from|after|before|mr|mrs|ms|dr"
    r"|president|senator|sen|rep|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b)"
)
_NAMES = (
    rf"{_NO_PLACE}{_WORD}(?:[ ,/]+(?:(?:de|del|la|al|el|of)\s)?{_WORD}){{0,4}}?"
    rf"(?:\s\({_WORD}(?:\s{_WORD})?\)(?=,))?"
)
# English, French, Spanish, Portuguese, German and Italian, whole or cut short.
_MONTH = (
    r"(?i:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|janv|févr?|fév|mars|avr|mai|juin|juil"
    r"|août|aout|déc|ene|abr|ago|dic|fev|out|dez|mär|okt|gen|mag|giu|lug|set|ott)[^\W\d]*\.?)"
)
_DAY = (
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:\d{{1,2}}(?:er|\.)?\s+(?:de\s+)?)?{_MONTH}(?:\s+\d{{1,2}}(?!\d))?"
    rf"(?:,?\s+(?:de\s+)?(?:\d{{4}}|\d{{2}})(?!\d))?"
)
_AGENCY = r"\((?P<{}>[A-Z][\w ./&-]{{1,40}})\)"
_DASH = r"\s*(?:\.?\s?--+|\.?[-—–]|:|\s_\s|\s\|\s)\s*"
_CAPITALS = rf"{_NO_PLACE}[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ’'.-]{{2,}}(?:[ ,/]+[A-ZÀ-ÖØ-Þ][\w.’'-]*){{0,4}}"
_DATELINE = re.compile(
    # "KABUL, June 6 (Reuters) - ", also without the dash.
    rf"(?:(?P<place>{_NAMES}),?\s+(?P<day>{_DAY}),?\s*{_AGENCY.format('agency')}(?:{_DASH}|\s+)"
    # "BOGOTA (Andes Press), July 15, 2025 - ", "Paris (AFP) - "
    rf"|(?P<place2>{_NAMES}),?\s*{_AGENCY.format('agency2')}(?:,?\s+(?P<day2>{_DAY}))?{_DASH}"
    # "Imphal, Sept 8: ", "Khartoum, Aug 22, 2024, NNA - "
    rf"|(?P<place3>{_NAMES}),?\s+(?P<day3>{_DAY})(?:,\s+(?P<agency3>[A-Z]{{2,8}}))?{_DASH}"
    # "Kyiv, 3 March 2024. "
    rf"|(?P<place4>{_NAMES}),\s+(?P<day4>\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},\s+\d{{4}})\.\s+"
    rf"|(?P<place5>{_CAPITALS})(?:\s+[-—–_|]+|:|\s+--)\s+)(?=\S)"
)


# "Gunmen killed …": behind the first word of a place no small word stands but these, and a month.
_NO_DATELINE = re.compile(
    rf"[A-ZÀ-ÖØ-Þ][\w’'.-]*\s(?!(?:de|del|la|al|el|of)\s|{_MONTH})[a-z]|[^A-ZÀ-ÖØ-Þ]"
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
    match = _DATELINE.match(text) if _NO_DATELINE.match(text) is None else None
    if match is None or match.end() == len(text):
        return None
    groups = {name.rstrip("2345"): name for name, words in match.groupdict().items() if words}
    place, day, agency = groups["place"], groups.get("day"), groups.get("agency")
    words_end = max(match.end(name) for name in groups.values())
    if agency is not None and text[match.end(agency) : match.end(agency) + 1] == ")":
        words_end = max(words_end, match.end(agency) + 1)
    return FoundDateline(
        end=match.end(),
        words_end=words_end,
        place=match.span(place),
        day=match.span(day) if day else None,
        agency=match.span(agency) if agency else None,
    )
