"""Incident records against gold ones: which are the same, and which of their fields are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dateline.evaluation.assignment import pair
from dateline.evaluation.documents import GoldDocument, GoldRecords, Offsets, offsets, places
from dateline.evaluation.tallies import Scores, Tally, total
from dateline.evaluation.tolls import score_tolls
from dateline.evaluation.words import Words, contained, jaccard
from dateline.models import Actor, Incident, Mention
from dateline.pipeline.ground import spans_of

T = TypeVar("T")
SAME_WORDS = 0.5
"""The least Jaccard overlap, in words by their places, of mentions that count as the same."""
Pair = tuple[Incident | None, Incident | None]
"""A gold and a predicted incident; None for the one that is not there."""


@dataclass(frozen=True, slots=True)
class IncidentPairs:
    """Gold and predicted incidents side by side.

    Attributes:
        matched: Those that are the same.
        missed: Gold ones that nothing was predicted for, without the optional ones.
        spurious: Predicted ones that the gold has not, not even as optional.
        waived: Predicted ones that are optional gold ones: neither right nor wrong.
    """

    matched: tuple[tuple[Incident, Incident], ...]
    missed: tuple[Incident, ...]
    spurious: tuple[Incident, ...]
    waived: tuple[tuple[Incident, Incident], ...]


def match_incidents(
    words: Words, gold: GoldRecords, predicted: Sequence[Incident]
) -> IncidentPairs:
    """Which predicted incidents are which gold ones.

    Two can be the same where they rest on words in common. Each goes with one at most, so that
    shared evidence, kind, place, day and tolls sum up to the most.

    Args:
        words: The document's words.
        gold: Its gold.
        predicted: The incidents that were read in it.
    """
    golds = gold.records.incidents
    optional = gold.optional or (False,) * len(golds)
    pairs = pair(golds, predicted, lambda g, p: _fit(words, g, p))
    met, used = {g for g, _ in pairs}, {p for _, p in pairs}
    return IncidentPairs(
        matched=tuple((golds[g], predicted[p]) for g, p in pairs if not optional[g]),
        missed=tuple(g for n, g in enumerate(golds) if n not in met and not optional[n]),
        spurious=tuple(p for n, p in enumerate(predicted) if n not in used),
        waived=tuple((golds[g], predicted[p]) for g, p in pairs if optional[g]),
    )


def _fit(words: Words, gold: Incident, predicted: Incident) -> float:
    ours, theirs = (words.within(offsets(i.evidence)) for i in (gold, predicted))
    shared = max(contained(ours, theirs), contained(theirs, ours))
    if not shared:
        return 0.0
    same = [
        gold.kind == predicted.kind,
        gold.realis == predicted.realis,
        same_mention(words, _mention(gold.place), _mention(predicted.place)),
        same_mention(words, _mention(gold.when), _mention(predicted.when)),
        bool(_counts(words, gold) & _counts(words, predicted)),
    ]
    return shared + jaccard(ours, theirs) + sum(same) / len(same)


def _counts(words: Words, incident: Incident) -> frozenset[int]:
    return words.within(s for c in incident.casualties for s in places(c.count.mention))


def _mention(value: object) -> Mention | None:
    return getattr(value, "mention", None)


def same_mention(words: Words, one: Mention | None, other: Mention | None) -> bool:
    """Whether two mentions stand in the same words, or are written the same elsewhere."""
    if one is None or other is None:
        return False
    overlap = jaccard(words.within(places(one)), words.within(places(other)))
    return overlap >= SAME_WORDS or words.folded(places(one)) == words.folded(places(other))


def score_incidents(document: GoldDocument, predicted: Sequence[Incident]) -> Scores:
    """The tallies of `predicted` against the incidents of a gold document.

    Fields are scored twice: on the incidents that were found, and ("all.…") on all of them, where
    a missed incident's fields are missed and a spurious one's are wrong.

    Args:
        document: The gold.
        predicted: The incidents that were read in it.
    """
    if document.gold is None:
        return {}
    pairs = match_incidents(document.words, document.gold, predicted)
    hits = len(pairs.matched)
    found = score_fields(document.words, pairs.matched)
    everything: list[Pair] = [*pairs.matched]
    everything += ((gold, None) for gold in pairs.missed)
    everything += ((None, spurious) for spurious in pairs.spurious)
    return {
        "incident": Tally(hits, hits + len(pairs.spurious), hits + len(pairs.missed)),
        **found,
        **{f"all.{k}": tally for k, tally in score_fields(document.words, everything).items()},
    }


def rests_on(noise: Sequence[Offsets], record: object) -> bool:
    """Whether a part of a record stands in a menu line, a caption of another event or a footer."""
    return any(touches(noise, span) for span in offsets(spans_of(record)))


def touches(noise: Sequence[Offsets], span: Offsets) -> bool:
    """Whether a span stands in such a passage, or reaches into one."""
    return any(start < span[1] and span[0] < end for start, end in noise)


def score_fields(words: Words, pairs: Sequence[Pair]) -> dict[str, Tally]:
    """The tallies of the incidents' fields, pair by pair."""
    return total([dict(_values(words, *both)) for both in pairs]) if pairs else {}


