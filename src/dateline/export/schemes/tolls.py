"""The tolls of an incident as numbers: rival figures ranged, figures of different people added."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.export.schemes.parties import Party
from dateline.models import Casualty, Count, Incident
from dateline.models.vocabulary import Outcome

Side = Literal["a", "b", "civilians", "unknown"]
_WORD = re.compile(r"\w+")
_PLURAL = 2  # the least that a count's words are read as where they only say that it was several


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number with what it may be less or more."""

    low: int = 0
    best: int = 0
    high: int = 0

    def __add__(self, other: Bounds) -> Bounds:
        return Bounds(self.low + other.low, self.best + other.best, self.high + other.high)


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


def reliable(incident: Incident, outcome: Outcome) -> tuple[Casualty, ...]:
    """The tolls that count: of what came about, and not on the word of those who did it.

    Where nobody else gives a figure, theirs is kept.
    """
    tolls = tuple(
        c
        for c in incident.casualties
        if c.outcome == outcome and c.realis in ("actual", "historical")
    )
    doers = [p.mention for p in incident.perpetrators]
    doers += [incident.claim.by] if incident.claim.by else []
    partial = [_words(doer.text) for doer in doers]
    others = (t for t in tolls if not any(p <= _words(_source(t) or "") for p in partial))
    return tuple(others) or tolls


def toll_of(
    tolls: Sequence[Casualty],
    side: Callable[[Casualty], Side],
    read: Callable[[Count], Bounds],
) -> Toll:
    """The figures for one outcome taken together.

    A figure without a group is of all who died, or whatever became of them. It holds those of
    single groups, if they are no more than it allows; else it is their rival.
    """
    grouped = _of_groups([t for t in tolls if t.group], side, read)
    totals = [read(t.count) for t in tolls if not t.group]
    if not totals:
        return grouped
    whole = _rivals(totals)
    if grouped.best > whole.high:
        return Toll(
            {"unknown": whole.best}, min(whole.low, grouped.low), max(whole.high, grouped.high)
        )
    rest = max(whole.best - grouped.best, 0)
    sides: dict[Side, int] = dict(grouped.sides)
    sides["unknown"] = sides.get("unknown", 0) + rest
    return Toll(sides, max(whole.low, grouped.low), max(whole.high, grouped.high))


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
    sources = {_source(t) for name, of in found.items() if name != "unknown" for t in of}
    unsided_sources = {_source(t) for t in found.get("unknown", ())}
    if not sources or not unsided_sources or sources & unsided_sources:
        whole = known + unsided
        return Toll({name: b.best for name, b in ranged.items()}, whole.low, whole.high)
    is_lower = unsided.best < known.best
    return Toll(
        {name: b.best for name, b in ranged.items() if (name == "unknown") is is_lower},
        min(known.low, unsided.low),
        max(known.high, unsided.high),
    )


def side_of(a: Iterable[Party], b: Iterable[Party]) -> Callable[[Casualty], Side]:
    """Whose dead a toll counts, told by the words for its group."""
    sides: list[tuple[frozenset[str], Side]] = []
    both: tuple[tuple[Side, Iterable[Party]], ...] = (("a", a), ("b", b))
    for name, parties in both:
        for party in parties:
            if party.basis is None and party.kind is None:
                continue  # neither civilians nor armed, as far as is known
            words = _words(party.mention.text) | _words(party.words)
            sides.append((words, "civilians" if party.kind == "Civilians" else name))

    def side(toll: Casualty) -> Side:
        group = _words(toll.group.text) if toll.group else frozenset()
        found = {name for words, name in sides if group and group <= words}
        return found.pop() if len(found) == 1 else "unknown"

    return side


def bounds(count: Count) -> Bounds:
    """A count with numbers for what its words leave open.

    The best is the number that they name, or without one the least that they mean; the most is
    what they name and no more, and "up to 19" may be none.
    """
    low = count.low if count.low is not None else count.best or 0
    best = count.best if count.best is not None else low
    high = max(best, low, count.high if count.high is not None else 0)
    return Bounds(min(low, best), best, high)


def acled_bounds(count: Count) -> Bounds:
    """A count by ACLED's rule: the least; 3 for several, 12 for dozens, 100 for hundreds."""
    if not count.vague:
        return bounds(count)
    low = count.low or 0
    number = 3 if low <= _PLURAL else low // _PLURAL
    return Bounds(number, number, number)


def _ranged(tolls: Iterable[Casualty], read: Callable[[Count], Bounds]) -> Bounds:
    """Each source's figures added up, and the range of the sources."""
    sums: dict[str | None, dict[str, list[Bounds]]] = {}
    for toll in tolls:
        group = toll.group.text.casefold() if toll.group else ""
        sums.setdefault(_source(toll), {}).setdefault(group, []).append(read(toll.count))
    return _rivals([sum(map(_rivals, groups.values()), Bounds()) for groups in sums.values()])


def _rivals(found: Sequence[Bounds]) -> Bounds:
    return Bounds(min(b.low for b in found), min(b.best for b in found), max(b.high for b in found))


def _source(toll: Casualty) -> str | None:
    return toll.according_to.text.casefold() if toll.according_to else None


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))
