"""What a sentence says of an incident, by its tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.models import Span
from dateline.models.vocabulary import IncidentKind
from dateline.survey.parsed.events.accusations import Accusation, find_accusations
from dateline.survey.parsed.events.event import Event
from dateline.survey.parsed.events.event_lexicon import event_words, load_events
from dateline.survey.parsed.events.events import events_of_turns, find_events
from dateline.survey.parsed.events.phrases import name_of, names_beside, phrase
from dateline.survey.parsed.events.realis import happened
from dateline.survey.parsed.events.turns import Turn, find_turns
from dateline.survey.parsed.tolls.realis import realis_of
from dateline.syntax import Tree, Word


@dataclass(frozen=True, slots=True)
class Reading:
    """The events and accusations of one sentence.

    Attributes:
        events: The events, told as ones that happened or not.
        actual: Those that are told as ones that happened.
        accusations: Who is accused, or claims a deed.
        turns: The turns of phrase that tell of events, of ones that happened or not.
    """

    tree: Tree
    events: tuple[Event, ...] = ()
    actual: tuple[Event, ...] = ()
    accusations: tuple[Accusation, ...] = ()
    turns: tuple[Turn, ...] = ()

    def span(self, word: Word) -> Span:
        """Where a word stands."""
        return self.tree.span_of([word])

    def spans(self, words: Iterable[Word], *, names: bool = False) -> tuple[Span, ...]:
        """The noun phrases of words, each once; of people without the offices before a name."""
        lexicon = load_events()
        if not names:
            return tuple(dict.fromkeys(phrase(self.tree, w) for w in words))
        named = (phrase(self.tree, n) for w in words for n in names_beside(w, lexicon))
        return tuple(dict.fromkeys(name_of(self.tree, span, lexicon) for span in named))


def read(tree: Tree) -> Reading:
    """The events of a sentence, with those that happened."""
    lexicon = load_events()
    turns = find_turns(tree)
    events = find_events(tree)
    events += events_of_turns(turns, events)
    for event in events:
        event.turned = any(t.word is event.word for t in turns)
    actual = tuple(
        e for e in events if happened(e.word, lexicon) and realis_of(e.word) not in _UNTRUE
    )
    return Reading(tree, events, actual, find_accusations(tree), turns)


# What is threatened, planned or feared `happened` knows as well.
_UNTRUE = ("denied",)


def shows_incident(event: Event) -> bool:
    """Whether an event is told with enough of its participants to be an incident of its own."""
    armed = event.armed
    hit = bool(event.victims or event.targets)
    if event.turn:
        return True
    if event.frame.name == "die":
        return False  # somebody died: nobody need have done it
    if event.frame.name in ("explode", "bombing", "shelling", "airstrike"):
        return True
    if event.frame.name == "clash":
        return armed
    if event.weapons and (hit or event.agents):
        return True
    return (hit or event.people) and (event.sure or armed)


def kinds_of_events(events: Sequence[Event]) -> tuple[IncidentKind, ...]:
    """The kinds that events allow, in ACLED's order of precedence."""
    lexicon = load_events()
    kinds = {e.frame.kind for e in events}
    if any(w.lemma in event_words("explosives") for e in events for w in e.weapons):
        kinds.add(IncidentKind.REMOTE_EXPLOSIVE)
    if any(w.lemma == "grenade" for e in events for w in e.weapons):
        kinds.add(IncidentKind.GRENADE)
    fought = any(lexicon.is_armed(v) for e in events for v in e.victims)
    if (
        IncidentKind.ATTACK in kinds
        and fought
        and any(lexicon.is_armed(a) for e in events for a in e.agents)
    ):
        kinds.add(IncidentKind.ARMED_CLASH)
    order = list(IncidentKind)
    ranked = sorted(kinds, key=lambda k: (k in _LAST, order.index(k)))
    return tuple(ranked)


_LAST = frozenset({IncidentKind.LOOTING})
