"""Whose dead, wounded or captured a toll counts: told by the words for its group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.events.counting import Side, words_of
from dateline.export.schemes.data import data_of
from dateline.export.schemes.parties import Party, proper_words
from dateline.models import Casualty


@dataclass(frozen=True, slots=True)
class _Known:
    """One party's side, and every wording that it has in the article."""

    side: Side
    wordings: tuple[frozenset[str], ...]
    names: frozenset[str]
    kind: str | None


def side_of(a: Iterable[Party], b: Iterable[Party]) -> Callable[[Casualty], Side]:
    """Whose a toll is: by a party's own words, then by what its own words are the name of.

    "Soldiers" are those of the one side that is a state's, "militants" those of the one that is an
    armed group, and civilians are civilians whoever fights.
    """
    known = [*_known("a", a), *_known("b", b)]

    def side(toll: Casualty) -> Side:
        words = words_of(toll.group.text) if toll.group else frozenset()
        if not words or toll.group is None:
            return "unknown"
        own = {k.side for k in known if any(words <= wording for wording in k.wordings)}
        if own:
            return own.pop() if len(own) == 1 else "unknown"
        groups = _groups()
        if words & set(groups["civilians"]):
            return "civilians"
        names = proper_words(toll.group.text)
        named = {k.side for k in known if k.side != "civilians" and names & k.names}
        if len(named) == 1:
            return named.pop()
        return "unknown" if names else _by_category(known, words)

    return side


def _known(side: Side, parties: Iterable[Party]) -> Iterable[_Known]:
    for party in parties:
        if party.basis is None and party.kind is None:
            continue  # neither civilians nor armed, as far as is known
        wordings = (party.mention.text, *party.also)
        yield _Known(
            "civilians" if party.kind in _groups()["unarmed"] else side,
            (words_of(f"{party.mention.text} {party.words}"), *map(words_of, party.also)),
            proper_words(" ".join((party.words, *wordings))),
            party.kind,
        )


def _by_category(known: Sequence[_Known], words: frozenset[str]) -> Side:
    for name in ("states", "armed_groups"):
        rule = _groups()[name]
        if words & set(rule["words"]):
            sides = {k.side for k in known if k.kind in rule["kinds"]}
            return sides.pop() if len(sides) == 1 else "unknown"
    return "unknown"


def _groups() -> Any:
    return data_of("parties")["groups"]
