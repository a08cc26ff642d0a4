"""Whether what a clause is told as is played, mistaken or untrue."""

from __future__ import annotations

from dateline.survey.parsed.tolls.realis_lexicon import realis_words
from dateline.survey.parsed.tolls.verb_forms import has_have
from dateline.syntax import Word


def is_staged(verb: Word) -> bool:
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


def _is_present(verb: Word) -> bool:
    """Whether its clause is in the present tense."""
    tensed = [verb, *verb.having("aux", "auxpass")]
    return any(w.tag in ("VBZ", "VBP") for w in tensed) and not has_have(verb)


def is_untrue(step: Word) -> bool:
    """Whether what it hangs on says that it is not true, whatever it is called."""
    words, above = realis_words(), step.head
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
