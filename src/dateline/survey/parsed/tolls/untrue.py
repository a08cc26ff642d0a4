"""Whether what a clause is told as is played, mistaken or untrue."""

from __future__ import annotations

from dateline.survey.parsed.tolls.realis_lexicon import realis_words
from dateline.syntax import Word


def is_staged(verb: Word) -> bool:
    """Whether the clause opens with the play or the exercise that it is from."""
    return verb.pos in ("VERB", "AUX") and any(
        prep.text.lower() in ("in", "during") and prep.at == verb.subtree()[0].at
        for prep in verb.having("prep")
        if any(o.lemma in realis_words()["staged"] for o in prep.having("pobj"))
    )


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
