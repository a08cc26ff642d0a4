"""Verbs that share a subject or an object's words, and participles read as the verb of a clause."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word


def is_cut_short(verb: Word, words: Predicates) -> bool:
    """Whether a past is a participle that the tree takes for the verb of a clause.

    "Nine nurses kidnapped near Zaria were freed", "with four attackers shot dead", "one was killed
    and his wife wounded".
    """
    if verb.tag != "VBD" or words.done_to_object(verb) in (None, "displaced"):
        return False
    if verb.dep == "advcl" and any(m.text.lower() == "with" for m in verb.having("mark")):
        return True
    if verb.having("dobj") or verb.lemma in words.subject or verb.lemma == "walk":
        return False
    if verb.lemma in words.verbs["dragged_off"] and words.done_to_object(verb) == "captured":
        return any(c.text.lower() in ("away", "off") for c in verb.children)  # "led away"
    if verb.dep == "conj" and verb.head.having("auxpass"):
        return not verb.having("aux", "ccomp", "xcomp", "dative")
    passive = [c for c in own_conjuncts(verb) if c.having("auxpass")]
    return verb.dep in ("csubj", "csubjpass") or bool(passive)


def own_conjuncts(verb: Word) -> list[Word]:
    """The verbs joined to one that share its subject, be it told again: "and was himself shot"."""
    return [
        c
        for c in conjuncts(verb)
        if all(s.text.lower() in _ITSELF for s in c.having("nsubj", "nsubjpass"))
    ]


_ITSELF = frozenset({"himself", "herself", "themselves", "itself"})


def conjuncts(verb: Word) -> Iterator[Word]:
    """The verbs joined to one, through each other."""
    for child in verb.having("conj"):
        yield child
        yield from conjuncts(child)


def tied_to_object(verb: Word) -> list[Word]:
    """The ways that the tree ties to those who are moved: "dragged a man and two boys out of"."""
    moved = verb.having("dobj")
    moved += [c for o in moved for c in o.having("conj")]
    moved += [o for m in moved for p in m.having("prep") for o in p.having("pobj")]
    return [
        p
        for m in moved
        for p in m.having("prep")
        if p.text.lower() in ("out", "off", "into", "onto")
    ]
