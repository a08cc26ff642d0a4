"""Whether a sentence tells of an event as one that happened, by what governs its word."""

from __future__ import annotations

from itertools import islice

from dateline.survey.parsed.events.event_lexicon import EventLexicon, event_words
from dateline.syntax import Word

_MODALS = frozenset(
    {
        "will",
        "would",
        "could",
        "may",
        "might",
        "should",
        "must",
        "shall",
        "can",
        "'ll",
        "’ll",
        "'d",
        "ca",
        "wo",
    }
)
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_PARTS = frozenset({"nsubj", "nsubjpass", "dobj"})  # "no soldier was killed"
# How many words up a governor is asked.
_FAR = 3


def happened(word: Word, lexicon: EventLexicon) -> bool:
    """Whether nothing that governs the word makes it a plan, a threat, a fear or a denial."""
    if _is_bent(word) or is_disproved(word) or _is_to_be(word):
        return False
    at, told = word, _is_told_of(word)
    for _ in range(_FAR):
        if at.is_root or at.dep in ("relcl", "parataxis"):
            return True
        above = at.head
        if at.dep in ("xcomp", "ccomp", "pcomp", "pobj", "dobj", "prep", "acl", "conj", "advcl"):
            if above.lemma in lexicon.unreal and at.dep != "conj" and at.dep != "advcl":
                return told and above.lemma == "order" and at is word
            if (
                at.dep in ("xcomp", "conj", "dobj")
                and at.tag in ("VB", "NN", "NNS")
                and _is_bent(above)
            ):
                return False
        if at.dep == "advcl" and _purpose(at):
            return told and at is not word and at.lemma not in lexicon.light
        at = above
    return True


# How far up a plan or a rumour may govern it.
_FARTHER = 6


def is_disproved(word: Word) -> bool:
    """Whether it is told by a rumour that proved false."""
    for above in islice(word.ancestors, _FARTHER):
        if above.lemma in event_words("rumours") and above.dep in ("nsubj", "nsubjpass"):
            verb = above.head
            said = verb.having("acomp", "attr", "oprd", "xcomp", "advmod", "prt")
            return verb.lemma in event_words("proving") and any(
                w.lemma in event_words("false") for w in said
            )
    return False


def _is_to_be(word: Word) -> bool:
    """Whether it is told as due by "was to be": "the vote was to be the signal for a march"."""
    for at in islice((word, *word.ancestors), _FARTHER):
        if at.dep in ("relcl", "advcl", "parataxis"):
            return False
        if at.dep == "xcomp" and at.tag == "VB" and at.head.lemma == "be":
            return any(c.text.lower() == "to" for c in at.having("aux"))
    return False


def _is_told_of(word: Word) -> bool:
    """Whether it is a noun for a deed that is known: "to protest the killing", "ordered the"."""
    return word.pos == "NOUN" and any(c.lemma in ("the", "this") for c in word.having("det"))


def _is_bent(word: Word) -> bool:
    """Whether a negation, a modal or a condition stands at the word itself."""
    return any(
        child.dep == "neg"
        or (child.dep == "aux" and child.text.lower() in _MODALS)
        or (child.dep == "mark" and child.text.lower() in _CONDITIONS)
        or (child.dep == "det" and child.lemma == "no")
        or (child.dep in _PARTS and any(d.lemma == "no" for d in child.having("det")))
        for child in word.children
    )


def _purpose(verb: Word) -> bool:
    """Whether it is said of what was done for it: "to kill him"."""
    return verb.tag == "VB" and any(c.lemma == "to" for c in verb.having("aux"))
