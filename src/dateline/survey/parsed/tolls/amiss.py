"""What is told of a number that a tree ties to the wrong word: "patched up five"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.survey.parsed.tolls.having import is_for_life
from dateline.survey.parsed.tolls.phrases import Fate
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.survey.parsed.tolls.verbs import befalls
from dateline.syntax import Word


def told_amiss(head: Word, governor: Word, words: Predicates) -> Iterator[Fate] | None:
    """What is told of a number that the tree ties to the wrong word, or ties wrongly."""
    if head.tag == "CD" and head.dep == "acomp" and governor.lemma not in words.verbs["be"]:
        return befalls("dobj", governor, words)  # "had recaptured seven", read as an attribute
    if (verb := _verb_of_particle(head)) is not None:
        return befalls("dobj", verb, words)
    if governor.lemma == "fighting" and is_for_life(governor):
        return iter((Fate("wounded", governor),))  # "left four fighting for their lives"
    behind = head.dep == "nummod" and governor.at < head.at
    if behind and (verb := _verb_behind(head)) is not None:
        return befalls("nsubjpass" if verb.having("auxpass") else "nsubj", verb, words)
    return None


def _verb_of_particle(head: Word) -> Word | None:
    """The verb of "patched up five", with the number read as a measure of it or its particle."""
    before = head.head if head.head.dep == "prt" else next(iter(head.head.having("prt")), None)
    if head.dep != "npadvmod" or head.tag != "CD" or before is None or before.at != head.at - 1:
        return None
    return before.head if not before.head.having("dobj") else None


def _verb_behind(head: Word) -> Word | None:
    """The verb of "On Friday night four of them were shot", with the number tied to the night."""
    if not head.having("prep"):
        return None
    return next((w for w in head.ancestors if w.pos == "VERB" and w.at > head.at), None)
