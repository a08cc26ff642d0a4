"""People who are told of together: "a mother and four of her children" are five."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.expressions.counts import read_count
from dateline.survey.parsed.tolls.parties import Party
from dateline.survey.parsed.tolls.phrases import Fate
from dateline.syntax import Tree

# What may stand between two of a list: the end of the first one's phrase, and the conjunction.
_BETWEEN = re.compile(
    r"(?:\s(?:of|from|in)\s[^,;.()]{1,40}?)?(?:\s\([^)]{1,20}\))?"
    r"(?:,?\s(?:and|as\swell\sas|along\swith|together\swith|plus)\s|,\s)"
    r"(?:(?:his|her|their|its|the)\s)?"
)
_AND = re.compile(r"\s(?:and|as\swell\sas|along\swith|together\swith|plus)\s")
Fates = Mapping[int, Fate | None]


def joined(parties: Sequence[Party], fates: Fates, tree: Tree) -> Iterator[tuple[Party, ...]]:
    """The people who are told of together and of whom the same is told, in order.

    Only where one of them is a single person: "three policemen and two civilians" are two groups.

    Args:
        parties: All who are counted or named in a sentence, in order.
        fates: What became of each, by where its words begin.
        tree: The sentence's tree.
    """
    run: list[Party] = []
    for party in parties:
        untold = fates.get(party.start) is None and not (party.known or party.named)
        if untold or (run and party.start < run[-1].end):
            continue
        if run and not _goes_on(run[-1], party, fates, tree):
            yield from _worth(run, fates, tree)
            run = []
        run.append(party)
    yield from _worth(run, fates, tree)


def _goes_on(last: Party, party: Party, fates: Fates, tree: Tree) -> bool:
    if party.part or last.part:
        return False
    offset = tree.span.start
    if not _BETWEEN.fullmatch(tree.span.text, last.end - offset, party.start - offset):
        return False
    ours, theirs = fates.get(last.start), fates.get(party.start)
    if ours is not None and theirs is not None:
        return ours.outcome == theirs.outcome
    listed = party.head.dep == "conj" or (party.named and party.head.dep == "appos")
    return listed and last.head in party.head.ancestors


def _worth(run: Sequence[Party], fates: Fates, tree: Tree) -> Iterator[tuple[Party, ...]]:
    """The run, where its words add up to a number that its parts give."""
    told = [f for p in run if (f := fates.get(p.start)) is not None]
    if len(run) < 2 or not told or not any(p.low == 1 for p in run):
        return
    if len(run) > 2 and run[0].low == sum(p.low or 0 for p in run[1:]):
        return  # "two civilians, a fisherman and his son": who they are
    offset = tree.span.start
    text = tree.span.text[run[0].start - offset : run[-1].end - offset]
    reading = read_count(text) if _AND.search(text) else None
    if (
        reading is not None
        and reading.rule == "sum"
        and reading.low == sum(p.low or 0 for p in run)
    ):
        yield tuple(run)
