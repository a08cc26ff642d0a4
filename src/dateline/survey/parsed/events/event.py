"""One event of a sentence, and who may take which part in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dateline.expressions.date_values import MONTHS, WEEKDAYS
from dateline.survey.parsed.events.arguments import objects_of_prepositions
from dateline.survey.parsed.events.event_lexicon import EventLexicon, Frame, Role, event_words
from dateline.syntax import Word


@dataclass(slots=True)
class Event:
    """One word for a violent event, with the heads of those who take part.

    Attributes:
        word: The verb or noun.
        frame: What it tells.
        sure: Whether it tells of violence whatever stands beside it.
        agents: Who acts.
        victims: People who are hit.
        targets: Things that are hit.
        weapons: What they are hit with.
        people: Whether people were hurt or taken, named or not.
        armed: Whether whoever acts does so by arms, named or not.
        turn: Whether a turn of phrase tells it, and no single word.
        turned: Whether a turn of phrase tells it as well.
    """

    word: Word
    frame: Frame
    sure: bool
    agents: list[Word] = field(default_factory=list)
    victims: list[Word] = field(default_factory=list)
    targets: list[Word] = field(default_factory=list)
    weapons: list[Word] = field(default_factory=list)
    people: bool = False
    armed: bool = False
    turn: bool = False
    turned: bool = False

    def add(self, role: Role, words: Iterable[Word], lexicon: EventLexicon) -> None:
        """Puts words where they belong: a weapon is never who acts, a house no victim."""
        for word in words:
            self._add(role, word, lexicon)

    def _add(self, role: Role, word: Word, lexicon: EventLexicon) -> None:
        if role in ("victim", "target") and word.pos in ("PRON", "NUM", "DET"):
            self.people = self.people or role == "victim"
        if role == "none" or not names_something(word, lexicon):
            return
        if lexicon.is_weapon(word):
            into = self.weapons if role in ("agent", "weapon") else None
        elif role == "agent":
            # A jet bombs, but who flew it is not said.
            self.armed = self.armed or lexicon.is_armed(word)
            people = lexicon.is_person(word) or word.lemma in event_words("bodies")
            machine = lexicon.is_structure(word) and not people
            into = self.agents if _may_act(word, lexicon) and not machine else None
        elif role == "weapon":
            into = None
        elif lexicon.is_structure(word) and not lexicon.is_person(word):
            into = self.targets
        elif (
            lexicon.is_person(word)
            or lexicon.is_armed(word)
            or _may_be_hurt(role, word, self.frame)
        ):
            into, self.people = self.victims, True
        else:
            into = self.targets
        if into is not None and word not in into:
            into.append(word)


def names_something(word: Word, lexicon: EventLexicon) -> bool:
    """Whether a word is a noun for somebody or something, not for an event or a time."""
    if word.pos not in ("NOUN", "PROPN", "X") and word.lemma not in lexicon.people:
        return False
    if any(c.lemma == "whose" for c in word.having("poss")):
        return False
    if word.tag == "NN" and word.lemma.endswith("ing"):
        return False
    if any(c.lemma in ("no", "any", "which", "what") for c in word.having("det")):
        return False
    if word.lemma in lexicon.abstract and not _is_organization(word, lexicon):
        return any(lexicon.is_person(w) for w in objects_of_prepositions(word, "of"))
    return word.lemma not in lexicon.nouns and word.dep != "npadvmod" and word.lemma not in _TIMES


def _is_organization(word: Word, lexicon: EventLexicon) -> bool:
    """Whether a noun names an organization by what stands before it: "the M-19 movement"."""
    named = word.having("compound", "nmod", "amod")
    return word.lemma in lexicon.organizations and bool(named)


_TIMES = frozenset(
    {
        "yesterday",
        "today",
        "tonight",
        *WEEKDAYS,
        *MONTHS,
        "morning",
        "afternoon",
        "evening",
        "night",
        "day",
        "week",
        "month",
        "year",
        "hour",
        "minute",
        "time",
    }
)


def _may_be_hurt(role: Role, word: Word, frame: Frame) -> bool:
    """Whether a word that no list holds may name a person: names have no articles."""
    if role != "victim" or frame.name in ("kill", "die"):
        return role == "victim"  # only the living are killed
    return not any(c.lemma in ("a", "an", "the") for c in word.having("det"))


def _may_act(word: Word, lexicon: EventLexicon) -> bool:
    if lexicon.is_armed(word) or lexicon.is_person(word):
        return True
    return word.pos == "PROPN" or word.lemma in lexicon.organizations
