"""People who are past saving, or whom somebody still tries to save."""

from __future__ import annotations

from dateline.survey.parsed.tolls.phrases import Fate, is_negated
from dateline.survey.parsed.tolls.predicates import Predicates
from dateline.syntax import Word


def not_saved(verb: Word, words: Predicates) -> Fate | None:
    """The death of those who were not saved: "could not be revived", "were unable to save"."""
    if verb.lemma not in words.verbs["save"]:
        return None
    return Fate("killed", verb) if is_negated(verb) or _is_vain(verb, words) else None


def fought_for(verb: Word, words: Predicates) -> Fate | None:
    """The wounds of those whom doctors try to save: "are fighting to save a boy"."""
    above = verb.head
    if verb.lemma not in words.verbs["save"] or verb.dep not in ("xcomp", "advcl"):
        return None
    tries = above.lemma in words.verbs["struggle"]
    return Fate("wounded", verb, others=frozenset({"killed"})) if tries else None


def did_not_make_it(verb: Word, words: Predicates) -> Fate | None:
    """The death of those who "did not make it", or not as far as the hospital."""
    it = any(o.text.lower() == "it" for o in verb.having("dobj"))
    if verb.lemma != "make" or not it or not is_negated(verb) or verb.having("xcomp", "ccomp"):
        return None
    goals = [o for p in verb.having("prep") if p.text.lower() == "to" for o in p.having("pobj")]
    near = all(g.lemma in words.verbs["homecoming"] for g in goals)
    return Fate("killed", verb) if near else None


def last_breath(verb: Word, thing: Word, words: Predicates) -> Fate | None:
    """The death of one who "breathed his last", or "drew her last breath"."""
    if verb.lemma not in words.verbs["breathe"]:
        return None
    last = thing.lemma == "last" or (
        thing.lemma == "breath" and any(c.text.lower() in ("last", "final") for c in thing.children)
    )
    return Fate("killed", verb) if last else None


def sent_to_grave(verb: Word, words: Predicates) -> Fate | None:
    """The death of those whom somebody boasts of having sent "to hell", "to their graves"."""
    if verb.lemma not in ("send", "dispatch", "despatch"):
        return None
    gone = any(
        {o.lemma, o.text.lower()} & words.verbs["hereafter"]
        for prep in verb.having("prep", "dative")
        if prep.text.lower() in ("to", "into")
        for o in prep.having("pobj")
    )
    return Fate("killed", verb) if gone else None


def _is_vain(verb: Word, words: Predicates) -> bool:
    """Whether it is tried in vain: "failed to save", "unable to save"."""
    if verb.dep not in ("xcomp", "advcl", "acl", "ccomp"):
        return False
    above = verb.head
    if above.lemma in words.verbs["in_vain"]:
        return True
    return above.lemma in ("able", "manage") and (is_negated(above) or is_negated(above.head))
