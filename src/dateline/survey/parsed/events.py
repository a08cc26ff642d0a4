"""The violent events that a sentence tells of, each with those who take part, from its tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.survey.parsed.arguments import (
    agents_of,
    is_passive,
    objects_of_prepositions,
    patients_of,
    subjects_of,
    with_conjuncts,
)
from dateline.survey.parsed.event_lexicon import Entry, EventLexicon, Frame, Role, load_events
from dateline.syntax import Tree, Word

# A sentence with more is no sentence of a report, and each costs a look at its clause.
_MOST_EVENTS = 24
_HURT = frozenset({"dead", "wounded", "injured", "hurt", "unhurt", "unconscious"})


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
            machine = lexicon.is_structure(word) and not lexicon.is_person(word)
            into = self.agents if _may_act(word, lexicon) and not machine else None
        elif role == "weapon":
            into = None
        elif lexicon.is_structure(word) and not lexicon.is_person(word):
            into = self.targets
        elif lexicon.is_person(word) or lexicon.is_armed(word) or _may_be_hurt(role, word):
            into, self.people = self.victims, True
        else:
            into = self.targets
        if into is not None and word not in into:
            into.append(word)


def find_events(tree: Tree) -> tuple[Event, ...]:
    """The events of a sentence, in order."""
    lexicon = load_events()
    found: list[Event] = []
    for word in tree.words:
        if len(found) >= _MOST_EVENTS:
            break
        event = _event(word, lexicon)
        if event is not None:
            found.append(event)
    return tuple(found)


def _event(word: Word, lexicon: EventLexicon) -> Event | None:
    if word.pos in ("NOUN", "PROPN"):
        return nominal(word, lexicon)
    if word.pos in ("VERB", "AUX", "ADJ") or word.tag.startswith("VB"):
        return _verbal(word, lexicon)
    return None


def _verbal(word: Word, lexicon: EventLexicon) -> Event | None:
    if word.pos == "ADJ" and word.lemma in _HURT:
        return _hurt(word, lexicon)
    for entry in lexicon.verbs.get(word.lemma, ()):
        event = _by_verb(word, entry, lexicon)
        if event is not None:
            return event
    return None


def _by_verb(word: Word, entry: Entry, lexicon: EventLexicon) -> Event | None:
    frame = entry.frame
    event = Event(word, frame, entry.sure)
    if word.dep == "amod" and word.head.pos in ("NOUN", "PROPN"):
        # "the kidnapped priest", "wounded soldiers": participles before their noun.
        if word.tag == "VBN" and frame.object in ("victim", "target"):
            event.add(frame.object, with_conjuncts([word.head]), lexicon)
        return event if entry.sure or event.victims else None
    if is_passive(word):
        event.add("agent", agents_of(word), lexicon)
        event.add(frame.object, patients_of(word), lexicon)
    else:
        event.add(frame.subject, subjects_of(word), lexicon)
        event.add(frame.object, patients_of(word), lexicon)
    _add_circumstances(event, word, lexicon)
    return event if entry.sure or _holds(event, word, lexicon) else None


_WITH = ("with", "using")
_AT = ("at", "on", "against", "into", "outside", "near", "inside", "under", "under", "in", "beneath",
       "towards", "toward", "by")


def _add_circumstances(event: Event, word: Word, lexicon: EventLexicon) -> None:
    for thing in objects_of_prepositions(word, *_WITH):
        if lexicon.is_weapon(thing):
            event.add("weapon", [thing], lexicon)
        elif event.frame.name == "clash":
            event.add("target", [thing], lexicon)
    name = event.frame.name
    if name in ("explode", "launch", "fire"):
        where = [w for w in objects_of_prepositions(word, *_AT)
                 if lexicon.is_structure(w) or (name != "explode" and lexicon.is_person(w))]
        event.add("target", where, lexicon)
    if name == "clash":
        event.add("target", objects_of_prepositions(word, "against", "between"), lexicon)
    for verb in word.having("advcl", "xcomp"):
        if verb.lemma == "use":
            event.add("weapon", patients_of(verb), lexicon)


def _particle(word: Word, *names: str) -> bool:
    return any(c.text.lower() in names for c in word.children if c.dep in ("prt", "advmod", "prep"))


def _object_is(word: Word, *names: str) -> bool:
    return any(c.lemma in names for c in word.having("dobj", "nsubjpass", "oprd", "acomp", "attr"))


def _holds(event: Event, word: Word, lexicon: EventLexicon) -> bool:
    """Whether what stands beside an unsure verb makes it tell of violence."""
    armed = event.armed
    by_weapon = bool(event.weapons)
    name, lemma = event.frame.name, word.lemma
    if name == "wound":
        if lemma in ("hack", "gun", "mow"):
            return bool(event.victims) or event.people
        if lemma == "beat" or lemma == "burn":
            return bool(event.victims) and (armed or is_passive(word))
        return bool(event.victims) or event.people or armed
    if name == "attack":
        hit = bool(event.targets or event.victims)
        return by_weapon or (armed and hit) or (lemma == "destroy" and bool(event.targets))
    if name == "abduct":
        if lemma == "hold":
            return any(c.lemma in ("hostage", "captive", "prisoner")
                       for c in word.children if c.dep in ("dobj", "oprd", "xcomp", "advcl"))
        event.victims = [v for v in event.victims if lexicon.is_person(v) or v.pos == "PROPN"]
        return bool(event.victims) and (armed or is_passive(word) and lemma != "hold")
    if name == "damage":
        if lemma == "blow":
            return _particle(word, "up")
        if lemma == "set":
            return _object_is(word, "fire") or _particle(word, "ablaze", "afire", "on")
        return by_weapon or armed or _by_event(word, lexicon) or bool(event.targets)
    if name == "explode":
        if lemma == "go":
            return _particle(word, "off") and by_weapon
        return by_weapon
    if name == "launch":
        if lemma == "use":
            return by_weapon and armed
        return by_weapon
    if name == "fire":
        if lemma == "open":
            return _object_is(word, "fire")
        return bool(event.targets or event.victims) or armed
    if name == "clash":
        return armed
    if name == "leave":
        return False
    return by_weapon or armed


def _by_event(word: Word, lexicon: EventLexicon) -> bool:
    return any(w.lemma in lexicon.nouns for w in (*subjects_of(word), *agents_of(word)))


def _hurt(word: Word, lexicon: EventLexicon) -> Event | None:
    """"Dead" and "wounded" said of somebody: "left three people dead", "were found dead"."""
    frame = lexicon.verbs["die" if word.lemma == "dead" else "wound"][0].frame
    event = Event(word, frame, sure=True, people=True)
    head = word.head
    if word.dep == "amod":
        event.add("victim", with_conjuncts([head]), lexicon)
    elif word.dep in ("acomp", "oprd", "xcomp", "ccomp", "advcl", "attr", "conj"):
        event.add("victim", word.having("nsubj") or head.having("dobj", "nsubjpass", "nsubj"), lexicon)
    return event


def nominal(word: Word, lexicon: EventLexicon) -> Event | None:
    """The event that a noun is for: "the killing of X by Y", "the rebels' attack on X"."""
    entry = lexicon.nouns.get(word.lemma)
    if entry is None or (word.dep == "compound" and not entry.sure):
        return None
    frame = entry.frame
    event = Event(word, frame, entry.sure)
    event.add(frame.object, objects_of_prepositions(word, "of"), lexicon)
    event.add("agent", objects_of_prepositions(word, "by"), lexicon)
    event.add("target", objects_of_prepositions(word, "on", "against", "upon"), lexicon)
    event.add("weapon", objects_of_prepositions(word, "with"), lexicon)
    if frame.name == "clash":
        event.add("agent", objects_of_prepositions(word, "between", "with"), lexicon)
    if frame.name in ("bombing", "shelling"):
        where = objects_of_prepositions(word, "at", "outside", "near", "in")
        event.add("target", [w for w in where if lexicon.is_structure(w)], lexicon)
    event.add(frame.subject, with_conjuncts(word.having("poss")), lexicon)
    for before in word.having("compound", "amod", "nmod"):
        if lexicon.is_weapon(before):
            event.add("weapon", [before], lexicon)
            event.sure = True
    for verb in _lending(word, lexicon):
        event.add("agent", agents_of(verb) if is_passive(verb) else subjects_of(verb), lexicon)
    _add_target_of(event, word, lexicon)
    told = event.agents or event.victims or event.targets or event.weapons
    return event if event.sure or told else None


def _lending(word: Word, lexicon: EventLexicon) -> Iterator[Word]:
    """Verbs that lend the noun who acts: "carried out an attack", "attack staged by"."""
    if word.dep in ("dobj", "nsubjpass") and word.head.lemma in lexicon.light:
        yield word.head
    for verb in word.having("acl", "relcl"):
        if verb.lemma in lexicon.light or verb.lemma in ("attribute", "claim", "blame"):
            yield verb


def _add_target_of(event: Event, word: Word, lexicon: EventLexicon) -> None:
    """"X was the target of an attack", "victims of the attack"."""
    if word.dep == "pobj" and word.head.text.lower() == "of":
        noun = word.head.head
        if noun.lemma in ("target", "victim") and noun.dep == "attr":
            event.add("target" if noun.lemma == "target" else "victim",
                      noun.head.having("nsubj"), lexicon)


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
    if word.lemma in lexicon.abstract:
        return any(lexicon.is_person(w) for w in objects_of_prepositions(word, "of"))
    return word.lemma not in lexicon.nouns and word.dep != "npadvmod" and word.lemma not in _TIMES


_TIMES = frozenset({"yesterday", "today", "tonight", "monday", "tuesday", "wednesday", "thursday",
                    "friday", "saturday", "sunday", "morning", "afternoon", "evening", "night",
                    "january", "february", "march", "april", "may", "june", "july",
                    "august", "september", "october", "november", "december", "day", "week", "month", "year", "hour", "minute", "time"})


def _may_be_hurt(role: Role, word: Word) -> bool:
    """Whether a word that no list holds may name a person: names have no articles."""
    return role == "victim" and not any(c.lemma in ("a", "an", "the") for c in word.having("det"))


def _may_act(word: Word, lexicon: EventLexicon) -> bool:
    if lexicon.is_armed(word) or lexicon.is_person(word):
        return True
    return word.pos == "PROPN" or word.lemma in lexicon.organizations
