"""How near a place or a time stands to the events of its sentence, by the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import IntEnum

from dateline.models import Span
from dateline.survey.parsed.events.event_lexicon import event_words, load_events
from dateline.syntax import Tree, Word


class Nearness(IntEnum):
    """How near: at an event's own word, in the clause around it, elsewhere, or of speech."""

    OWN = 0
    AROUND = 1
    ELSEWHERE = 2
    SPEECH = 3


# "Since Tuesday", "until May": how long something lasts, not when it happened.
_LASTING = frozenset({"since", "until", "till"})
_FAR = 12


def events_words(words: Iterable[Word]) -> frozenset[Word]:
    """The words of events, with the verbs that lend nouns their clause: "carried out a raid"."""
    light = load_events().light
    found = set(words)
    for word in tuple(found):
        if word.dep in ("dobj", "nsubjpass", "nsubj") and (
            word.head.lemma in light or word.head.lemma in event_words("results")
        ):
            found.add(word.head)
        found.update(_joined(word))
    return frozenset(found)


def _joined(verb: Word) -> Iterable[Word]:
    """The verbs joined to a verb, which share where and when: "stopped a bus and made off with"."""
    if verb.pos == "VERB":
        if verb.dep == "conj" and verb.head.pos == "VERB" and not verb.having("nsubj", "nsubjpass"):
            yield verb.head
        yield from (
            c for c in verb.having("conj") if c.pos == "VERB" and not c.having("nsubj", "nsubjpass")
        )


def nearness(tree: Tree, span: Span, events: Collection[Word]) -> Nearness:
    """How near the words in `span` stand to one of `events`, words of their sentence."""
    words = tree.within(span)
    if not words or not events:
        return Nearness.AROUND
    before = tree.words[words[0].at - 1].text.lower() if words[0].at else ""
    if before in _LASTING:
        return Nearness.ELSEWHERE
    inside = set(words)
    at = next((w for w in words if w.head not in inside), words[0])
    for _ in range(_FAR):
        if at in events:
            return Nearness.OWN
        if at.pos in ("VERB", "AUX") and at not in inside:
            break
        if at.is_root:
            break
        at = at.head
    if at in events:
        return Nearness.OWN
    if is_speaking(at):
        return Nearness.SPEECH
    around = any(e in events for e in at.subtree()) or any(a in events for a in at.ancestors)
    return Nearness.AROUND if around else Nearness.ELSEWHERE


def is_speaking(word: Word) -> bool:
    """Whether a word is one of saying, judging or visiting: where that was, no deed need be."""
    return word.lemma in event_words("speaking")


def count_own(tree: Tree, spans: Sequence[Span], events: Collection[Word]) -> int:
    """How many of the first of these stand at an event's own word."""
    own = [nearness(tree, s, events) is Nearness.OWN for s in spans]
    return own.index(False) if False in own else len(own)


def nearest_first(
    tree: Tree, spans: Sequence[Span], events: Collection[Word]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans of the events before those of their sentence; and those of speech about them.

    Args:
        tree: The sentence.
        spans: The places or times in it.
        events: The words of its events.
    """
    ranked = sorted(
        ((nearness(tree, s, events), n, s) for n, s in enumerate(spans)), key=lambda i: i[:2]
    )
    kept = tuple(s for near, _, s in ranked if near < Nearness.SPEECH)
    return kept, tuple(s for near, _, s in ranked if near is Nearness.SPEECH)
