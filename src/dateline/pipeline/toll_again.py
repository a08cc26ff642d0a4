"""Whether people whom no record holds are told of a second time: by other words, or in a sum.

"Four farmers, a father and his three sons"; "the driver, a clerk, lost a leg"; "in all, seven
died".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from dateline.expressions.counts import read_count
from dateline.models import Casualty, Span
from dateline.pipeline.toll_beside import again_words, share_name
from dateline.pipeline.toll_missed import Missed
from dateline.pipeline.toll_parts import is_beside_one
from dateline.survey import Toll
from dateline.survey.toll_figures import ordinal

_FEWEST_OF_SUM = 3
_FEWEST_REFERRED_TO = 2
_WORD = re.compile(r"\w+")
# What stands between a number and those whom it counts: these set nobody apart but by a comma.
_SAME = re.compile(r"\s?(?::|—|–|\s-|\()\s?")
_COMMA = ", "
_JOINED = re.compile(r",?\s(?:and\s)?")
_NAME = re.compile(r"(?:\s(?:of|from|in|at)\s[^,;.]{1,40})?,\s((?:[A-Z][\w.’'-]+\s?){1,6})")
_LARGE = re.compile(r"\b[A-Z][\w’'-]{2,}")


def is_told_again(missed: Missed) -> bool:
    """They are told of twice, and held: "one dead man, a baker", "in all, seven died"."""
    toll, same = missed.toll, missed.same
    if is_same_number(toll, same) or is_sum_of_told(toll, same):
        return True
    if is_rest(toll, same) or is_referred(toll, same) or is_nth_to_die(toll):
        return True
    if is_family(toll, same) or is_outdated(toll) or is_found_since(toll, missed.held):
        return True
    if missed.is_one and is_beside_one(toll, same):
        return True
    if missed.is_someone or (toll.named and missed.reading is None):
        return is_apposed(toll, missed.held)
    # "Had a death to mourn: a shell killed a schoolmaster"
    named = missed.is_one and not missed.is_another
    return named and any(
        c.count.best == 1 and span in missed.toll.sentence
        for c in missed.same
        for span in c.count.mention.spans
    )


def is_apposed(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether somebody held is told of again beside his name, or beside what he was called.

    Args:
        toll: One person whom no record holds.
        held: The tolls of like outcome that records hold.
    """
    text, start, end = toll.placed
    ones = [c.count.mention.text for c in held if (c.count.best or 1) == 1]
    if any(_is_same_one(toll, words) for words in ones):
        return True
    name = _NAME.match(text, end)
    if name is not None and any(share_name(name[1], words) for words in ones):
        return True
    if not text[:start].endswith(_COMMA):
        return False
    before = text[: start - len(_COMMA)]
    called = before[max(before.rfind(mark) for mark in ",;:") + 1 :]
    return any(_is_called(called, words) or share_name(called, words) for words in ones)


def _is_same_one(toll: Toll, held: str) -> bool:
    """Whether it is he whom a record has by his noun: "the imam" of "an imam", or named behind."""
    text, start, _ = toll.placed
    noun = held.lower().split()[-1]
    told = toll.count.text
    if again_words("known").match(told):
        return told.lower().split()[1:] == [noun]
    named = bool(_LARGE.match(told)) and text[:start].lower().endswith(f" {noun}{_COMMA}")
    return named and noun.isalpha()


def _is_called(called: str, held: str) -> bool:
    """Whether the words end with one who is known, by a noun of a record: "its driver"."""
    words = called.lower().split()
    if again_words("known").search(called) is None or not words:
        return False
    return (
        words[-1] in held.lower().split() or again_words("anyone").fullmatch(words[-1]) is not None
    )


