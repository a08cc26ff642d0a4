"""What an article says of itself: its dateline, its byline, its agency, its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateline.articles.published_line import published_in
from dateline.expressions.datelines import FoundDateline, match_dateline
from dateline.expressions.dates import resolve_date
from dateline.models.article import Dateline
from dateline.models.text import Mention, Span

_TOP = 8  # paragraphs; kicker, headline, standfirst, byline and place stand above the story
_BYLINE_LINE = 120  # characters
_PART = r"[A-ZÀ-ÖØ-Þ][\w’'.-]*"
_NAME = rf"{_PART}\w(?:[ -](?:(?:de|del|van|von|bin|al|el|la|der)[ -])?{_PART}){{1,4}}"
_BYLINE = re.compile(
    rf"(?:(?:[Ww]ritten |[Rr]eporting |[Ss]tory )?[Bb][Yy][: ]\s*|[Rr]eporting by\s+)"
    rf"(?P<names>{_NAME}(?:(?:, | and | & ){_NAME}){{0,4}})"
)
_AGENCIES = (
    "Reuters|AFP|Agence France-Presse|Associated Press|AP|Xinhua|EFE|ACAN-EFE|dpa|DPA|TASS|"
    "Interfax|Anadolu Agency|Anadolu|PTI|ANI|IANS|UPI|Press Association|PA Media|Kyodo|Yonhap|"
    "ANSA|IRNA|SANA|WAFA|Bloomberg|The Canadian Press|Press Trust of India|MENA|"
    "Middle East News Agency"
)
_AGENCY_LINE = re.compile(rf"(?:Source:\s*|By\s+|[-–—]\s*)?(?P<agency>{_AGENCIES})\.?\s*$")


@dataclass(frozen=True, slots=True)
class Lead:
    """What the lines above a story, and its first words, say of where it comes from."""

    dateline: Dateline | None = None
    byline: Mention | None = None
    agency: Mention | None = None
    published: date | None = None


def read_lead(text: str, paragraphs: Sequence[Span]) -> Lead:
    """The dateline, the byline and the agency that `text` names, each by its own words."""
    dateline, agency = _dateline(text, paragraphs[:_TOP])
    byline = _byline(text, [*paragraphs[:_TOP], *paragraphs[-3:]])
    return Lead(
        dateline,
        byline,
        agency or _agency_line(text, paragraphs),
        published_in(paragraphs) or (dateline.day if dateline else None),
    )


def _dateline(text: str, paragraphs: Sequence[Span]) -> tuple[Dateline | None, Mention | None]:
    for paragraph in paragraphs:
        found = match_dateline(paragraph.text)
        if found is not None and paragraph.start + found.end < paragraph.end:
            agency = _at(text, paragraph.start, found.agency) if found.agency else None
            return _dateline_of(text, paragraph, found), agency
    return None, None


def _dateline_of(text: str, paragraph: Span, found: FoundDateline) -> Dateline:
    day = None
    if found.day is not None:
        # Without a year nothing is known of the day; a story does not give one twice.
        resolved = resolve_date(_long_year(paragraph.text[slice(*found.day)]), None)
        day = resolved.start if resolved and resolved.precision == "day" else None
    return Dateline(
        mention=_at(text, paragraph.start, (0, found.words_end)),
        place=_at(text, paragraph.start, found.place),
        day=day,
    )


def _long_year(words: str) -> str:
    """The words with the century of their year: "3 JAN 1990" for "3 JAN 90"."""
    match = re.search(r"(?<=\s)(\d\d)$", words)
    if match is None or not re.search(r"\d.*[A-Za-z].*\s\d\d$", words):
        return words
    century = "19" if int(match[1]) >= 70 else "20"
    return words[: match.start()] + century + match[1]


def _byline(text: str, paragraphs: Sequence[Span]) -> Mention | None:
    for paragraph in paragraphs:
        match = _BYLINE.match(paragraph.text) or _BYLINE.match(paragraph.text.lstrip("(["))
        if match is None or len(paragraph.text) > _BYLINE_LINE:
            continue
        start = text.find(match["names"], paragraph.start, paragraph.end)
        return _at(text, 0, (start, start + len(match["names"])))
    return None


def _agency_line(text: str, paragraphs: Sequence[Span]) -> Mention | None:
    """An agency on a line of its own, above or below the story."""
    for paragraph in (*paragraphs[:_TOP], *paragraphs[-3:]):
        match = _AGENCY_LINE.match(paragraph.text)
        if match is not None:
            return _at(text, paragraph.start, match.span("agency"))
    return None


def _at(text: str, offset: int, span: tuple[int, int]) -> Mention:
    start, end = offset + span[0], offset + span[1]
    return Mention.at(Span.cut(text, start, end), found_by="parser")
