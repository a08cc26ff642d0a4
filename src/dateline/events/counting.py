"""The tolls of an incident as numbers: rival figures ranged, figures of different people added.

Events and the exports of schemes count by it alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.models import Casualty, Count, Incident, Span
from dateline.models.vocabulary import Outcome

Side = Literal["a", "b", "civilians", "unknown"]
"""Whose the dead, wounded or captured are."""

_ANYBODY = frozenset({"the", "people", "person", "persons", "victim", "victims"})
"""Words for a group that leave open whose a toll is."""
_PARTS = (
    "among them",
    "among whom",
    "include",
    "included",
    "includes",
    "including",
    "of them",
    "of whom",
)
"""Between two counts of one sentence: the second one is of some of the first."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number with what it may be less or more.

    Attributes:
        is_open: Whether its words name no number, only one that it is more than: "over a dozen".
    """

    low: int = 0
    best: int = 0
    high: int = 0
    is_open: bool = False

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(
            self.low + other.low,
            self.best + other.best,
            self.high + other.high,
            self.is_open or other.is_open,
        )


@dataclass(frozen=True, slots=True)
class Toll:
    """A toll by sides.

    Attributes:
        sides: The best number of each side.
        low: The least that a report of all sides comes to.
        high: The most.
    """

    sides: Mapping[Side, int]
    low: int = 0
    high: int = 0

    @property
    def best(self) -> int:
        """All sides together."""
        return sum(self.sides.values())


def came_about(incident: Incident, outcome: Outcome) -> tuple[Casualty, ...]:
    """The tolls of what happened: one that is threatened or planned is nobody's yet."""
    return tuple(
        c
        for c in incident.casualties
        if c.outcome == outcome and c.realis in ("actual", "historical")
    )


def reliable(incident: Incident, outcome: Outcome) -> tuple[Casualty, ...]:
    """The tolls that count: of what came about, each of people that no other one holds already.

    What those who did it say of their deed may lower a figure, and raises none: it is left out
    where others give less of the same people, or give any of others.
    """
    tolls = came_about(incident, outcome)
    tolls = tuple(t for t in tolls if not _is_part_of_another(t, tolls, incident.evidence))
    doers = [p.mention for p in incident.perpetrators]
    doers += [incident.claim.by] if incident.claim.by else []
    partial = [words_of(doer.text) for doer in doers]
    others = [t for t in tolls if not any(p <= words_of(source_of(t) or "") for p in partial)]
    if not others:
        return tolls
    return tuple(t for t in tolls if t in others or any(_is_no_more(t, o) for o in others))


def _is_no_more(toll: Casualty, other: Casualty) -> bool:
    """Whether a toll of the same people is no more than another one allows."""
    return _group(toll) == _group(other) and bounds(toll.count).best <= bounds(other.count).high


def _is_part_of_another(
    toll: Casualty, tolls: Sequence[Casualty], evidence: Sequence[Span]
) -> bool:
    """Whether it counts some of those that a toll before it has: "14 traders, including two boys".

    Of a total nothing is a part in this sense: it holds its groups anyway.
    """
    if toll.group is None or not toll.count.mention.spans:
        return False
    start = toll.count.mention.spans[0].start
    for other in tolls:
        ends = [span.end for span in other.count.mention.spans]
        if other is toll or is_of_all(other) or not ends or max(ends) > start:
            continue
        between = _between(max(ends), start, evidence)
        if any(words in between for words in _PARTS):
            return True
    return False


def _between(start: int, end: int, sentences: Sequence[Span]) -> str:
    """The words from one place to another of the same sentence, or nothing."""
    for one in sentences:
        if one.start <= start <= end <= one.end:
            words = one.text[start - one.start : end - one.start]
            return "" if "." in words else f" {words.casefold()} "
    return ""


