"""Whether a deed happened that is the subject of a verb: "an attack is being planned"."""

from __future__ import annotations

from dateline.models.vocabulary import Realis
from dateline.survey.parsed.tolls.governed import is_any, is_known, made_by
from dateline.survey.parsed.tolls.realis_lexicon import attribute, governors, realis_words
from dateline.survey.parsed.tolls.verb_forms import has_have, is_modal, is_unreal
from dateline.syntax import Word


def as_subject(step: Word, verb: Word) -> Realis | None:
    """What a deed is that is the subject of a verb: "an attack is being planned"."""
    lists = realis_words()
    if any(s.at > step.at for s in verb.having("nsubj")) and (made := made_by(verb)):
        return made  # "an attack the cell had sketched": its object
    if any(c.tag == "JJR" for c in verb.having("acomp")):
        return "actual"  # "the attack would have been worse if"
    if verb.lemma == "fail" and verb.having("xcomp"):
        return "attempted"
    if verb.lemma in lists["occur"] and (any(c.dep == "neg" for c in verb.children)):
        return "actual" if is_counted(verb) else "denied"
    if verb.lemma in lists["occur"] and is_modal(verb):
        return None
    if step.dep == "nsubjpass" and (made := _undergone(step, verb)):
        return made
    if _is_supposed(step, verb):
        return "hypothetical"
    if (said := _said_of(verb)) is not None:
        return said
    if verb.dep in ("xcomp", "conj", "ccomp") and verb.tag == "VB" and verb.lemma in lists["occur"]:
        return None
    return "actual"


def is_counted(verb: Word) -> bool:
    """Whether only its place in a row is denied: "was not the first", "not the first time that"."""
    return any(
        w.lemma in realis_words()["ordinal"]
        for said in verb.having("attr", "acomp")
        for w in (said, *said.having("amod"))
    )


def _undergone(deed: Word, verb: Word) -> Realis | None:
    """What a deed is by what is done about it: "the raid was scrapped"."""
    if verb.lemma in realis_words()["dropped"]:
        return "planned"
    made = made_by(verb)
    if made is None:
        return None
    # "The attack could have been prevented", "the attack had been planned for months"
    known = is_known(deed, made) and (has_have(verb) or bool(verb.having("xcomp")))
    return "actual" if known or (made == "attempted" and is_unreal(verb)) else made


def _said_of(verb: Word) -> Realis | None:
    """What a deed is said to be: "the report was false"."""
    if verb.lemma in realis_words()["bears_out"] and any(c.dep == "neg" for c in verb.children):
        return "denied"  # "the account does not stand up"
    lies = verb.lemma in realis_words()["lies_ahead"]  # but "the attack cut off the town"
    if lies and any(
        c.lemma in realis_words()["ahead"] for c in verb.having("advmod", "acomp", "prt")
    ):
        return "hypothetical"  # "a raid is days away"
    for child in verb.having("acomp", "attr", "oprd", "xcomp"):
        if child.dep == "xcomp":
            if verb.lemma in realis_words()["proves"] and (said := _said_of(child)) is not None:
                return said  # "turned out to be a prank"
            continue
        if (said := attribute(child.text.lower())) or (said := governors().get(child.lemma)):
            return said
    return None


def _is_supposed(deed: Word, verb: Word) -> bool:
    """Whether its clause is a condition, or of any deed that might be done."""
    if any(m.text.lower() in ("if", "unless") for m in verb.having("mark")):
        return True
    any_deed = is_modal(verb) and any(c.lemma == "any" for c in deed.having("det"))
    return any_deed or _is_warned_of(deed, verb)


def _is_warned_of(deed: Word, verb: Word) -> bool:
    """Whether a deed that nobody knows of might do this: "warns that an attack could drown"."""
    bent = ("threatened", "hypothetical")
    supposed = any(governors().get(w.lemma) in bent for w in verb.ancestors)
    return is_any(deed) and is_modal(verb) and supposed
