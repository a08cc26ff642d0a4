"""Paragraphs above a story, and lines below it, that are of other stories, by what they name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.articles.captions import SLUG, VIOLENCE
from dateline.articles.footers import PLATFORM
from dateline.expressions.datelines import match_dateline
from dateline.expressions.gazetteer import demonyms
from dateline.expressions.places import find_country_names

_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]{2,}")
_WORD = re.compile(r"[^\W\d_]{5,}")
_CALENDAR = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?"
)
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\Z")
_WORDS = re.compile(r"[^\W\d_]+")
_REPORTED = re.compile(
    r"[\"“”«»|]|\b(?:said|says|told|according to|added|announced|confirmed|reported)\b"
    r"|\A(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|[0-9])"
)
_OPENS = re.compile(r"(?:\A|[.!?:]\s)[\"'“‘(]?\Z")
_DEED = re.compile(
    r"\b(?:dead|died|dies|shot|hacked|burn(?:ed|t)|hostages?|riots?|abduct\w*|gunm[ae]n|injured"
    r"|murder\w*|executed|beaten|destroyed|victims?|survivors?|vanish\w*"
    r"|disappear\w*|missing|lynch\w*|stabb\w*|drown\w*|war|fighting)\b",
    re.IGNORECASE,
)
_STEM = 5  # letters
_TOP = 4  # paragraphs
_FEWEST, _MOST = 8, 45  # words
_HEADLINE = (4, 16)
_FEWEST_SENTENCES = 2


def above_lead(lines: Sequence[str], open_: Sequence[bool]) -> int | None:
    """The paragraph between headline and lead that is of another story, a caption most often.

    It tells of a deed and names somebody or some place, and nothing that it names stands anywhere
    else, while the paragraph behind it takes up what the headline says.

    Args:
        lines: The paragraphs.
        open_: Which of them may be reporting.
    """
    told = [n for n, may in enumerate(open_) if may]
    if len(told) < 3:
        return None
    headline = told[0]
    for at in range(1, min(len(told) - 1, _TOP)):
        n = told[at]
        if _FEWEST <= len(lines[n].split()) <= _MOST:
            rest = [lines[m] for m in told if m != n]
            follows = next(
                (lines[m] for m in told[at + 1 :] if len(lines[m].split()) >= _FEWEST), ""
            )
            is_strange = _is_stranger(lines[n], lines[headline], follows, " ".join(rest))
            return n if is_strange else None
    return None


def tells_deed(line: str) -> bool:
    """Whether a word of violence, or of those who suffered it, stands in a line."""
    return _DEED.search(line) is not None or VIOLENCE.search(line) is not None


def _is_stranger(line: str, headline: str, follows: str, rest: str) -> bool:
    # What is said, filed from somewhere, or goes on with "he" is of a report.
    if not tells_deed(line):
        return False  # it would add nothing that the story does not tell
    if _REPORTED.search(line) or SLUG.match(line) or match_dateline(line) is not None:
        return False
    told, common = {*_NAME.findall(rest)}, {word for word in _WORDS.findall(rest) if word.islower()}
    names = {name for name in _names(line) if not name.isupper() and name.lower() not in common}
    opening = _NAME.match(line)
    taken_up = opening is not None and opening[0].lower() not in common and opening[0] in rest
    if not names or taken_up or not names.isdisjoint(told):
        return False
    stems = _stems(headline)
    if _stems(line) & stems:
        return False
    return bool(_names(follows) & {*_NAME.findall(headline)} or _stems(follows) & stems)


def _names(line: str) -> set[str]:
    """The names in it, without first words of sentences, days, months, and where news is posted."""
    found = [m[0] for m in _NAME.finditer(line) if not _OPENS.search(line[: m.start()])]
    # A country is that of many stories.
    lands = " ".join(line[c.start : c.end] for c in find_country_names(line))
    peoples = demonyms()
    return {
        n
        for n in found
        if not (_CALENDAR.fullmatch(n) or PLATFORM.fullmatch(n) or n in lands)
        and n.casefold() not in peoples
    }


def _stems(line: str) -> set[str]:
    """The longer words in it, but for those that every story of a deed has."""
    words = (word for word in _WORD.findall(line) if not _DEED.match(word))
    return {word.lower()[:_STEM] for word in words if not VIOLENCE.match(word)}


def headlines_at_foot(lines: Sequence[str], open_: Sequence[bool]) -> range:
    """The headlines of other stories at the very end: two or more lines that are no sentences."""
    start = len(lines)
    while start > 1 and (not open_[start - 1] or _is_headline(lines[start - 1])):
        start -= 1
    told = sum(_SENTENCE.search(lines[n]) is not None for n in range(start) if open_[n])
    found = [n for n in range(start, len(lines)) if open_[n]]
    listed = start > 0 and lines[start - 1].endswith(":")
    if len(found) < 2 or told < _FEWEST_SENTENCES or listed:
        return range(0)
    return range(start, len(lines))


def _is_headline(line: str) -> bool:
    words = len(line.split())
    bare = line.lstrip("•·*–—- ")
    if not _HEADLINE[0] <= words <= _HEADLINE[1] or not bare[:1].isupper():
        return False
    return _SENTENCE.search(line) is None and not line.endswith((":", ",", ";"))
