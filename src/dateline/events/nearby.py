"""Which events a report may belong to, found among any number of them.

Reports stand in blocks, by country and day. In a block of ordinary size all of them are weighed. On
a day with thousands of incidents in one country that would take hours, so there only those are
weighed that share a town, a target, a name or a toll with the report: the likeliest few.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import product
from math import floor

from dateline.events.likeness import DAYS_APART
from dateline.events.traits import Traits

LONGEST = 31
"""Days of the longest stretch in which an incident is looked for: a month."""
_CROWDED = 40
"""Reports of a block up to which all of them are weighed."""
_LIKELIEST = 40
"""Reports of a crowded block that are weighed."""
_CELL = 0.1
"""Degrees of a cell of the grid by which places are near each other: at most 11 km."""

Feature = tuple[str, object]
BlockName = tuple[str | None, date]
"""Country and day. Reports without a country stand under None, and look under `ANYWHERE` too."""
ANYWHERE = "*"
"""The country of blocks that hold the reports of all countries."""
Known = tuple[str, Traits]
"""A report, with the id of its event before it."""


def blocks_of(traits: Traits) -> Iterator[BlockName]:
    """Where a report is kept."""
    for day in _days(traits, reach=0):
        yield traits.country, day
        yield ANYWHERE, day


def looked_up(traits: Traits) -> Iterator[BlockName]:
    """Where the reports stand that it may be of one event with."""
    for day in _days(traits, reach=DAYS_APART):
        if traits.country is None:
            yield ANYWHERE, day
        else:
            yield traits.country, day
            yield None, day


def _days(traits: Traits, reach: int) -> Iterator[date]:
    if traits.days is not None:
        first, last = traits.days
        for days in range(-reach, min((last - first).days, LONGEST) + 1 + reach):
            yield first + timedelta(days=days)


@dataclass
class _Block:
    """The reports of a day in a country."""

    reports: list[Known] = field(default_factory=list)
    _by_feature: dict[Feature, list[int]] = field(default_factory=dict)
    _noted: int = 0

    def likely(self, traits: Traits) -> Iterator[str]:
        """The events of those reports that are worth weighing."""
        if len(self.reports) <= _CROWDED:
            yield from (event for event, _ in self.reports)
            return
        self._note()
        counted: Counter[int] = Counter()
        for feature in _sought(traits):
            counted.update(self._by_feature.get(feature, ()))
        yield from (self.reports[at][0] for at, _ in counted.most_common(_LIKELIEST))

    def _note(self) -> None:
        """Note the features of what has come in; of a block that is not crowded nobody asks."""
        for at in range(self._noted, len(self.reports)):
            for feature in _told(self.reports[at][1]):
                self._by_feature.setdefault(feature, []).append(at)
        self._noted = len(self.reports)


def _told(traits: Traits) -> Iterator[Feature]:
    """What a report is found by in a crowded block."""
    site, bare = traits.site, True
    if site is not None and site.town is not None:
        yield "town", site.town
        bare = False
    if site is not None and site.at is not None:
        yield "cell", _cell(site.at)
    for feature in _of_parties(traits):
        yield feature
        bare = False
    if bare:
        yield "bare", traits.kind


def _sought(traits: Traits) -> Iterator[Feature]:
    """The same, with the cells that lie around it."""
    site = traits.site
    for feature in _told(traits):
        if feature[0] != "cell":
            yield feature
    if site is not None and site.at is not None:
        south, west = _cell(site.at)
        for north, east in product((-1, 0, 1), repeat=2):
            yield "cell", (south + north, west + east)


def _of_parties(traits: Traits) -> Iterator[Feature]:
    yield from (("target", word) for word in traits.targets)
    yield from (("name", word) for word in traits.names)
    for outcome, *counts in traits.tolls:
        yield from (("toll", (outcome, count)) for count in dict.fromkeys(counts))


def _cell(at: tuple[float, float]) -> tuple[int, int]:
    return floor(at[0] / _CELL), floor(at[1] / _CELL)


class Nearby:
    """Linked reports by country and day: all that came in, or those that were last asked for.

    Args:
        load: What stands in a block from before; nothing where it is left out.
        most: The reports that are held at once; blocks that were not asked for lately are let go of
            beyond that, and loaded again. Without a bound where it is left out.
    """

    def __init__(
        self,
        load: Callable[[BlockName], Iterable[Known]] | None = None,
        most: int | None = None,
    ) -> None:
        self._load = load
        self._most = most
        self._held = 0
        self._blocks: OrderedDict[BlockName, _Block] = OrderedDict()

    def events(self, traits: Traits) -> list[str]:
        """The ids of events that a report may belong to, each once."""
        found: dict[str, None] = {}
        for name in looked_up(traits):
            block = self._block(name)
            if block is not None:
                found.update(dict.fromkeys(block.likely(traits)))
        return list(found)

    def add(self, event: str, traits: Traits) -> None:
        """Keep a report that was put to an event."""
        for name in blocks_of(traits):
            # What is not here is loaded when it is asked for.
            if self._load is None or name in self._blocks:
                self._blocks.setdefault(name, _Block()).reports.append((event, traits))
                self._held += 1

    def _block(self, name: BlockName) -> _Block | None:
        block = self._blocks.get(name)
        if block is None and self._load is not None:
            block = self._blocks[name] = _Block(list(self._load(name)))
            self._held += len(block.reports) + 1
        if block is not None:
            self._blocks.move_to_end(name)
            self._let_go()
        return block

    def _let_go(self) -> None:
        while self._most is not None and self._held > self._most and len(self._blocks) > 1:
            _, block = self._blocks.popitem(last=False)
            self._held -= len(block.reports) + 1
