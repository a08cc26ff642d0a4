"""Numbers that a sentence gives without what became of those counted: "the union said 41"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import cast

from dateline.expressions.counts import FoundCount, find_counts, read_count
from dateline.models import Span
from dateline.survey.lexicon import load_lexicon
from dateline.survey.toll_counts import figure_at, is_of_things
from dateline.survey.word_lists import read_lexicon

_BREAK = re.compile(r"[,;:.–—]\s")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAID = 25  # characters from those who are counted to what they say
_CLAUSE = 60  # characters before a figure that may say what it counts …
_BEHIND = 40  # … and behind it


def given_figures(text: str, before: str) -> Iterator[tuple[Span, ...]]:
    """The numbers that somebody gives in a sentence, those together that are told together.

    Args:
        text: The sentence.
        before: The sentence before it, which may tell of bodies that this one counts.
    """
    seen: set[int] = set()
    groups = [*_counted(text), *((s,) for s in (*_found(text, before), *_followed(text)))]
    for group in sorted(groups, key=lambda g: -len(g)):
        if not any(s.start in seen for s in group):
            seen.update(s.start for s in group)
            yield group


def may_resume(text: str, told: Collection[tuple[int, int]]) -> bool:
    """Whether a sentence may give a number of people beside those of whom it tells what became.

    Args:
        text: The sentence.
        told: From where to where those stand.
    """
    return resumed_words("followed").match(text) is not None or any(
        not any(start <= found.start() < end for start, end in told)
        for found in _numeral().finditer(text)
    )


def counts_others(text: str, number: Span, given: Collection[Span]) -> bool:
    """Whether people are counted before a number who are none of those given, and say nothing.

    Args:
        text: The sentence.
        number: The number.
        given: All numbers that the sentence gives.
    """
    counted = [
        c
        for c in find_counts(text)
        if c.of_people
        and c.end <= number.start
        and c.reading.best != 1
        and not any(s.start < c.end and c.start < s.end for s in given)
    ]
    return any(not _speak(text, c) for c in counted)


def _speak(text: str, count: FoundCount) -> bool:
    """Whether those counted say something themselves: "two witnesses said that there were 22"."""
    says = resumed_words("gives").search(text, count.end, min(count.end + _SAID, len(text)))
    return says is not None and "," not in text[count.end : says.start()]


def is_of_homes(number: Span) -> bool:
    """Whether it counts families, who can only have left: "412 households"."""
    return resumed_words("households").search(number.text) is not None


@cache
def resumed_words(name: str, language: str = "en") -> re.Pattern[str]:
    """One of the lexicon's patterns of numbers of what was told before."""
    return re.compile(cast("str", read_lexicon(f"{language}_tolls")["resumed"][name]))


def may_give(text: str) -> bool:
    """Whether somebody may give a figure of his own in a sentence: "police confirmed 28"."""
    return resumed_words("stems").search(text) is not None


def _counted(text: str) -> Iterator[tuple[Span, ...]]:
    """The bare numbers that somebody gives: "confirmed 28", "put their number at 68"."""
    closed, strictly = resumed_words("closed"), resumed_words("strictly")
    shapes = [
        (resumed_words("summed"), closed),
        (resumed_words("said"), strictly),
        (resumed_words("there"), strictly),
        (resumed_words("now"), resumed_words("and_now")),
    ]
    if may_give(text):
        shapes += [(resumed_words("had"), strictly), (resumed_words("counted"), closed)]
        yield from _people(text)
    for shape, behind in shapes:
        for match in shape.finditer(text):
            group = _figures(text, match.end(), behind)
            # "Said one" and "one, according to him," tell of somebody who speaks.
            if group and not (shape is resumed_words("said") and _is_one(group[0])):
                yield group
    first = _figures(text, 0, resumed_words("opened"))
    if first and not _is_one(first[0]):
        yield first
    yield from _sourced(text)
    yield from _names(text)


