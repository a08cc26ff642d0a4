"""Whether a fall is a death: "fell in the fighting", "fell where they stood", not "fell ill"."""

from __future__ import annotations

from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word


def fell(verb: Word, words: Predicates) -> bool:
    """Whether a fall is a death: "fell in the fighting", not "fell ill"."""
    if verb.having("acomp", "oprd") or _into_hands(verb) or _is_no_fall(verb, words):
        return False
    if _where_they_stood(verb):
        return True
    alone = all(c.dep in ("nsubj", "advmod", "punct", "prep", "cc", "conj") for c in verb.children)
    return bool(verb.having("prep")) or alone


def _is_no_fall(verb: Word, words: Predicates) -> bool:
    """Whether they "fell ill", or asleep, with what they fell read as an adverb."""
    return any(c.text.lower() in words.verbs["sick"] for c in verb.having("advmod", "prt"))


def is_plain(verb: Word, words: Predicates) -> bool:
    """Whether the verb has one meaning only; of a fall, who or what felled them says it."""
    if verb.lemma != "fall":
        return verb.lemma not in ("flee", "starve", "bleed")
    felled = any(
        {o.lemma, o.text.lower()} & words.verbs["deadly"]
        for prep in verb.having("prep")
        if prep.text.lower() in ("to", "under", "before")
        for o in prep.having("pobj")
    )
    return felled or _where_they_stood(verb)


def _where_they_stood(verb: Word) -> bool:
    """Whether people fell "where they stood": so do the dead."""
    return any(
        clause.lemma in ("stand", "sit", "be")
        and any(c.text.lower() == "where" for c in c_.children)
        for clause in verb.having("advcl")
        for c_ in (clause, *clause.having("conj"))
    )


def _into_hands(verb: Word) -> bool:
    """Whether they fell into somebody's hands, and are captives."""
    return any(p.text.lower() == "into" and p.having("pobj") for p in verb.having("prep"))
