"""The deeds that a sentence tells of, each with its realis by the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.expressions.people import is_plural
from dateline.models import Span
from dateline.models.vocabulary import IncidentKind, Outcome, Realis
from dateline.survey.lexicon import Lexicon
from dateline.survey.parsed.tolls.realis import realis_of
from dateline.survey.tolls import Toll
from dateline.survey.triggers import PROTEST, TriggerWord
from dateline.syntax import Tree, Word

K = IncidentKind
BENT: frozenset[Realis] = frozenset({"planned", "threatened", "denied", "hypothetical"})
"""What did not happen, or is not known to have."""

_DEEDS = ("VERB", "NOUN", "PROPN", "ADJ", "AUX")
# What is no violence: an arrest beside a plot does not make the plot a deed.
_PEACEFUL = frozenset(
    {
        K.ARRESTS,
        K.AGREEMENT,
        K.CHANGE_TO_GROUP,
        K.DISRUPTED_WEAPONS_USE,
        K.HEADQUARTERS_ESTABLISHED,
        K.NON_VIOLENT_TRANSFER,
        K.OTHER,
    }
)


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed told of: by a word for it, or by what became of people.

    Attributes:
        span: The word.
        realis: Whether it happened.
        kind: What it is, by its word.
        outcome: What became of people.
        sure: Whether a pattern knows the word in this form, and not its tree alone.
    """

    span: Span
    realis: Realis
    kind: IncidentKind | None = None
    outcome: Outcome | None = None
    sure: bool = True

    @property
    def takes(self) -> bool:
        """Whether somebody is taken: who is held may yet be threatened with worse."""
        return self.kind == K.ABDUCTION or self.outcome in ("captured", "missing")

    def may_be(self, kind: str, outcomes: Iterable[Outcome]) -> bool:
        """Whether it may be what a record of this kind, with these outcomes, tells."""
        if self.outcome is not None:
            taken = self.outcome in ("captured", "missing")
            if self.outcome == "captured" and _family(kind) == "violence":
                return False  # who plotted was arrested: that is not what they plotted
            return self.outcome in outcomes or (taken == (_family(kind) in ("arrest", "taking")))
        own = _family(self.kind)
        return own == _family(kind) or {own, _family(kind)} == {"violence", "taking"}


def is_violent(kind: str) -> bool:
    """Whether an incident of the kind is violence against people or things."""
    return _family(kind) == "violence"


def _family(kind: str | None) -> str:
    if kind in PROTEST:
        return "protest"
    if kind == K.ARRESTS:
        return "arrest"
    if kind == K.ABDUCTION:
        return "taking"
    return "other" if kind in _PEACEFUL else "violence"


def find_deeds(
    tree: Tree, triggers: Iterable[TriggerWord], tolls: Iterable[Toll], lexicon: Lexicon
) -> Iterator[Deed]:
    """The deeds of a sentence: its triggers, and what became of those counted."""
    for trigger in triggers:
        word = head_of(tree, trigger.span)
        if word is not None and lexicon.weapons.fullmatch(trigger.span.text.lower()):
            # A bomb is no deed; what it is told to do is.
            word = _done_by(word)
        if word is None:
            continue
        # Marchers march, whatever they were kept from.
        acts = trigger.kind in PROTEST and is_plural(word.text)
        told = "actual" if acts else realis_of(word)
        yield Deed(trigger.span, told, kind=trigger.kind, sure=not _is_only_named(word))
    for toll in tolls:
        if toll.realis is not None and toll.cue is not None:
            yield Deed(toll.cue, toll.realis, outcome=toll.outcome)


def _is_only_named(word: Word) -> bool:
    """Whether it says only what kind of thing another noun is: "air raid sirens"."""
    return word.dep == "compound" and word.head.pos == "NOUN"


def _done_by(weapon: Word) -> Word | None:
    """What a weapon is told to do: of "failed to go off" it is the last."""
    if weapon.dep not in ("nsubj", "nsubjpass"):
        return None
    verb = weapon.head
    return next(iter(verb.having("xcomp")), verb) if verb.lemma == "fail" else verb


def more_deeds(
    tree: Tree, told: Iterable[tuple[Word, IncidentKind]], triggers: Iterable[TriggerWord]
) -> Iterator[Deed]:
    """Those of other words for deeds that no pattern knows in their form: "vowed to burn down"."""
    spans = [t.span for t in triggers]
    for word, kind in told:
        span = tree.span_of([word])
        if not any(span.overlaps(s) for s in spans):
            yield Deed(span, realis_of(word), kind=kind, sure=False)


def deed_over(tree: Tree, span: Span, deeds: Sequence[Deed]) -> Deed | None:
    """The deed that the words of a stretch hang on, within their clause; None where there is none.

    "Threatened to storm the port": the port is to be stormed, whatever else was.
    """
    words = [w for w in tree.words if w.start < span.end and w.end > span.start]
    inside = set(map(id, words))
    step = next((w for w in words if id(w.head) not in inside or w.is_root), None)
    while step is not None:
        if found := next((d for d in deeds if d.span.start <= step.start < d.span.end), None):
            return found
        joined = step.dep == "conj" and step.pos in ("VERB", "AUX")
        if step.is_root or joined or step.dep in ("relcl", "parataxis", "advcl"):
            return None
        step = step.head
    return None


def head_of(tree: Tree, span: Span) -> Word | None:
    """The word of a stretch that the others hang on."""
    inside = [
        w for w in tree.words if w.start < span.end and w.end > span.start and w.pos in _DEEDS
    ]
    if not inside:
        return None
    within = set(map(id, inside))
    heads = [w for w in inside if id(w.head) not in within or w.is_root]
    # "Aircraft had bombed": of several heads the verb tells.
    return next((w for w in heads if w.pos == "VERB"), heads[0] if heads else inside[0])
