"""Whether what a clause is told as is played, mistaken or untrue."""

from __future__ import annotations

from dateline.survey.parsed.tolls.governed import says_what
from dateline.survey.parsed.tolls.realis_lexicon import realis_words
from dateline.survey.parsed.tolls.verb_forms import has_have
from dateline.survey.word_lists import word_set
from dateline.syntax import Word


def is_staged(step: Word) -> bool:
    """Whether it is of a play or an exercise: by what its clause opens with, or by its players."""
    return _is_of_play(step) or _is_in_role(step)


def _is_of_play(verb: Word) -> bool:
    """Whether the clause opens with the play or the exercise that it is from."""
    if verb.pos not in ("VERB", "AUX"):
        return False
    opening = [p for p in verb.having("prep") if p.at == verb.subtree()[0].at]
    return any(
        prep.text.lower() in ("in", "during")
        and any(o.lemma in realis_words()["staged"] for o in prep.having("pobj"))
        for prep in opening
    ) or (
        # "On the third evening of the series a minister is garrotted": plays are told so.
        _is_present(verb)
        and any(w.lemma in realis_words()["scripted"] for p in opening for w in p.subtree())
    )


def _is_in_role(step: Word) -> bool:
    """Whether it is said of those who play a part: "with actors in the role of two wounded"."""
    players, roles, plays = (
        word_set("en_unreal", "trees", n) for n in ("players", "roles", "plays")
    )
    if step.lemma not in players:
        return False
    said = [w for child in step.children for w in (child, *child.children)]
    # Who plays a part in a war is no actor.
    parts = any(
        w.lemma in roles and w.head.text.lower() in ("in", "as") and w.having("prep") for w in said
    )
    return parts or any(w.lemma in plays and w.dep in ("acl", "relcl") for w in said)


def _is_unfounded(clause: Word) -> bool:
    """Whether the report that a clause is of proves wrong: "information that ... proved unfounded".

    What stands between may part the two: the clause may hang on "received", and that on "proved".
    """
    if clause.dep not in ("ccomp", "acl", "relcl") or clause.is_root or not clause.having("mark"):
        return False
    above, words = clause.head, realis_words()
    around = (above, above.head, above.head.head, *above.children)
    named = word_set("en_unreal", "trees", "reports")
    if not any(w.lemma in named for w in around):
        return False
    # "Abducted proved unfounded": what is said of the report may be read as a part of the clause.
    said = list(clause.having("oprd"))
    for verb in around:
        if verb.lemma in words["proves"] and not any(c.dep == "neg" for c in verb.children):
            said += verb.having("acomp", "oprd", "attr")
    return any(o.text.lower() in words["denied"] for o in said)


def _is_present(verb: Word) -> bool:
    """Whether its clause is in the present tense."""
    tensed = [verb, *verb.having("aux", "auxpass")]
    return any(w.tag in ("VBZ", "VBP") for w in tensed) and not has_have(verb)


def is_untrue(step: Word) -> bool:
    """Whether what it hangs on says that it is not true, whatever it is called."""
    words, above = realis_words(), step.head
    if _is_unfounded(step):
        return True
    if step.dep == "prep":
        # "No truth in claims that", "no evidence of an attack"
        none = any(c.text.lower() == "no" for c in above.having("det"))
        if above.lemma in words["truth"] and none:
            return True
        return step.text.lower() == "as" and is_mistaken(above)
    # "Described talk of a massacre as pure fiction"
    return any(
        o.lemma in words["untrue"]
        for word in (step, *((above,) if step.dep == "dobj" else ()))
        for p in word.having("prep")
        if p.text.lower() == "as"
        for o in p.having("pobj")
    )


def is_borne_out(clause: Word) -> bool:
    """Whether the report that a clause is of proved true: "the rumour that they had shot three"."""
    if not says_what(clause) or clause.head.dep not in ("nsubj", "nsubjpass"):
        return False
    verb = clause.head.head
    return (
        verb.lemma in realis_words()["proves"]
        and not verb.having("neg", "aux")
        and any(w.lemma in realis_words()["borne_out"] for w in verb.having("acomp", "oprd"))
    )


def is_mistaken(clause: Word) -> bool:
    """Whether a thing is told as what it was not: "what they called an ambush turned out to be"."""
    what = any(c.text.lower() == "what" for c in clause.having("dobj", "nsubjpass", "nsubj"))
    words = realis_words()
    return (
        what
        and clause.dep in ("csubj", "csubjpass", "nsubj")
        and clause.lemma in words["taken_for"]
        and clause.head.lemma in words["proves"]
    )