def toll_of(
    tolls: Sequence[Casualty],
    side: Callable[[Casualty], Side],
    read: Callable[[Count], Bounds],
) -> Toll:
    """The figures for one outcome taken together.

    A figure without a group, or of "people", is of all who died, or whatever became of them. It
    holds those of single groups, if they are no more than it allows; else it is their rival, as it
    is where another source gives so many for a group alone.
    """
    grouped = _of_groups([t for t in tolls if not is_of_all(t)], side, read)
    totals = [t for t in tolls if is_of_all(t)]
    if not totals:
        return grouped
    whole = _rivals([read(t.count) for t in totals])
    of_all = {side(t) for t in totals}
    rest: Side = of_all.pop() if len(of_all) == 1 else "unknown"
    low, high = min(whole.low, grouped.low), max(whole.high, grouped.high)
    if grouped.best > whole.high:
        return Toll({rest: whole.best}, low, high)
    if grouped.best < whole.best <= grouped.high:
        return Toll(grouped.sides, low, high)
    sides: dict[Side, int] = dict(grouped.sides)
    sides[rest] = sides.get(rest, 0) + max(whole.best - grouped.best, 0)
    return Toll(sides, max(whole.low, grouped.low), high)


def _of_groups(
    tolls: Sequence[Casualty],
    side: Callable[[Casualty], Side],
    read: Callable[[Count], Bounds],
) -> Toll:
    """Figures of groups: those of one source are added, unless they are of one group.

    Those of different sources are rivals, so the range holds them all and the lowest is the best,
    but for groups of different sides, which are added. A group of no side is added where its
    source also has one of a side, and else is a rival of them.
    """
    found: dict[Side, list[Casualty]] = {}
    for each in tolls:
        found.setdefault(side(each), []).append(each)
    ranged = {name: _ranged(of, read) for name, of in found.items()}
    unsided = ranged.get("unknown", Bounds())
    known = sum((b for name, b in ranged.items() if name != "unknown"), Bounds())
    sources = {source_of(t) for name, of in found.items() if name != "unknown" for t in of}
    unsided_sources = {source_of(t) for t in found.get("unknown", ())}
    if not sources or not unsided_sources or sources & unsided_sources:
        whole = known + unsided
        return Toll({name: b.best for name, b in ranged.items()}, whole.low, whole.high)
    is_lower = unsided.best < known.best
    return Toll(
        {name: b.best for name, b in ranged.items() if (name == "unknown") is is_lower},
        min(known.low, unsided.low),
        max(known.high, unsided.high),
    )


def bounds(count: Count) -> Bounds:
    """A count with numbers for what its words leave open.

    The best is the number that they name, or without one the least that they mean; the most is
    what they name and no more, and "up to 19" may be none.
    """
    low = count.low if count.low is not None else count.best or 0
    best = count.best if count.best is not None else low
    high = max(best, low, count.high if count.high is not None else 0)
    is_open = count.low is not None and count.best is None and count.high is None
    return Bounds(min(low, best), best, high, is_open)


def source_of(toll: Casualty) -> str | None:
    """Who gives it, so that two tolls can be compared; None where the article does itself."""
    return toll.according_to.text.casefold() if toll.according_to else None


def is_of_all(toll: Casualty) -> bool:
    """Whether a toll is a total: without a group, or of "people", whoever they are."""
    return toll.group is None or words_of(toll.group.text) <= _ANYBODY


def words_of(text: str) -> frozenset[str]:
    """The words of a text, so that two wordings can be compared."""
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _ranged(tolls: Iterable[Casualty], read: Callable[[Count], Bounds]) -> Bounds:
    """Each source's figures added up, and the range of the sources."""
    sums: dict[str | None, dict[str, list[Bounds]]] = {}
    for toll in tolls:
        groups = sums.setdefault(source_of(toll), {})
        groups.setdefault(_group(toll) or "", []).append(read(toll.count))
    return _rivals([sum(map(_rivals, groups.values()), Bounds()) for groups in sums.values()])


def _rivals(found: Sequence[Bounds]) -> Bounds:
    """What they range over, as far as they contradict each other.

    "Up to 19" says nothing of the least where another figure does, and "over a dozen" is no less
    than the 14 that another one names.
    """
    low = [b for b in found if b.best or not b.high] or found
    named = [b.best for b in low if not b.is_open]
    low = [b for b in low if not (b.is_open and any(best >= b.low for best in named))]
    return Bounds(
        min(b.low for b in low),
        min(b.best for b in low),
        max(b.high for b in found),
        all(b.is_open for b in low),
    )


def _group(toll: Casualty) -> str | None:
    return toll.group.text.casefold() if toll.group else None