def _figures(text: str, start: int, behind: re.Pattern[str]) -> tuple[Span, ...]:
    """The bare number that begins there, or two of them, where nothing but `behind` follows."""
    figure = _figure(text, start)
    own = figure is not None and resumed_words("own").match(text, figure.end) is not None
    if figure is None or not (figure.bare or own) or is_of_others(text, figure):
        return ()
    number = Span(start=figure.start, end=figure.end, text=text[figure.start : figure.end])
    pair = resumed_words("pair").match(text, figure.end)
    second = _figures(text, pair.end(), behind) if pair is not None else ()
    return (number, *second) if second or behind.match(text, figure.end) else ()


def _figure(text: str, start: int) -> FoundCount | None:
    """The figure that begins there, with what qualifies it."""
    if _numeral_near().match(text, start) is None:
        return None
    return figure_at(text, start, whole=True)


@cache
def _numeral_near() -> re.Pattern[str]:
    """A number that begins within a few words."""
    return re.compile(rf'(?:["“‘]?[\w’]+\s){{0,4}}?["“‘]?{resumed_words("numeral").pattern}')


@cache
def _numeral() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){resumed_words('numeral').pattern}")


def _is_one(number: Span) -> bool:
    reading = read_count(number.text)
    return reading is None or reading.best == 1


def is_of_others(text: str, figure: FoundCount) -> bool:
    """Whether a figure is a year, or counts others of whom its clause tells: gunmen, votes."""
    if _YEAR.fullmatch(text, figure.start, figure.end):
        return True
    before = _BREAK.split(text[max(0, figure.start - _CLAUSE) : figure.start])[-1]
    clause = before + _BREAK.split(text[figure.start : figure.end + _BEHIND])[0]
    return resumed_words("others").search(clause) is not None or is_of_things(
        text, figure.start, load_lexicon("en")
    )


def _people(text: str) -> Iterator[tuple[Span, ...]]:
    """People of whom no more is told than how many: "spoke of 63 people"."""
    for match in resumed_words("counted").finditer(text):
        figure = _figure(text, match.end())
        if figure is None or not figure.of_people or is_of_others(text, figure):
            continue
        closed = resumed_words("people_closed").match(text, figure.end)
        words = text[figure.start : figure.end]
        if closed and resumed_words("anybody").search(words):
            yield (Span(start=figure.start, end=figure.end, text=words),)


def _names(text: str) -> Iterator[tuple[Span, ...]]:
    """People who are counted by their names: "the parish register has 26 names"."""
    for match in resumed_words("names").finditer(text):
        figure = _figure(text, match.end())
        if figure and resumed_words("named").match(text, figure.number_end):
            words = text[figure.start : figure.number_end]
            yield (Span(start=figure.start, end=figure.number_end, text=words),)


def _sourced(text: str) -> Iterator[tuple[Span, ...]]:
    """The figures of further sources, whose verb is the first's: "the villagers 30"."""
    says = resumed_words("gives").search(text)
    if says is None:
        return
    for match in resumed_words("sourced").finditer(text, says.end()):
        if group := _figures(text, match.end(), resumed_words("strictly")):
            yield group


def _found(text: str, before: str) -> Iterator[Span]:
    """Bodies that were found, told of before: "to collect the bodies … brought out 21"."""
    for match in resumed_words("found").finditer(text):
        if resumed_words("bodies").search(f"{before} {text[: match.start()]}"):
            yield from _figures(text, match.end(), resumed_words("strictly"))


def may_have_left(text: str) -> bool:
    """Whether a text tells of people who left their homes."""
    return resumed_words("left").search(text) is not None


def bracketed(text: str) -> Iterator[Span]:
    """The people of so many households: "450 households (3,150 people)"."""
    for match in resumed_words("bracketed").finditer(text):
        figure = _figure(text, match.end())
        if figure and resumed_words("in_bracket").match(text, figure.end):
            yield Span(start=figure.start, end=figure.end, text=text[figure.start : figure.end])


def _followed(text: str) -> Iterator[Span]:
    """One more who came to the same end: "a ninth followed on Wednesday"."""
    if (match := resumed_words("followed").match(text)) is not None:
        yield Span(start=match.start("who"), end=match.end("who"), text=match["who"])
