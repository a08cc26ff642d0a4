"""What the words of a record hang on: whether that is told as something that happened.

A record names whom it hits and how many. The verb or noun that governs those words in the tree is
what the record tells, whatever the word for it: "said the port would be next" tells of a threat to
the port, beside whatever else its sentence tells.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.models import Span
from dateline.models.vocabulary import Realis
from dateline.survey.parsed.tolls.deeds import BENT, Deed
from dateline.survey.parsed.tolls.governed import made_by
from dateline.survey.parsed.tolls.realis import denies, realis_of
from dateline.survey.parsed.tolls.realis_lexicon import realis_words
from dateline.survey.parsed.tolls.verb_forms import is_modal
from dateline.survey.word_lists import word_set
from dateline.syntax import Tree, Word

_SUFFERS = ("dobj", "dative", "nsubjpass")
_VERBS = ("VERB", "AUX")
_MOST_STEPS = 12


def realis_over(tree: Tree, span: Span, deeds: Sequence[Deed]) -> Realis | None:
    """How what governs the words of a stretch is told; None where that shows nothing.

    A word for a deed shows it by its own realis. Of any other verb only what is no fact shows it.
    """
    words = [w for w in tree.words if w.start < span.end and w.end > span.start]
    inside = set(map(id, words))
    step = next((w for w in words if id(w.head) not in inside or w.is_root), None)
    if step is not None and _is_struck(step, deeds):
        return "actual"
    for _ in range(_MOST_STEPS):
        if step is None:
            return None
        if id(step) not in inside and (deed := _deed_at(step, deeds)) is not None:
            # "The kidnappers of the two", "who took the two": who they are, and not what is told.
            told = step.pos in _VERBS and step.dep != "relcl"
            return deed.realis if deed.realis in BENT or deed.sure or told else None
        if step.is_root:
            return None
        if step.head.pos in _VERBS and _deed_at(step.head, deeds) is None:
            if step.dep in ("nsubj", "nsubjpass") and _goes_on(step.head, deeds):
                return "actual"
            made = _under(step, step.head, inside)
            return made if made in BENT else None
        step = step.head
    return None


def _is_struck(noun: Word, deeds: Sequence[Deed]) -> bool:
    """Whether a deed is told of it as its own: "a boy hit by a shell may lose an eye"."""
    own = (_deed_at(c, deeds) for c in noun.having("acl") if c.tag == "VBN")
    return any(d is not None and d.realis == "actual" for d in own)


def _goes_on(verb: Word, deeds: Sequence[Deed]) -> bool:
    """Whether its subject is told to have undergone a deed next: "could not run and were shot"."""
    own = (_deed_at(c, deeds) for c in verb.having("conj") if c.having("auxpass"))
    return any(d is not None and d.realis == "actual" for d in own)


def _deed_at(word: Word, deeds: Sequence[Deed]) -> Deed | None:
    return next((d for d in deeds if d.span.start <= word.start < d.span.end), None)


def _under(step: Word, verb: Word, inside: set[int]) -> Realis:
    """How what a verb that is no word for a deed does to the words is told."""
    if _is_gone(step, verb):
        return "actual"
    made = made_by(verb)
    if made == "threatened" and step.dep in _SUFFERS and not verb.having("xcomp"):
        return made  # "warned four more", but not "warned her son not to open it"
    if step.dep == "prep" and verb.lemma in realis_words()["meant_for"]:
        return "planned"  # "meant for a convoy"
    held = id(step) not in inside and step.dep in _SUFFERS
    if held and (made in ("denied", "hypothetical") or verb.lemma in realis_words()["plans"]):
        return realis_of(step)  # "fear a reprisal in the town": a noun that holds them
    told = realis_of(verb)
    if told == "actual" and verb.tag == "VBG" and verb.dep == "advcl":
        # "Vowed revenge, naming the port"
        above = made_by(verb.head)
        return above if above == "threatened" and step.dep in _SUFFERS else told
    # Who denies doing it does not deny that it was done.
    return "actual" if told == "denied" and verb.tag == "VBG" and _is_of_denier(verb) else told


def _is_gone(step: Word, verb: Word) -> bool:
    """Whether what is denied tells that they are gone: "not seen since", "nothing is left of"."""
    denied = any(map(denies, verb.children)) and not is_modal(verb)
    gone = denied and verb.lemma in word_set("en_unreal", "trees", "gone")
    named = step.dep in ("nsubj", "nsubjpass") or (step.dep == "prep" and step.lemma == "of")
    return gone and named and not any(w.text.lower() in ("no", "not") for w in step.children)


def _is_of_denier(verb: Word) -> bool:
    """Whether it is who denies that would have done it: "denied holding an engineer"."""
    return not verb.having("nsubj", "nsubjpass") and made_by(verb.head) == "denied"


def is_open(tree: Tree, span: Span) -> bool:
    """Whether a modal verb may hold for the words of a stretch: not where another clause has it.

    "The town fell, days after envoys had said that it could not": of the town it is told that it
    fell. A word that opens what is to come by its meaning ("likely") holds for all.
    """
    modals = [w for w in tree.words if w.tag == "MD"]
    if not modals:
        return True
    words = [w for w in tree.words if w.start < span.end and w.end > span.start]
    return any(m.head in (w, *w.ancestors) for m in modals for w in words)


def is_done_to(tree: Tree, span: Span) -> bool:
    """Whether a verb that is told as a fact of the past is done to the words of a stretch."""
    words = [w for w in tree.words if w.start < span.end and w.end > span.start]
    inside = set(map(id, words))
    head = next((w for w in words if id(w.head) not in inside and not w.is_root), None)
    while head is not None and head.dep == "conj" and head.head.dep != "ROOT":
        head = head.head
    return head is not None and head.head.dep != "relcl" and _undergoes(head)


def _undergoes(head: Word) -> bool:
    if head.dep not in ("dobj", "nsubjpass"):
        return False
    verb = head.head
    past = verb.tag in ("VBD", "VBN")
    # Who is the object beside a clause is told something: "messaged his wife that".
    said = (
        bool(verb.having("ccomp", "xcomp", "dative"))
        or (verb.lemma in realis_words()["told"] and not verb.having("prt"))  # "carried off"
        or verb.lemma in realis_words()["harmless"]
        or made_by(verb) is not None
    )
    return past and not said and realis_of(verb) == "actual"
