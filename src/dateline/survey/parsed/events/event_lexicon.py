"""Words for violent events with what stands where in their clauses, from a data file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, cast

from dateline.models.vocabulary import IncidentKind
from dateline.survey.word_lists import read_lexicon, word_set
from dateline.syntax import Word

Role = Literal["agent", "victim", "target", "weapon", "none"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What the words of one sort tell, and who stands where beside them.

    Attributes:
        name: The sort: "kill", "die", "attack", ….
        kind: The kind of incident that they tell of.
        subject: What a verb's subject is; of a noun, what its possessor is.
        object: What a verb's object is; of a noun, what follows "of".
    """

    name: str
    kind: IncidentKind
    subject: Role
    object: Role


@dataclass(frozen=True, slots=True)
class Entry:
    """A word's frame; a sure word tells of violence whatever stands beside it."""

    frame: Frame
    sure: bool


@dataclass(frozen=True, slots=True, eq=False)
class EventLexicon:
    """Verbs and nouns for violent events, and the nouns for those who take part, by lemma."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, Entry]
    light: frozenset[str]
    unreal: frozenset[str]
    accusing: Mapping[str, frozenset[str]]
    weapons: frozenset[str]
    qualified: frozenset[str]
    qualifiers: frozenset[str]
    people: frozenset[str]
    suffixes: tuple[str, ...]
    armed: frozenset[str]
    structures: frozenset[str]
    abstract: frozenset[str]
    organizations: frozenset[str]
    poses: frozenset[str]
    titles: frozenset[str]

    def is_weapon(self, word: Word) -> bool:
        """Whether a noun is a weapon's, by itself or by what stands before it."""
        name = _last(word)
        if name not in self.weapons or word.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        if name not in self.qualified:
            return True
        return any(
            c.lemma in self.qualifiers or c.text.lower() in self.qualifiers
            for c in word.having("amod", "compound", "nmod")
        )

    def is_person(self, word: Word) -> bool:
        """Whether a noun is for people."""
        return _last(word) in self.people or (
            word.pos == "NOUN" and len(word.lemma) > 5 and word.lemma.endswith(self.suffixes)
        )

    def may_speak(self, word: Word) -> bool:
        """Whether a noun is for somebody who can say something: a name, a person, a body.

        Who may take a step of policy is another question: `parsed.policy.parties.is_party`.
        """
        called = word.lemma in self.titles or word.lemma in self.organizations
        return word.pos in ("PROPN", "PRON") or called or self.is_person(word)

    def is_armed(self, word: Word) -> bool:
        """Whether a noun, or a name's last word, is for somebody who acts by arms."""
        return _last(word) in self.armed or word.text.lower() in self.armed

    def is_structure(self, word: Word) -> bool:
        """Whether a noun is for a building, a vehicle, a place or another thing to be hit."""
        return _last(word) in self.structures


def _last(word: Word) -> str:
    """The lemma; of a word with hyphens, what follows the last: "car-bomb"."""
    return word.lemma.rpartition("-")[2] or word.lemma


@cache
def load_events() -> EventLexicon:
    """The lexicon of English events."""
    data = read_lexicon("events")
    verbs: dict[str, tuple[Entry, ...]] = {}
    for name, table in data["verbs"].items():
        frame = _frame(name, table, "subject", "object")
        for word, entry in _entries(table, frame):
            verbs[word] = (*verbs.get(word, ()), entry)
    nouns = {
        word: entry
        for name, table in data["nouns"].items()
        for word, entry in _entries(table, _frame(name, table, "possessor", "of"))
    }
    lists = {name: frozenset(data[name]["words"]) for name in _LISTS}
    return EventLexicon(
        verbs=verbs,
        nouns=nouns,
        light=frozenset(data["light"]["verbs"]),
        unreal=frozenset(data["unreal"]["words"]),
        accusing={name: frozenset(words) for name, words in data["accusing"].items()},
        qualified=frozenset(data["weapons"]["qualified"]),
        qualifiers=frozenset(data["weapons"]["qualifiers"]),
        suffixes=tuple(data["people"]["suffixes"]),
        **lists,
    )


def event_words(name: str) -> frozenset[str]:
    """The words of one of the lists that clauses of events are read by."""
    return word_set("events", "words", name)


_LISTS = (
    *("weapons", "people", "armed", "structures", "abstract", "organizations", "titles"),
    "poses",
)


def _frame(name: str, table: Mapping[str, Any], subject: str, obj: str) -> Frame:
    roles = cast("tuple[Role, Role]", (table[subject], table[obj]))
    return Frame(name, IncidentKind(table["kind"]), *roles)


def _entries(table: Mapping[str, Any], frame: Frame) -> list[tuple[str, Entry]]:
    return [
        (word, Entry(frame, sure))
        for words, sure in ((table["sure"], True), (table.get("unsure", ()), False))
        for word in words
    ]
