"""How likely a toll that no record holds is one that a record should hold.

Signs speak for it and against it: the doubts, by whom it was seen, how many it counts, what records
hold beside it. Each has a weight, fitted to articles of the gold set that may be learnt from
(`benchmarks/toll_weights.py` makes them, by logistic regression). One doubt alone may be
outweighed, and several small ones may add up to one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from dateline.models import Casualty, Incident
from dateline.pipeline.toll_doubts import doubts
from dateline.pipeline.toll_missed import Missed

NEVER = frozenset({"of a period", "goes on from a period", "by accident"})
"""Doubts that nothing outweighs: sums over more than the news, and what accidents did, are none."""
_FEW = 5
_MANY = 50

Reader = Literal["parser", "light"]
"""Who saw the tolls of an article: the parser with its trees, or patterns alone."""


class Weights(NamedTuple):
    """What a toll weighs.

    Attributes:
        least: What it has to weigh for a warning.
        always: What any toll weighs.
        signs: What each sign adds.
    """

    least: float
    always: float
    signs: Mapping[str, float]


@cache
def weights_of(reader: Reader) -> Weights:
    """The weights for tolls that a reader saw."""
    text = (files("dateline.pipeline") / "toll_weights.toml").read_text("utf-8")
    table = tomllib.loads(text)[reader]
    return Weights(table["least"], table["always"], table["signs"])


def is_doubted(missed: Missed, reader: Reader) -> bool:
    """Whether too much speaks against a toll to warn of it."""
    weights, told = weights_of(reader), list(signs(missed))
    likely = weights.always + sum(weights.signs.get(sign, 0) for sign in told)
    return likely < weights.least or not NEVER.isdisjoint(told)


def signs(missed: Missed) -> Iterator[str]:
    """The names of the signs that hold for a toll."""
    toll = missed.toll
    yield from doubts(missed)
    yield f"seen by {toll.seen_by}"
    yield f"outcome {toll.outcome}"
    if toll.realis is not None:
        yield f"told as {toll.realis}"
    yield from (f"beside what is {realis}" for realis in {i.realis for i in missed.beside})
    yield from (name for name, holds in _SIGNS.items() if holds(missed))


def _number(missed: Missed) -> int:
    reading = missed.reading
    return (reading.best or reading.low or 0) if reading is not None else 1


def _beside(missed: Missed) -> Iterator[Casualty]:
    return (c for i in missed.beside for c in i.casualties if c.outcome in missed.outcomes)


def _is_more(casualty: Casualty, missed: Missed) -> bool:
    return (casualty.count.best or casualty.count.low or 0) > _number(missed)


def _is_told_beside(casualty: Casualty, missed: Missed) -> bool:
    return any(span in missed.toll.sentence for span in casualty.count.mention.spans)


def _is_quoted(missed: Missed) -> bool:
    sentence = missed.sentence
    quoted = sentence.paragraph.quotations if sentence is not None else ()
    return any(missed.toll.count in q.outer for q in quoted)


def _tells_tolls(incident: Incident) -> bool:
    return bool(incident.casualties)


_SIGNS: Mapping[str, Callable[[Missed], bool]] = {
    "one": lambda m: _number(m) == 1,
    "a few": lambda m: 1 < _number(m) <= _FEW,
    "many": lambda m: _number(m) > _MANY,
    "named": lambda m: m.toll.named,
    "sure": lambda m: m.toll.sure,
    "without a cue": lambda m: m.toll.cue is None,
    "another": lambda m: m.is_another,
    "someone": lambda m: m.is_someone,
    "quoted": _is_quoted,
    "a record rests on it": lambda m: bool(m.beside),
    "a record with tolls rests on it": lambda m: any(map(_tells_tolls, m.beside)),
    "others are held": lambda m: bool(m.same),
    "others are held beside": lambda m: any(True for _ in _beside(m)),
    "more are held": lambda m: any(_is_more(c, m) for c in m.same),
    "more are held beside": lambda m: any(_is_more(c, m) for c in _beside(m)),
    "others of its sentence are held": lambda m: any(_is_told_beside(c, m) for c in m.same),
    "something of its sentence is held": lambda m: any(_is_told_beside(c, m) for c in m.held),
}
