"""Whether a number that no record holds is of those whom a record counts by another number.

What the sentence says by its words alone, so that it needs no tree: "seven were killed, a waiter
among them", "a sergeant has died, which brings the toll to 19".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Span
from dateline.survey import Toll
from dateline.survey.word_lists import in_shape, read_lexicon

_BEHIND = 10  # characters of "of them" behind a number
_BESIDE = re.compile(r"(?:\s(?:of|on|at|in|from|with)\s[^,;.]{1,40})?,\s")
# What closes an apposition, and not one of a list.
_CLOSED = re.compile(r"(?:\s(?!and\b)[\w’'-]+){0,6},(?!\s(?:and|or)\b)")
_FAR = 110  # characters that a list of some of them takes
# Where the words of each list (§) have to stand. Capitals count where a sentence only goes on.
_SHAPES = {
    "opens": r"\b(?i:§)\b(?::|,)?\s+",
    "opens_of_dead": r"^[^.;:]{0,60}?\b(?i:§)\s+$",
    "of_them": r"\s+(?:§)\b",
    "among_them": r"\s+(?:§)\b",
    "of_known": r"\b(?:§)\b",
    "among": r"[^.;:]{0,40}?,?\s(?:§)\b",
    "among_all": r",?\s(?:§)\b",
    "rival": r"\b(?i:§)",
    "given_before": r"\b(?:§)",
    "only": r"\b(?i:§)",
    "ends_list": r"[.;:]|\b(?i:§)\b",
    "total": r"\b(?i:§)\b",
    "raised": r"\b(?i:§)\w*\b[^.;]{0,90}$",
    "reaches": r"\b(?:§)\s+(?:\w+\s){0,2}$",
    "now": r"\b(?i:§)\b[^.;,]{0,40}$",
    "died": r"\b(?i:§)\b",
    "nobody": r"\b(?i:§)$",
    "sentenced": r"\b(?i:§)\b",
    "jailed": r"\b(?i:§)\b",
    "court": r"\b(?i:§)\b",
    "for_deed": r"[^.;]{0,60}?\s(?i:§)\b",
    "condemned": r"\b(?i:§)\b",
    "put_to_death": r"\b(?i:§)\b",
    "own_clause": r",?\s(?:§)\s$",
    "relative": r"\b(?:§)\b",
}


@cache
def _words(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list, where they have to stand."""
    return in_shape(_SHAPES[name], read_lexicon(f"{language}_tolls")["parts"][name])


