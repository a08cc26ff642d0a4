"""Who is accused of a deed, or claims one, and on whose word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.survey.parsed.events.arguments import (
    agents_of,
    is_passive,
    objects_of_prepositions,
    patients_of,
    subjects_of,
)
from dateline.survey.parsed.events.event import names_something
from dateline.survey.parsed.events.event_lexicon import EventLexicon, event_words, load_events
from dateline.syntax import Tree, Word


@dataclass(frozen=True, slots=True)
class Accusation:
    """Somebody said to have done a deed.

    Attributes:
        word: The verb or adjective.
        accused: Who is said to have done it.
        by: Who says so.
        claimed: Whether they say so of themselves.
    """

    word: Word
    accused: Word
    by: Word | None
    claimed: bool


def find_accusations(tree: Tree) -> tuple[Accusation, ...]:
    """The accusations and claims of a sentence, in order."""
    lexicon = load_events()
    return tuple(found for word in tree.words for found in _accusations(word, lexicon))


def _accusations(word: Word, lexicon: EventLexicon) -> Iterator[Accusation]:
    words = lexicon.accusing
    if word.pos == "VERB" and word.lemma in words["claim"] and _of_responsibility(word, lexicon):
        claimants = agents_of(word) if is_passive(word) else subjects_of(word)
        yield from (Accusation(word, who, None, claimed=True) for who in claimants if _is_name(who))
    elif word.pos in ("VERB", "ADJ") and word.lemma in words["to"]:
        # The parser may hang "to" upon the deed.
        places = (word, *(d for d in patients_of(word) if d.lemma in lexicon.nouns))
        yield from _each(
            word, [w for at in places for w in objects_of_prepositions(at, "to")], lexicon
        )
    elif word.pos == "VERB" and word.lemma in words["object"]:
        yield from _blamed(word, lexicon)
    elif _is_responsible(word, lexicon):
        yield from (
            Accusation(word, who, None, claimed=False)
            for who in subjects_of(word.head)
            if _is_name(who)
        )


def _is_responsible(word: Word, lexicon: EventLexicon) -> bool:
    """Whether it is "responsible", said of who did a deed."""
    said = word.lemma == "responsible" and word.head.lemma == "be"
    return said and _about_deed(word, lexicon, "for")


_OF_DEEDS = ("for", "of", "in", "with", "as", "to")


def _blamed(word: Word, lexicon: EventLexicon) -> Iterator[Accusation]:
    on: list[Word] = []
    if word.lemma == "blame":  # the parser may hang "on" upon the deed
        of_deeds = [d for d in word.having("dobj") if d.lemma in lexicon.nouns]
        on = [w for at in (word, *of_deeds) for w in objects_of_prepositions(at, "on")]
    if on:
        yield from _each(word, on, lexicon)
    # The parser may hang "of killing" upon who is accused.
    elif any(
        _about_deed(at, lexicon, *_OF_DEEDS) for at in (word, *patients_of(word), *_held(word))
    ):
        yield from _each(word, patients_of(word), lexicon)


def _held(word: Word) -> list[Word]:
    """The word that says what somebody is held: "held the army responsible for the killing"."""
    below = (word, *word.having("ccomp", "xcomp", "acomp", "oprd", "dobj"))
    return [c for at in below for c in at.children if c.lemma == "responsible"]


def _each(word: Word, accused: list[Word], lexicon: EventLexicon) -> Iterator[Accusation]:
    by = next(iter(agents_of(word) if is_passive(word) else subjects_of(word)), None)
    for who in accused:
        if _is_name(who) and who.lemma not in lexicon.nouns:
            yield Accusation(word, who, by if by is not who else None, claimed=False)


def _of_responsibility(word: Word, lexicon: EventLexicon) -> bool:
    objects = patients_of(word)
    if any(o.lemma in lexicon.accusing["responsibility"] for o in objects):
        return True
    if word.lemma in ("take", "accept", "acknowledge", "assume"):
        return False
    if word.lemma == "claim" and is_passive(word):
        return any(o.lemma in lexicon.nouns for o in objects)
    return any(o.lemma in lexicon.nouns for o in objects)


def _about_deed(word: Word, lexicon: EventLexicon, *names: str) -> bool:
    """Whether what follows names a deed: "of killing", "for the attack", "in the murder"."""
    for prep in word.having("prep"):
        if prep.text.lower() not in names:
            continue
        for thing in prep.having("pobj", "pcomp"):
            if (
                thing.lemma in event_words("deeds")
                or thing.lemma in lexicon.nouns
                or thing.lemma in lexicon.verbs
            ):
                return True
            if any(w.lemma in lexicon.nouns for w in thing.subtree()[:12]):
                return True
    return False


def _is_name(word: Word) -> bool:
    return word.pos in ("NOUN", "PROPN") and names_something(word, load_events())
