"""What a word makes of the deed that it governs: a threat, a plan, a denial, a fear."""

from __future__ import annotations

from dateline.models.vocabulary import Realis
from dateline.survey.parsed.tolls.realis_lexicon import attribute, governors, realis_words
from dateline.survey.parsed.tolls.verb_forms import has_have, is_finite, is_infinitive, is_modal
from dateline.syntax import Word

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


def ruled(step: Word, above: Word) -> Realis | None:
    """What the word above makes of the deed, where it governs it."""
    if step.dep in ("advmod", "npadvmod", "punct", "nsubjpass") and step.pos != "NOUN":
        return None
    if (scoped := _scoped(step, above)) is not None:
        return scoped
    made = made_by(above)
    if step.dep in ("acl", "relcl") and says_what(step):
        made = made or _attribute_of(above)
    if step.dep == "dobj" and (
        _disowned(step, above)
        if made is None
        else made == "denied" and step.lemma in realis_words()["disowned"]
    ):
        return "actual"  # "denied carrying out the bombing", "denied a role in it": there was one
    if made is None and step.dep == "dobj" and is_infinitive(above) and is_known(step, "planned"):
        return "actual"
    if is_infinitive(step) and step.dep == "xcomp" and _is_about_to(above):
        return made or "planned"  # "was about to stab"
    if step.dep in (*SUBJECTS, "conj") or (above.pos in ("NUM", "ADJ") and made is None):
        return None
    if is_infinitive(step) and step.dep in ("advcl", "xcomp", "acl", "ccomp", "relcl"):
        return _of_infinitive(step, above, made)
    if made is None or (above.dep == "relcl" and step.dep == "advcl"):
        return None
    return _of_clause(step, above, made) or _of_noun(step, above, made)


def _scoped(step: Word, above: Word) -> Realis | None:
    """What a verb makes of it by its mood or its speaker, whatever it means."""
    if _is_of_any(step, above) and not has_have(above):
        return "hypothetical"
    if step.dep == "prep" and above.lemma in realis_words()["event"] and _is_in(above):
        return "hypothetical"  # "in the event of an assault"
    if step.dep == "prep" and _is_readied_for(step, above):
        return "planned"
    return "denied" if step.dep == "ccomp" and _is_corrected(above) else None


def _is_in(noun: Word) -> bool:
    return noun.dep == "pobj" and noun.head.text.lower() == "in"


def _is_about_to(word: Word) -> bool:
    """Whether it only says that something is near: "about to", "going to"."""
    going = word.lemma == "go" and word.tag == "VBG" and bool(word.having("aux"))
    return going or word.lemma in realis_words()["about_to"]


def _is_readied_for(prep: Word, verb: Word) -> bool:
    """Whether men or things are got ready for a deed that nobody knows of: "massing for a raid"."""
    return (
        prep.text.lower() == "for"
        and verb.pos == "VERB"
        and verb.lemma in realis_words()["readying"]
        and any(is_any(o) for o in prep.having("pobj"))
    )


def _is_corrected(verb: Word) -> bool:
    """Whether it tells again what the article's own medium told before: "we reported earlier"."""
    own = any(s.text.lower() == "we" for s in verb.having("nsubj"))
    before = any(a.text.lower() in realis_words()["before_this"] for a in verb.having("advmod"))
    return own and before and verb.lemma in realis_words()["told"]


def _attribute_of(noun: Word) -> Realis | None:
    """What the adjectives of a noun make of what it is about: "baseless reports that"."""
    made = (attribute(c.text.lower()) for c in noun.having("amod"))
    return next((m for m in made if m is not None), None)


def _disowned(step: Word, above: Word) -> bool:
    """Whether somebody only denies having done what is known to have been done."""
    return (
        is_known(step, "planned")
        and above.lemma in realis_words()["do"]
        and governors().get(above.head.lemma) == "denied"
    )


