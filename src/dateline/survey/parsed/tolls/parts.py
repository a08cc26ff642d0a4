"""Numbers that only divide up another, or that a sum has in it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.survey.parsed.tolls.parties import Party
from dateline.survey.parsed.tolls.phrases import Fate
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Tree, Word

# What is said of a part of those counted that is worse than what is said of all.
_WORSE = ("killed",)


def drop_parts(parties: Sequence[Party], fates: list[Fate | None], tree: Tree) -> None:
    """Take back what only divides a number up, or says of some what is said of all."""
    for number, party in enumerate(parties):
        fate = fates[number]
        if fate is None:
            continue
        whole = _whole(number, parties, fates, tree)
        if whole is None:
            if party.part and party.head.dep == "pobj":
                fates[number] = None
            continue
        above = fates[whole]
        if (above is not None and fate.outcome == above.outcome) or (
            fate.outcome not in _WORSE and party.part
        ):
            fates[number] = None


def drop_homes(parties: Sequence[Party], fates: list[Fate | None]) -> None:
    """Take back families whose people are counted behind them: "450 households (3,150 people)"."""
    for number, party in enumerate(parties):
        homes = party.head.head if party.head.dep == "appos" else None
        if homes is None or homes.lemma not in ("family", "household") or fates[number] is None:
            continue
        for other, above in enumerate(parties):
            if above.head is homes:
                fates[other] = None


def drop_summed(parties: Sequence[Party], fates: list[Fate | None], words: Predicates) -> None:
    """Take back some of those counted where the new sum has them.

    "The toll rose to 17 after three of the injured succumbed."
    """
    sums = {f.outcome for f in fates if f is not None and words.of_sum(f.cue)}
    for number, party in enumerate(parties):
        fate = fates[number]
        of = next((p for p in party.head.having("prep") if p.text.lower() == "of"), None)
        if fate is None or fate.outcome not in sums or of is None or words.of_sum(fate.cue):
            continue
        if any(words.said_of(noun) for noun in of.having("pobj")):
            fates[number] = None


def _whole(
    number: int, parties: Sequence[Party], fates: Sequence[Fate | None], tree: Tree
) -> int | None:
    """The larger number that one is a part of: in apposition, after "including" or "of them"."""
    party = parties[number]
    for at in range(number - 1, -1, -1):
        other = parties[at]
        if fates[at] is None and not party.part:
            continue
        small = (party.low or 0) <= (other.low or 10**9)
        if party.part and small and fates[at] is not None:
            return at
        apposed = party.head.dep in ("appos", "conj", "nsubj", "npadvmod")
        if not (apposed and small and _hangs_on(party.head, other.head)):
            continue
        if _is_aside(party, other, tree) or _divides(party, other, parties[number:]):
            return at
    return None


def _hangs_on(head: Word, other: Word) -> bool:
    """Whether an apposition ties the two, with others of its list between."""
    word = head
    for _ in range(5):
        if word.dep == "appos" and word.head is other:
            return True
        if word.dep not in ("conj", "appos", "nsubj", "npadvmod") or word.is_root:
            return False
        word = word.head
    return False


def _divides(party: Party, other: Party, listed: Sequence[Party]) -> bool:
    """Whether a list that follows a number is of the same people: "four, a father and his sons"."""
    total = 0
    for one in listed:
        if one is not party and party.head not in one.head.ancestors:
            break
        total += one.low or 0
    return total == other.low


def _is_aside(party: Party, other: Party, tree: Tree) -> bool:
    """Whether the number divides up one that stands before it: "12 people, seven of them women".

    Or says who they are: "one dead man, a tapper". Not what goes on behind a closed bracket.
    """
    between = tree.span.text[other.end - tree.span.start : party.start - tree.span.start]
    if ")" in between:
        return False
    if party.head.dep == "appos" and party.head.head is other.head and party.low == 1:
        return other.low == 1
    return (party.low or 0) < (other.low or 0)
