"""What did not happen, or is not known to have, by words alone: without a tree, or beside one.

A sentence may tell of several deeds. What holds of all of it is asked of sentences that tell of no
other deed; what holds of a stretch, of those whom a record hits and counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.expressions.openings import by_opening
from dateline.models import Span
from dateline.survey.lexicon import lowered
from dateline.survey.word_lists import read_lexicon

_SAME_CLAUSE = r"(?:[^.;:]{1,90}?\s)?"
_FAR = 160  # characters: nothing holds further
_NEAR = 40  # characters behind what is told to have been in its place
_LONG = 4  # letters of a word that is no "one" or "way"
_MARKS = re.compile(r"[\W_]*")


@cache
def _shape(name: str, language: str = "en") -> re.Pattern[str]:
    """What a clause opens or ends with, or what may stand between two words of one."""
    pattern = "".join(read_lexicon(f"{language}_unreal")["shapes"][name])
    return re.compile(pattern.replace(" ", r"\s"))


@cache
def unreal_words(table: str, name: str = "patterns", language: str = "en") -> re.Pattern[str]:
    """The patterns of one list, for a text in small letters."""
    patterns = read_lexicon(f"{language}_unreal")[table][name]
    spaced = [p.replace(" ", r"\s").replace("§", _SAME_CLAUSE) for p in patterns]
    return re.compile(rf"(?<![\w-])(?:{by_opening(spaced, case=True)})(?![\w-])")


def takes_back(text: str, sentence: Span) -> bool:
    """Whether it takes back what another tells: "this did not happen", "it was a hoax"."""
    low, start, end = lowered(text), sentence.start, sentence.end
    opens = _MARKS.match(low, start, end)
    opened = opens.end() if opens else start
    return bool(
        unreal_words("disowns", "opening").match(low, opened, end)
        or unreal_words("disowns").search(low, start, end)
    )


def threatens(text: str, sentence: Span) -> bool:
    """Whether it threatens, plans or finds nothing, whatever the words for what is to be done."""
    return any(
        unreal_words("menaces", name).search(lowered(text), sentence.start, sentence.end)
        for name in ("patterns", "open")
    ) or bool(
        unreal_words("around", "ultimatum").search(lowered(text), sentence.start, sentence.end)
    )


def is_played(text: str, sentence: Span) -> bool:
    """Whether it tells that all of it, and what stands beside it, is played: "with blanks"."""
    return (
        unreal_words("around", "staged").search(lowered(text), sentence.start, sentence.end)
        is not None
    )


def is_to_come(text: str, sentence: Span, hit: Span) -> bool:
    """Whether something will be done to them, or is got ready for them, in their clause.

    "The next column will meet mines", "a second bomb, meant for the market".
    """
    low = lowered(text)
    return _is_held(text, sentence, hit, "meant") or any(
        _shape("to_future").fullmatch(low, hit.end, match.start()) is not None
        and not _shape("finite").search(low, hit.end, match.start())
        for match in _behind(text, sentence, hit, "to_come")
    )


def is_left_out(text: str, sentence: Span, word: Span) -> bool:
    """Whether it only says how something else was done: "without firing a shot"."""
    return _shape("without").search(lowered(text), sentence.start, word.start) is not None


def is_untrue_around(text: str, sentence: Span, hit: Span) -> bool:
    """Whether what hits them is in a report, or a picture, that is told to be untrue."""
    return any(
        start <= hit.start < end for start, end in _untrue(text, sentence.start, sentence.end)
    )


@lru_cache(maxsize=256)  # asked for everybody whom a record hits
def _untrue(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The stretches of a sentence that are told to be untrue or played."""
    low = lowered(text)
    if unreal_words("around", "staged").search(low, start, end):
        return ((start, end),)
    return tuple(
        match.span()
        for name in ("patterns", "played", "ultimatum")
        for match in unreal_words("around", name).finditer(low, start, end)
    )


def is_told_before(text: str, sentence: Span, word: Span, hit: Iterable[Span]) -> bool:
    """Whether a deed that is known only dates what is told: "hours after the stabbing".

    Not where it is told of those who are hit themselves: "after the attack on the school".
    """
    low = lowered(text)
    if _shape("dates").search(low, max(sentence.start, word.start - _FAR), word.start) is None:
        return False
    return not any(_shape("of_it").fullmatch(low, word.end, span.start) for span in hit)


def is_reported(text: str, sentence: Span, word: Span) -> bool:
    """Whether it is told by hearsay, or as what a medium reported: "word that", "posts said"."""
    return any(report.holds(word) for report in _reported(text, sentence.start, sentence.end))


def reports(text: str, sentence: Span) -> bool:
    """Whether a sentence passes on what others are told to have said."""
    return bool(_reported(text, sentence.start, sentence.end))