def _of_clause(step: Word, above: Word, made: Realis) -> Realis | None:
    """What the word above makes of a clause that hangs on it."""
    if step.dep not in ("ccomp", "acl", "xcomp", "pcomp", "relcl"):
        return None
    if made in ("denied", "hypothetical"):
        return _negated(made, above)
    if step.tag == "VBG" or not is_finite(step):
        return made
    return made if made == "threatened" and is_modal(step) else None


def _of_noun(step: Word, above: Word, made: Realis) -> Realis | None:
    """What the word above makes of a noun that it governs, by itself or with a preposition."""
    if step.dep == "oprd" and made == "denied" and above.having("dobj"):
        return None  # "called off the search with 38 wounded brought out"
    if step.dep in ("dobj", "pobj", "attr", "oprd", "acomp", "dative"):
        # A deed that is known already was done, whatever is planned about it: "to avenge the".
        return _negated(made, above) if not is_known(step, made) else "actual"
    if step.dep == "prep" and made == "denied" and step.text.lower() == "as":
        return made  # "dismissed as rumour reports that"
    if step.dep == "prep" and (
        step.text.lower() not in realis_words()["governed_by"]
        or (_told_of_place(step) and not step.having("pcomp"))  # but "tasked with burning"
    ):
        return None
    return _negated(made, above) if step.dep in ("prep", "compound") else None


def is_known(step: Word, made: Realis) -> bool:
    """Whether what is threatened or planned is known already: "to avenge the attack"."""
    return made in ("planned", "threatened") and any(
        c.dep == "det" and c.text.lower() in ("the", "that", "this") for c in step.children
    )


def _told_of_place(prep: Word) -> bool:
    return prep.text.lower() in ("in", "at", "on", "with") and prep.head.pos == "VERB"


def _negated(made: Realis, above: Word) -> Realis | None:
    """The same, but that "did not deny the attack" leaves it what it is."""
    if made == "denied" and _is_negated(above):
        # "Did not rule out a raid"
        return "hypothetical" if above.lemma in realis_words()["open_if_not"] else None
    return made


def _is_negated(verb: Word) -> bool:
    """Whether it is not done, by itself or by what it is joined to: "neither confirm nor deny"."""
    first = verb.head if verb.dep == "conj" else verb
    beside = (*verb.children, *first.children)
    return any(c.dep == "neg" or (c.dep == "preconj" and c.lemma == "neither") for c in beside)


def made_by(above: Word) -> Realis | None:
    """What a word makes of the deed that it governs, by its particle or alone: "made up"."""
    phrases = (f"{above.lemma} {c.lemma}" for c in above.having("prt"))
    made = (governors().get(phrase) for phrase in phrases)
    return next((m for m in made if m is not None), governors().get(above.lemma))


def _of_infinitive(step: Word, above: Word, made: Realis | None) -> Realis | None:
    if above.lemma in realis_words()["carried_out"]:
        return None
    if made is not None:
        return made
    if above.lemma == "be" or above.pos == "ADJ":
        return "planned"
    if step.dep == "advcl" or above.pos in ("NOUN", "VERB"):
        return "planned"
    return None


def says_what(clause: Word) -> bool:
    """Whether a clause says what its noun is about: "the rumour that children were abducted"."""
    if clause.dep not in ("acl", "relcl"):
        return False
    that = next((c for c in clause.children if c.text.lower() == "that" and c.at < clause.at), None)
    if that is None or that.dep in SUBJECTS:
        return False
    # As an object, "that" leaves no room for another: "that a priest was abducted".
    full = clause.having("nsubjpass") or any(o is not that for o in clause.having("dobj"))
    return that.dep == "mark" or bool(full)


def _is_of_any(deed: Word, verb: Word) -> bool:
    """Whether it is only of any such deed that something would be: "would treat an attack as"."""
    would = any(c.tag == "MD" and c.text.lower() in realis_words()["open"] for c in verb.children)
    return deed.dep == "dobj" and deed.pos == "NOUN" and would and is_any(deed)


def is_any(deed: Word) -> bool:
    """Whether nobody is told to know of it: "an attack", "another attack"."""
    return any(c.text.lower() in ("a", "an", "another", "any") for c in deed.having("det"))
