"""Numbers that tell how things stand: what a prison holds or has room for, who is free again.

"The farm, built for 750 men, holds 1,460"; "there is room for 40 bodies"; "the two are free".
"""

from __future__ import annotations

import re
from functools import cache

from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.tolls import Toll
from dateline.survey.word_lists import in_shape, read_lexicon
from dateline.syntax import Word

_KEPT = frozenset({"killed", "captured"})
_ABLE = frozenset({"can", "could", "may"})
# Where the words of each list (§) have to stand.
_SHAPES = {"room": r"(?i)\b(?:§)\s+$", "taken": r"(?i)\b(?:§)\b"}


@cache
def _standing(name: str, language: str = "en") -> re.Pattern[str]:
    """The words of one list of how things stand, where they have to stand."""
    return in_shape(_SHAPES[name], read_lexicon(f"{language}_tolls")["standing"][name])


def tells_how_it_stands(toll: Toll, cue: Word | None, head: Word | None, words: Predicates) -> bool:
    """Whether a toll is what a place holds or has room for, or of those who are free again.

    Args:
        toll: A number with what may have become of those.
        cue: The word that tells it.
        head: The word for those who are counted.
        words: What becomes of people, by words.
    """
    text, start, _ = toll.placed
    if toll.outcome in _KEPT and _standing("room").search(text[:start]):
        return True
    if cue is None:
        return False
    if toll.outcome == "wounded":
        return _is_found_alive(cue)
    if toll.outcome == "killed":
        return cue is head and _is_stored(cue.head, words)
    if toll.outcome != "captured":
        return False
    if head is not None and _was_held(head, cue, words):
        return True
    if head is not None and _is_taken(head, words):
        return False
    if cue is head:
        return _is_let_go(cue, words)
    return _standing("taken").search(toll.count.text) is None and _is_stock(cue, words)


def _is_found_alive(place: Word) -> bool:
    """Whether somebody turned up where the hurt lie: "was found alive at Kismayo hospital"."""
    verb = place.head.head
    alive = any(c.text.lower() == "alive" for c in verb.children)
    there = place.dep == "pobj" and place.head.text.lower() in ("at", "in")
    return there and verb.lemma == "find" and alive


def _was_held(head: Word, cue: Word, words: Predicates) -> bool:
    """Whether they were held until they went free: "eleven who were being held walked free"."""
    being = cue.dep == "relcl" and any(c.text.lower() == "being" for c in cue.children)
    verb = head.head
    free = any(c.text.lower() in words.verbs["at_liberty"] for c in verb.children)
    return (
        being
        and head.dep in ("nsubj", "nsubjpass")
        and (free or verb.lemma in words.verbs["freed"])
    )


def _is_taken(head: Word, words: Predicates) -> bool:
    """Whether a clause of their own tells that they were taken: "30 boys whom soldiers seized"."""
    clauses = head.having("relcl", "acl")
    return any(words.done_to_object(c) == "captured" for c in clauses)


def _is_stock(verb: Word, words: Predicates) -> bool:
    """Whether a place has them that is there to hold people: "the jail holds 900"."""
    if verb.lemma not in words.verbs["contain"] or verb.having("auxpass"):
        return False
    if any(words.said_of(o) == "wounded" for o in verb.having("dobj")):
        return False  # "the hospital holds 14 wounded"
    return any(s.lemma in words.verbs["holding"] for s in _subjects(verb))


def _is_stored(verb: Word, words: Predicates) -> bool:
    """Whether it is said how many bodies there is room for: "can hold 24 bodies"."""
    able = any(c.text.lower() in _ABLE for c in verb.having("aux"))
    return able and verb.lemma in words.verbs["contain"]


def _is_let_go(head: Word, words: Predicates) -> bool:
    """Whether captives, of whom no more is told, are free: "was released with eleven prisoners"."""
    if any(clause.lemma in words.verbs["freed"] for clause in head.having("relcl", "acl")):
        return True  # "the 63 prisoners whom they released"
    governor = head.head
    if head.dep == "nsubj" and governor.lemma == "be":
        said = governor.having("acomp", "advmod")
        to_be = any(c.lemma in words.verbs["freed"] for c in governor.having("xcomp"))
        return to_be or any(c.text.lower() in words.verbs["at_liberty"] for c in said)
    if head.dep == "nsubj" and governor.head.lemma == "let":
        return True
    if head.dep != "pobj":
        return False
    prep = governor.head if governor.head.dep in ("prep", "advmod") else governor
    whose = governor.text.lower() == "of" and governor.head.lemma in words.verbs["freedom"]
    along = (
        governor.text.lower() in ("with", "alongside") and prep.head.lemma in words.verbs["freed"]
    )
    return whose or along


def _subjects(verb: Word) -> list[Word]:
    """Who or what does it, be it told by a relative, or once for two verbs."""
    first = verb
    while first.dep == "conj" and not first.having("nsubj") and first.head.pos == "VERB":
        first = first.head
    named = first.having("nsubj")
    if first.dep in ("relcl", "acl") and (not named or named[0].tag in ("WDT", "WP")):
        # "The prison in Malinao, which holds": the tree may tie it to the place.
        place = first.head
        return [place, place.head.head] if place.dep == "pobj" else [place]
    return named