def is_part(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether they are some of a larger number that records hold from the same sentence.

    Of the dead any part is of them: "among them two brothers who were led away".

    Args:
        toll: Those whom no record holds.
        held: The tolls that records hold.
    """
    text, start, end = toll.placed
    like = [c for c in held if c.outcome in {toll.outcome, *toll.others}]
    among_them = _words("among_them").match(text, end) is not None
    # "The army counted eight, one of its own among them": told so, he is no other figure.
    if has_own_clause(toll) or (is_rival(toll, like) and not among_them):
        return False
    wholes = [s for s in _larger(toll, like) if s.start < toll.count.start]
    dead = _larger(toll, [c for c in held if c.outcome == "killed"])
    if any(_words("opens_of_dead").search(text[s.end - toll.sentence.start : start]) for s in dead):
        return True
    if not wholes:
        return False
    if among_them or _words("of_them").match(text, end):
        return True
    if _words("of_them").search(toll.count.text):
        return True
    among = _words("among").match(text, end)
    if among and not _words("ends_list").search(among[0]):
        return True
    first = max(max(s.end for s in wholes) - toll.sentence.start, start - _FAR)
    opened = [m.end() for m in _words("opens").finditer(text, first, start)]
    return bool(opened) and not _words("ends_list").search(text, opened[-1], start)


def is_rival(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether another source gives it as a figure of its own, for a larger one that is held.

    Args:
        toll: Those whom no record holds.
        held: The tolls of like outcome that records hold.
    """
    text, start, _ = toll.placed
    at = toll.sentence.start
    return any(
        span.end - at <= start and _words("rival").search(text[span.end - at : start]) is not None
        for span in _larger(toll, held)
    )


def is_given_apart(toll: Toll) -> bool:
    """Whether it is what somebody said before, or as less than others say: "found only one"."""
    text, start, _ = toll.placed
    before = text[:start]
    words = toll.count.text.split()
    leads = (f"{before}{' '.join(words[:n])} " for n in range(1, len(words)))
    less = any(_words("only").search(lead) is not None for lead in (before, *leads))
    return less or _words("given_before").search(before) is not None


def is_of_them(text: str, start: int, end: int) -> bool:
    """Whether a number is told as of others: "two of them", "one of whom"."""
    return _words("of_them").search(text, start, end + _BEHIND) is not None


def is_among_all(toll: Toll) -> bool:
    """Whether he is told to be one of all of them: "who was among the dead"."""
    text, _, end = toll.placed
    return _words("among_all").match(text, end) is not None


def is_of_known(toll: Toll) -> bool:
    """Whether it counts some of those who are known to be hit: "three of the slain constables"."""
    return _words("of_known").search(toll.count.text) is not None


def has_own_clause(toll: Toll) -> bool:
    """Whether another clause tells of them by a verb of its own: ", and a boy was struck"."""
    text, start, end = toll.placed
    if toll.cue is None or toll.cue.start < toll.count.end:
        return False
    if not _words("own_clause").search(text[:start]):
        return False
    return not _words("relative").search(text, end, toll.cue.start - toll.sentence.start)


def is_in_risen_total(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether they are of a new total in their sentence, which a record holds.

    Args:
        toll: Those whom no record holds.
        held: The tolls that records hold, of whatever outcome: the wounded may have died.
    """
    text, _, end = toll.placed
    for span in _larger(toll, held):
        if not _is_risen(text, span.start - toll.sentence.start, span.end - toll.sentence.start):
            continue
        same = any(c.outcome == toll.outcome and span in c.count.mention.spans for c in held)
        if same or _words("died").search(text, end):
            return True
    return False


def _is_risen(text: str, start: int, end: int) -> bool:
    """Whether a number is what something has risen to."""
    raised = _words("raised").search(text[:start])
    if raised is None or not _words("reaches").search(raised[0]):
        return _words("now").search(text[:start]) is not None
    return _words("total").search(text[: end + 50]) is not None


def is_beside_one(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether somebody is told of again in apposition: "one of the nine, a baker, has died"."""
    text, start, end = toll.placed
    at = toll.sentence.start
    return any(
        text[s.end - at : start] == ", "
        or (
            _BESIDE.fullmatch(text, end, max(end, s.start - at)) is not None
            and _CLOSED.match(text, s.end - at) is not None
        )
        for c in held
        if c.count.best == 1
        for s in c.count.mention.spans
        if s in toll.sentence and not s.overlaps(toll.count)
    )


def is_of_nobody(toll: Toll) -> bool:
    """Whether it counts what a deed is called, or a paper: "shot, a crime that", "a list of"."""
    reading = read_count(toll.count.text)
    one = reading is None or reading.best == 1
    return one and _words("nobody").search(toll.count.text) is not None


def is_sentenced(toll: Toll) -> bool:
    """Whether a court's sentence is all that was done: "jailed for life", "condemned to death"."""
    text, start, end = toll.placed
    if toll.outcome == "killed":
        near = text[max(0, start - _FAR) : end + _FAR]
        own = toll.cue is not None and _words("put_to_death").search(toll.cue.text)
        return bool(own) and _words("condemned").search(near) is not None
    if toll.outcome != "captured":
        return False
    if _words("sentenced").search(text, end):
        return True
    jailed = toll.cue is not None and _words("jailed").fullmatch(toll.cue.text) is not None
    judged = _words("court").search(text[:start]) or _words("for_deed").match(text, end)
    return jailed and judged is not None


def is_stock(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether they are all the displaced of a place, of whom a record holds the last to come."""
    text, start, end = toll.placed
    come = any(
        c.outcome == "displaced" == toll.outcome and s in toll.sentence
        for c in held
        for s in c.count.mention.spans
    )
    return come and _is_risen(text, start, end)


def _larger(toll: Toll, held: Sequence[Casualty]) -> Iterator[Span]:
    """Where the sentence has a larger number that records hold."""
    reading = read_count(toll.count.text)
    number = (reading.best or reading.low or 0) if reading is not None else 0
    for casualty in held:
        if (casualty.count.best or casualty.count.low or 0) > number:
            yield from (
                s
                for s in casualty.count.mention.spans
                if s in toll.sentence and not s.overlaps(toll.count)
            )