def contradicts(
    text: str, sentence: Span, report: Span, word: Span | None, *, hurt: bool = False
) -> bool:
    """Whether a sentence takes back or explains away what another passes on.

    "Word that a bomb had gone off" and "There was no bomb"; "Sappers found nothing"; "It was two
    herders". What is said of a report need not be of a deed: each holds of reports alone.

    Args:
        text: The article's text.
        sentence: What may contradict.
        report: The sentence with the report.
        word: The deed in it that did not happen; None where it tells one in words of its own.
        hurt: Whether people are told to have been hurt by it: then it was not only looked for.
    """
    passed_on = [
        r for r in _reported(text, report.start, report.end) if word is None or r.holds(word)
    ]
    if not passed_on:
        return False
    low, start, end = lowered(text), sentence.start, sentence.end
    told = low[min(r.start for r in passed_on) : max(r.end for r in passed_on)]
    names = ["plain", "sought"] if not hurt and _is_hidden(told) else ["plain"]
    if any(unreal_words("contradicts", name).search(low, start, end) for name in names):
        return True
    others = ["cause", "instead"] if any(r.hearsay for r in passed_on) else ["cause"]
    for name in others:
        other = unreal_words("contradicts", name).search(low, start, end)
        # "It was a mortar round" bears a report of shelling out.
        if other is not None and not _is_same(low[other.start() : other.end() + _NEAR], told):
            return True
    return _is_none(low, sentence, told)


def _is_hidden(told: str) -> bool:
    """Whether what is told of may be looked for, and nothing has been heard of it."""
    hidden = unreal_words("reports", "hidden").search(told) is not None
    return hidden and unreal_words("reports", "burst").search(told) is None


def _is_none(low: str, sentence: Span, told: str) -> bool:
    """Whether it says that there was none of what is told, or that nobody was done so to."""
    start, end = sentence.start, sentence.end
    return any(
        (none := behind.match(low, match.end(), end)) is not None
        and (
            unreal_words("reports", "general").fullmatch(none[1])
            or _is_same(none[1], told)
            or (name == "none" and _is_named(none[1], told))
        )
        for name, behind in (("none", _shape("none_of")), ("undone", _shape("not_done")))
        for match in unreal_words("contradicts", name).finditer(low, start, end)
    )


def _is_named(word: str, told: str) -> bool:
    """Whether what there was none of is of what was told: "a boat was hit", "there was no boat"."""
    return len(word) >= _LONG and re.search(rf"\b{word}s?\b", told) is not None


def _is_same(words: str, told: str) -> bool:
    """Whether words hold one for what was told."""
    return any(group.search(words) and group.search(told) for group in _same_deeds())


@cache
def _same_deeds(language: str = "en") -> tuple[re.Pattern[str], ...]:
    groups = read_lexicon(f"{language}_unreal")["reports"]["same"]
    return tuple(re.compile(rf"\b(?:{g})".replace(" ", r"\s")) for g in groups)


class _Report(NamedTuple):
    """A stretch that is passed on, and whether as mere hearsay."""

    start: int
    end: int
    hearsay: bool

    def holds(self, word: Span) -> bool:
        return self.start <= word.start < self.end


@lru_cache(maxsize=256)  # asked for every deed of a record
def _reported(text: str, start: int, end: int) -> tuple[_Report, ...]:
    """The stretches of a sentence that are passed on."""
    low, found = lowered(text), []
    for name in ("hearsay", "media"):
        for match in unreal_words("reports", name).finditer(low, start, end):
            ends = _shape("told_on").search(low, match.end(), end)
            until = ends.start() if ends else end
            found.append(_Report(match.end(), until, name == "hearsay"))
    return tuple(found)


def is_governed(text: str, sentence: Span, hit: Span, *, plainly: bool = False) -> bool:
    """Whether a threat, a plan, a fear or a denial holds for what hits them, in their clause.

    Args:
        text: The article's text.
        sentence: The sentence.
        hit: Those who are hit, in it.
        plainly: Whether only words count that leave no doubt, whatever a tree shows.
    """
    names = ("strong",) if plainly else ("strong", "patterns")
    return any(_is_held(text, sentence, hit, name) for name in names) or any(
        _shape("between").fullmatch(lowered(text), hit.end, match.start()) is not None
        for name in names
        for match in _behind(text, sentence, hit, name)
    )


def _is_held(text: str, sentence: Span, hit: Span, name: str) -> bool:
    """Whether words of a list stand before those who are hit and hold for them."""
    if not _has(text, sentence.start, sentence.end, "before", name):
        return False
    low, start = lowered(text), max(sentence.start, hit.start - _FAR)
    found = unreal_words("before", name).finditer(low, start, hit.start)
    return any(_holds_before(low, match.end(), hit.start) for match in found)


def _behind(text: str, sentence: Span, hit: Span, name: str) -> Iterator[re.Match[str]]:
    """The words of a list that stand behind those who are hit."""
    if not _has(text, sentence.start, sentence.end, "after", name):
        return iter(())
    end = min(sentence.end, hit.end + _FAR)
    return unreal_words("after", name).finditer(lowered(text), hit.end, end)


@lru_cache(maxsize=1024)  # asked for everybody whom a record hits, and most sentences have none
def _has(text: str, start: int, end: int, table: str, name: str) -> bool:
    """Whether words of a list stand anywhere in a sentence."""
    return unreal_words(table, name).search(lowered(text), start, end) is not None


def _holds_before(low: str, start: int, end: int) -> bool:
    """Whether no clause and no deed of its own stands between."""
    return not (
        _shape("breaks").search(low, start, end) or _shape("finite").search(low, start, end)
    )
