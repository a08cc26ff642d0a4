"""Values as they are shown: the words, what was read out of them, and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from dateline.export.html.cards import Aside, Row, Value
from dateline.export.wording import code_of, count_in_words, days_in_words, spaced
from dateline.models import Actor, Casualty, Mention, Perpetrator, Place, Span, When

T = TypeVar("T")


def one(shown: Callable[[T], Value], value: T | None) -> tuple[Value, ...]:
    """A value that may be missing, as the values of a row."""
    return () if value is None else (shown(value),)


def evidence_row(spans: Sequence[Span]) -> Row:
    """The sentences that a record rests on."""
    return Row("rests on", tuple(Value(s.text, (s,)) for s in spans), light=True)


def mention_value(mention: Mention, *, reading: str = "", notes: Iterable[str] = ()) -> Value:
    """Words with their place, and what is to be said of them."""
    return Value(mention.text, mention.spans, reading, (*filter(None, notes), *_standing(mention)))


def _standing(mention: Mention) -> Iterator[str]:
    """How a value stands that is not proved by the article's own words."""
    if mention.inferred:
        yield f"inferred: {mention.reason}"
    elif not mention.spans:
        yield "not proved"


def place_value(place: Place) -> Value:
    """A place with its code and coordinates, or with those that it may be."""
    known = [code_of(place)]
    if place.latitude is not None and place.longitude is not None:
        known.append(f"{place.latitude:.3f}, {place.longitude:.3f}")
    inferred = f"inferred from {place.inferred}" if place.inferred else ""
    several = "; ".join(f"{c.name} ({c.admin1 or c.country})" for c in place.candidates)
    return mention_value(
        place.mention,
        reading=" · ".join(filter(None, known)),
        notes=(inferred, f"may be {several}" if several else ""),
    )


def when_value(when: When) -> Value:
    """A time with its days."""
    return mention_value(when.mention, reading=days_in_words(when))


def toll_rows(casualties: Sequence[Casualty]) -> Iterator[Row]:
    """A row for each outcome, with all that is reported of it."""
    for outcome in dict.fromkeys(c.outcome for c in casualties):
        yield Row(outcome, tuple(_toll(c) for c in casualties if c.outcome == outcome))


def _toll(toll: Casualty) -> Value:
    value = mention_value(
        toll.count.mention,
        reading=count_in_words(toll.count),
        notes=("" if toll.realis == "actual" else toll.realis,),
    )
    counted = toll.count.mention.spans
    group = toll.group
    if group is not None and any(not any(g in c for c in counted) for g in group.spans):
        value = _with(value, "of", group)
    return _with(value, "according to", toll.according_to)


def actor_value(actor: Actor) -> Value:
    """An actor with its kind."""
    same_as = actor.same_as or ""
    return mention_value(actor.mention, reading=actor.actor_kind or "", notes=(same_as,))


def perpetrator_value(perpetrator: Perpetrator) -> Value:
    """A perpetrator with its kind, and on whose word."""
    basis = "" if perpetrator.basis == "stated_as_fact" else spaced(perpetrator.basis)
    value = mention_value(
        perpetrator.mention,
        reading=perpetrator.actor_kind or "",
        notes=(basis, perpetrator.same_as or ""),
    )
    return _with(value, "according to", perpetrator.according_to)


def _with(value: Value, how: str, other: Mention | None) -> Value:
    if other is None:
        return value
    return replace(value, asides=(*value.asides, Aside(how, mention_value(other))))