def _values(
    words: Words, gold: Incident | None, predicted: Incident | None
) -> Iterator[tuple[str, Tally]]:
    def field(name: str, value: Callable[[Incident], object]) -> tuple[str, Tally]:
        ours, theirs = (None if i is None else value(i) for i in (gold, predicted))
        tally = Tally(ours is not None and ours == theirs, theirs is not None, ours is not None)
        return f"incident.{name}", tally

    yield field("kind", lambda i: i.kind)
    yield field("event_type", lambda i: i.kind.event_type)
    yield field("realis", lambda i: i.realis)
    yield field("claim", lambda i: i.claim.status)
    yield from _codes(gold, predicted)
    yield from _actors(words, gold, predicted)
    yield from score_tolls(
        gold.casualties if gold else (), predicted.casualties if predicted else ()
    ).items()


def _codes(gold: Incident | None, predicted: Incident | None) -> Iterator[tuple[str, Tally]]:
    """Country, admin1 and dates; what the gold leaves open is not asked for."""
    ours, theirs = (i.place if i else None for i in (gold, predicted))
    for name in ("country", "admin1"):
        yield f"place.{name}", _code(gold, getattr(ours, name, None), getattr(theirs, name, None))
    when, then = (i.when if i else None for i in (gold, predicted))
    precision = when.precision if when else then.precision if then and not gold else "unknown"
    if precision != "unknown":
        name = "when.day" if precision == "day" else "when.longer"
        known = then is not None and then.precision != "unknown"
        right = when is not None and then is not None and _days(when) == _days(then)
        yield name, Tally(right, known, when is not None)


def _code(gold: Incident | None, ours: str | None, theirs: str | None) -> Tally:
    if gold is not None and ours is None:
        return Tally()
    return Tally(ours is not None and ours == theirs, theirs is not None, ours is not None)


def _days(when: object) -> tuple[object, object]:
    return getattr(when, "start", None), getattr(when, "end", None)


def _actors(
    words: Words, gold: Incident | None, predicted: Incident | None
) -> Iterator[tuple[str, Tally]]:
    for name, ours, theirs in (
        ("perpetrator", gold and gold.perpetrators, predicted and predicted.perpetrators),
        ("target", gold and gold.targets, predicted and predicted.targets),
    ):
        yield f"incident.{name}", _same_actors(words, ours or (), theirs or ())
    weapons = [(i.weapon,) if i and i.weapon else () for i in (gold, predicted)]
    yield "incident.weapon", _same_mentions(words, *weapons)


def _same_actors(words: Words, ours: Sequence[Actor], theirs: Sequence[Actor]) -> Tally:
    return _same_mentions(words, [a.mention for a in ours], [a.mention for a in theirs])


def _same_mentions(words: Words, ours: Sequence[Mention], theirs: Sequence[Mention]) -> Tally:
    pairs = pair(ours, theirs, lambda a, b: float(same_mention(words, a, b)))
    return Tally(len(pairs), len(theirs), len(ours))