def is_same_number(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether records hold all of them by the words beside: "three farmers: a father and two sons".

    After a comma others may follow, unless those are a family.

    Args:
        toll: Those whom no record holds.
        held: The tolls of like outcome that records hold.
    """
    text, start, end = toll.placed
    number = _number(toll.count.text)
    spans = sorted(_in_sentence(toll, held), key=lambda s: s[0].start)
    behind = [(s, n) for s, n in spans if s.start >= toll.count.end]
    before = [(s, n) for s, n in reversed(spans) if s.end <= toll.count.start]
    all_of_them = again_words("known").match(toll.count.text) is not None
    gaps = [text[s.end - toll.sentence.start : start] for s, n in before[:1] if n == number > 1]
    return _makes_up(number, behind, text, toll, end) or any(
        _SAME.fullmatch(gap) or (gap == _COMMA and all_of_them) for gap in gaps
    )


def _makes_up(
    number: int, behind: Sequence[tuple[Span, int]], text: str, toll: Toll, end: int
) -> bool:
    """Whether the counts that follow one another right behind a number come to it."""
    total, at = 0, end
    for index, (span, count) in enumerate(behind):
        first, last = span.start - toll.sentence.start, span.end - toll.sentence.start
        between = text[at:first]
        if index == 0:
            family = between == _COMMA and again_words("family").search(text, first) is not None
            if not family and not _SAME.fullmatch(between):
                return False
        elif not _JOINED.fullmatch(between):
            return False
        total, at = total + count, last
        if total == number:
            return number > 1
    return False


def is_rest(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether a held number is told in parts: "hurt nine; eight went home, and one was kept".

    Args:
        toll: Those whom no record holds.
        held: The tolls of like outcome that records hold.
    """
    text, start, end = toll.placed
    number = _number(toll.count.text)
    if not _WORD.fullmatch(toll.count.text):
        return False  # others have a noun of their own
    if any(m.end() == start for m in again_words("revised").finditer(text)):
        return False  # "reported six deaths and later five"
    for span, whole in _in_sentence(toll, held):
        behind = f"{text[max(0, span.end - toll.sentence.start) : start]} {text[end:]}"
        if span.end <= toll.count.start and whole - number in _figures(behind):
            return number > 0
    return False


def is_referred(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether it goes back to some whom its sentence counted: "three badly; the three were …".

    Args:
        toll: Those whom no record holds.
        held: The tolls of like outcome that records hold.
    """
    text, start, _ = toll.placed
    number = _number(toll.count.text)
    known = any(m.end() == start - 1 for m in again_words("known").finditer(text, 0, start))
    known = known or again_words("known").match(toll.count.text) is not None
    if number < _FEWEST_REFERRED_TO or not known:
        return False
    told = number in _figures(text[:start])
    return told and any(n >= number for _, n in _in_sentence(toll, held))


def _figures(text: str) -> Iterator[int]:
    """The numbers that a text names, as figures or by words."""
    for word in _WORD.findall(text):
        reading = read_count(word) if len(word) > 1 or word.isdigit() else None
        if reading is not None and reading.best:
            yield reading.best


def is_nth_to_die(toll: Toll) -> bool:
    """Whether it says which of many somebody told of is: "the 17th reporter to be killed"."""
    text, start, end = toll.placed
    known = again_words("known").match(text, start) is not None
    nth = ordinal(toll.count.text) is not None
    return known and nth and start > 0 and again_words("to_be").match(text, end + 1) is not None


def is_family(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether it is of a family that says who a number is: "four farmers, a father and his sons".

    Args:
        toll: Those whom no record holds.
        held: The tolls of like outcome that records hold.
    """
    text, start, end = toll.placed
    for span, number in _in_sentence(toll, held):
        first = span.end - toll.sentence.start + len(_COMMA)
        family = again_words("family").match(text, first) if first <= start else None
        pair = again_words("pair").match(text, first) if first <= start else None
        if pair is not None and number == 1 + (_number(pair["rest"]) if pair["rest"] else 1):
            return True
        # Who follows without another comma goes on the list: "three men, a mother and her son".
        if number > 1 and family is not None and _closes(text, max(family.end(), end)):
            return True
    return False


def _closes(text: str, at: int) -> bool:
    return re.match(r"(?:\s[\w’'-]+){0,4}[,;:)–—-]", text[at:]) is not None


def is_sum_of_told(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether it sums up those whom records hold, told of before: "in all, seven died".

    Args:
        toll: Those whom no record holds.
        held: The tolls of like outcome that records hold.
    """
    number = _number(toll.count.text)
    if number < _FEWEST_OF_SUM or not _is_summed(toll):
        return False
    told = sorted(
        (c.count.mention.spans[0].start, _held_number(c))
        for c in held
        if c.count.mention.spans and c.count.mention.spans[0].end <= toll.count.start
    )
    sums = list(accumulate(n for _, n in reversed(told)))
    return number in sums[1:]


def _is_summed(toll: Toll) -> bool:
    text, start, end = toll.placed
    return (
        again_words("known").match(text, start) is not None
        or again_words("sums").search(text, max(0, start - 40), end + 40) is not None
    )


def is_found_since(toll: Toll, held: Sequence[Casualty]) -> bool:
    """Whether they were missing until they were found: "the six had been missing since Sunday".

    Args:
        toll: Those whom no record holds.
        held: The tolls that records hold, of whatever outcome.
    """
    text, _, end = toll.placed
    number = _number(toll.count.text)
    found = any(_held_number(c) == number for c in held if c.outcome in ("killed", "captured"))
    were = again_words("had_been").match(text, end + 1) is not None
    return toll.outcome == "missing" and found and were


def is_outdated(toll: Toll) -> bool:
    """Whether its own sentence gives it as what was told before: "up from 11"."""
    text, start, _ = toll.placed
    return any(m.end() == start for m in again_words("outdated").finditer(text))


def _in_sentence(toll: Toll, held: Sequence[Casualty]) -> Iterator[tuple[Span, int]]:
    for casualty in held:
        for span in casualty.count.mention.spans:
            if span in toll.sentence and not span.overlaps(toll.count):
                yield span, _held_number(casualty)


def _held_number(casualty: Casualty) -> int:
    return casualty.count.best or casualty.count.low or 1


def _number(words: str) -> int:
    reading = read_count(words)
    return (reading.best or reading.low or 0) if reading is not None else 1
