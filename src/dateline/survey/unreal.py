"""What did not happen, or is not known to have, by words alone: without a tree, or beside one.

A sentence may tell of several deeds. What holds of all of it is asked of sentences that tell of no
other deed; what holds of a stretch, of those whom a record hits and counts.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.expressions.openings import by_opening
from dateline.models import Span
from dateline.survey.lexicon import lowered
from dateline.survey.word_lists import read_lexicon

_SAME_CLAUSE = r"(?:[^.;:]{1,90}?\s)?"
# What opens a clause of its own: what stands before it does not hold behind.
_BREAK = re.compile(
    r"[;:?]|,?\s(?:but|when|before|after|while|who|which|until|because|since|whereas|although|though"
    r"|then|whose|whom|where|that)\s|,\s(?:\w+ing|\w+ed|lost|an?|the|\d+|two|three|four|five|six)\s|,?\sand\s(?:(?:then|later|also)\s)?"
    r"(?:he|she|it|they|an?|the|his|her|its|their|\w+ed|shot|was|were|has|had|took|left|held)\b"
)
# A past tense: a deed of its own between a plan and those who are hit.
_FINITE = re.compile(
    r"(?<!\bbe)(?<!\bbeen)(?<!\bbeing)(?<!\bhave)(?<!\bto)(?<!\bthe)(?<!\ba)(?<!\ban)"
    r"\s(?:\w{3,}ed|shot|slew|took|held|left|drove|blew|burnt|struck|fought|ran|lit|set)\s"
)
# What may stand between a deed and the verb of what became of it.
_BETWEEN = re.compile(
    r"(?:\s(?:in|at|on|of|near|outside|by|for|from)(?:\s(?!and\b|but\b|said\b|who\b)[\w’'-]+){1,4}?)?"
    r"(?:,[^;.]{1,140},)?"
    r"(?:\s(?:had|has|have))?\s?"
)
_FAR = 160  # characters: nothing holds further
# What may stand between whom something will hit and the verb: "the next ship to enter port will".
_TO_FUTURE = re.compile(
    r"[”\"’']?(?!\sthat\b)(?:\s(?!(?:and|but|said|who|which|when|where|whose|after|before)\b)[\w’'-]+){0,6}?\s"
)
_WITHOUT = re.compile(r"\bwithout\s(?:[^,.;:]{0,40}\s)?$")


@cache
def _words(table: str, name: str = "patterns", language: str = "en") -> re.Pattern[str]:
    """The patterns of one list, for a text in small letters."""
    patterns = read_lexicon(f"{language}_unreal")[table][name]
    spaced = [p.replace(" ", r"\s").replace("§", _SAME_CLAUSE) for p in patterns]
    return re.compile(rf"(?<![\w-])(?:{by_opening(spaced, case=True)})(?![\w-])")


def takes_back(text: str, sentence: Span) -> bool:
    """Whether it takes back what another tells: "this did not happen", "it was a hoax"."""
    low, start, end = lowered(text), sentence.start, sentence.end
    opens = re.match(r"[\W_]*", low[start:end])
    opened = start + (opens.end() if opens else 0)
    return bool(
        _words("disowns", "opening").match(low, opened, end)
        or _words("disowns").search(low, start, end)
    )


def threatens(text: str, sentence: Span) -> bool:
    """Whether it threatens, plans or finds nothing, whatever the words for what is to be done."""
    return any(
        _words("menaces", name).search(lowered(text), sentence.start, sentence.end)
        for name in ("patterns", "open")
    ) or bool(_words("around", "ultimatum").search(lowered(text), sentence.start, sentence.end))


def is_played(text: str, sentence: Span) -> bool:
    """Whether it tells that all of it, and what stands beside it, is played: "with blanks"."""
    return (
        _words("around", "staged").search(lowered(text), sentence.start, sentence.end) is not None
    )


def is_to_come(text: str, sentence: Span, hit: Span) -> bool:
    """Whether something will be done to them, or is got ready for them, in their clause.

    "The next column will meet mines", "a second bomb, meant for the market".
    """
    low, end = lowered(text), min(sentence.end, hit.end + _FAR)
    start = max(sentence.start, hit.start - _FAR)
    return any(
        _holds_before(low, match.end(), hit.start)
        for match in _words("before", "meant").finditer(low, start, hit.start)
    ) or any(
        _TO_FUTURE.fullmatch(low, hit.end, match.start()) is not None
        and not _FINITE.search(low, hit.end, match.start())
        for match in _words("after", "to_come").finditer(low, hit.end, end)
    )


def is_left_out(text: str, sentence: Span, word: Span) -> bool:
    """Whether it only says how something else was done: "without firing a shot"."""
    return _WITHOUT.search(lowered(text), sentence.start, word.start) is not None


def is_untrue_around(text: str, sentence: Span, hit: Span) -> bool:
    """Whether what hits them is in a report, or a picture, that is told to be untrue."""
    return any(
        start <= hit.start < end for start, end in _untrue(text, sentence.start, sentence.end)
    )


@lru_cache(maxsize=256)  # asked for everybody whom a record hits
def _untrue(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a sentence that are told to be untrue or played."""
    low = lowered(text)
    if _words("around", "staged").search(low, start, end):
        return ((start, end),)
    return tuple(
        match.span()
        for name in ("patterns", "played", "ultimatum")
        for match in _words("around", name).finditer(low, start, end)
    )


def is_governed(text: str, sentence: Span, hit: Span, *, plainly: bool = False) -> bool:
    """Whether a threat, a plan, a fear or a denial holds for what hits them, in their clause.

    Args:
        text: The article's text.
        sentence: The sentence.
        hit: Those who are hit, in it.
        plainly: Whether only words count that leave no doubt, whatever a tree shows.
    """
    low, names = lowered(text), ("strong",) if plainly else ("strong", "patterns")
    start, end = max(sentence.start, hit.start - _FAR), min(sentence.end, hit.end + _FAR)
    return any(
        _holds_before(low, match.end(), hit.start)
        for name in names
        for match in _words("before", name).finditer(low, start, hit.start)
    ) or any(
        _BETWEEN.fullmatch(low, hit.end, match.start()) is not None
        for name in names
        for match in _words("after", name).finditer(low, hit.end, end)
    )


def _holds_before(low: str, start: int, end: int) -> bool:
    """Whether no clause and no deed of its own stands between."""
    return not (_BREAK.search(low, start, end) or _FINITE.search(low, start, end))
